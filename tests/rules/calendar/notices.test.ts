import { describe, expect, it } from 'vitest';
import { addNotice } from '@/lib/calendar/rules/add-notice';
import { addDays, daysBetween, weekdayName, weekdayOf } from '@/lib/calendar/rules/civil-dates';
import { calendarOf, PACKAGED_NOTICES, packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { isWorkingDay, workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { HolidayNotice } from '@/lib/calendar/types';

/** The notices once more, as regulation.md and SET-R11 write them down: days off, then days worked. */
const WRITTEN: [year: number, off: string, works: string][] = [
  [
    2024,
    '1-1; 2-10..2-17; 4-4..4-6; 5-1..5-5; 6-8..6-10; 9-15..9-17; 10-1..10-7',
    '2-4, 2-18, 4-7, 4-28, 5-11, 9-14, 9-29, 10-12',
  ],
  [2025, '1-1; 1-28..2-4; 4-4..4-6; 5-1..5-5; 5-31..6-2; 10-1..10-8', '1-26, 2-8, 4-27, 9-28, 10-11'],
  [
    2026,
    '1-1..1-3; 2-15..2-23; 4-4..4-6; 5-1..5-5; 6-19..6-21; 9-25..9-27; 10-1..10-7',
    '1-4, 2-14, 2-28, 5-9, 9-20, 10-10',
  ],
];

/** Notices of a whole year, without those that amend one. */
const YEARLY = PACKAGED_NOTICES.filter(({ title }) => title.includes('部分节假日安排'));

const dateOf = (year: number, day: string) => {
  const [month = '', date = ''] = day.trim().split('-');
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
};
const rangeOf = (year: number, range: string) => {
  const [from = '', to = from] = range.split('..').map((day) => dateOf(year, day));
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at));
};

const notice = (changes: Partial<HolidayNotice> = {}): HolidayNotice => ({
  year: 2027,
  number: '国办发明电〔2026〕1号',
  title: '关于2027年部分节假日安排的通知',
  issuedOn: '2026-11-05',
  days: [
    { date: '2027-01-01', kind: 'holiday', name: '元旦' },
    { date: '2026-12-27', kind: 'makeup_workday', name: '元旦' },
  ],
  ...changes,
});
const codesOf = (given: HolidayNotice, calendar = packagedCalendar()) => {
  const result = addNotice(calendar, given);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
};

describe('国务院办公厅的放假通知', () => {
  it.each(WRITTEN)('[CAL-2][SET-R11] %d 年的放假和调休上班日期与通知一致', (year, off, works) => {
    const given = PACKAGED_NOTICES.find((one) => one.year === year);
    const dates = (kind: string) =>
      given?.days
        .filter((day) => day.kind === kind)
        .map((day) => day.date)
        .sort();
    expect(dates('holiday')).toEqual(off.split(';').flatMap((range) => rangeOf(year, range.trim())));
    expect(dates('makeup_workday')).toEqual(
      works
        .split(',')
        .map((day) => dateOf(year, day))
        .sort(),
    );
  });

  it.each(YEARLY.map((one) => [one.year, one] as const))(
    '[CAL-2] %d 年：调休上班都在周末，节日至少放法定天数，通知在上一年发布',
    (_, { year, days, issuedOn }) => {
      for (const day of days.filter(({ kind }) => kind === 'makeup_workday')) {
        expect('六日').toContain(weekdayName(day.date));
      }
      const off = (name: string) =>
        days.filter((day) => day.kind === 'holiday' && day.name.includes(name)).length;
      const least = { 元旦: 1, 春节: 3, 清明节: 1, 劳动节: 1, 端午节: 1, 中秋节: 1, 国庆节: 3 };
      for (const [name, n] of Object.entries(least)) expect(off(name), name).toBeGreaterThanOrEqual(n);
      expect(issuedOn.startsWith(String(year - 1))).toBe(true);
    },
  );

  it('[CAL-2] 占去的工作日减去调休上班的日子，等于法定节假日天数：2024年以前11天，2025年起13天', () => {
    const net = YEARLY.map(({ year, days }) => {
      const taken = days.filter(({ date, kind }) => kind === 'holiday' && ![0, 6].includes(weekdayOf(date)));
      return [year, taken.length - days.filter(({ kind }) => kind === 'makeup_workday').length];
    });
    expect(net).toEqual([
      ...[2019, 2020, 2021, 2022, 2023, 2024].map((year) => [year, 11]),
      [2025, 13],
      [2026, 13],
    ]);
  });

  it('[CAL-4] 年内调整的通知：2019年劳动节改为四天，2020年春节延长到2月2日', () => {
    const { days } = packagedCalendar();
    const work = (date: string) => [isWorkingDay(packagedCalendar(), date), days.get(date)?.source ?? null];
    expect(['2019-04-28', '2019-05-02', '2019-05-05'].map(work)).toEqual([
      [true, '国办发明电〔2019〕3号'],
      [false, '国办发明电〔2019〕3号'],
      [true, '国办发明电〔2019〕3号'],
    ]);
    expect(['2020-01-30', '2020-01-31', '2020-02-01', '2020-02-03'].map(work)).toEqual([
      [false, '国办发明电〔2019〕16号'],
      [false, '国办发明电〔2020〕1号'],
      [false, '国办发明电〔2020〕1号'],
      [true, null],
    ]);
  });

  it('每一天都注明出自哪份通知', () => {
    const { days } = packagedCalendar();
    expect(days.get('2026-02-14')?.source).toBe('国办发明电〔2025〕7号');
    expect(days.get('2024-06-08')?.source).toBe('国办发明电〔2023〕7号');
  });
});

describe('载入新的通知', () => {
  it('[CAL-4][CAL-5] 覆盖延长一年，原来暂定的日期变为确定，上一年末的调休也生效', () => {
    const before = workingDayAfter(packagedCalendar(), '2026-12-24', 5);
    const added = addNotice(packagedCalendar(), notice());
    if (!added.ok) throw new Error('refused');
    const after = workingDayAfter(added.value, '2026-12-24', 5);
    expect(before).toMatchObject({ date: '2026-12-31', provisional: true });
    expect(after).toMatchObject({ date: '2026-12-30', provisional: false });
    expect(added.value.coversTo).toBe('2027-12-24');
    expect(added.value.notices).toEqual([
      ...packagedCalendar().notices,
      expect.objectContaining({ year: 2027 }),
    ]);
  });

  it('[CAL-4] 年内调整安排的通知只改它写明的日子', () => {
    const amended = addNotice(
      packagedCalendar(),
      notice({
        year: 2026,
        number: '国办发明电〔2026〕2号',
        days: [
          { date: '2026-09-03', kind: 'holiday', name: '纪念日' },
          { date: '2026-10-07', kind: 'makeup_workday', name: '国庆节' },
        ],
      }),
    );
    if (!amended.ok) throw new Error('refused');
    expect(isWorkingDay(amended.value, '2026-09-03')).toBe(false);
    expect(isWorkingDay(amended.value, '2026-10-07')).toBe(true);
    expect(isWorkingDay(amended.value, '2026-10-06')).toBe(false);
    expect(amended.value.coversTo).toBe('2026-12-24');
  });

  it('较早年份的通知把覆盖向前延长', () => {
    const added = addNotice(
      packagedCalendar(),
      notice({
        year: 2018,
        number: '国办发明电〔2017〕12号',
        days: [{ date: '2018-01-01', kind: 'holiday', name: '元旦' }],
      }),
    );
    expect(added.ok && [added.value.coversFrom, added.value.coversTo]).toEqual(['2018-01-01', '2026-12-24']);
  });

  it.each<[string, Partial<HolidayNotice>]>([
    ['notice_year_apart', { year: 2028, days: [{ date: '2028-01-01', kind: 'holiday', name: '元旦' }] }],
    ['notice_year_apart', { year: 2017, days: [{ date: '2017-01-01', kind: 'holiday', name: '元旦' }] }],
    ['notice_without_days', { days: [] }],
    [
      'notice_day_twice',
      {
        days: [
          { date: '2027-01-01', kind: 'holiday', name: '元旦' },
          { date: '2027-01-01', kind: 'holiday', name: '元旦' },
        ],
      },
    ],
    ['notice_day_elsewhere', { days: [{ date: '2026-12-24', kind: 'holiday', name: '元旦' }] }],
    ['notice_day_elsewhere', { days: [{ date: '2028-01-08', kind: 'holiday', name: '元旦' }] }],
    ['notice_day_changes_nothing', { days: [{ date: '2027-01-04', kind: 'makeup_workday', name: '元旦' }] }],
    ['notice_loaded_already', { number: '国办发明电〔2025〕7号' }],
  ])('%s：不接受有问题的通知', (code, changes) => {
    expect(codesOf(notice(changes))).toEqual([code]);
  });

  it('几处问题一次说全，句子写明日期', () => {
    const result = addNotice(
      packagedCalendar(),
      notice({ year: 2029, days: [{ date: '2027-01-04', kind: 'makeup_workday', name: '元旦' }] }),
    );
    expect(result.ok ? [] : result.refusals.map(({ message }) => message).join()).toContain('2027年1月4日');
    expect(result.ok ? 0 : result.refusals.length).toBe(3);
  });

  it('没有通知就没有日历', () => {
    expect(() => calendarOf([])).toThrow();
    expect(() => calendarOf([notice({ days: [] })])).toThrow('没有一个');
  });
});
