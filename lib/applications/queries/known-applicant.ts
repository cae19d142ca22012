import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { casesByIdNumber } from '@/lib/personal-data/queries';
import { checkIdNumber, maskIdNumber } from '@/lib/personal-data/rules/identity-documents';
import type { IdKind } from '@/lib/personal-data/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { whyNotTakeIn } from '../policy';
import type { KnownApplicantCase } from '../types/previews';
import { ledgerDay, ledgerRows } from './ledger-rows';

/** Cases shown while an application is taken in. */
const SHOWN = 10;

/**
 * Checks a number as it is typed and tells the earlier cases of its holder, so that a likely 重复申请 is seen before it is
 * filed. Restricted cases are left out for who may not see them.
 *
 * Refusals: `role_missing`, those of `checkIdNumber`.
 *
 * @law 条例36-6
 */
export async function findKnownApplicant(
  actor: Actor,
  { idKind, idNumber }: { idKind: IdKind; idNumber: string },
): Promise<Result<{ hint: string; cases: readonly KnownApplicantCase[] }>> {
  const refusals = whyNotTakeIn(actor);
  if (refusals.length > 0) return refuse(...refusals);
  const checked = checkIdNumber(idKind, idNumber, civilDate(currentTime()));
  if (!checked.ok) return checked;
  const ids = await casesByIdNumber(actor.organId, idKind, checked.value);
  const rows = await ledgerRows(ids.slice(0, SHOWN), actor.personId, await ledgerDay(actor.organId));
  return ok({
    hint: maskIdNumber(checked.value),
    cases: rows.flatMap(({ id, applicationNo, submissionNo, state, body }) =>
      body === null
        ? []
        : [
            {
              id,
              no: applicationNo ?? submissionNo,
              state,
              request: body.request,
              submittedAt: body.submittedAt,
            },
          ],
    ),
  });
}
