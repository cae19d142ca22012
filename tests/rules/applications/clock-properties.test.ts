import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockStrip } from '@/lib/applications/rules/clock/clock-strip';
import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { readClockInput } from '@/lib/applications/schema/clock-input';
import type { ClockEvent, ClockInput, ClockState } from '@/lib/applications/types/clock';
import { addDays, weekdayOf } from '@/lib/calendar/rules/civil-dates';
import type { Calendar, CalendarDayKind } from '@/lib/calendar/types';
import { CALENDAR, rulesOf } from '../../support/clock-cases';
import { naiveDates } from '../../support/naive-clock';

type Act = (date: string, n: number) => Omit<ClockEvent, 'date'>;

/** Acts without an id; `n` is any small number. */
const ACTS: Act[] = [
  () => ({ type: 'supplement_notice' }),
  () => ({ type: 'supplement_notice', approvedBy: '王主任' }),
  (date, n) => ({ type: 'supplement_notice', approvedBy: '王主任', dueDate: addDays(date, n) }),
  () => ({ type: 'supplement_received' }),
  () => ({ type: 'supplement_received' }),
  (_, n) => ({ type: 'extension', workingDays: 1 + (n % 12) }),
  (date, n) => ({ type: 'deferral', until: addDays(date, 3 * n) }),
  () => ({ type: 'fee_notice' }),
  () => ({ type: 'fee_paid' }),
  () => ({ type: 'fee_cancelled' }),
];
const ENDS: Act[] = [
  () => ({ type: 'replied' }),
  () => ({ type: 'closed', outcome: 'other.misc' }),
  () => ({ type: 'closed', outcome: 'other.supplement_overdue' }),
  () => ({ type: 'closed', outcome: 'other.fee_unpaid' }),
];

/** Any well-formed case: a receipt, then acts in any order, lawful or not, with consultations whose ids match. */
const anyCase: fc.Arbitrary<ClockInput> = fc
  .record({
    start: fc.integer({ min: 0, max: 2200 }),
    // The kinds of act, the days since the one before, and a number to vary it; consultations three times as often.
    acts: fc.array(
      fc.record({
        kind: fc.oneof(
          fc.nat(ACTS.length - 1),
          fc.constantFrom(-1, -2, -2, -3, -3),
          fc.nat(3).map((n) => 100 + n),
        ),
        gap: fc.oneof(fc.nat(3), fc.nat(12), fc.constant(0)),
        n: fc.nat(30),
      }),
      { maxLength: 14 },
    ),
    later: fc.nat(45),
  })
  .map(({ start, acts, later }) => {
    let date = addDays('2019-06-01', start);
    const events: ClockEvent[] = [{ type: 'received', date }];
    const sent: { id: string; isServed: boolean; isAnswered: boolean }[] = [];
    for (const { kind, gap, n } of acts) {
      date = addDays(date, gap);
      if (kind >= 100) {
        // Few cases end early, or nothing would be left to look at.
        if (n < 8) events.push({ ...ENDS[kind - 100]?.(date, n), date } as ClockEvent);
      } else if (kind >= 0) events.push({ ...ACTS[kind]?.(date, n), date } as ClockEvent);
      else if (kind === -1) {
        const to = (['third_party', 'organ', 'joint_maker'] as const)[n % 3] ?? 'organ';
        const own = to === 'organ' && n > 10 ? { dueDate: addDays(date, n) } : {};
        const id = `c${sent.length}`;
        events.push({ type: 'consultation_sent', id, to, date, ...own });
        sent.push({ id, isServed: false, isAnswered: false });
      } else {
        const one = sent[n % Math.max(1, sent.length)];
        if (one === undefined || one.isAnswered || (kind === -2 && one.isServed)) continue;
        if (kind === -2) one.isServed = true;
        else one.isAnswered = true;
        const type = kind === -2 ? 'consultation_served' : 'consultation_answered';
        events.push({ type, id: one.id, date });
      }
    }
    return { receivedVia: 'internet', asOf: addDays(date, later), events };
  });

function stateOf(input: ClockInput, calendar: Calendar = CALENDAR): ClockState {
  const result = computeClock(calendar, input);
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join());
  return result.value;
}

/** The working days of the calendar, found without the program's own. */
function isWorking(date: string): boolean {
  const kind = CALENDAR.days.get(date)?.kind;
  if (kind !== undefined) return kind === 'makeup_workday';
  const isKnown = CALENDAR.coversFrom <= date && date <= CALENDAR.coversTo;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday % 6 !== 0 && (isKnown || !date.endsWith('-01-01'));
}

function withDay(date: string, kind: CalendarDayKind): Calendar {
  const day = { date, kind, name: '试验', source: '试验' };
  return { ...CALENDAR, days: new Map([...CALENDAR.days, [date, day]]) };
}

const RUNS = { numRuns: 1500 };

describe('任何一件申请', () => {
  it('[REG-33-1][SET-R4] 日期、状态、不被允许的事，与逐日另算的完全相同', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const state = stateOf(input);
        const { replyDue, status, supplementDue, paymentDue, riskDate, overdueDays } = state;
        expect({
          replyDue,
          status,
          supplementDue,
          paymentDue,
          riskDate,
          overdueDays,
          refused: rulesOf(state),
        }).toEqual(naiveDates(isWorking, input));
      }),
      RUNS,
    );
  });

  it('生成的申请遇到每一种状态和每一条规则，否则上面的比较说明不了什么', () => {
    const seen = fc.sample(anyCase, { numRuns: 1500, seed: 4 }).flatMap((input) => {
      const { status, refused } = stateOf(input);
      return [status, ...refused.map(({ rule }) => rule)];
    });
    expect([...new Set<string>(seen)].sort()).toEqual(
      [
        ...['awaiting_payment', 'awaiting_supplement', 'closed', 'overdue', 'paused', 'replied', 'running'],
        ...['Art. 35', 'FEE-5', 'FEE-6', 'FEE-8', 'REG-30-4', 'REG-30-5', 'REG-30-6', 'REG-30-7'],
        ...['REG-33-2', 'REG-33-3', 'REG-33-5'],
      ].sort(),
    );
  });

  it('[CAL-1] 多一个放假的日子，答复期限不会提前', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(120), (input, days) => {
        const date = addDays(input.events[0]?.date ?? '', days);
        const before = stateOf(input).replyDue;
        const after = stateOf(input, withDay(date, 'holiday')).replyDue;
        if (before !== null && after !== null) expect(after >= before).toBe(true);
      }),
      RUNS,
    );
  });

  it('[CAL-1] 多一个调休上班的日子，答复期限不会推后', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(120), (input, days) => {
        const date = addDays(input.events[0]?.date ?? '', days);
        fc.pre([0, 6].includes(weekdayOf(date)));
        const before = stateOf(input).replyDue;
        const after = stateOf(input, withDay(date, 'makeup_workday')).replyDue;
        if (before !== null && after !== null) expect(after <= before).toBe(true);
      }),
      RUNS,
    );
  });

  it('同样的事件写成文件再读回来，结果一字不差', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const read = readClockInput(JSON.parse(JSON.stringify(input)), '2000-01-01');
        expect(read.ok && JSON.stringify(stateOf(read.value))).toBe(JSON.stringify(stateOf(input)));
      }),
    );
  });

  it('不被允许的事不改变任何日期：去掉它们，其余完全相同', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const state = stateOf(input);
        const gone = new Set(state.refused.map(({ index }) => input.events[index]));
        const ids = new Set(
          [...gone].flatMap((event) => (event?.type === 'consultation_sent' ? [event.id] : [])),
        );
        const events = input.events.filter(
          (event) => !gone.has(event) && !('id' in event && ids.has(event.id)),
        );
        expect(stateOf({ ...input, events })).toEqual({ ...state, refused: [] });
      }),
      RUNS,
    );
  });

  it('证明逐日相连到答复期限，计入的日子从1数起不断', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const { proof, replyDue, status } = stateOf(input);
        expect(proof.at(-1)?.date ?? null).toBe(replyDue);
        expect(proof.map(({ date }) => date)).toEqual(
          proof.map((_, at) => addDays(proof[0]?.date ?? '', at)),
        );
        const counted = proof.flatMap(({ n }) => (n === undefined ? [] : [n]));
        expect(counted).toEqual(counted.map((_, at) => at + 1));
        expect(proof.every(({ why, counted: is, law }) => why !== '' && (!is || law !== null))).toBe(true);
        expect(proof.length === 0).toBe(replyDue === null || status === 'awaiting_confirmation');
      }),
      RUNS,
    );
  });

  it('期限条的日子从收到起逐日相连，计入的与证明相同', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const strip = clockStrip(CALENDAR, input);
        if (!strip.ok) throw new Error('refused');
        const days = strip.value.segments.flatMap((segment) => segment.days);
        expect(days.map(({ date }) => date)).toEqual(
          days.map((_, at) => addDays(input.events[0]?.date ?? '', at)),
        );
        const { proof, replyDue } = stateOf(input);
        const drawn = strip.value.segments.at(-1)?.days.slice(1, proof.length + 1) ?? [];
        if (replyDue !== null) {
          expect(drawn.map(({ date, n }) => [date, n])).toEqual(
            proof.map(({ date, n }) => [date, n ?? null]),
          );
        }
      }),
      RUNS,
    );
  });
});
