import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, weekdayOf } from '@/lib/calendar/rules/civil-dates';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import {
  calendarDaysAfter,
  dayStatus,
  fixedDate,
  isWorkingDay,
  monthsAfter,
  workingDayAfter,
  workingDaysBetween,
} from '@/lib/calendar/rules/working-days';
import { shanghaiInstant } from '@/lib/platform/dates';

const calendar = packagedCalendar();

/** Days from 2018 to 2028: before, inside and beyond the coverage. */
const anyDate = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2018-01-01', days));
const anyCount = fc.integer({ min: 1, max: 60 });

describe('工作日的计算', () => {
  it.each([
    ['V1', '2026-03-02', 20, '2026-03-30'],
    ['V2', '2026-02-13', 20, '2026-03-19'],
    ['V3', '2026-02-13', 7, '2026-03-02'],
    ['V4', '2026-09-28', 20, '2026-10-30'],
    ['V5', '2026-09-24', 20, '2026-10-29'],
    ['V6', '2026-04-27', 7, '2026-05-09'],
    ['V7', '2026-03-01', 20, '2026-03-27'],
    ['V7 补班', '2026-02-28', 20, '2026-03-27'],
    ['V8', '2025-12-10', 20, '2026-01-08'],
    ['V9', '2026-09-01', 20, '2026-09-29'],
    ['V10', '2026-03-11', 15, '2026-04-01'],
  ])('[CAL-1][CAL-6] %s：%s 之后第 %d 个工作日是 %s', (_, start, n, end) => {
    expect(workingDayAfter(calendar, start, n)).toMatchObject({ date: end, provisional: false });
  });

  it('[CAL-6] 起算当日不计入，最后一日全天有效', () => {
    expect(workingDayAfter(calendar, '2026-03-02', 1).date).toBe('2026-03-03');
    expect(workingDayAfter(calendar, '2026-03-06', 1).date).toBe('2026-03-09');
  });

  it('[CAL-7] 从休息日起算，与从它前一个工作日起算相同', () => {
    for (const start of ['2026-03-07', '2026-03-08']) {
      expect(workingDayAfter(calendar, start, 3).date).toBe(workingDayAfter(calendar, '2026-03-06', 3).date);
    }
  });

  it.each([
    ['2026-05-01', false, '劳动节放假', '国办发明电〔2025〕7号'],
    ['2026-05-09', true, '劳动节调休上班', '国办发明电〔2025〕7号'],
    ['2026-05-10', false, '周休息日', null],
    ['2026-05-11', true, '工作日', null],
    ['2025-10-06', false, '国庆节、中秋节放假', '国办发明电〔2024〕12号'],
  ])('[CAL-1] %s 是否上班：%s，因为%s', (date, isWorking, why, source) => {
    expect(dayStatus(calendar, date)).toEqual({ date, isWorking, isCovered: true, why, source });
  });

  it.each(
    ['2024-03-08', '2026-03-12', '2026-05-04', '2026-06-01', '2025-08-01', '2025-09-10'].map((d) => [d]),
  )('[CAL-3] 部分公民放假的纪念日和一般节日不影响期限：%s', (date) => {
    const isOffAnyway = date === '2026-05-04';
    expect(isWorkingDay(calendar, date)).toBe(!isOffAnyway);
  });

  it('[CAL-9] 北京时间 23 时 59 分的事仍属当日', () => {
    const instant = shanghaiInstant('2026-03-02', '23:59');
    expect(instant.toISOString()).toBe('2026-03-02T15:59:00.000Z');
  });

  it('不是日期、不是正整数的输入是程序错误', () => {
    expect(() => workingDayAfter(calendar, '2026-02-30', 1)).toThrow(RangeError);
    for (const n of [0, -1, 1.5, Number.NaN]) {
      expect(() => workingDayAfter(calendar, '2026-03-02', n)).toThrow(RangeError);
      expect(() => calendarDaysAfter(calendar, '2026-03-02', n)).toThrow(RangeError);
      expect(() => monthsAfter(calendar, '2026-03-02', n)).toThrow(RangeError);
    }
  });
});

describe('日历没有覆盖的日子', () => {
  it('[SET-R10] 覆盖到最后一份通知那年的12月24日', () => {
    expect([calendar.coversFrom, calendar.coversTo]).toEqual(['2019-01-01', '2026-12-24']);
    expect(dayStatus(calendar, '2026-12-24').isCovered).toBe(true);
    expect(dayStatus(calendar, '2026-12-25').isCovered).toBe(false);
  });

  it('[CAL-5][SET-R10] 计到覆盖范围以外就是暂定，起算日本身在外不算', () => {
    expect(workingDayAfter(calendar, '2026-12-17', 5)).toMatchObject({
      date: '2026-12-24',
      provisional: false,
    });
    expect(workingDayAfter(calendar, '2026-12-17', 6)).toMatchObject({
      date: '2026-12-25',
      provisional: true,
    });
    expect(workingDayAfter(calendar, '2018-12-31', 1)).toMatchObject({
      date: '2019-01-02',
      provisional: false,
    });
    expect(workingDayAfter(calendar, '2018-12-28', 2).provisional).toBe(true);
  });

  it('[SET-R10] 以外按周一至周五计，1月1日不上班', () => {
    expect(workingDayAfter(calendar, '2026-12-31', 1).date).toBe('2027-01-04');
    expect(dayStatus(calendar, '2027-01-01')).toMatchObject({ isWorking: false, isCovered: false });
    expect(isWorkingDay(calendar, '2027-10-01')).toBe(true);
    expect(isWorkingDay(calendar, '2016-12-31')).toBe(false);
  });

  it('[SET-R11] 任何年份都有答案，不报错', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1949, max: 2199 }), anyCount, (year, n) => {
        expect(workingDayAfter(calendar, `${year}-06-01`, n).provisional).toBe(year < 2019 || year > 2026);
      }),
    );
  });
});

describe('任何日期、任何天数', () => {
  it('[CAL-6][CAL-8] 到期日是工作日，且恰好数满 n 个', () => {
    fc.assert(
      fc.property(anyDate, anyCount, (start, n) => {
        const { date, proof } = workingDayAfter(calendar, start, n);
        expect(isWorkingDay(calendar, date)).toBe(true);
        expect(workingDaysBetween(calendar, start, date).days).toBe(n);
        expect(proof.filter((day) => day.counted).map((day) => day.n)).toEqual(
          Array.from({ length: n }, (_, at) => at + 1),
        );
      }),
    );
  });

  it('证明逐日相连，从次日到到期日，每天都说明理由', () => {
    fc.assert(
      fc.property(anyDate, anyCount, (start, n) => {
        const { date, proof } = workingDayAfter(calendar, start, n);
        expect(proof.map((day) => day.date)).toEqual(proof.map((_, at) => addDays(start, at + 1)));
        expect(proof.at(-1)?.date).toBe(date);
        expect(proof.every((day) => day.why !== '' && day.counted === day.isWorking)).toBe(true);
      }),
    );
  });

  it('起算越晚到期越不会早；天数可以分段相加', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 40 }), anyCount, anyCount, (start, later, m, n) => {
        const end = workingDayAfter(calendar, start, n).date;
        expect(workingDayAfter(calendar, addDays(start, later), n).date >= end).toBe(true);
        expect(workingDayAfter(calendar, end, m).date).toBe(workingDayAfter(calendar, start, n + m).date);
      }),
    );
  });

  it('覆盖以内与逐日另算的结果相同', () => {
    const off = new Set([...calendar.days.values()].filter((d) => d.kind === 'holiday').map((d) => d.date));
    const works = new Set(
      [...calendar.days.values()].filter((d) => d.kind === 'makeup_workday').map((d) => d.date),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2780 }), anyCount, (days, n) => {
        const start = addDays('2019-01-01', days);
        let left = n;
        let date = start;
        while (left > 0) {
          date = addDays(date, 1);
          if (works.has(date) || (![0, 6].includes(weekdayOf(date)) && !off.has(date))) left -= 1;
        }
        expect(workingDayAfter(calendar, start, n).date).toBe(date);
      }),
    );
  });

  it('没有更晚的一天就没有工作日', () => {
    expect(workingDaysBetween(calendar, '2026-03-02', '2026-03-02')).toEqual({ days: 0, provisional: false });
    expect(workingDaysBetween(calendar, '2026-03-03', '2026-03-02')).toEqual({ days: 0, provisional: false });
    expect(workingDaysBetween(calendar, '2026-12-24', '2026-12-25')).toEqual({ days: 1, provisional: true });
  });
});

describe('自然日和月的期间', () => {
  it.each([
    ['2026-03-02', 15, '2026-03-17'],
    ['2026-02-01', 15, '2026-02-24'],
    ['2026-04-17', 15, '2026-05-06'],
    ['2026-04-24', 15, '2026-05-09'],
  ])('[CAL-8][CAL-10] %s 起 %d 日，到期 %s，遇休息日顺延', (start, n, end) => {
    expect(calendarDaysAfter(calendar, start, n)).toMatchObject({ date: end, provisional: false });
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-15', 6, '2026-09-15'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-10-05', 3, '2026-01-05'],
    ['2025-09-30', 12, '2026-09-30'],
    ['2026-04-01', 6, '2026-10-08'],
  ])('[CAL-8] %s 起 %d 个月，到期 %s', (start, months, end) => {
    expect(monthsAfter(calendar, start, months)).toMatchObject({ date: end, provisional: false });
  });

  it('只有最后一日及顺延的日子决定是否暂定', () => {
    expect(calendarDaysAfter(calendar, '2023-12-20', 20)).toMatchObject({
      date: '2024-01-09',
      provisional: false,
    });
    expect(monthsAfter(calendar, '2026-09-01', 6)).toMatchObject({ date: '2027-03-01', provisional: true });
  });

  it('自然日期间每天都数到最后一日，顺延的日子不数', () => {
    const { proof } = calendarDaysAfter(calendar, '2026-04-17', 15);
    expect(proof.filter((day) => day.counted)).toHaveLength(15);
    expect(proof.slice(15).map((day) => [day.date, day.counted])).toEqual([
      ['2026-05-03', false],
      ['2026-05-04', false],
      ['2026-05-05', false],
      ['2026-05-06', false],
    ]);
  });

  it('[CAL-8] 对应日不存在时是月末，年份也跨得过去', () => {
    expect(addMonths('2025-12-31', 2)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('[SET-R15] 法律写明的日期遇休息日也不动', () => {
    expect(isWorkingDay(calendar, '2026-01-31')).toBe(false);
    expect(fixedDate('2026-01-31')).toEqual({ date: '2026-01-31', provisional: false, proof: [] });
  });
});
