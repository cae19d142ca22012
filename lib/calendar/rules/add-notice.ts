import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { noticeRefusal } from '../messages';
import type { Calendar, CalendarDay, HolidayNotice } from '../types';
import { weekdayOf } from './civil-dates';

/**
 * The calendar with one more notice. Its days prevail over those of notices loaded before, so that one that amends a
 * year within the year is simply loaded too. The years must follow each other: a gap would be a range nobody knows.
 *
 * Refusals: `notice_year_apart`, `notice_without_days`, `notice_day_twice`, `notice_day_elsewhere` (not in its year,
 * the last week before it, or the first after it), `notice_day_changes_nothing` (a make-up day that works anyway),
 * `notice_loaded_already`.
 *
 * @rule CAL-4 @rule SET-R10
 */
export function addNotice(calendar: Calendar | null, notice: HolidayNotice): Result<Calendar> {
  const codes = problemsOf(calendar, notice);
  if (codes.length > 0) return refuse(...codes);
  const { days, ...facts } = notice;
  const named = days.map((day): [CivilDate, CalendarDay] => [day.date, { ...day, source: notice.number }]);
  const from = `${notice.year}-01-01`;
  const to = `${notice.year}-12-24`;
  const notices = [...(calendar?.notices ?? []), facts];
  return ok({
    version: null,
    coversFrom: calendar !== null && calendar.coversFrom < from ? calendar.coversFrom : from,
    coversTo: calendar !== null && calendar.coversTo > to ? calendar.coversTo : to,
    notices: notices.sort((a, b) => a.year - b.year || (a.issuedOn < b.issuedOn ? -1 : 1)),
    days: new Map([...(calendar?.days ?? []), ...named]),
  });
}

function problemsOf(calendar: Calendar | null, notice: HolidayNotice) {
  const years = (calendar?.notices ?? []).map(({ year }) => year);
  const isApart =
    years.length > 0 && (notice.year < Math.min(...years) - 1 || notice.year > Math.max(...years) + 1);
  const dates = notice.days.map(({ date }) => date);
  const elsewhere = dates.filter(
    (date) => date < `${notice.year - 1}-12-25` || date > `${notice.year + 1}-01-07`,
  );
  const idle = notice.days.filter(({ date, kind }) => {
    const isWeekend = [0, 6].includes(weekdayOf(date));
    return kind === 'makeup_workday' && !isWeekend && calendar?.days.get(date)?.kind !== 'holiday';
  });
  const twice = dates.filter((date, at) => dates.indexOf(date) !== at);
  return [
    ...(isApart ? [noticeRefusal('notice_year_apart', String(notice.year))] : []),
    ...(dates.length === 0 ? [noticeRefusal('notice_without_days', notice.number)] : []),
    ...twice.map((date) => noticeRefusal('notice_day_twice', date)),
    ...elsewhere.map((date) => noticeRefusal('notice_day_elsewhere', date)),
    ...idle.map(({ date }) => noticeRefusal('notice_day_changes_nothing', date)),
    ...(calendar?.notices.some(({ number }) => number === notice.number)
      ? [noticeRefusal('notice_loaded_already', notice.number)]
      : []),
  ];
}
