import { z } from 'zod';
import { isCivilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { unreadableNotice } from './messages';
import { addNotice } from './rules/add-notice';
import { packagedCalendar } from './rules/packaged-calendar';
import { CALENDAR_DAY_KINDS, type Calendar, type HolidayNotice } from './types';

const date = z.string().refine(isCivilDate, '应为 2027-01-01 这样的日期');
const text = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不能超过${max}字`);

/** The file `gongkai calendar load` reads: one notice with every day it names. */
export const noticeFileSchema = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  number: text(60),
  title: text(100),
  issuedOn: date,
  days: z.array(z.strictObject({ date, kind: z.enum(CALENDAR_DAY_KINDS), name: text(20) })),
});

/**
 * Reads a notice from the text of its JSON.
 * Refusals: `notice_unreadable`, with the place of the first thing wrong.
 */
export function readNoticeText(written: string): Result<HolidayNotice> {
  let value: unknown;
  try {
    value = JSON.parse(written.replace(/^\uFEFF/, ''));
  } catch {
    return refuse(unreadableNotice('不是 JSON，请核对括号、引号和逗号'));
  }
  const parsed = noticeFileSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return refuse(unreadableNotice(`${issue?.path.join('.') || '（整体）'}：${issue?.message ?? '格式不对'}`));
}

const noticeFacts = { year: noticeFileSchema.shape.year, number: text(60), title: text(100), issuedOn: date };

/**
 * The file `gongkai deadline --calendar` reads: a whole calendar as `gongkai calendar show --json` prints it, or notices
 * to be added to the packaged ones.
 */
export const calendarFileSchema = z.union(
  [
    z.object({
      coversFrom: date,
      coversTo: date,
      notices: z.array(z.object(noticeFacts)),
      days: z.array(z.object({ date, kind: z.enum(CALENDAR_DAY_KINDS), name: text(20), source: text(60) })),
    }),
    z.array(noticeFileSchema).min(1, '没有一份通知'),
    noticeFileSchema.transform((notice) => [notice]),
  ],
  '应为 gongkai calendar show --json 的输出，或者放假通知',
);

/** The calendar that such a file stands for. Refusals: those of `addNotice`. */
export function readCalendarFile(file: z.output<typeof calendarFileSchema>): Result<Calendar> {
  if (!Array.isArray(file)) {
    return ok({ ...file, version: null, days: new Map(file.days.map((day) => [day.date, day])) });
  }
  let calendar = packagedCalendar();
  for (const notice of file) {
    const added = addNotice(calendar, notice);
    if (!added.ok) return added;
    calendar = added.value;
  }
  return ok(calendar);
}
