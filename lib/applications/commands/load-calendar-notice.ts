import 'server-only';
import { storeNotice } from '@/lib/calendar/commands/load-notice';
import type { HolidayNotice } from '@/lib/calendar/types';
import { type AuditEvent, writeAudit } from '@/lib/platform/audit';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { calendarChanged } from '../messages/moved-dates';
import { type Recomputed, recomputeDeadlines } from './recompute-deadlines';

/** More than this are left to the worker, so that loading stays within one transaction. */
const MOST_AT_ONCE = 20_000;

export type LoadedNotice = Recomputed & { readonly version: number; readonly coversTo: string };

/**
 * Loads a notice of the State Council and computes every open case anew in the same transaction, so that no date stands
 * by a calendar that is no longer in force. `seenVersion` is the calendar that the preview was made with; null where
 * there was none.
 *
 * Refusals: those of `addNotice`, `calendar_changed`.
 *
 * @rule CAL-4 @rule CAL-5
 */
export function loadCalendarNotice(
  by: AuditEvent['actor'],
  notice: HolidayNotice,
  seenVersion: number | null = null,
): Promise<Result<LoadedNotice>> {
  return inTransaction(async (tx) => {
    const stored = await storeNotice(tx, by, notice);
    if (!stored.ok) return stored;
    const { before, after } = stored.value;
    if (seenVersion !== null && before.version !== seenVersion) return refuse(calendarChanged());
    const recomputed = await recomputeDeadlines(tx, after, `载入${notice.number}`, MOST_AT_ONCE);
    await writeAudit(tx, {
      organId: null,
      actor: by,
      action: 'recompute_deadlines',
      subject: { type: 'calendar_version', id: String(after.version) },
      detail: { ...recomputed },
    });
    return ok({ version: after.version, coversTo: after.coversTo, ...recomputed });
  });
}
