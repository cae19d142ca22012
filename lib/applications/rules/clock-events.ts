import type { CivilDate } from '@/lib/platform/dates';
import type { CaseEvent, IntakeChannel } from '../types/case';
import type { ClockEvent, ClockInput } from '../types/clock';

/** The part of an event the clock asks for. */
export type ClockedEvent = Pick<CaseEvent, 'seq' | 'action' | 'onDate' | 'clock' | 'detail' | 'correctsSeq'>;

/**
 * The clock events of a case in the order they apply: by legal date, then as recorded. A corrected receipt date takes
 * the place of the first one (REG-31-5); a service recorded later completes the notice it belongs to (SET-R12).
 *
 * @rule REG-31-5 @rule SET-R12
 */
export function clockEventsOf(events: readonly ClockedEvent[]): ClockEvent[] {
  const bySeq = [...events].sort((a, b) => a.seq - b.seq);
  const corrected = new Map<number, CivilDate>();
  const served = new Map<number, CivilDate>();
  for (const event of bySeq) {
    if (event.action === 'correct_receipt_date' && event.correctsSeq !== null)
      corrected.set(event.correctsSeq, event.onDate);
    const of = event.detail.servesSeq;
    if (event.action === 'record_letter_service' && typeof of === 'number') served.set(of, event.onDate);
  }
  const clocked = bySeq.flatMap(({ seq, clock }): { seq: number; event: ClockEvent }[] => {
    if (clock === null) return [];
    const event = clock as ClockEvent;
    const date = corrected.get(seq) ?? event.date;
    const on = served.get(seq);
    const isServed = event.type === 'supplement_notice' || event.type === 'fee_notice';
    return [{ seq, event: { ...event, date, ...(isServed && on !== undefined ? { served: on } : {}) } }];
  });
  return clocked
    .sort((a, b) => (a.event.date < b.event.date ? -1 : a.event.date > b.event.date ? 1 : a.seq - b.seq))
    .map(({ event }) => event);
}

/** What the clock of a case is computed from, as of a day. */
export function clockInputOf(
  channel: IntakeChannel,
  events: readonly ClockedEvent[],
  asOf: CivilDate,
): ClockInput {
  return { receivedVia: channel, asOf, events: clockEventsOf(events) };
}
