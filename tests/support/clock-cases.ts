import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { DEFAULT_CLOCK_SETTINGS } from '@/lib/applications/rules/clock/periods';
import type { ClockEvent, ClockEventType, ClockInput, ClockState } from '@/lib/applications/types/clock';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';

export const CALENDAR = packagedCalendar();

/** An event written short: `on('03-09', 'consultation_sent', { id: 'a', to: 'third_party' })`, of 2026 unless said. */
export function on(date: string, type: ClockEventType, more: Record<string, unknown> = {}): ClockEvent {
  return { type, date: date.length === 5 ? `2026-${date}` : date, ...more } as ClockEvent;
}

/** A case; as of the day of the last event unless said. */
export function clockCase(
  events: readonly ClockEvent[],
  asOf?: string,
  receivedVia: ClockInput['receivedVia'] = 'internet',
): ClockInput {
  const last = events.at(-1)?.date ?? '2026-01-01';
  return { receivedVia, asOf: asOf === undefined ? last : asOf.length === 5 ? `2026-${asOf}` : asOf, events };
}

/** The dates of a case that is well formed. */
export function clockOf(
  events: readonly ClockEvent[],
  asOf?: string,
  settings = DEFAULT_CLOCK_SETTINGS,
  calendar = CALENDAR,
): ClockState {
  const result = computeClock(calendar, clockCase(events, asOf), settings);
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '));
  return result.value;
}

/** Rules of the refused events. */
export function rulesOf(state: ClockState): string[] {
  return state.refused.map(({ index, rule }) => `${index} ${rule}`);
}

/** A party consulted: sent, and where given served and answered. */
export function consulted(
  id: string,
  sent: string,
  served?: string,
  answered?: string,
  to = 'third_party',
): ClockEvent[] {
  return [
    on(sent, 'consultation_sent', { id, to }),
    ...(served === undefined ? [] : [on(served, 'consultation_served', { id })]),
    ...(answered === undefined ? [] : [on(answered, 'consultation_answered', { id })]),
  ].sort((a, b) => a.date.localeCompare(b.date));
}
