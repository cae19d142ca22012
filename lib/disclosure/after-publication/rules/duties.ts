import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';

/** 发布后核查: working days after the publication (three-reviews.md §2)【约定】. */
export const LIVE_CHECK_DAYS = 1;
/** TR-14: working days within which a hiding is confirmed or taken back. */
export const HIDE_CONFIRM_DAYS = 1;
/** TR-15, 行政处罚法第48条: working days to withdraw a changed decision and publish why. */
export const PENALTY_WITHDRAWAL_DAYS = 3;
/** PF-27: working days after the document within which its 解读 is public【约定】. */
export const INTERPRETATION_DAYS = 3;

/** A day by which something is due; `isLate` from the day after. Nothing happens by itself. */
export type Due = { readonly on: CivilDate; readonly isLate: boolean };

function dueOn(calendar: Calendar, since: CivilDate, days: number, today: CivilDate): Due {
  const on = workingDayAfter(calendar, since, days).date;
  return { on, isLate: on < today };
}

/** When the live page of a publication is to be read. */
export function liveCheckDue(calendar: Calendar, publishedOn: CivilDate, today: CivilDate): Due {
  return dueOn(calendar, publishedOn, LIVE_CHECK_DAYS, today);
}

/** When a hiding is to be confirmed; late it only turns red. @rule TR-14 */
export function hideConfirmDue(calendar: Calendar, hiddenOn: CivilDate, today: CivilDate): Due {
  return dueOn(calendar, hiddenOn, HIDE_CONFIRM_DAYS, today);
}

/** When a changed 行政处罚决定 is withdrawn and its reason public. @rule TR-15 */
export function penaltyWithdrawalDue(calendar: Calendar, hiddenOn: CivilDate, today: CivilDate): Due {
  return dueOn(calendar, hiddenOn, PENALTY_WITHDRAWAL_DAYS, today);
}

/** When the 解读 of a document is to be public: red from the fourth working day on. @rule PF-27 @rule PF-28 */
export function interpretationDue(calendar: Calendar, publishedOn: CivilDate, today: CivilDate): Due {
  return dueOn(calendar, publishedOn, INTERPRETATION_DAYS, today);
}
