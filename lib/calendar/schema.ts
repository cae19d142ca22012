import { z } from 'zod';
import { isCivilDate } from '@/lib/platform/dates';
import { CALENDAR_DAY_KINDS } from './types';

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
