import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { computeClock } from '../rules/clock/compute-clock';
import { DEFAULT_CLOCK_SETTINGS } from '../rules/clock/periods';
import { clockInputOf } from '../rules/clock-events';
import type { CaseEvent } from '../types/case';
import type { ClockSettings, ClockState } from '../types/clock';
import type { LoadedCase } from './load-case';

/** A case as its clock reads it. */
export type ClockedCase = Pick<LoadedCase, 'channel' | 'events' | 'inherited'>;

/** The periods a case started with: they stand in its first event, so a later setting does not touch it. */
export function clockSettingsOf(events: readonly Pick<CaseEvent, 'detail'>[]): ClockSettings {
  const kept = events[0]?.detail.clockSettings;
  return kept !== null && typeof kept === 'object'
    ? { ...DEFAULT_CLOCK_SETTINGS, ...(kept as Partial<ClockSettings>) }
    : DEFAULT_CLOCK_SETTINGS;
}

/** The dates of a case with a calendar, as of a day. */
export function clockOf(calendar: Calendar, loaded: ClockedCase, asOf: CivilDate): Result<ClockState> {
  const input = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], asOf);
  return computeClock(calendar, input, clockSettingsOf(loaded.events));
}

/** The dates of a case now, with the calendar in force. Throws where its records make no sense together: a fault. */
export async function clockNow(
  loaded: ClockedCase,
  database?: Tx,
): Promise<{ calendar: Calendar; asOf: CivilDate; clock: ClockState }> {
  const calendar = await currentCalendar(database);
  const asOf = civilDate(currentTime());
  const clock = clockOf(calendar, loaded, asOf);
  if (!clock.ok) throw new Error(clock.refusals.map(({ message }) => message).join(' '));
  return { calendar, asOf, clock: clock.value };
}
