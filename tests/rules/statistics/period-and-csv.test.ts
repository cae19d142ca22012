import { describe, expect, it } from 'vitest';
import { DEFAULT_REVIEW_TARGETS } from '@/lib/approvals/rules/review-due';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { shanghaiInstant } from '@/lib/platform/dates';
import { gateHealth } from '@/lib/statistics/rules/gate-health';
import { gateReportCsv } from '@/lib/statistics/rules/gate-report-csv';
import { defaultPeriod, instantsOf, readPeriod } from '@/lib/statistics/rules/period';
import { durationWords, percentOf } from '@/lib/statistics/rules/words';

const TODAY = '2026-03-10';

describe('时段', () => {
  it('没有指定：最近 90 天，今天在内', () => {
    expect(defaultPeriod(TODAY)).toEqual({ from: '2025-12-11', to: TODAY });
    expect(readPeriod(undefined, undefined, TODAY)).toEqual({ period: defaultPeriod(TODAY), problem: null });
    expect(readPeriod('', '', TODAY).problem).toBeNull();
  });

  it('两天都算在内，按北京时间', () => {
    const { period } = readPeriod('2026-03-01', '2026-03-01', TODAY);
    expect(instantsOf(period)).toEqual({
      from: shanghaiInstant('2026-03-01'),
      until: shanghaiInstant('2026-03-02'),
    });
  });

  it('只填一头：另一头补上', () => {
    expect(readPeriod('2026-03-01', '', TODAY).period).toEqual({ from: '2026-03-01', to: TODAY });
    expect(readPeriod('', '2026-03-01', TODAY).period).toEqual({ from: '2025-12-02', to: '2026-03-01' });
  });

  it.each([
    ['不是日期', 'abc', '2026-03-01', '请填写存在的日期'],
    ['不存在的日期', '2026-02-30', '2026-03-01', '请填写存在的日期'],
    ['填了两次', ['2026-03-01', '2026-03-02'], '2026-03-03', '请填写存在的日期'],
    ['晚于今天', '2026-03-01', '2026-03-11', '不能晚于今天'],
    ['前后颠倒', '2026-03-02', '2026-03-01', '不能晚于结束日期'],
    ['三年零一天', '2023-03-10', TODAY, '最长三年'],
  ])('%s：说明原因，仍显示最近 90 天', (_, from, to, problem) => {
    const found = readPeriod(from, to, TODAY);
    expect(found.period).toEqual(defaultPeriod(TODAY));
    expect(found.problem).toContain(problem);
    expect(found.problem).toContain('最近 90 天');
  });

  it('正好三年可以', () => {
    expect(readPeriod('2023-03-11', TODAY, TODAY).problem).toBeNull();
  });
});

describe('导出的表格', () => {
  const empty = gateHealth(
    [],
    { from: shanghaiInstant('2026-03-01'), until: shanghaiInstant('2026-03-02') },
    { calendar: packagedCalendar(), targets: DEFAULT_REVIEW_TARGETS, now: shanghaiInstant(TODAY) },
  );
  const csv = (errors: readonly (readonly [string, number])[] = []) =>
    gateReportCsv({ from: '2026-03-01', to: '2026-03-01' }, empty, errors);

  it('电子表格软件认得出是中文；没有比例的留空，不写零', () => {
    expect(csv().startsWith('\uFEFF审核质量,2026-03-01 至 2026-03-01\r\n环节,')).toBe(true);
    expect(csv()).toContain('\r\n全部环节,0,,,0,0,,0,,0,0,0,\r\n');
  });

  it('逗号、引号、换行和像公式的字不会弄坏表格', () => {
    expect(csv([['甲,乙"丙\n丁', 1]])).toContain('"甲,乙""丙\n丁",1\r\n');
    expect(csv([['=1+1', 2]])).toContain("'=1+1,2\r\n");
  });
});

describe('时间和比例的写法', () => {
  it.each([
    [0, '0 秒'],
    [59, '59 秒'],
    [60, '1 分钟'],
    [3599, '60 分钟'],
    [3600, '1 小时'],
    [47.9 * 3600, '47.9 小时'],
    [48 * 3600, '2 天'],
  ])('%d 秒：%s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  it('比例保留一位小数，没有的不写', () => {
    expect(percentOf(null)).toBeNull();
    expect(percentOf(0)).toBe('0%');
    expect(percentOf(1 / 3)).toBe('33.3%');
  });
});
