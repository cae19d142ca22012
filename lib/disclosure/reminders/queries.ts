import 'server-only';
import type { LoadedRound } from '@/lib/approvals/queries';
import {
  DEFAULT_HIDE_CONFIRM_DAYS,
  DEFAULT_REVIEW_TARGETS,
  dueInWorkingDays,
  lateWords,
  openSince,
  type ReviewTargets,
  reviewDue,
} from '@/lib/approvals/rules/review-due';
import type { RouteStep } from '@/lib/approvals/types';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { settingOf } from '@/lib/organs/queries';

/** What an organ expects of its reviews, with the calendar to count by. */
export type Deadlines = {
  readonly calendar: Calendar;
  readonly targets: ReviewTargets;
  readonly hideConfirmDays: number;
};

/** A count from a setting; what is no whole number from 1 falls back. */
function countOf(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : fallback;
}

/** The targets of an organ as they stand today, with the calendar in force. @rule TR-9 */
export async function deadlinesOf(organId: string): Promise<Deadlines> {
  const read = async (key: string, fallback: number) =>
    countOf(await settingOf<unknown>(organId, key, fallback), fallback);
  const [calendar, workingDays, emergencyHours, hideConfirmDays] = await Promise.all([
    currentCalendar(),
    read('review_target_working_days', DEFAULT_REVIEW_TARGETS.workingDays),
    read('emergency_target_hours', DEFAULT_REVIEW_TARGETS.emergencyHours),
    read('hide_confirm_working_days', DEFAULT_HIDE_CONFIRM_DAYS),
  ]);
  return { calendar, targets: { workingDays, emergencyHours }, hideConfirmDays };
}

/** By how much an open step is late, in words; null where it is in time. */
export function lateStepWords(
  round: LoadedRound,
  step: RouteStep,
  { calendar, targets }: Deadlines,
  now: Date,
): string | null {
  const due = reviewDue(openSince(round, step), round.contentClass, round.lane, calendar, targets);
  return lateWords(due, now, calendar);
}

/** By how much the confirmation of a hide is late, in words; null where it is in time. @rule TR-14 */
export function lateHideWords(
  hiddenAt: Date,
  { calendar, hideConfirmDays }: Deadlines,
  now: Date,
): string | null {
  return lateWords(dueInWorkingDays(hiddenAt, hideConfirmDays, calendar), now, calendar);
}
