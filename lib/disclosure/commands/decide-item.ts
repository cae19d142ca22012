import 'server-only';
import {
  type DecisionOutcome,
  describeStale,
  recordDecision,
  recordReturnOfApproved,
} from '@/lib/approvals/commands/record-decision';
import { approvalRefusal } from '@/lib/approvals/messages';
import { findOpenRound, type LoadedRound, loadRound } from '@/lib/approvals/queries';
import { whyNotDecide } from '@/lib/approvals/rules/next-steps';
import type { DecisionInput } from '@/lib/approvals/schema';
import { asCandidate } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { listFindings } from '@/lib/proofreading/queries';
import { whyNotPass } from '@/lib/proofreading/rules/handling';
import { unconfirmedOrgansOf } from '../after-publication/queries/consultations';
import { disclosureRefusal } from '../messages';
import type { ItemAction } from '../transitions';
import type { DraftState } from '../types';
import { endPlan } from './end-plan';
import { lockItem, moveItem } from './shared';
import { tellNext, tellReturned } from './tell';

/** What a conclusion does to the item, by what it led to. */
function move(
  input: DecisionInput,
  outcome: DecisionOutcome['outcome'],
): { action: ItemAction; to: DraftState } {
  switch (input.conclusion) {
    case 'pass':
      return { action: 'pass', to: outcome === 'passed' ? 'approved' : 'in_review' };
    case 'return':
      return { action: 'return_item', to: outcome === 'returned' ? 'returned' : 'in_review' };
    case 'refer_secrecy':
      return { action: 'refer_secrecy', to: 'secrecy_referred' };
    case 'referral_reply':
      return { action: 'record_referral_reply', to: 'in_review' };
  }
}

/** Whether a form showed another text, or fewer decisions, than there are. */
function isStale({ facts }: LoadedRound, input: DecisionInput): boolean {
  return input.contentHash !== facts.contentHash || input.decisionsSeen !== facts.decisions.length;
}

/**
 * Why the findings of the text forbid this pass. Nothing is said of them to somebody with a stale form, which is told
 * first, or to somebody who may not decide at all.
 *
 * @rule TR-17
 */
async function whyNotPassFindings(
  tx: Tx,
  actor: Actor,
  round: LoadedRound,
  input: DecisionInput,
): Promise<Refusal[]> {
  const { id, facts } = round;
  const step = facts.route.find((candidate) => candidate.position === input.position);
  if (input.conclusion !== 'pass' || step === undefined || isStale(round, input)) return [];
  if (whyNotDecide(facts, step, asCandidate(actor)).length > 0) return [];
  const steps = facts.route.map((candidate) => candidate.step);
  return whyNotPass(await listFindings([id], tx), step.step, steps);
}

/**
 * Whether this would pass 终审 although an organ that the text names has not confirmed it.
 *
 * @law 条例11 @rule TR-8
 */
async function lacksConsultation(
  tx: Tx,
  actor: Actor,
  round: LoadedRound,
  input: DecisionInput,
): Promise<boolean> {
  const { facts } = round;
  const step = facts.route.find((candidate) => candidate.position === input.position);
  if (input.conclusion !== 'pass' || step?.step !== 'l3') return false;
  if (whyNotDecide(facts, step, asCandidate(actor)).length > 0) return false;
  return (await unconfirmedOrgansOf(round, actor.personId, tx)).length > 0;
}

/**
 * Records a decision on the text under review and moves the item: pass, return with reason, 报请确定 and its answer.
 *
 * Refusals: `not_found` (out of scope); those of `whyNotPass`; `consultation_missing` at 终审 (TR-8); those of
 * `recordDecision`.
 *
 * @rule TR-1 @rule TR-2 @rule TR-3 @rule TR-5 @rule TR-17
 */
export async function decideItem(
  actor: Actor,
  input: DecisionInput,
): Promise<Result<DecisionOutcome['outcome']>> {
  return inTransaction<DecisionOutcome['outcome']>((tx) => decideIn(tx, actor, input));
}

/** What a caller asks of a round beside the rules of a single decision, once the item is locked and visible. */
export type FurtherCheck = (tx: Tx, round: LoadedRound) => Promise<Refusal[]>;

/**
 * A decision inside the caller's transaction; the refusals of `decideItem`, and those of `further`, which are told only
 * of a form that is not stale.
 */
export async function decideIn(
  tx: Tx,
  actor: Actor,
  input: DecisionInput,
  further: FurtherCheck = async () => [],
): Promise<Result<DecisionOutcome['outcome']>> {
  const round = await loadRound(tx, input.roundId);
  if (round === null) return refuse(disclosureRefusal('not_found'));
  const locked = await lockItem(tx, actor, 'read', round.itemId, null);
  if (!locked.ok) return locked;
  const item = locked.value;
  if (item.draftState !== 'in_review' && item.draftState !== 'secrecy_referred') {
    return refuse(await describeStale(tx, input));
  }
  const refusals = [
    ...(isStale(round, input) ? [] : await further(tx, round)),
    ...(await whyNotPassFindings(tx, actor, round, input)),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  if (await lacksConsultation(tx, actor, round, input))
    return refuse(disclosureRefusal('consultation_missing'));
  const decided = await recordDecision(tx, actor, input);
  if (!decided.ok) {
    const wasStale = decided.refusals.some((refusal) => refusal.code === 'stale_round');
    return wasStale ? refuse(await describeStale(tx, input)) : decided;
  }
  const { action, to } = move(input, decided.value.outcome);
  await moveItem(tx, item, action, to);
  const after = to === 'returned' ? await loadRound(tx, round.id) : null;
  await (after === null ? tellNext(tx, item) : tellReturned(tx, actor, item, after));
  return ok(decided.value.outcome);
}

/**
 * Returns an approved or scheduled text to its author, with a reason: the publisher may, and the last signer.
 *
 * Refusals: `not_found`; `stale_item`; `not_in_this_state`; `role_missing_publish`.
 */
export async function returnApprovedItem(
  actor: Actor,
  input: { itemId: string; itemRevision: number; reason: string },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'read', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    const round = await findOpenRound(item.id, tx);
    if (round === null || (item.draftState !== 'approved' && item.draftState !== 'scheduled')) {
      return refuse(disclosureRefusal('not_in_this_state'));
    }
    const last = round.decisions.findLast((decision) => decision.conclusion === 'pass');
    const role = last?.personId === actor.personId ? last.role : 'publisher';
    if (!actor.roles.includes(role)) return refuse(disclosureRefusal('role_missing_publish'));
    if (round.facts.contributors.includes(actor.personId)) return refuse(approvalRefusal('own_work'));
    await endPlan(tx, item, 'cancelled', null);
    await recordReturnOfApproved(tx, actor, {
      roundId: round.id,
      contentHash: round.facts.contentHash,
      role,
      reason: input.reason,
    });
    await moveItem(tx, item, 'return_item', 'returned');
    await tellReturned(tx, actor, item, (await loadRound(tx, round.id)) ?? round);
    return ok(null);
  });
}
