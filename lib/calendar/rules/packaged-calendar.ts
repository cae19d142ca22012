import type { Calendar, HolidayNotice } from '../types';
import { addNotice } from './add-notice';
import { NOTICE_2019, NOTICE_2019_MAY } from './notices/notice-2019';
import { NOTICE_2020, NOTICE_2020_SPRING } from './notices/notice-2020';
import { NOTICE_2021 } from './notices/notice-2021';
import { NOTICE_2022 } from './notices/notice-2022';
import { NOTICE_2023 } from './notices/notice-2023';
import { NOTICE_2024 } from './notices/notice-2024';
import { NOTICE_2025 } from './notices/notice-2025';
import { NOTICE_2026 } from './notices/notice-2026';

/**
 * The notices that come with the program, oldest first, each followed by those that amended it: the days are read off
 * them, never off the moon (CAL-2). A test compares them day by day with the schedules of the package chinese-days.
 */
export const PACKAGED_NOTICES: readonly HolidayNotice[] = [
  NOTICE_2019,
  NOTICE_2019_MAY,
  NOTICE_2020,
  NOTICE_2020_SPRING,
  NOTICE_2021,
  NOTICE_2022,
  NOTICE_2023,
  NOTICE_2024,
  NOTICE_2025,
  NOTICE_2026,
];

/** The calendar of some notices, loaded in order. Throws where one is refused: for notices known to be good. */
export function calendarOf(notices: readonly HolidayNotice[]): Calendar {
  let calendar: Calendar | null = null;
  for (const notice of notices) {
    const added = addNotice(calendar, notice);
    if (!added.ok) throw new Error(added.refusals.map(({ message }) => message).join(' '));
    calendar = added.value;
  }
  if (calendar === null) throw new Error('a calendar needs a notice');
  return calendar;
}

/** The calendar that comes with the program. @rule CAL-2 @rule SET-R11 */
export function packagedCalendar(): Calendar {
  return calendarOf(PACKAGED_NOTICES);
}
