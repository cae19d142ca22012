import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asksForHidden,
  caseNumberIn,
  ledgerHref,
  ledgerParams,
  readLedgerQuery,
} from '@/lib/applications/rules/ledger-query';
import { lightDays, lightOf } from '@/lib/applications/rules/light';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { workingDaysBetween } from '@/lib/calendar/rules/working-days';

describe('期限的灯', () => {
  const calendar = packagedCalendar();

  it('[REG-33-6] 2026-03-24（周二）看：还剩 5 个工作日是黄，2 个是橙，过了是红', () => {
    const days = lightDays(calendar, '2026-03-24', [5, 2]);
    expect(lightOf('2026-04-01', days)).toBe('green');
    expect(lightOf('2026-03-31', days)).toBe('yellow');
    expect(lightOf('2026-03-27', days)).toBe('yellow');
    expect(lightOf('2026-03-26', days)).toBe('orange');
    expect(lightOf('2026-03-24', days)).toBe('orange');
    expect(lightOf('2026-03-23', days)).toBe('red');
    expect(lightOf(null, days)).toBeNull();
  });

  it('[REG-33-6] 与逐日数剩余工作日一致，假期、补班前后也一样', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 350 }),
        fc.integer({ min: -20, max: 40 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 5, max: 9 }),
        (from, ahead, orange, yellow) => {
          const today = addDays('2026-01-02', from);
          const due = addDays(today, ahead);
          const left = workingDaysBetween(calendar, today, due).days;
          const expected =
            due < today ? 'red' : left <= orange ? 'orange' : left <= yellow ? 'yellow' : 'green';
          expect(lightOf(due, lightDays(calendar, today, [yellow, orange]))).toBe(expected);
        },
      ),
    );
  });
});

describe('台账的筛选', () => {
  it('读进来再写出去是同一个地址', () => {
    const query = readLedgerQuery({
      q: ' 道路 改造 ',
      group: 'open',
      light: 'red',
      handler: 'none',
      outcome: 'not_public.state_secret',
      channel: 'fax',
      year: '2026',
      mine: '1',
      sort: 'receipt',
      page: '3',
    });
    expect(readLedgerQuery(ledgerParams(query))).toEqual(query);
    expect(ledgerHref(query, { page: 1, filter: {}, sort: 'number' })).toBe('/office/applications');
  });

  it('不认识的一律不算条件', () => {
    const query = readLedgerQuery({
      group: 'secret',
      light: 'blue',
      handler: "' OR 1=1",
      outcome: 'x; DROP',
      channel: ['fax', 'oral'],
      year: '-1',
      sort: 'name',
      page: '0',
    });
    expect(query).toEqual({ filter: {}, sort: 'number', page: 1 });
  });

  it.each([
    ['SQ2026-0012', 'SQ2026-0012'],
    ['ｔｊ２０２６-3', 'TJ2026-3'],
    [' 2026-0012', '2026-0012'],
    ['sq', 'SQ'],
    ['2026年预算', null],
    ['张三', null],
  ])('“%s”当作编号 %s', (typed, number) => {
    expect(caseNumberIn(typed)).toBe(number);
  });

  it('问到限制查看的内容时，不让人从找没找到猜出来', () => {
    expect(asksForHidden({ q: '张三' })).toBe(true);
    expect(asksForHidden({ outcome: 'public' })).toBe(true);
    expect(asksForHidden({ handler: 'none' })).toBe(true);
    expect(asksForHidden({ q: 'SQ2026', group: 'open', light: 'red' })).toBe(false);
  });
});
