import { chineseNumber } from '../text/characters';

/** A day as written; the year is null where the text leaves it out. */
export type WrittenDate = { year: number | null; month: number; day: number };

const WEEKDAYS = '日一二三四五六';

/** Whether a day of this month exists; without a year 29 February does. */
export function exists({ year, month, day }: WrittenDate): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}

/** `YYYY-MM-DD` of a date with a year. */
export function civil({ year, month, day }: WrittenDate): string {
  return `${String(year ?? 0).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The name of the day of the week, e.g. 星期五. */
export function weekdayOf({ year, month, day }: WrittenDate): string {
  return `星期${WEEKDAYS[new Date(Date.UTC(year ?? 0, month - 1, day)).getUTCDay()]}`;
}

/** The same name for 周五, 礼拜五, 星期天 and 星期五. */
export function sameWeekday(written: string): string {
  return `星期${written.slice(-1).replace('天', '日')}`;
}

/** The number behind Arabic or Chinese digits of a year, month or day; NaN where it is none. */
export function datePart(digits: string): number {
  if (/^\d+$/.test(digits)) return Number(digits);
  if (/^[〇零○Ｏ一二三四五六七八九]{4}$/.test(digits)) {
    return Number([...digits].map((one) => chineseNumber(one.replace(/[○Ｏ]/, '〇')) ?? 0).join(''));
  }
  return chineseNumber(digits) ?? Number.NaN;
}
