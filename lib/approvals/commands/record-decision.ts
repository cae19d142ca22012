import 'server-only';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { approvalRefusal, staleRefusal } from '../messages';
import { decisionFacts, type LoadedRound, loadRound, nameWrittenVersions } from '../queries';
import { checkDecision } from '../rules/check-decision';
import { isReferralOpen, isRoundPassed, judge } from '../rules/next-steps';
import { needsReauthentication, REAUTHENTICATION_MS } from '../rules/reauthentication';
import type { DecisionInput } from '../schema';
import { asCandidate } from '../types';
import { closeRound } from './open-round';

/** What a decision led to: the round is passed, goes on, went back to the author, or waits for a referral. */
export type DecisionOutcome = {
  readonly outcome: 'passed' | 'open' | 'returned' | 'referred';
  readonly round: LoadedRound;
};

/**
 * Records one decision on a locked round.
 *
 * Refusals: those of `checkDecision`; `stale_round` when the form showed another text or fewer decisions, so that of
 * two people deciding at once one wins and the other is told.
 */
export async function recordDecision(
  tx: Tx,
  actor: Actor,
  input: DecisionInput,
): Promise<Result<DecisionOutcome>> {
  await tx.$queryRaw`SELECT 1 FROM office.round WHERE id = ${input.roundId}::uuid FOR NO KEY UPDATE`;
  const round = await loadRound(tx, input.roundId);
  const step = round?.facts.route.find((candidate) => candidate.position === input.position);
  if (round === null || round.organId !== actor.organId || step === undefined) {
    return refuse(approvalRefusal('step_not_open'));
  }
  const refusals = checkDecision(round.facts, step, asCandidate(actor), input);
  if (needsReauthentication(round.contentClass, step, input.conclusion) && !hasReauthenticated(actor)) {
    refusals.push(approvalRefusal('reauthentication_needed', {}, 'password'));
  }
  if (refusals.length > 0) return refuse(...(await nameWrittenVersions(refusals, round, actor.personId, tx)));
  const { capacity } = judge(round.facts, step, asCandidate(actor));
  const { roundId, position, contentHash, conclusion, opinion, reviewChecklist, proofChecklist, secrecy } =
    input;
  const decision = {
    roundId,
    position,
    step: step.step,
    contentHash,
    personId: actor.personId,
    role: step.role,
    conclusion,
    returnTo: conclusion === 'return' ? input.returnTo : null,
    opinion: opinion.trim(),
    reviewChecklist,
    proofChecklist,
    ...(step.step === 'secrecy' && secrecy !== null ? { secrecy } : {}),
    clientAddress: actor.clientAddress,
    onBehalfOf: capacity?.onBehalfOf?.personId ?? null,
    delegationId: capacity?.onBehalfOf?.delegationId ?? null,
    reauthenticatedAt: actor.reauthenticatedAt,
  };
  const stored = await tx.decision.create({ data: { ...decision, seq: 0, decidedAt: new Date(0) } });
  await auditDecision(tx, actor, stored.id, round.itemId);
  const after = await loadRound(tx, roundId);
  if (after === null) throw new Error('the round vanished');
  if (conclusion === 'return' && input.returnTo === 0) {
    await closeRound(tx, round.itemId, 'returned');
    return ok({ outcome: 'returned', round: after });
  }
  if (isReferralOpen(after.facts)) return ok({ outcome: 'referred', round: after });
  return ok({ outcome: isRoundPassed(after.facts) ? 'passed' : 'open', round: after });
}

/** Whether the password was given again so recently that it still speaks for the person at the screen. */
export function hasReauthenticated(actor: Actor): boolean {
  const at = actor.reauthenticatedAt?.getTime() ?? 0;
  return currentTime().getTime() - at <= REAUTHENTICATION_MS;
}

/** Why a form is stale: who decided what since it was shown, and how the round ended if it did. */
export async function describeStale(
  tx: Tx,
  input: Pick<DecisionInput, 'roundId' | 'decisionsSeen'>,
): Promise<Refusal> {
  const round = await loadRound(tx, input.roundId);
  const since = round?.decisions.slice(input.decisionsSeen) ?? [];
  const people = await namesOf(
    since.map((decision) => decision.personId),
    tx,
  );
  return staleRefusal(
    since.map(({ personId, step, conclusion }) => ({
      name: people.get(personId)?.name ?? '',
      step,
      conclusion,
    })),
    round?.facts.closed ?? null,
  );
}

/** An approved text goes back to its author: by the publisher, or by the last signer (states.md). */
export async function recordReturnOfApproved(
  tx: Tx,
  actor: Actor,
  input: { roundId: string; contentHash: string; role: string; reason: string },
): Promise<void> {
  const round = await loadRound(tx, input.roundId);
  if (round === null) throw new Error('the round vanished');
  const stored = await tx.decision.create({
    data: {
      roundId: input.roundId,
      position: null,
      step: 'publication',
      contentHash: input.contentHash,
      personId: actor.personId,
      role: input.role,
      conclusion: 'return',
      returnTo: 0,
      opinion: input.reason,
      reviewChecklist: {},
      proofChecklist: {},
      clientAddress: actor.clientAddress,
      seq: 0,
      decidedAt: new Date(0),
    },
  });
  await auditDecision(tx, actor, stored.id, round.itemId);
  await closeRound(tx, round.itemId, 'returned');
}

/** The audit row of a decision holds the decision whole, so that verification can compare the two. */
async function auditDecision(tx: Tx, actor: Actor, decisionId: string, itemId: string): Promise<void> {
  const decision = await tx.decision.findUniqueOrThrow({ where: { id: decisionId } });
  await writeAudit(tx, {
    organId: actor.organId,
    actor,
    action: 'decide',
    subject: { type: 'decision', id: decisionId },
    detail: decisionFacts(decision, itemId),
  });
}
