import { openSteps } from '@/lib/approvals/rules/next-steps';
import { isLate, openSince, type ReviewTargets, reviewDue } from '@/lib/approvals/rules/review-due';
import { secondsSpent } from '@/lib/approvals/rules/time-spent';
import {
  CLOSED_REASONS,
  type ClosedReason,
  type RouteStep,
  routeStepName,
  STEPS,
} from '@/lib/approvals/types';
import type { Calendar } from '@/lib/calendar/types';
import type { GateHealth, GateRound, StepHealth } from '../types';
import { groupBy } from './group-by';

/** A pass in less than this is counted as quick: hardly time to read a page. */
export const QUICK_PASS_SECONDS = 60;

/** One pass or return, measured. */
type Measured = {
  readonly step: RouteStep;
  readonly isPass: boolean;
  readonly waitSeconds: number;
  readonly spentSeconds: number | null;
  readonly isOverdue: boolean;
  readonly hasFindings: boolean;
  readonly handledAny: boolean;
};

/** By what it is measured: how long a step should take, and on which days. */
export type GateMeasures = {
  readonly calendar: Calendar;
  readonly targets: ReviewTargets;
  readonly now: Date;
};

/**
 * How the gate did between two instants, the first included, from all rounds that were open then. Counted are passes
 * and returns given in that time, whatever became of the round later: an edit voids a decision, but not the time it
 * took. A 报请确定 and its answer are not counted, since they wait for another organ.
 *
 * It speaks of steps, not of persons: it is there to mend the gate, not to rank people.
 *
 * @rule TR-9 @rule TR-17
 */
export function gateHealth(
  rounds: readonly GateRound[],
  period: { readonly from: Date; readonly until: Date },
  measures: GateMeasures,
): GateHealth {
  const isWithin = (at: Date) => at >= period.from && at < period.until;
  const measured = rounds.flatMap((round) =>
    round.decisions.flatMap((decision, at) =>
      isWithin(decision.decidedAt) ? (measure(round, at, measures) ?? []) : [],
    ),
  );
  const submitted = rounds.filter((round) => isWithin(round.openedAt));
  const ended = (reason: ClosedReason) => submitted.filter((round) => round.closed === reason).length;
  return {
    total: healthOf('total', '全部环节', measured),
    steps: [...groupBy(measured, ({ step }) => stepKey(step))]
      .map(([key, group]) => ({ key, group, step: group[0]?.step }))
      .flatMap(({ key, group, step }) => (step ? [{ key, group, step }] : []))
      .sort((a, b) => stepOrder(a.step) - stepOrder(b.step))
      .map(({ key, group, step }) => healthOf(key, routeStepName(step), group)),
    submitted: submitted.length,
    ended: Object.fromEntries(CLOSED_REASONS.map((reason) => [reason, ended(reason)])) as GateHealth['ended'],
    returnedByPublisher: rounds
      .flatMap((round) => round.decisions)
      .filter(({ step, decidedAt }) => step === 'publication' && isWithin(decidedAt)).length,
    lateNow: rounds.reduce((count, round) => count + lateStepsNow(round, measures), 0),
  };
}

/** What a decision took and found, or null where it is no pass or return of a step of the route. */
function measure(round: GateRound, at: number, measures: GateMeasures): Measured | null {
  const decision = round.decisions[at];
  const step = round.route.find(({ position }) => position === decision?.position);
  if (decision === undefined || step === undefined) return null;
  if (decision.conclusion !== 'pass' && decision.conclusion !== 'return') return null;
  const before = round.decisions.slice(0, at);
  const since = openSince(
    { openedAt: round.openedAt, facts: { route: round.route }, decisions: before },
    step,
  );
  const due = reviewDue(since, round.contentClass, round.lane, measures.calendar, measures.targets);
  return {
    step,
    isPass: decision.conclusion === 'pass',
    waitSeconds: Math.max(0, Math.round((decision.decidedAt.getTime() - since.getTime()) / 1000)),
    spentSeconds: secondsSpent(
      decision,
      { roundOpenedAt: round.openedAt, decisions: round.decisions },
      round.openings,
    ),
    isOverdue: isLate(due, decision.decidedAt),
    hasFindings: round.findings.length > 0,
    handledAny: round.findings.some(({ handlings }) =>
      handlings.some(
        ({ personId, at: when }) => personId === decision.personId && when <= decision.decidedAt,
      ),
    ),
  };
}

function healthOf(key: string, name: string, all: readonly Measured[]): StepHealth {
  const passes = all.filter(({ isPass }) => isPass);
  const spent = (some: readonly Measured[]) => some.flatMap(({ spentSeconds }) => spentSeconds ?? []);
  const timedPasses = spent(passes);
  const quickPasses = timedPasses.filter((seconds) => seconds < QUICK_PASS_SECONDS).length;
  // 保密审查 answers for no findings of its own: whoever passes it is not asked to handle any.
  const withFindings = passes.filter(({ hasFindings, step }) => hasFindings && step.step !== 'secrecy');
  const noneHandled = withFindings.filter(({ handledAny }) => !handledAny).length;
  const overdue = all.filter(({ isOverdue }) => isOverdue).length;
  const returned = all.length - passes.length;
  return {
    key,
    name,
    decisions: all.length,
    medianWaitSeconds: median(all.map(({ waitSeconds }) => waitSeconds)),
    medianSpentSeconds: median(spent(all)),
    timed: spent(all).length,
    returned,
    returnedShare: share(returned, all.length),
    quickPasses,
    timedPasses: timedPasses.length,
    quickShare: share(quickPasses, timedPasses.length),
    passesWithFindings: withFindings.length,
    passesNoneHandled: noneHandled,
    noneHandledShare: share(noneHandled, withFindings.length),
    overdue,
    overdueShare: share(overdue, all.length),
  };
}

function lateStepsNow(round: GateRound, { calendar, targets, now }: GateMeasures): number {
  const facts = { ...round, contentHash: '', contributors: [], settings: NO_SETTINGS };
  return openSteps(facts).filter((step) => {
    const since = openSince({ openedAt: round.openedAt, facts, decisions: round.decisions }, step);
    return isLate(reviewDue(since, round.contentClass, round.lane, calendar, targets), now);
  }).length;
}
/** Which steps are open does not depend on who may share a seat. */
const NO_SETTINGS = {
  secrecy_officer_may_be_l1_or_l2: false,
  secrecy_officer_may_be_l3: false,
  signer_may_be_l2: false,
};

/** The middle value, of an even number the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function stepKey({ step, role }: RouteStep): string {
  return step === 'sign_off' ? `sign_off:${role}` : step;
}

function stepOrder({ step, role }: RouteStep): number {
  return STEPS.indexOf(step) * 2 + (role === 'head_of_organ' ? 1 : 0);
}
