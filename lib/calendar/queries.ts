import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { environment } from '@/lib/platform/env';
import type { Calendar, CalendarDayKind } from './types';

type Reader = Pick<Tx, 'calendarVersion'>;

/** The days of the version read last: every act on a case asks for them, and a version never changes. */
const lastRead = new Map<string, Calendar>();

const WITH_DAYS = { include: { days: { orderBy: { date: 'asc' } } } } as const;

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
  const { id, loadedAt } = await database.calendarVersion.findFirstOrThrow({
    orderBy: { id: 'desc' },
    select: { id: true, loadedAt: true },
  });
  const key = `${environment().DATABASE_URL_STAFF} ${id} ${loadedAt.getTime()}`;
  const known = lastRead.get(key);
  if (known !== undefined) return known;
  const calendar = await calendarOfVersion(id, database);
  lastRead.clear();
  lastRead.set(key, calendar);
  return calendar;
}

/** The calendar as it was in a version, which a stored date names. Throws where there is none. @rule CAL-4 */
export async function calendarOfVersion(id: number, database: Reader = staffDatabase()): Promise<Calendar> {
  return readCalendar(await database.calendarVersion.findUniqueOrThrow({ where: { id }, ...WITH_DAYS }));
}

/** One loading of a notice. */
export type CalendarVersionLine = {
  readonly version: number;
  readonly loadedAt: Date;
  /** Null: came with the program or from the command line. */
  readonly loadedBy: string | null;
  readonly coversFrom: CivilDate;
  readonly coversTo: CivilDate;
  readonly sourceDoc: string;
};

/** Every version so far, the newest first. */
export async function listCalendarVersions(): Promise<CalendarVersionLine[]> {
  const rows = await staffDatabase().calendarVersion.findMany({ orderBy: { id: 'desc' } });
  return rows.map(({ id, loadedAt, loadedBy, coversFrom, coversTo, sourceDoc }) => ({
    version: id,
    loadedAt,
    loadedBy,
    coversFrom: civil(coversFrom),
    coversTo: civil(coversTo),
    sourceDoc,
  }));
}

type VersionRow = {
  readonly id: number;
  readonly coversFrom: Date;
  readonly coversTo: Date;
  readonly notices: unknown;
  readonly days: readonly { date: Date; kind: string; name: string; sourceDoc: string }[];
};

function readCalendar(version: VersionRow): Calendar {
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
