import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { knowledgeRefusal } from '../messages/knowledge';
import { feeStanding } from '../queries/fee-standing';
import type { LoadedCase } from '../queries/load-case';
import { chosenFee, type FeeScale, feeOffer, mayFollow } from '../rules/fees';

/**
 * Writes down a charge with both amounts, the one chosen and why, in the transaction that drafts the notice L10; who may
 * draft it the caller has asked, and locked the case. The notice is approved on its route before it is sent. Gives the
 * decision and what the letter says of it.
 *
 * Refusals: `fee_not_registered`, `fee_pages_missing`, `fee_scale_impossible`, `fee_never_increases`.
 *
 * @law 条例42
 * @rule FEE-4 @rule FEE-14
 */
export async function proposeFee(
  tx: Tx,
  actor: Actor,
  loaded: Pick<LoadedCase, 'id' | 'organId'>,
  input: { scale: FeeScale; pages: number | null; reason: string; letterId: string | null },
): Promise<Result<{ feeDecisionId: string; amountFen: number; steps: readonly string[] }>> {
  const standing = await feeStanding(loaded.id, tx);
  if (standing === null) return refuse(knowledgeRefusal('fee_not_registered'));
  const offer = feeOffer(standing.nth, input.pages);
  const chosen = chosenFee(offer, input.scale);
  if (input.scale === 'by_volume' && input.pages === null) {
    return refuse(knowledgeRefusal('fee_pages_missing', { field: 'pages' }));
  }
  if (!chosen.isPossible || chosen.amountFen === null) {
    return refuse(
      knowledgeRefusal('fee_scale_impossible', { detail: chosen.whyNot, law: '条例42', field: 'scale' }),
    );
  }
  if (!mayFollow(chosen.amountFen, standing.notified)) {
    return refuse(knowledgeRefusal('fee_never_increases', { law: 'FEE-14', field: 'scale' }));
  }
  const facts = {
    scale: input.scale,
    nthOfMonth: standing.nth,
    feeMonth: standing.month,
    pages: input.pages,
    byItemFen: offer.byItem.amountFen ?? 0,
    byVolumeFen: offer.byVolume.amountFen,
    amountFen: chosen.amountFen,
  };
  const { id } = await tx.feeDecision.create({
    data: {
      ...facts,
      applicationId: loaded.id,
      reason: input.reason,
      letterId: input.letterId,
      proposedBy: actor.personId,
      proposedAt: currentTime(),
    },
    select: { id: true },
  });
  await writeAudit(tx, {
    organId: loaded.organId,
    actor,
    action: 'propose_fee',
    subject: { type: 'application', id: loaded.id },
    detail: { fee_decision: id, letter: input.letterId, ...facts },
  });
  return ok({ feeDecisionId: id, amountFen: chosen.amountFen, steps: chosen.steps });
}
