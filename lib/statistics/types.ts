import type { ClosedReason, ContentClass, DecisionFacts, Lane, RouteStep } from '@/lib/approvals/types';
import type { CivilDate } from '@/lib/platform/dates';

/** A span of civil dates of Asia/Shanghai, both days included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate };

/** A round as the health of the gate is computed from. */
export type GateRound = {
  readonly id: string;
  readonly openedAt: Date;
  readonly contentClass: ContentClass;
  readonly lane: Lane;
  readonly closed: ClosedReason | null;
  readonly route: readonly RouteStep[];
  /** In the order they were given. */
  readonly decisions: readonly (DecisionFacts & { readonly decidedAt: Date })[];
  readonly openings: readonly { readonly personId: string; readonly openedAt: Date }[];
  /** The findings of the round, each with who handled it and when. */
  readonly findings: readonly {
    readonly handlings: readonly { readonly personId: string; readonly at: Date }[];
  }[];
};

/** What one step looked like in a period. Shares are of 1; null where there is nothing to take a share of. */
export type StepHealth = {
  /** `l1`, or `sign_off:head_of_organ`: the two signatures are told apart. */
  readonly key: string;
  readonly name: string;
  /** Passes and returns given in the period. */
  readonly decisions: number;
  /** From the step being open to the decision, in seconds of the clock on the wall; null = no decision. */
  readonly medianWaitSeconds: number | null;
  /** From opening the review to the decision; null = nobody's time is known. */
  readonly medianSpentSeconds: number | null;
  /** Decisions whose time spent is known. */
  readonly timed: number;
  readonly returned: number;
  readonly returnedShare: number | null;
  /** Passes given in under a minute, among the passes whose time is known. */
  readonly quickPasses: number;
  readonly timedPasses: number;
  readonly quickShare: number | null;
  /** Passes of a text with findings, and those of them where the person handled none. */
  readonly passesWithFindings: number;
  readonly passesNoneHandled: number;
  readonly noneHandledShare: number | null;
  /** Decisions given after their target (TR-9). */
  readonly overdue: number;
  readonly overdueShare: number | null;
};

/** How the gate did in a period: all steps together, each step, and what became of the submissions. */
export type GateHealth = {
  readonly total: StepHealth;
  /** In the order of the route; only steps that were decided. */
  readonly steps: readonly StepHealth[];
  /** Submissions of the period, and how those that are closed by now ended. */
  readonly submitted: number;
  readonly ended: Readonly<Record<ClosedReason, number>>;
  /** Texts that the publisher sent back after every step was passed. */
  readonly returnedByPublisher: number;
  /** Open steps that are late now, whatever the period. */
  readonly lateNow: number;
};
