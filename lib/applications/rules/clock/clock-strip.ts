import { addDays } from '@/lib/calendar/rules/civil-dates';
import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Result } from '@/lib/platform/result';
import { articleWords, beginningWords, heldWords, stepWords } from '../../messages/clock-words';
import type { ClockEvent, ClockInput, ClockSettings } from '../../types/clock';
import type {
  ClockDayKind,
  ClockStrip,
  ClockStripDay,
  ClockStripSegment,
  ClockStripStep,
} from '../../types/clock-strip';
import { type CaseClock, type ClockDay, daysUntil, replyDueOn } from './case-clock';
import { stateOf } from './compute-clock';
import { dayWords } from './day-words';
import { DEFAULT_CLOCK_SETTINGS, REPLY_WORKING_DAYS } from './periods';
import { type ClockRun, runClock } from './run-clock';

/**
 * Every day of a case from receipt on, as a screen draws it: the office and the applicant's page draw the same. A period
 * that was given up for a full new one is a segment of its own.
 *
 * Refusals: `malformed_clock_input`.
 */
export function clockStrip(
  calendar: Calendar,
  input: ClockInput,
  settings: ClockSettings = DEFAULT_CLOCK_SETTINGS,
): Result<ClockStrip> {
  const run = runClock(calendar, input, settings);
  if (!run.ok) return run;
  const { clock, before } = run.value;
  const { asOf } = input;
  const { status, replyDue, provisional, proof } = stateOf(run.value, asOf);
  const steps = stepsByDate(input.events, run.value);
  const receivedOn = clock.starts[0]?.on ?? null;
  return ok({
    asOf,
    status,
    replyDue,
    provisional,
    daysLeft:
      replyDue === null || clock.end !== null
        ? null
        : proof.filter(({ counted, date }) => counted && date > asOf).length,
    beforeReceipt: [...steps].flatMap(([date, some]) =>
      receivedOn === null || date < receivedOn ? some.map((step) => ({ ...step, date })) : [],
    ),
    segments: [...before, clock].flatMap((one, at, all) => {
      const next = all[at + 1]?.starts.at(-1)?.on ?? null;
      const segment = segmentOf(one, { next, asOf, steps });
      return segment === null ? [] : [segment];
    }),
  });
}

function stepsByDate(events: readonly ClockEvent[], { refused }: ClockRun): Map<CivilDate, ClockStripStep[]> {
  const without = new Set(refused.map(({ event }) => event));
  const parties = new Map(
    events.flatMap((event) => (event.type === 'consultation_sent' ? [[event.id, event.to] as const] : [])),
  );
  const steps = new Map<CivilDate, ClockStripStep[]>();
  for (const event of events) {
    const party = 'id' in event ? (parties.get(event.id) ?? null) : null;
    const step = { type: event.type, ...stepWords(event, party), isRefused: without.has(event) };
    steps.set(event.date, [...(steps.get(event.date) ?? []), step]);
  }
  return steps;
}

type Around = {
  /** Where the next full period begins; null for the one that counts. */
  readonly next: CivilDate | null;
  readonly asOf: CivilDate;
  readonly steps: ReadonlyMap<CivilDate, readonly ClockStripStep[]>;
};

function segmentOf(clock: CaseClock, { next, asOf, steps }: Around): ClockStripSegment | null {
  const start = clock.starts.at(-1);
  // Begun and given up on one day: it has no day of its own, and its steps stand under the day of the next.
  if (start === undefined || start.on === next) return null;
  const on = next ?? clock.end?.on ?? asOf;
  const due = replyDueOn(clock, on);
  const last = next === null ? latest(due ?? clock.hold?.due ?? on, on) : addDays(next, -1);
  const day = (one: ClockDay): ClockStripDay => ({
    date: one.date,
    ...drawn(clock, one, due),
    isWorking: one.isWorking,
    source: one.source,
    isCovered: one.isCovered,
    isToday: one.date === asOf,
    isDue: one.date === due,
    isToCome: one.date > on,
    steps: steps.get(one.date) ?? [],
  });
  const first = startOf(clock, start.on);
  const begun = beginningWords(start.by);
  return {
    from: start.on,
    begunBy: begun.name,
    article: begun.article,
    isOver: next !== null,
    days: [
      { ...day(first), kind: 'start', n: null, why: `${begun.name}，当日不计入`, article: begun.article },
      ...daysUntil(clock, on, last).map(day),
    ],
  };
}

/** The day of the start itself, which is not counted (CAL-6). */
function startOf(clock: CaseClock, on: CivilDate): ClockDay {
  const dayBefore = { ...clock, starts: [{ on: addDays(on, -1), by: 'received' as const }] };
  const [day] = daysUntil(dayBefore, on, on);
  if (day === undefined) throw new Error('a period has a first day');
  return day;
}

/** What a day is drawn as, and why. The day of a notice itself still counts (SET-R3, SET-O7). */
function drawn(
  clock: CaseClock,
  day: ClockDay,
  due: CivilDate | null,
): Pick<ClockStripDay, 'kind' | 'n' | 'why' | 'article'> {
  const { hold } = clock;
  if (hold !== null && day.date > hold.since) {
    const held = heldWords(hold.kind);
    return { kind: 'held', n: null, why: held.name, article: held.article };
  }
  const { why, law } = dayWords(clock, day);
  const article = law === null ? null : articleWords(law);
  const kind = kindOf(clock, day, due);
  return { kind, n: kind === 'overdue' ? null : day.n, why, article };
}

function kindOf(clock: CaseClock, day: ClockDay, due: CivilDate | null): ClockDayKind {
  const isSuspended = day.stop !== null;
  if (due !== null && day.date > due && (!isSuspended || clock.deferredUntil !== null)) return 'overdue';
  if (isSuspended) return 'paused';
  if (!day.isWorking) return 'rest';
  return (day.n ?? 0) > REPLY_WORKING_DAYS + clock.extension ? 'deferred' : 'counted';
}

function latest(one: CivilDate, other: CivilDate): CivilDate {
  return one > other ? one : other;
}
