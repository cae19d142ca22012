import { addDays } from '@/lib/calendar/rules/civil-dates';
import { type CivilDate, isCivilDate, shanghaiInstant } from '@/lib/platform/dates';
import type { Period } from '../types';

/** Days of the period a page shows unless another is asked for, today included. */
export const DEFAULT_PERIOD_DAYS = 90;
/** The longest period: three years. */
export const PERIOD_MAX_DAYS = 1096;

/** The last 90 days, today included. */
export function defaultPeriod(today: CivilDate): Period {
  return { from: addDays(today, 1 - DEFAULT_PERIOD_DAYS), to: today };
}

/**
 * The period an address asks for. What it leaves out is filled; what is no date, the wrong way round, in the future or
 * too long falls back to the default, and says so.
 *
 * @param today civil date in Asia/Shanghai
 */
export function readPeriod(
  from: unknown,
  to: unknown,
  today: CivilDate,
): { readonly period: Period; readonly problem: string | null } {
  const fallback = defaultPeriod(today);
  const isAbsent = (value: unknown) => value === undefined || value === '';
  if (isAbsent(from) && isAbsent(to)) return { period: fallback, problem: null };
  const end = isAbsent(to) ? today : to;
  const start = isAbsent(from) && isDate(end) ? addDays(end, 1 - DEFAULT_PERIOD_DAYS) : from;
  const refuse = (problem: string) => ({ period: fallback, problem: `${problem}现在显示最近 90 天。` });
  if (!isDate(start) || !isDate(end)) return refuse('请填写存在的日期，如 2026-03-02。');
  if (end > today) return refuse('结束日期不能晚于今天。');
  if (start > end) return refuse('开始日期不能晚于结束日期。');
  if (addDays(start, PERIOD_MAX_DAYS) <= end) return refuse('时段最长三年。');
  return { period: { from: start, to: end }, problem: null };
}

function isDate(value: unknown): value is CivilDate {
  return typeof value === 'string' && isCivilDate(value);
}

/** The instants of a period: from the first moment of the first day until the first after the last. */
export function instantsOf({ from, to }: Period): { readonly from: Date; readonly until: Date } {
  return { from: shanghaiInstant(from), until: shanghaiInstant(addDays(to, 1)) };
}
