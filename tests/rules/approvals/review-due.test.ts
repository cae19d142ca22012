import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLate, lateWords, openSince, reviewDue } from '@/lib/approvals/rules/review-due';
import { routeFor } from '@/lib/approvals/rules/route';
import { CONTENT_CLASSES, LANES, type RouteStep } from '@/lib/approvals/types';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import { civilDate, shanghaiInstant } from '@/lib/platform/dates';

const calendar = packagedCalendar();
const at = shanghaiInstant;

describe('审核的办理时限', () => {
  it.each([
    ['周一上午', at('2026-03-02', '09:00'), '2026-03-03'],
    ['周一深夜', at('2026-03-02', '23:59'), '2026-03-03'],
    ['周五下午，过周末', at('2026-03-06', '17:00'), '2026-03-09'],
    ['周六提交', at('2026-03-07', '10:00'), '2026-03-09'],
    ['春节前的补班周六', at('2026-02-14', '10:00'), '2026-02-24'],
    ['劳动节后是补班周六', at('2026-05-08', '10:00'), '2026-05-09'],
  ])('[TR-9] %s到达的环节，1 个工作日全天有效', (_, since, lastDay) => {
    for (const contentClass of ['a', 'b', 'c'] as const) {
      const due = reviewDue(since, contentClass, 'normal', calendar);
      expect(due).toMatchObject({ lastDay, provisional: false });
      expect(isLate(due, at(lastDay, '23:59'))).toBe(false);
      expect(isLate(due, new Date(at(lastDay, '23:59').getTime() + 60_000))).toBe(true);
    }
  });

  it('[TR-9] 应急发布的 C 类按小时计，节假日也算', () => {
    const since = at('2026-10-01', '22:30');
    const due = reviewDue(since, 'c', 'emergency', calendar);
    expect(due).toEqual({ lateFrom: at('2026-10-02', '00:30'), lastDay: null, provisional: false });
    expect(isLate(due, at('2026-10-02', '00:29'))).toBe(false);
    expect(isLate(due, at('2026-10-02', '00:30'))).toBe(true);
  });

  it('[TR-9] 机关可以自定工作日数和小时数', () => {
    const targets = { workingDays: 3, emergencyHours: 1 };
    const since = at('2026-03-05', '10:00');
    expect(reviewDue(since, 'b', 'normal', calendar, targets).lastDay).toBe('2026-03-10');
    expect(reviewDue(since, 'c', 'emergency', calendar, targets).lateFrom).toEqual(at('2026-03-05', '11:00'));
  });

  it('[TR-9] 超出日历覆盖的时限是暂定的', () => {
    expect(reviewDue(at('2026-12-24', '10:00'), 'a', 'normal', calendar).provisional).toBe(true);
  });

  it('[TR-9] 任何时候：到期日是工作日，到期前不算超时，到期后一直算', () => {
    const minutes = fc.integer({ min: 0, max: 1000 * 1440 });
    fc.assert(
      fc.property(
        minutes,
        fc.constantFrom(...CONTENT_CLASSES),
        fc.constantFrom(...LANES),
        (n, contentClass, lane) => {
          const since = new Date(at('2024-01-02').getTime() + n * 60_000);
          const due = reviewDue(since, contentClass, lane, calendar);
          expect(due.lateFrom > since).toBe(true);
          if (due.lastDay !== null) {
            expect(isWorkingDay(calendar, due.lastDay)).toBe(true);
            expect(due.lastDay > civilDate(since)).toBe(true);
          }
          expect(lateWords(due, new Date(due.lateFrom.getTime() - 1), calendar)).toBeNull();
          expect(lateWords(due, due.lateFrom, calendar)).toMatch(/^已超/);
        },
      ),
    );
  });
});

describe('超时用文字说明', () => {
  it.each([
    ['2026-03-03', '23:59', null],
    ['2026-03-04', '00:00', '已超 1 工作日'],
    ['2026-03-05', '09:00', '已超 2 工作日'],
    ['2026-03-07', '09:00', '已超 3 工作日'],
    ['2026-03-09', '09:00', '已超 4 工作日'],
  ])('周一到达、%s %s 时：%s', (date, time, words) => {
    const due = reviewDue(at('2026-03-02', '09:00'), 'a', 'normal', calendar);
    expect(lateWords(due, at(date, time), calendar)).toBe(words);
  });

  it('到期后的休息日还没有满一个工作日', () => {
    const due = reviewDue(at('2026-03-05', '09:00'), 'a', 'normal', calendar);
    expect(lateWords(due, at('2026-03-07', '09:00'), calendar)).toBe('已超期');
  });

  it('应急发布按小时说', () => {
    const due = reviewDue(at('2026-03-05', '09:00'), 'c', 'emergency', calendar);
    expect(lateWords(due, at('2026-03-05', '11:59'), calendar)).toBe('已超期');
    expect(lateWords(due, at('2026-03-05', '14:10'), calendar)).toBe('已超 3 小时');
  });
});

describe('环节从什么时候起等人办理', () => {
  const route = routeFor('a');
  const step = (name: RouteStep['step'], steps: readonly RouteStep[] = route) =>
    steps.find((one) => one.step === name) ?? raise(name);
  const raise = (name: string): never => {
    throw new Error(`no step ${name}`);
  };
  const openedAt = at('2026-03-02', '09:00');
  const decision = (
    time: string,
    position: number | null,
    conclusion: 'pass' | 'return' | 'refer_secrecy' | 'referral_reply',
    returnTo: number | null = null,
  ) => ({ position, conclusion, returnTo, decidedAt: at('2026-03-03', time) });

  it('第一个环节从提交起', () => {
    expect(openSince({ openedAt, facts: { route }, decisions: [] }, step('l1'))).toEqual(openedAt);
  });

  it('后面的环节从前一环节通过起', () => {
    const decisions = [
      decision('09:00', step('l1').position, 'pass'),
      decision('10:00', step('l2').position, 'pass'),
    ];
    expect(openSince({ openedAt, facts: { route }, decisions }, step('secrecy'))).toEqual(
      at('2026-03-03', '10:00'),
    );
  });

  it('退回上一环节后，从退回起重新计', () => {
    const decisions = [
      decision('09:00', step('l1').position, 'pass'),
      decision('10:00', step('l2').position, 'return', step('l1').position),
    ];
    expect(openSince({ openedAt, facts: { route }, decisions }, step('l1'))).toEqual(
      at('2026-03-03', '10:00'),
    );
  });

  it('报请确定答复后，从答复起计', () => {
    const { position } = step('secrecy');
    const decisions = [
      decision('09:00', position, 'refer_secrecy'),
      decision('15:00', position, 'referral_reply'),
    ];
    expect(openSince({ openedAt, facts: { route }, decisions }, step('secrecy'))).toEqual(
      at('2026-03-03', '15:00'),
    );
  });

  it('[TR-11] 并行的环节，别的环节通过不改变它的起点', () => {
    const fast = routeFor('c', 'emergency');
    const decisions = [decision('09:00', step('l1', fast).position, 'pass')];
    expect(step('l1', fast).stage).toBe(step('l2', fast).stage);
    expect(openSince({ openedAt, facts: { route: fast }, decisions }, step('l2', fast))).toEqual(openedAt);
  });
});
