import 'server-only';
import { type AuditEvent, writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';
import { currentCalendar } from '../queries';
import { addNotice } from '../rules/add-notice';
import type { HolidayNotice } from '../types';

/**
 * Loads a notice of the State Council as a new version of the calendar. What was computed with an earlier version keeps
 * naming it. Gives the number of the version and the last day it covers.
 *
 * Refusals: those of `addNotice`.
 *
 * @rule CAL-4 @rule CAL-5
 */
export function loadNotice(
  by: AuditEvent['actor'],
  notice: HolidayNotice,
): Promise<Result<{ version: number; coversTo: string }>> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('load-calendar', 0))`;
    const present = await currentCalendar(tx);
    const added = addNotice(present, notice);
    if (!added.ok) return added;
    const calendar = added.value;
    const id = (present.version ?? 0) + 1;
    await tx.calendarVersion.create({
      data: {
        id,
        loadedAt: currentTime(),
        loadedBy: by.personId,
        coversFrom: new Date(calendar.coversFrom),
        coversTo: new Date(calendar.coversTo),
        sourceDoc: notice.number,
        notices: calendar.notices.map((one) => ({ ...one })),
      },
    });
    await tx.calendarDay.createMany({
      data: [...calendar.days.values()].map(({ date, kind, name, source }) => ({
        version: id,
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
      subject: { type: 'calendar_version', id: String(id) },
      detail: { ...notice, days: notice.days.map((day) => ({ ...day })), covers_to: calendar.coversTo },
    });
    return ok({ version: id, coversTo: calendar.coversTo });
  });
}
