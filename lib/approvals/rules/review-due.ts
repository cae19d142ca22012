import { addDays } from '@/lib/calendar/rules/civil-dates';
import { workingDayAfter, workingDaysBetween } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import { type CivilDate, civilDate, shanghaiInstant } from '@/lib/platform/dates';
import type { Conclusion, ContentClass, Lane, RouteStep } from '../types';

/** How long a step should take: settings of the organ, 【约定】 of TR-9. */
export type ReviewTargets = {
  /** `review_target_working_days` */
  readonly workingDays: number;
  /** `emergency_target_hours`, for class C in the emergency lane. */
  readonly emergencyHours: number;
};
export const DEFAULT_REVIEW_TARGETS: ReviewTargets = { workingDays: 1, emergencyHours: 2 };

/** When something should be done by. */
export type ReviewDue = {
  /** The instant from which it is late. */
  readonly lateFrom: Date;
  /** The last day; null where hours count. */
  readonly lastDay: CivilDate | null;
  readonly provisional: boolean;
};

/**
 * By when a step that is open since an instant should be decided: the target in working days, in the emergency lane of
 * class C hours. Being late has no effect but a reminder.
 *
 * @rule TR-9
 */
export function reviewDue(
  since: Date,
  contentClass: ContentClass,
  lane: Lane,
  calendar: Calendar,
  targets: ReviewTargets = DEFAULT_REVIEW_TARGETS,
): ReviewDue {
  if (contentClass === 'c' && lane === 'emergency') {
    const lateFrom = new Date(since.getTime() + targets.emergencyHours * 3_600_000);
    return { lateFrom, lastDay: null, provisional: false };
  }
  const { date, provisional } = workingDayAfter(calendar, civilDate(since), targets.workingDays);
  return { lateFrom: shanghaiInstant(addDays(date, 1)), lastDay: date, provisional };
}

/** Whether it is late now. */
export function isLate(due: ReviewDue, now: Date): boolean {
  return now >= due.lateFrom;
}

/** By how much it is late, in words: `已超 1 工作日`, `已超 3 小时`; null where it is not. @rule TR-9 */
export function lateWords(due: ReviewDue, now: Date, calendar: Calendar): string | null {
  if (!isLate(due, now)) return null;
  if (due.lastDay !== null) {
    const { days } = workingDaysBetween(calendar, due.lastDay, civilDate(now));
    return days === 0 ? '已超期' : `已超 ${days} 工作日`;
  }
  const hours = Math.floor((now.getTime() - due.lateFrom.getTime()) / 3_600_000);
  return hours === 0 ? '已超期' : `已超 ${hours} 小时`;
}

/** What is needed to tell since when a step is open. */
type Course = {
  readonly openedAt: Date;
  readonly facts: { readonly route: readonly RouteStep[] };
  readonly decisions: readonly {
    readonly position: number | null;
    readonly conclusion: Conclusion;
    readonly returnTo: number | null;
    readonly decidedAt: Date;
  }[];
};

/**
 * Since when an open step is open: since the last pass of an earlier stage, the return that opened it again, or the last
 * word of a 报请确定, else since the submission. A pass of a step beside it changes nothing.
 */
export function openSince({ openedAt, facts, decisions }: Course, step: RouteStep): Date {
  const stageOf = new Map(facts.route.map(({ position, stage }) => [position, stage]));
  const opening = decisions.findLast(
    ({ position, conclusion, returnTo }) =>
      (conclusion === 'pass' && position !== null && (stageOf.get(position) ?? 0) < step.stage) ||
      (conclusion === 'return' && returnTo !== null && returnTo <= step.position) ||
      conclusion === 'refer_secrecy' ||
      conclusion === 'referral_reply',
  );
  return opening?.decidedAt ?? openedAt;
}
