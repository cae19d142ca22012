import type { Refusal } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';
import type { AnyStep, Candidate, DecisionFacts, RoundFacts, RouteStep, Step } from '../types';
import { barringSeat, type Capacity, capacitiesFor, handsOfCapacity } from './separation';

/** An open step, who may decide it and why others who hold the role may not. */
export type NextStep<S extends AnyStep = Step> = {
  readonly step: RouteStep<S>;
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
export function standingPasses<S extends AnyStep = Step>(
  round: Pick<RoundFacts<S>, 'decisions'>,
): Map<number, DecisionFacts<S>> {
  const passes = new Map<number, DecisionFacts<S>>();
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
export function isReferralOpen(round: RoundFacts<AnyStep>): boolean {
  const last = round.decisions.findLast(
    (d) => d.conclusion === 'refer_secrecy' || d.conclusion === 'referral_reply',
  );
  return last?.conclusion === 'refer_secrecy';
}

/** The steps that can be decided now: not passed, with every earlier stage passed; none in a closed round. */
export function openSteps<S extends AnyStep = Step>(round: RoundFacts<S>): RouteStep<S>[] {
  if (round.closed !== null) return [];
  const passes = standingPasses(round);
  const waiting = round.route.filter((step) => !passes.has(step.position));
  const stage = Math.min(...waiting.map((step) => step.stage));
  const open = waiting.filter((step) => step.stage === stage);
  return isReferralOpen(round) ? open.filter((step) => step.step === 'secrecy') : open;
}

/** Whether every step is passed for this text: what publication asks. */
export function isRoundPassed(round: RoundFacts<AnyStep>): boolean {
  return (
    round.closed === null && round.route.length > 0 && openSteps(round).length === 0 && !isReferralOpen(round)
  );
}

/** How a person may decide a step, or why not. */
export type Judged =
  | { readonly capacity: Capacity; readonly refusals: readonly [] }
  | { readonly capacity: null; readonly refusals: Refusal[] };

/**
 * The quality in which a person may decide a step: as their own role first, else as deputy of somebody. Where none
 * works, every reason against the first of them.
 *
 * Refusals: `round_closed`, `step_not_open`, `role_missing`, `own_work`, `own_work_of_principal`, `second_seat`,
 * `other_section`, `delegation_unconfirmed`.
 *
 * @rule TR-1 @rule TR-3 @rule TR-4
 */
export function judge(round: RoundFacts<AnyStep>, step: RouteStep<AnyStep>, person: Candidate): Judged {
  const general: Refusal[] = [];
  if (round.closed !== null) general.push(approvalRefusal('round_closed'));
  else if (!openSteps(round).some((open) => open.position === step.position)) {
    general.push(approvalRefusal('step_not_open'));
  }
  const capacities = capacitiesFor(step, person);
  const found = capacities.map((capacity) => ({ capacity, refusals: whyNotAs(round, step, capacity) }));
  const fits = found.find((entry) => entry.refusals.length === 0);
  if (general.length === 0 && fits) return { capacity: fits.capacity, refusals: [] };
  const reasons =
    found[0]?.refusals ??
    whyNotAs(round, step, { personId: person.id, sectionId: null, onBehalfOf: null }, false);
  return { capacity: null, refusals: [...general, ...(fits ? [] : reasons)] };
}

function whyNotAs(
  round: RoundFacts<AnyStep>,
  step: RouteStep<AnyStep>,
  capacity: Capacity,
  holdsRole = true,
): Refusal[] {
  const { personId, onBehalfOf } = capacity;
  const refusals: Refusal[] = [];
  if (!holdsRole) refusals.push(approvalRefusal('role_missing', { step }));
  if (round.contributors.includes(personId)) refusals.push(approvalRefusal('own_work'));
  if (onBehalfOf && round.contributors.includes(onBehalfOf.personId)) {
    refusals.push(approvalRefusal('own_work_of_principal', { name: onBehalfOf.name }));
  }
  if (onBehalfOf?.isUnconfirmed && round.lane !== 'emergency') {
    refusals.push(approvalRefusal('delegation_unconfirmed', { name: onBehalfOf.name }));
  }
  const seat = barringSeat(round, step.position, step.step, handsOfCapacity(capacity));
  if (seat !== null) refusals.push(approvalRefusal('second_seat', { seat }));
  const isFirstLevel = step.step === 'l1' || step.step === 'proof_l1';
  if (holdsRole && isFirstLevel && round.settings.l1_own_section && round.sectionId) {
    if (capacity.sectionId !== round.sectionId) refusals.push(approvalRefusal('other_section'));
  }
  return refusals;
}

/**
 * The name of the one a person would stand for in deciding an open step; null where they decide as themselves, or not.
 *
 * @rule TR-4
 */
export function principalName(
  round: RoundFacts<AnyStep>,
  step: RouteStep<AnyStep>,
  person: Candidate,
): string | null {
  return judge(round, step, person).capacity?.onBehalfOf?.name ?? null;
}

/**
 * Why a person may not decide a step, all reasons at once; empty where they may (see `judge`).
 *
 * @rule TR-1 @rule TR-3
 */
export function whyNotDecide(
  round: RoundFacts<AnyStep>,
  step: RouteStep<AnyStep>,
  person: Candidate,
): Refusal[] {
  return [...judge(round, step, person).refusals];
}

/**
 * What may happen next in a round: each open step with the people who may decide it, and for those who hold its role
 * but may not, why. The one table behind buttons, lists and permission checks.
 */
export function nextSteps<S extends AnyStep = Step>(
  round: RoundFacts<S>,
  people: readonly Candidate[],
): NextStep<S>[] {
  return openSteps(round).map((step) => {
    const holders = people.filter((person) => capacitiesFor(step, person).length > 0);
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
