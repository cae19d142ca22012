import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';

/**
 * Records that the whole fee was paid to the treasury, with the number of the 财政票据: the period runs anew from the day
 * after (FEE-6). Paid after the last day but before L12: accepted (FEE-12). A part of it counts as nothing (FEE-13).
 *
 * @law 条例42 @rule FEE-6 @rule FEE-10 @rule FEE-12 @rule FEE-13
 */
export function recordPayment(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; invoiceNo: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'record_payment');
    if (!locked.ok) return locked;
    const { onDate, invoiceNo } = input;
    const notice = locked.value.events.findLast(({ clock }) => clock?.type === 'fee_notice');
    if (notice !== undefined && onDate < notice.onDate)
      return refuse(caseRefusal('date_before_notice', { law: '条例42', field: 'onDate' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'record_payment',
      onDate,
      clock: { type: 'fee_paid', date: onDate },
      detail: { invoiceNo },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** Takes a charge back: the suspended period goes on where it stood (SET-F3). @rule SET-F3 @rule FEE-14 */
export function cancelFee(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'cancel_fee');
    if (!locked.ok) return locked;
    const { onDate, reason } = input;
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'cancel_fee',
      onDate,
      clock: { type: 'fee_cancelled', date: onDate },
      detail: { reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}
