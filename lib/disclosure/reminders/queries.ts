import 'server-only';
import type { LoadedRound } from '@/lib/approvals/queries';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import {
  DEFAULT_REVIEW_TARGETS,
  lateWords,
  openSince,
  type ReviewTargets,
  reviewDue,
} from '@/lib/approvals/rules/review-due';
import type { RouteStep } from '@/lib/approvals/types';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { settingOf } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';

/** What an organ expects of its reviews, with the calendar to count by. */
export type Deadlines = { readonly calendar: Calendar; readonly targets: ReviewTargets };

/** A count from a setting; what is no whole number from 1 falls back. */
async function countSetting(organId: string, key: string, fallback: number): Promise<number> {
  const value = await settingOf<unknown>(organId, key, fallback);
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : fallback;
}

/** The targets of an organ as they stand today, with the calendar in force. @rule TR-9 */
export async function deadlinesOf(organId: string): Promise<Deadlines> {
  const [calendar, workingDays, emergencyHours] = await Promise.all([
    currentCalendar(),
    countSetting(organId, 'review_target_working_days', DEFAULT_REVIEW_TARGETS.workingDays),
    countSetting(organId, 'emergency_target_hours', DEFAULT_REVIEW_TARGETS.emergencyHours),
  ]);
  return { calendar, targets: { workingDays, emergencyHours } };
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

/** The open steps of a round that are late, by position, with the words for it; empty for a closed round. */
export async function lateStepsOf(round: LoadedRound): Promise<Map<number, string>> {
  const deadlines = await deadlinesOf(round.organId);
  const now = currentTime();
  return new Map(
    openSteps(round.facts).flatMap((step): [number, string][] => {
      const words = lateStepWords(round, step, deadlines, now);
      return words === null ? [] : [[step.position, words]];
    }),
  );
}
