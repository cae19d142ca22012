import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { ClockInput, ClockSettings, ClockState } from '../../types/clock';
import type { ClockStrip } from '../../types/clock-strip';
import type { OwnCase } from '../../types/intake';
import { clockStrip } from '../clock/clock-strip';
import { computeClock } from '../clock/compute-clock';
import { DEFAULT_CLOCK_SETTINGS } from '../clock/periods';
import { clockInputOf } from '../clock-events';

/** The dates of an own case and its strip of days, computed as the office computes them: from the same events. */
export type OwnClock = { readonly clock: ClockState; readonly strip: ClockStrip };

/** Null where the events make no sense together, which is a fault of the records and not the applicant's to see. */
export function ownClock(
  calendar: Calendar,
  view: Pick<OwnCase, 'channel' | 'clockEvents' | 'clockSettings'>,
  asOf: CivilDate,
): OwnClock | null {
  const input: ClockInput = clockInputOf(
    view.channel,
    view.clockEvents.map(({ servesSeq, ...event }) => ({
      ...event,
      detail: servesSeq === null ? {} : { servesSeq },
    })),
    asOf,
  );
  const settings: ClockSettings = { ...DEFAULT_CLOCK_SETTINGS, ...view.clockSettings };
  const clock = computeClock(calendar, input, settings);
  const strip = clockStrip(calendar, input, settings);
  return clock.ok && strip.ok ? { clock: clock.value, strip: strip.value } : null;
}
