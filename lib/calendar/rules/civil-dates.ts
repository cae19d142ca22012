import { type CivilDate, isCivilDate } from '@/lib/platform/dates';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** Midnight of the date in UTC: civil dates have no zone, so the same arithmetic serves for all. */
function toUtc(date: CivilDate): number {
  if (!isCivilDate(date)) throw new RangeError(`not a date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
}

function fromUtc(time: number): CivilDate {
  return new Date(time).toISOString().slice(0, 10);
}

/** Days of a month that every month has: between them a date needs no calendar arithmetic. */
const PLAIN_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-7])$/;

/** The date so many calendar days later, or earlier when `days` is negative. Throws on what is no date. */
export function addDays(date: CivilDate, days: number): CivilDate {
  // The walk of every deadline: a case costs tens of these, a new calendar tens of thousands of cases.
  const day = days === 1 ? PLAIN_DAY.exec(date)?.[1] : undefined;
  if (day !== undefined) return `${date.slice(0, 8)}${String(Number(day) + 1).padStart(2, '0')}`;
  return fromUtc(toUtc(date) + days * DAY_MS);
}

/** Calendar days from one date to another: 0 for the same, negative backwards. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (toUtc(to) - toUtc(from)) / DAY_MS;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: CivilDate): number {
  return new Date(toUtc(date)).getUTCDay();
}

/** The weekday in one character, e.g. `四`. */
export function weekdayName(date: CivilDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? '';
}

/**
 * The corresponding day so many months later; the last day of the month where there is none (民法典 202).
 * @rule CAL-8
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const start = new Date(toUtc(date));
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return fromUtc(first.getTime() + (Math.min(start.getUTCDate(), last) - 1) * DAY_MS);
}
