import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import type { Calendar, CalendarDayKind } from './types';

type Reader = Pick<Tx, 'calendarVersion'>;

/** A database date, which Prisma hands out as midnight in UTC. */
function civil(date: Date): CivilDate {
  return date.toISOString().slice(0, 10);
}

/**
 * The calendar in force: the version loaded last. Versions never change, so one read before stays right; inside a
 * transaction hand the transaction in.
 *
 * @rule CAL-4
 */
export async function currentCalendar(database: Reader = staffDatabase()): Promise<Calendar> {
  const version = await database.calendarVersion.findFirstOrThrow({
    orderBy: { id: 'desc' },
    include: { days: { orderBy: { date: 'asc' } } },
  });
  return {
    version: version.id,
    coversFrom: civil(version.coversFrom),
    coversTo: civil(version.coversTo),
    notices: version.notices as unknown as Calendar['notices'],
    days: new Map(
      version.days.map(({ date, kind, name, sourceDoc }) => [
        civil(date),
        { date: civil(date), kind: kind as CalendarDayKind, name, source: sourceDoc },
      ]),
    ),
  };
}
