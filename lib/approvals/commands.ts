import 'server-only';
import { namesOf, settingOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { approvalRefusal, staleRefusal } from './messages';
import { decisionFacts, type LoadedRound, loadRound } from './queries';
import { checkDecision } from './rules/check-decision';
import { isReferralOpen, isRoundPassed } from './rules/next-steps';
import { routeFor } from './rules/route';
import type { DecisionInput } from './schema';
import { type ClosedReason, type ContentClass, type SeparationSettings, STRICT_SEPARATION } from './types';

/** The settings of TR-3 of an organ as they stand today. */
async function separationSettings(tx: Tx, organId: string): Promise<SeparationSettings> {
  const entries: [string, boolean][] = [];
  // One after the other: a transaction is one connection.
  for (const [key, fallback] of Object.entries(STRICT_SEPARATION)) {
    entries.push([key, (await settingOf<boolean>(organId, key, fallback, tx)) === true]);
  }
  return Object.fromEntries(entries) as SeparationSettings;
}

/** What a round is opened for. */
export type RoundSubject = {
  readonly itemId: string;
  readonly versionId: string;
  readonly contentHash: string;
  readonly contentClass: ContentClass;
};

/** Opens the round of a frozen version: copies the route and the settings, which later changes do not touch. */
export async function openRound(tx: Tx, actor: Actor, subject: RoundSubject): Promise<{ roundId: string }> {
  const round = await tx.round.create({
    data: {
      ...subject,
      organId: actor.organId,
      settings: await separationSettings(tx, actor.organId),
      openedBy: actor.personId,
      openedAt: new Date(0), // set by the database
    },
  });
  await tx.roundStep.createMany({
    data: routeFor(subject.contentClass).map((step) => ({ roundId: round.id, ...step })),
  });
  return { roundId: round.id };
}

/** Closes the open round of an item, if there is one; its decisions no longer count. */
export async function closeRound(
  tx: Tx,
  itemId: string,
  reason: Exclude<ClosedReason, 'published'>,
): Promise<void> {
  await tx.round.updateMany({
    where: { itemId, closedAt: null },
    data: { closedAt: new Date(), closedReason: reason },
  });
}

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
  const refusals = checkDecision(round.facts, step, { id: actor.personId, roles: actor.roles }, input);
  if (refusals.length > 0) return refuse(...refusals);
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
