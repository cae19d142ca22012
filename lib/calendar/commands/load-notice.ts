import 'server-only';
import { type AuditEvent, writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';
import { currentCalendar } from '../queries';
import { addNotice } from '../rules/add-notice';
import type { Calendar, HolidayNotice } from '../types';

/**
 * Stores a notice of the State Council as a new version of the calendar, in the transaction of the caller, who computes
 * anew what depends on it (CAL-5). What was computed with an earlier version keeps naming it. Gives the calendar in
 * force until now and the new one.
 *
 * Refusals: those of `addNotice`.
 *
 * @rule CAL-4
 */
export async function storeNotice(
  tx: Tx,
  by: AuditEvent['actor'],
  notice: HolidayNotice,
): Promise<Result<{ before: Calendar; after: Calendar & { version: number } }>> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('load-calendar', 0))`;
  const before = await currentCalendar(tx);
  const added = addNotice(before, notice);
  if (!added.ok) return added;
  const after = { ...added.value, version: (before.version ?? 0) + 1 };
  const { version } = after;
  await tx.calendarVersion.create({
    data: {
      id: version,
      loadedAt: currentTime(),
      loadedBy: by.personId,
      coversFrom: new Date(after.coversFrom),
      coversTo: new Date(after.coversTo),
      sourceDoc: notice.number,
      notices: after.notices.map((one) => ({ ...one })),
    },
  });
  await tx.calendarDay.createMany({
    data: [...after.days.values()].map(({ date, kind, name, source }) => ({
      version,
      date: new Date(date),
      kind,
      name,
      sourceDoc: source,
    })),
  });
  await writeAudit(tx, {
    organId: null,
    actor: by,
    action: 'load_calendar',
    subject: { type: 'calendar_version', id: String(version) },
    detail: { ...notice, days: notice.days.map((day) => ({ ...day })), covers_to: after.coversTo },
  });
  return ok({ before, after });
}
