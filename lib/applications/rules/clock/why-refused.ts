import type { Calendar } from '@/lib/calendar/types';
import type { Refusal } from '@/lib/platform/result';
import { clockRefusal, laterEventRefused } from '../../messages/clock';
import type { ClockEvent, ClockInput, ClockSettings } from '../../types/clock';
import { replyDueOn } from './case-clock';
import { DEFAULT_CLOCK_SETTINGS } from './periods';
import { runClock } from './run-clock';

/** The events with one more, after those of its date. */
export function withEvent(events: readonly ClockEvent[], event: ClockEvent): ClockEvent[] {
  const at = events.findLastIndex(({ date }) => date <= event.date) + 1;
  return [...events.slice(0, at), event, ...events.slice(at)];
}

/**
 * Why the law does not allow an event that is about to be recorded, with the article; empty where it does. It is tried
 * in its place by date, so that one recorded late may not take the ground from events after it either.
 *
 * Refusals: `malformed_clock_input`, one code for each reason of `ClockReason`, `later_event_refused`.
 *
 * @rule REG-33-2 @rule REG-33-3 @rule REG-30-7
 */
export function whyRefused(
  calendar: Calendar,
  input: ClockInput,
  event: ClockEvent,
  settings: ClockSettings = DEFAULT_CLOCK_SETTINGS,
): Refusal[] {
  const events = withEvent(input.events, event);
  const index = events.indexOf(event);
  const after = runClock(calendar, { ...input, events }, settings);
  if (!after.ok) return [...after.refusals];
  const own = after.value.refused.find((one) => one.index === index);
  if (own !== undefined) {
    const before = runClock(calendar, { ...input, events: events.slice(0, index) }, settings);
    const clock = before.ok ? before.value.clock : after.value.clock;
    const { hold: awaited, end, extensionInSum } = clock;
    const replyDue = replyDueOn(clock, event.date);
    return [clockRefusal(own, event, { replyDue, awaited, end, extensionInSum })];
  }
  const present = runClock(calendar, input, settings);
  const known = new Set(present.ok ? present.value.refused.map((one) => one.event) : []);
  return after.value.refused
    .filter((one) => !known.has(one.event))
    .map((one) => laterEventRefused(one.event));
}
