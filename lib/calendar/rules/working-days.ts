import type { CivilDate } from '@/lib/platform/dates';
import type { Calendar, DayStatus, Deadline, ProofDay } from '../types';
import { addDays, addMonths, weekdayOf } from './civil-dates';

/** Whether the loaded notices speak of this day. @rule SET-R10 */
export function isCovered(calendar: Calendar, date: CivilDate): boolean {
  return calendar.coversFrom <= date && date <= calendar.coversTo;
}

/**
 * What a civil day is: a make-up day works, a day off of a notice does not, otherwise Monday to Friday work. A day no
 * notice speaks of follows the week, 1 January off, and says that it is not covered: never an error (SET-R11).
 * Days for a part of the people, such as 3-8, 5-4, 6-1 and 8-1, are no days off (CAL-3): no notice names them.
 * @rule CAL-1 @rule CAL-3 @rule SET-R10 @rule SET-R11
 */
export function dayStatus(calendar: Calendar, date: CivilDate): DayStatus {
  const known = seen.get(calendar) ?? new Map<CivilDate, DayStatus>();
  const status = known.get(date) ?? statusOf(calendar, date);
  known.set(date, status);
  seen.set(calendar, known);
  return status;
}

/** Days asked for before: a calendar never changes, so neither does the answer. */
const seen = new WeakMap<Calendar, Map<CivilDate, DayStatus>>();

function statusOf(calendar: Calendar, date: CivilDate): DayStatus {
  const covered = isCovered(calendar, date);
  const named = calendar.days.get(date);
  if (named !== undefined) {
    const isWorking = named.kind === 'makeup_workday';
    const why = isWorking ? `${named.name}调休上班` : `${named.name}放假`;
    return { date, isWorking, isCovered: covered, why, source: named.source };
  }
  const weekday = weekdayOf(date);
  if (weekday === 0 || weekday === 6) {
    return { date, isWorking: false, isCovered: covered, why: '周休息日', source: null };
  }
  if (!covered && date.endsWith('-01-01')) {
    return { date, isWorking: false, isCovered: false, why: '元旦（放假通知尚未载入）', source: null };
  }
  const why = covered ? '工作日' : '工作日（放假通知尚未载入，暂按周一至周五计）';
  return { date, isWorking: true, isCovered: covered, why, source: null };
}

/** Whether a civil day is a working day; a guess outside the coverage, see `dayStatus`. @rule CAL-1 */
export function isWorkingDay(calendar: Calendar, date: CivilDate): boolean {
  return dayStatus(calendar, date).isWorking;
}

/**
 * The n-th working day after a date, working day or not, which itself is not counted. Provisional as soon as one day
 * from the day after the start to the result is not covered. Throws where `n` is not a whole number from 1.
 * @rule CAL-5 @rule CAL-6 @rule CAL-7
 */
export function workingDayAfter(calendar: Calendar, start: CivilDate, n: number): Deadline {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  const proof: ProofDay[] = [];
  for (let date = start, counted = 0; counted < n; ) {
    date = addDays(date, 1);
    const status = dayStatus(calendar, date);
    if (status.isWorking) counted += 1;
    proof.push(status.isWorking ? { ...status, counted: true, n: counted } : { ...status, counted: false });
  }
  return deadlineOf(proof, start);
}

/**
 * Only the date of `workingDayAfter`, remembered: many cases ask for the same. Throws as it does.
 * @rule CAL-6
 */
export function nthWorkingDay(calendar: Calendar, start: CivilDate, n: number): CivilDate {
  const known = deadlines.get(calendar) ?? new Map<string, CivilDate>();
  const key = `${start} ${n}`;
  const date = known.get(key) ?? workingDayAfter(calendar, start, n).date;
  known.set(key, date);
  deadlines.set(calendar, known);
  return date;
}

const deadlines = new WeakMap<Calendar, Map<string, CivilDate>>();

/**
 * Working days after one date up to and including another: 1 for the next working day, 0 where the second is not
 * later. Provisional where a day of them is not covered. @rule CAL-6
 */
export function workingDaysBetween(
  calendar: Calendar,
  after: CivilDate,
  until: CivilDate,
): { readonly days: number; readonly provisional: boolean } {
  let days = 0;
  let provisional = false;
  for (let date = after; date < until; ) {
    date = addDays(date, 1);
    const status = dayStatus(calendar, date);
    if (status.isWorking) days += 1;
    if (!status.isCovered) provisional = true;
  }
  return { days, provisional };
}

/**
 * The last day of a period of calendar days (60 日): a day off moves it to the next working day (民法典 203). Throws
 * where `n` is not a whole number from 1. @rule CAL-8 @rule CAL-10
 */
export function calendarDaysAfter(calendar: Calendar, start: CivilDate, n: number): Deadline {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of days: ${n}`);
  return rolledForward(calendar, start, addDays(start, n));
}

/** The last day of a period of months (6 个月), moved past days off. Throws as `calendarDaysAfter`. @rule CAL-8 */
export function monthsAfter(calendar: Calendar, start: CivilDate, months: number): Deadline {
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`not a number of months: ${months}`);
  return rolledForward(calendar, start, addMonths(start, months));
}

/** A date that the law itself names, such as 31 January: it stays, day off or not. @rule SET-R15 */
export function fixedDate(date: CivilDate): Deadline {
  return { date, provisional: false, proof: [] };
}

/** Only whether the last day is a day off matters here, so only days from there on can make it provisional. */
function rolledForward(calendar: Calendar, start: CivilDate, end: CivilDate): Deadline {
  const proof: ProofDay[] = [];
  let provisional = false;
  for (let date = addDays(start, 1), n = 1; ; date = addDays(date, 1), n += 1) {
    const status = dayStatus(calendar, date);
    proof.push({ ...status, counted: date <= end, ...(date <= end ? { n } : {}) });
    if (date < end) continue;
    if (!status.isCovered) provisional = true;
    if (status.isWorking) return { date, provisional, proof };
  }
}

function deadlineOf(proof: readonly ProofDay[], start: CivilDate): Deadline {
  return { date: proof.at(-1)?.date ?? start, provisional: proof.some((day) => !day.isCovered), proof };
}
