import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction } from '@/lib/platform/database';
import { environment } from '@/lib/platform/env';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { canSeeCase } from '../policy';
import { loadCase } from '../queries/load-case';
import { queryCodeOf } from './query-code';

/** What stands on the card that goes to an applicant beside L00 or L01. */
export type QueryCard = {
  readonly number: string;
  readonly queryCode: string;
  readonly address: string;
  readonly organName: string;
  readonly phone: string;
};

/**
 * The number and query code of a case on a card to hand over. The code is made anew each time and stored nowhere; that it
 * was printed is in the log. For handlers only, and not for what was filed online: there the code was shown to the applicant
 * and is nobody else's.
 *
 * Refusals: `not_found`.
 */
export function printQueryCard(actor: Actor, caseId: string): Promise<Result<QueryCard>> {
  return inTransaction(async (tx) => {
    const loaded = z.uuid().safeParse(caseId).success ? await loadCase(caseId, tx) : null;
    if (
      loaded === null ||
      !canSeeCase(actor, loaded) ||
      !actor.roles.includes('case_handler') ||
      loaded.channel === 'internet'
    )
      return refuse(caseRefusal('not_found'));
    const organ = await tx.organ.findUniqueOrThrow({ where: { id: loaded.organId } });
    await writeAudit(tx, {
      organId: loaded.organId,
      actor,
      action: 'print_query_card',
      subject: { type: 'application', id: caseId },
    });
    return ok({
      number: loaded.applicationNo ?? loaded.submissionNo,
      queryCode: queryCodeOf(loaded.submissionKey),
      address: `${environment().NEXTAUTH_URL ?? ''}/apply/status`,
      organName: organ.name,
      phone: organ.phone,
    });
  });
}
