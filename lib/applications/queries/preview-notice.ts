import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { addNotice } from '@/lib/calendar/rules/add-notice';
import type { Calendar, HolidayNotice } from '@/lib/calendar/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result } from '@/lib/platform/result';
import { whatMoves } from '../rules/what-moves';
import type { MovedCase } from '../types/moved-dates';
import { listOpenCases, type OpenCase } from './open-case-clocks';

const PAGE = 500;

export type NoticePreview = {
  readonly before: Calendar;
  readonly after: Calendar;
  /** Open cases looked at. */
  readonly cases: number;
  readonly moved: readonly MovedCase<OpenCase>[];
};

/** What loading a notice would do; changes nothing. Refusals: those of `addNotice`. @rule CAL-5 */
export async function previewNotice(notice: HolidayNotice): Promise<Result<NoticePreview>> {
  const before = await currentCalendar();
  const after = addNotice(before, notice);
  if (!after.ok) return after;
  const asOf = civilDate(currentTime());
  const moved: MovedCase<OpenCase>[] = [];
  let cases = 0;
  for (let last: string | null = null; ; ) {
    const page: OpenCase[] = await listOpenCases({ after: last, take: PAGE }, asOf);
    moved.push(...whatMoves(before, after.value, page));
    cases += page.length;
    last = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return ok({ before, after: after.value, cases, moved });
  }
}
