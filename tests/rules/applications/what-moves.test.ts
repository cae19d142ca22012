import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CLOCK_SETTINGS } from '@/lib/applications/rules/clock/periods';
import { whatMoves } from '@/lib/applications/rules/what-moves';
import type { ClockEvent } from '@/lib/applications/types/clock';
import { addNotice } from '@/lib/calendar/rules/add-notice';
import type { Calendar, CalendarDayKind } from '@/lib/calendar/types';
import { CALENDAR, clockCase, consulted, on } from '../../support/clock-cases';

/** The packaged calendar with a notice of a later year, or one day changed. */
function withDay(date: string, kind: CalendarDayKind): Calendar {
  const year = Number(date.slice(0, 4));
  const added = addNotice(CALENDAR, {
    year,
    number: '试验',
    title: '试验',
    issuedOn: '2026-11-01',
    days: [
      { date, kind, name: '试验' },
      ...(year === 2027 ? [{ date: '2027-01-01', kind: 'holiday' as const, name: '元旦' }] : []),
    ],
  });
  if (!added.ok) throw new Error(added.refusals.map(({ message }) => message).join());
  return added.value;
}
const dated = (events: readonly ClockEvent[], asOf: string, id = 'x') => ({
  id,
  input: clockCase(events, asOf),
  settings: DEFAULT_CLOCK_SETTINGS,
});
const DECEMBER = dated([on('12-10', 'received')], '12-20');

describe('换了日历以后哪些期限变动', () => {
  it('[CAL-5] 暂定的期限随下一年的通知变动：多放一天推后，多上一天提前并提示', () => {
    expect(whatMoves(CALENDAR, withDay('2027-01-04', 'holiday'), [DECEMBER])).toEqual([
      {
        of: DECEMBER,
        moves: [{ field: 'reply_due', from: '2027-01-08', to: '2027-01-11', isEarlier: false }],
        turned: [],
        isAlert: false,
      },
    ]);
    expect(whatMoves(CALENDAR, withDay('2027-01-03', 'makeup_workday'), [DECEMBER])).toMatchObject([
      {
        moves: [{ field: 'reply_due', from: '2027-01-08', to: '2027-01-07', isEarlier: true }],
        isAlert: true,
      },
    ]);
  });

  it('不变动的不列；其他期限也列：补正告知、补正、缴费、风险日期、被征求方的期限', () => {
    const march = dated([on('03-02', 'received')], '03-10');
    expect(whatMoves(CALENDAR, withDay('2027-01-04', 'holiday'), [march, DECEMBER])).toHaveLength(1);
    const fields = (events: readonly ClockEvent[]) =>
      whatMoves(CALENDAR, withDay('2026-03-10', 'holiday'), [dated(events, '03-12')]).flatMap(({ moves }) =>
        moves.map(({ field, to }) => `${field} ${to}`),
      );
    expect(fields([on('03-02', 'received')])).toEqual([
      'reply_due 2026-03-31',
      'supplement_notice_due 2026-03-12',
    ]);
    expect(fields([on('03-02', 'received'), on('03-09', 'supplement_notice')])).toEqual([
      'supplement_notice_due 2026-03-12',
      'supplement_due 2026-03-31',
    ]);
    expect(fields([on('03-02', 'received'), on('03-09', 'fee_notice')])).toEqual([
      'supplement_notice_due 2026-03-12',
      'payment_due 2026-04-08',
    ]);
    expect(fields([on('03-02', 'received'), ...consulted('a', '03-06', '03-09')])).toContain(
      'consultation_due:a 2026-03-31',
    );
  });

  it('已办的步骤按新日历失去或者得到依据的，也要提示', () => {
    const extended = dated([on('03-02', 'received'), on('03-30', 'extension', { workingDays: 5 })], '03-31');
    expect(whatMoves(CALENDAR, withDay('2026-03-08', 'makeup_workday'), [extended])).toMatchObject([
      { isAlert: true, turned: [{ type: 'extension', date: '2026-03-30', isAllowedNow: false }] },
    ]);
    const late = dated([on('03-02', 'received'), on('03-31', 'extension', { workingDays: 5 })], '03-31');
    expect(whatMoves(CALENDAR, withDay('2026-03-10', 'holiday'), [late])).toMatchObject([
      { isAlert: false, turned: [{ isAllowedNow: true }] },
    ]);
  });

  it('同一个日历什么也不变动；推后的从不提示', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), (days, n) => {
        const start = new Date(Date.UTC(2026, 0, 5 + days)).toISOString().slice(0, 10);
        const one = dated([on(start, 'received'), on(start, 'extension', { workingDays: n })], '2026-12-31');
        expect(whatMoves(CALENDAR, CALENDAR, [one])).toEqual([]);
        const later = whatMoves(CALENDAR, withDay('2026-06-03', 'holiday'), [one]);
        expect(
          later.every(({ isAlert, moves }) => !isAlert && moves.every((m) => (m.to ?? '') > (m.from ?? ''))),
        ).toBe(true);
      }),
    );
  });

  it('记录互相矛盾的是程序故障，不是不变动', () => {
    expect(() => whatMoves(CALENDAR, CALENDAR, [dated([], '03-01')])).toThrow('没有一个事件');
  });
});
