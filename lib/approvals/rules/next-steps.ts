import type { Refusal } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';
import type { Candidate, DecisionFacts, RoundFacts, RouteStep } from '../types';
import { barringSeat } from './separation';

/** An open step, who may decide it and why others who hold the role may not. */
export type NextStep = {
  readonly step: RouteStep;
  /** True while only the answer to a 报请确定 can be recorded. */
  readonly awaitsReferralReply: boolean;
  readonly mayDecide: readonly string[];
  readonly barred: readonly { readonly personId: string; readonly refusals: readonly Refusal[] }[];
};

/**
 * The pass that counts at each position: the last one, unless a later return opened that position again.
 *
 * @rule TR-5
 */
export function standingPasses(round: RoundFacts): Map<number, DecisionFacts> {
  const passes = new Map<number, DecisionFacts>();
  for (const decision of round.decisions) {
    if (decision.conclusion === 'pass' && decision.position !== null) passes.set(decision.position, decision);
    if (decision.conclusion === 'return') {
      for (const position of passes.keys()) {
        if (position >= (decision.returnTo ?? 0)) passes.delete(position);
      }
    }
  }
  return passes;
}

/** Whether a 报请确定 waits for its answer: nothing else happens until then. @law 条例17-3 */
export function isReferralOpen(round: RoundFacts): boolean {
  const last = round.decisions.findLast(
    (d) => d.conclusion === 'refer_secrecy' || d.conclusion === 'referral_reply',
  );
  return last?.conclusion === 'refer_secrecy';
}

/** The steps that can be decided now: not passed, with every earlier stage passed; none in a closed round. */
export function openSteps(round: RoundFacts): RouteStep[] {
  if (round.closed !== null) return [];
  const passes = standingPasses(round);
  const waiting = round.route.filter((step) => !passes.has(step.position));
  const stage = Math.min(...waiting.map((step) => step.stage));
  const open = waiting.filter((step) => step.stage === stage);
  return isReferralOpen(round) ? open.filter((step) => step.step === 'secrecy') : open;
}

/** Whether every step is passed for this text: what publication asks. */
export function isRoundPassed(round: RoundFacts): boolean {
  return (
    round.closed === null && round.route.length > 0 && openSteps(round).length === 0 && !isReferralOpen(round)
  );
}

/**
 * Why a person may not decide a step, all reasons at once; empty where they may.
 *
 * Refusals: `round_closed`, `step_not_open`, `role_missing`, `own_work`, `second_seat`.
 *
 * @rule TR-1 @rule TR-3
 */
export function whyNotDecide(round: RoundFacts, step: RouteStep, person: Candidate): Refusal[] {
  const refusals: Refusal[] = [];
  if (round.closed !== null) refusals.push(approvalRefusal('round_closed'));
  else if (!openSteps(round).some((open) => open.position === step.position)) {
    refusals.push(approvalRefusal('step_not_open'));
  }
  if (!person.roles.includes(step.role)) refusals.push(approvalRefusal('role_missing', { step }));
  if (round.contributors.includes(person.id)) refusals.push(approvalRefusal('own_work'));
  const seat = barringSeat(round, step.position, step.step, person.id);
  if (seat !== null) refusals.push(approvalRefusal('second_seat', { seat }));
  return refusals;
}

/**
 * What may happen next in a round: each open step with the people who may decide it, and for those who hold its role
 * but may not, why. The one table behind buttons, lists and permission checks.
 */
export function nextSteps(round: RoundFacts, people: readonly Candidate[]): NextStep[] {
  return openSteps(round).map((step) => {
    const holders = people.filter((person) => person.roles.includes(step.role));
    const judged = holders.map((person) => ({
      personId: person.id,
      refusals: whyNotDecide(round, step, person),
    }));
    return {
      step,
      awaitsReferralReply: isReferralOpen(round),
      mayDecide: judged.filter((entry) => entry.refusals.length === 0).map((entry) => entry.personId),
      barred: judged.filter((entry) => entry.refusals.length > 0),
    };
  });
}

/** Where a return from this step can go: 0 = the author, and the level before it on the unchanged text (TR-5). */
export function returnTargets(round: RoundFacts, step: RouteStep): number[] {
  const before = round.route.filter((other) => other.stage < step.stage).map((other) => other.position);
  return before.length === 0 ? [0] : [0, Math.max(...before)];
}
