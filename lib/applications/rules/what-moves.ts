import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { ClockState } from '../types/clock';
import type {
  DatedCase,
  DateField,
  MovedCase,
  MovedDate,
  MovedGroup,
  TurnedStep,
} from '../types/moved-dates';
import { computeClock } from './clock/compute-clock';

/**
 * What another calendar changes for some cases: those whose dates move, each date from and to, earlier ones marked, and
 * recorded steps that gain or lose their ground by it. A case whose records make no sense is a fault and throws.
 *
 * @rule CAL-5
 */
export function whatMoves<C extends DatedCase>(
  before: Calendar,
  after: Calendar,
  cases: readonly C[],
): MovedCase<C>[] {
  return cases.flatMap((of) => movedCase(of, datesOfCase(before, of), datesOfCase(after, of)) ?? []);
}

/** What differs between the dates of a case with one calendar and with another; null where nothing does. */
export function movedCase<C>(of: C, was: ClockState, is: ClockState): MovedCase<C> | null {
  const moves = movesBetween(was, is);
  const turned = stepsTurned(was, is);
  if (moves.length === 0 && turned.length === 0) return null;
  const isAlert =
    moves.some(({ isEarlier }) => isEarlier) || turned.some(({ isAllowedNow }) => !isAllowedNow);
  return { of, moves, turned, isAlert };
}

/** The moves that are alike, taken together, the most frequent first: 7 cases from … to …. */
export function groupMoves(moved: readonly MovedCase<unknown>[]): MovedGroup[] {
  const groups = new Map<string, MovedGroup>();
  for (const { moves } of moved) {
    for (const move of moves) {
      const field = move.field.startsWith('consultation_due:') ? 'consultation_due:' : move.field;
      const key = `${field} ${move.from} ${move.to}`;
      groups.set(key, { ...move, field, count: (groups.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...groups.values()].sort((a, b) => Number(b.isEarlier) - Number(a.isEarlier) || b.count - a.count);
}

/** The dates of a case with a calendar. Throws where its records make no sense: a fault. */
export function datesOfCase(calendar: Calendar, { input, settings }: DatedCase): ClockState {
  const clock = computeClock(calendar, input, settings);
  if (!clock.ok) throw new Error(clock.refusals.map(({ message }) => message).join(' '));
  return clock.value;
}

function movesBetween(was: ClockState, is: ClockState): MovedDate[] {
  const before = datesOf(was);
  const after = datesOf(is);
  const fields = new Set([...before.keys(), ...after.keys()]);
  return [...fields].flatMap((field) => {
    const from = before.get(field) ?? null;
    const to = after.get(field) ?? null;
    return from === to ? [] : [{ field, from, to, isEarlier: from !== null && to !== null && to < from }];
  });
}

function datesOf(clock: ClockState): Map<DateField, CivilDate | null> {
  return new Map<DateField, CivilDate | null>([
    ['reply_due', clock.replyDue],
    ['supplement_notice_due', clock.supplementNoticeDue],
    ['supplement_due', clock.supplementDue],
    ['payment_due', clock.paymentDue],
    ['risk_date', clock.riskDate],
    ...Object.entries(clock.consultationDue).map(([id, due]): [DateField, CivilDate | null] => [
      `consultation_due:${id}`,
      due,
    ]),
  ]);
}

function stepsTurned(was: ClockState, is: ClockState): TurnedStep[] {
  const before = new Set(was.refused.map(({ index }) => index));
  const after = new Set(is.refused.map(({ index }) => index));
  const turned = (isAllowedNow: boolean) => (one: ClockState['refused'][number]) => ({
    type: one.type,
    date: one.date,
    isAllowedNow,
  });
  return [
    ...is.refused.filter((one) => !before.has(one.index)).map(turned(false)),
    ...was.refused.filter((one) => !after.has(one.index)).map(turned(true)),
  ];
}
