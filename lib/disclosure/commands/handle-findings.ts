import 'server-only';
import { approvalRefusal } from '@/lib/approvals/messages';
import { type LoadedRound, loadRound } from '@/lib/approvals/queries';
import { whyNotDecide } from '@/lib/approvals/rules/next-steps';
import { asCandidate, type RouteStep } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { recordHandlings, recordReviewerFinding } from '@/lib/proofreading/commands';
import { proofreadingRefusal } from '@/lib/proofreading/messages';
import { listFindings } from '@/lib/proofreading/queries';
import { checkReviewerHandling } from '@/lib/proofreading/rules/handling';
import type { AddFindingInput, HandleFindingsInput } from '@/lib/proofreading/schema';
import { disclosureRefusal } from '../messages';
import { getVersionContent } from '../queries/load-item';
import { proofreadFacts } from '../queries/proofread-item';
import { pointedPlace } from '../rules/place-names';
import { proofreadingInput } from '../rules/proofread-content';
import { lockItem } from './shared';

/** The open step at which a person may proofread, on a locked item and round. */
async function lockSeat(
  tx: Tx,
  actor: Actor,
  input: { roundId: string; position: number },
): Promise<Result<{ round: LoadedRound; step: RouteStep }>> {
  const before = await loadRound(tx, input.roundId);
  if (before === null) return refuse(disclosureRefusal('not_found'));
  const locked = await lockItem(tx, actor, 'read', before.itemId, null);
  if (!locked.ok) return locked;
  await tx.$queryRaw`SELECT 1 FROM office.round WHERE id = ${input.roundId}::uuid FOR NO KEY UPDATE`;
  const round = await loadRound(tx, input.roundId);
  const step = round?.facts.route.find((candidate) => candidate.position === input.position);
  if (round === null || step === undefined) return refuse(approvalRefusal('step_not_open'));
  const refusals = whyNotDecide(round.facts, step, asCandidate(actor));
  return refusals.length > 0 ? refuse(...refusals) : ok({ round, step });
}

/**
 * A reviewer at his open step says of findings of the round: not changed and why, for the next level to decide, or
 * settled. One act, whole or not at all.
 *
 * Refusals: `not_found`; those of `whyNotDecide`; `finding_gone`; those of `checkReviewerHandling`, each at the field
 * `handlings.<finding>`.
 *
 * @rule TR-17 @rule REG-17-2
 */
export function handleFindings(actor: Actor, input: HandleFindingsInput): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const seat = await lockSeat(tx, actor, input);
    if (!seat.ok) return seat;
    const { round, step } = seat.value;
    const findings = new Map((await listFindings([round.id], tx)).map((finding) => [finding.id, finding]));
    const by = { personId: actor.personId, step: step.step };
    const refusals = input.handlings.flatMap((handling): Refusal[] => {
      const field = `handlings.${handling.findingId}`;
      const finding = findings.get(handling.findingId);
      if (finding === undefined) return [proofreadingRefusal('finding_gone', field)];
      return checkReviewerHandling(finding, handling, by).map((refusal) => ({ ...refusal, field }));
    });
    if (refusals.length > 0) return refuse(...refusals);
    await recordHandlings(tx, actor, { itemId: round.itemId, step: step.step }, input.handlings);
    return ok(null);
  });
}

/**
 * A reviewer adds a finding of his own at a place of the text he reviews.
 *
 * Refusals: `not_found`; those of `whyNotDecide`; `place_unknown` where the text does not have these words there.
 *
 * @rule TR-17
 */
export function addFinding(actor: Actor, input: AddFindingInput): Promise<Result<{ findingId: string }>> {
  return inTransaction<{ findingId: string }>(async (tx) => {
    const seat = await lockSeat(tx, actor, input);
    if (!seat.ok) return seat;
    const { round, step } = seat.value;
    const { content } = await getVersionContent(round.versionId, tx);
    const item = { id: round.itemId, organId: round.organId };
    const { texts } = proofreadingInput(content, await proofreadFacts(item, content, tx));
    const place = pointedPlace(texts, input.place);
    if (place === null) return refuse(proofreadingRefusal('place_unknown', 'place'));
    const { itemId, versionId, id: roundId } = round;
    const findingId = await recordReviewerFinding(
      tx,
      actor,
      { itemId, versionId, roundId, step: step.step },
      { kind: input.kind, severity: input.severity, place, message: input.message.trim() },
    );
    return ok({ findingId });
  });
}
