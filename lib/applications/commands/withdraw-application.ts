import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';

/**
 * Records that the applicant withdraws, in writing or by telephone; online the applicant does it alone. The case waits for
 * L13, which ends it; its place in table three is 其他处理.
 *
 * Refusals: `not_found`, `not_in_this_state`, `role_missing`, `future_date`, `date_before_submission`.
 *
 * @rule SET-A1
 */
export function withdrawApplication(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; how: string; words: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'withdraw_application');
    if (!locked.ok) return locked;
    const { onDate, how, words } = input;
    const submitted = locked.value.events[0]?.onDate;
    if (submitted !== undefined && onDate < submitted)
      return refuse(caseRefusal('date_before_submission', { field: 'onDate' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'withdraw_application',
      onDate,
      detail: { outcome: 'other.misc', subOutcome: 'withdrawn', way: 'staff', how, words },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}
