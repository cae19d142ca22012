import type { Calendar } from '@/lib/calendar/types';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { malformedClockInput } from '../../messages/clock';
import type { ClockEvent, ClockInput, ClockSettings } from '../../types/clock';
import type { ClockBreach } from '../../types/clock-refusals';
import { type CaseClock, emptyClock } from './case-clock';
import { inputProblem } from './input-problem';
import { takeEvent } from './steps';

/** The events of a case, taken one after the other. */
export type ClockRun = {
  readonly clock: CaseClock;
  /** The case just before each restart: a period that was begun and given up for a full new one. */
  readonly before: readonly CaseClock[];
  readonly refused: readonly (ClockBreach & { readonly index: number; readonly event: ClockEvent })[];
};

/**
 * Takes the events in order; one that the law does not allow changes nothing.
 *
 * Refusals: `malformed_clock_input`.
 */
export function runClock(
  calendar: Calendar,
  { events, ...input }: ClockInput,
  settings: ClockSettings,
): Result<ClockRun> {
  const problem = inputProblem({ ...input, events });
  if (problem !== null) return refuse(malformedClockInput(problem));
  let clock = emptyClock(calendar, settings);
  const before: CaseClock[] = [];
  const refused: ClockRun['refused'][number][] = [];
  for (const [index, event] of events.entries()) {
    const next = takeEvent(clock, event);
    if ('reason' in next) {
      refused.push({ ...next, index, event });
      continue;
    }
    if (next.starts.length > clock.starts.length && clock.starts.length > 0) before.push(clock);
    clock = next;
  }
  return ok({ clock, before, refused });
}
