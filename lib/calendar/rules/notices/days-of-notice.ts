import type { CivilDate } from '@/lib/platform/dates';
import type { HolidayNotice } from '../../types';
import { addDays } from '../civil-dates';

/** A paragraph of a notice: 放假 from one day to another, 上班 on others. */
export type NoticeParagraph = {
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly works?: readonly CivilDate[];
};

/** The days that the paragraphs of a notice name, weekends among the days off included. */
export function daysOfNotice(paragraphs: readonly NoticeParagraph[]): HolidayNotice['days'] {
  return paragraphs.flatMap(({ name, from, to, works = [] }) => {
    const off: CivilDate[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) off.push(date);
    return [
      ...off.map((date) => ({ date, kind: 'holiday' as const, name })),
      ...works.map((date) => ({ date, kind: 'makeup_workday' as const, name })),
    ];
  });
}
