import { addDays } from '@/lib/calendar/rules/civil-dates';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import { type CivilDate, civilDate } from '@/lib/platform/dates';

const CALENDAR = packagedCalendar();

/** The n-th working day before the civil date of `now`. */
export function workingDayBefore(now: Date, n: number): CivilDate {
  let date = civilDate(now);
  for (let left = n; left > 0; ) {
    date = addDays(date, -1);
    if (isWorkingDay(CALENDAR, date)) left -= 1;
  }
  return date;
}
