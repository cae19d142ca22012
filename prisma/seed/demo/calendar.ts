import { type CivilDate, civilDate, shanghaiInstant } from '@/lib/platform/dates';

const DAY = 86_400_000;
const MINUTE = 60_000;

function dayAfter(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function isWeekend(date: CivilDate): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** The n-th Monday-to-Friday day before the civil date of `now`. Holidays do not matter to a demo. */
export function weekdayBefore(now: Date, n: number): CivilDate {
  let date = civilDate(now);
  for (let left = n; left > 0; ) {
    date = dayAfter(date, -1);
    if (!isWeekend(date)) left -= 1;
  }
  return date;
}

/** The calendar day before the civil date of `now`. */
export function yesterday(now: Date): CivilDate {
  return dayAfter(civilDate(now), -1);
}

/** 09:00 on the first Monday-to-Friday day at least `days` days after `now`. */
export function morningAfter(now: Date, days: number): Date {
  let date = dayAfter(civilDate(now), days);
  while (isWeekend(date)) date = dayAfter(date, 1);
  return shanghaiInstant(date, '09:00');
}

/**
 * `minutes` later, as an office works: Monday to Friday, 8:30 to 17:30; what would fall after that happens the next
 * working morning.
 */
export function officeMinutesAfter(from: Date, minutes: number): Date {
  const later = new Date(from.getTime() + minutes * MINUTE);
  const date = civilDate(later);
  const closes = shanghaiInstant(date, '17:30');
  if (later <= closes && !isWeekend(date)) return later;
  let next = dayAfter(date, 1);
  while (isWeekend(next)) next = dayAfter(next, 1);
  const over = later > closes ? later.getTime() - closes.getTime() : 0;
  return new Date(shanghaiInstant(next, '08:30').getTime() + Math.min(over, 120 * MINUTE));
}
