import 'server-only';
import type { DecisionOutcome } from '@/lib/approvals/commands/record-decision';
import { hasReauthenticated } from '@/lib/approvals/commands/record-decision';
import { approvalRefusal } from '@/lib/approvals/messages';
import { type LoadedRound, loadRound } from '@/lib/approvals/queries';
import { whyNotBatch } from '@/lib/approvals/rules/batch';
import { whyNotDecide } from '@/lib/approvals/rules/next-steps';
import { needsReauthentication } from '@/lib/approvals/rules/reauthentication';
import type { BatchInput, DecisionInput } from '@/lib/approvals/schema';
import { asCandidate } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { faultRefusal } from '@/lib/platform/action';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { batchFactsOf } from '../queries/batch-facts';
import { decideIn } from './decide-item';

/** What became of one item of a batch; `refusals` is empty where it was passed. */
export type BatchOutcome = {
  readonly roundId: string;
  readonly outcome: DecisionOutcome['outcome'] | null;
  readonly refusals: readonly Refusal[];
};

/** A pass without a word and without a list to tick: what a signature is. */
function passOf(item: BatchInput['items'][number]): DecisionInput {
  return {
    ...item,
    conclusion: 'pass',
    returnTo: null,
    opinion: '',
    reviewChecklist: {},
    proofChecklist: {},
    secrecy: null,
  };
}

/** Why this signature can't be part of a batch. Who may not decide at all is told that by the decision itself. */
async function whyNotInBatch(tx: Tx, actor: Actor, round: LoadedRound, position: number): Promise<Refusal[]> {
  const step = round.facts.route.find((candidate) => candidate.position === position);
  if (step === undefined || whyNotDecide(round.facts, step, asCandidate(actor)).length > 0) return [];
  const facts = (await batchFactsOf([round], actor.personId, tx)).get(round.id);
  return facts ? whyNotBatch(step, facts.openedAt, facts.changedAt) : [];
}

/** Whether one of these signatures needs the password again; of what the person may not decide nothing is said. */
async function needsPassword(actor: Actor, { items }: BatchInput): Promise<boolean> {
  if (hasReauthenticated(actor)) return false;
  for (const { roundId, position } of items) {
    const round = await loadRound(staffDatabase(), roundId);
    const step = round?.facts.route.find((candidate) => candidate.position === position);
    if (round === null || step === undefined || round.organId !== actor.organId) continue;
    if (whyNotDecide(round.facts, step, asCandidate(actor)).length > 0) continue;
    if (needsReauthentication(round.contentClass, step, 'pass')) return true;
  }
  return false;
}

/**
 * Passes several signatures in one go. Each is a decision of its own in a transaction of its own, so that one that is
 * refused, or meets a fault, stops no other; the outcomes come in the order of the input.
 *
 * Refusals of the whole: `reauthentication_needed`, before anything is decided, where one of them is of class C. Of each
 * item: `batch_only_sign_off`, `not_opened`, and those of `decideItem`.
 *
 * @rule TR-2 @rule TR-3 @rule REG-17-1
 */
export async function decideBatch(actor: Actor, input: BatchInput): Promise<Result<BatchOutcome[]>> {
  if (await needsPassword(actor, input)) {
    return refuse(approvalRefusal('reauthentication_needed', {}, 'password'));
  }
  const outcomes: BatchOutcome[] = [];
  for (const item of input.items) {
    const { roundId, position } = item;
    const decided = await inTransaction<DecisionOutcome['outcome']>((tx) =>
      decideIn(tx, actor, passOf(item), (own, round) => whyNotInBatch(own, actor, round, position)),
    ).catch((error: unknown) => refuse<DecisionOutcome['outcome']>(faultRefusal('decideBatch', error)));
    outcomes.push({
      roundId,
      outcome: decided.ok ? decided.value : null,
      refusals: decided.ok ? [] : decided.refusals,
    });
  }
  return ok(outcomes);
}
