import 'server-only';
import type { Calendar } from '@/lib/calendar/types';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { computeClock } from '../rules/clock/compute-clock';
import { clockInputOf } from '../rules/clock-events';
import { type EventDates, type TimelineEntry, timelineEntry } from '../rules/timeline';
import type { CaseEvent } from '../types/case';
import type { ClockState, ConsultedParty, RefusedEvent } from '../types/clock';
import { clockSettingsOf } from './case-clock';
import type { LoadedCase } from './load-case';

/** Every act on a case in words, newest first, with what each did to the dates as it was recorded. @rule REG-31-5 */
export function caseTimeline(calendar: Calendar, loaded: LoadedCase, clock: ClockState): TimelineEntry[] {
  const all = [...loaded.inherited, ...loaded.events];
  const parties = new Map(
    all.flatMap(({ clock: one }) =>
      one?.type === 'consultation_sent' ? [[one.id, one.to as ConsultedParty] as const] : [],
    ),
  );
  const corrected = new Map(
    loaded.events.flatMap(({ correctsSeq, onDate }) =>
      correctsSeq === null ? [] : [[correctsSeq, onDate] as const],
    ),
  );
  let before: ClockState | null = null;
  const entries = all.map((event, at) => {
    const isInherited = at < loaded.inherited.length;
    const after = clockAfter(calendar, loaded, all.slice(0, at + 1), event) ?? before;
    const dates: EventDates = { before, after };
    before = after;
    return timelineEntry(event, {
      dates,
      isRefused: isRefused(event, clock.refused),
      correctedTo: isInherited ? null : (corrected.get(event.seq) ?? null),
      isInherited,
      party: parties.get(event.clock?.id) ?? null,
    });
  });
  return entries.reverse();
}

/** The dates right after an act was recorded. */
function clockAfter(
  calendar: Calendar,
  loaded: LoadedCase,
  events: readonly CaseEvent[],
  event: CaseEvent,
): ClockState | null {
  if (event.clock === null && event.action !== 'correct_receipt_date') return null;
  const asOf = latest([civilDate(event.at), ...events.map(({ onDate }) => onDate)]);
  const clock = computeClock(
    calendar,
    clockInputOf(loaded.channel, events, asOf),
    clockSettingsOf(loaded.events),
  );
  return clock.ok ? clock.value : null;
}

function latest(dates: readonly CivilDate[]): CivilDate {
  return [...dates].sort().at(-1) ?? '';
}

function isRefused({ clock }: CaseEvent, refused: readonly RefusedEvent[]): boolean {
  return clock !== null && refused.some(({ type, date }) => type === clock.type && date === clock.date);
}
