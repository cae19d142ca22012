import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';

/** How near the last day of a reply is, most urgent first. */
export const LIGHTS = ['red', 'orange', 'yellow', 'green'] as const;
export type Light = (typeof LIGHTS)[number];
export const LIGHT_NAMES: Record<Light, string> = {
  red: '已逾期',
  orange: '即将到期',
  yellow: '临近到期',
  green: '时间充足',
};

/** The days at which the light changes, so that a list needs no clock for each of its rows. */
export type LightDays = {
  readonly today: CivilDate;
  /** The first due date that is no longer orange, and no longer yellow. */
  readonly yellowFrom: CivilDate;
  readonly greenFrom: CivilDate;
};

/**
 * The days at which the light changes, seen from a day. A due date with at most `orange` working days left is orange, with
 * at most `yellow` yellow; what is left counts the working days after today up to the due date.
 *
 * @rule REG-33-6
 */
export function lightDays(
  calendar: Calendar,
  today: CivilDate,
  [yellow, orange]: readonly [number, number],
): LightDays {
  const dayAfter = (left: number) => workingDayAfter(calendar, today, left + 1).date;
  return { today, yellowFrom: dayAfter(orange), greenFrom: dayAfter(yellow) };
}

/** The light of a due date; null where none runs. @rule REG-33-6 */
export function lightOf(replyDue: CivilDate | null, days: LightDays): Light | null {
  if (replyDue === null) return null;
  if (replyDue < days.today) return 'red';
  if (replyDue < days.yellowFrom) return 'orange';
  return replyDue < days.greenFrom ? 'yellow' : 'green';
}
