import { type CivilDate, civilDate, shanghaiInstant } from '@/lib/platform/dates';

/** When the nightly run begins, and until when a missed one is made up for; later it waits for the next night. */
export const NIGHTLY_FROM = '02:30';
export const NIGHTLY_UNTIL = '06:00';

/** After this a run that did not finish, such as after a power cut, is given up, milliseconds. */
export const RUN_LIMIT_MS = 30 * 60_000;

/**
 * Whether the nightly run of an organ is due: it is between 02:30 and 06:00 in Asia/Shanghai and none was begun tonight.
 *
 * @param last when the last run by the clock was asked for; null where there was none
 */
export function isNightlyDue(now: Date, last: Date | null): boolean {
  const today: CivilDate = civilDate(now);
  const from = shanghaiInstant(today, NIGHTLY_FROM);
  if (now < from || now >= shanghaiInstant(today, NIGHTLY_UNTIL)) return false;
  return last === null || last < from;
}
