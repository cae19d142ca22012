import { daysBetween } from '@/lib/calendar/rules/civil-dates';
import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Result } from '@/lib/platform/result';
import {
  CLOCK_FLAGS,
  type ClockFlag,
  type ClockInput,
  type ClockProofDay,
  type ClockSettings,
  type ClockState,
  type ClockStatus,
} from '../../types/clock';
import {
  type CaseClock,
  type ClockDay,
  daysUntil,
  isOpinionAwaited,
  isPastDue,
  isPausedOn,
  ownDeadline,
  replyDueOn,
} from './case-clock';
import { dayWords } from './day-words';
import { DEFAULT_CLOCK_SETTINGS } from './periods';
import { type ClockRun, runClock } from './run-clock';
import { noticeDueOf } from './steps';

/**
 * The dates of a case from its events, with the proof of the reply date. The five verbs: a consultation pauses, a
 * supplement or fee notice holds, the corrected application or the payment restarts, 延期 extends, 延迟答复 defers.
 *
 * Refusals: `malformed_clock_input` where the events make no case; an event that only the law forbids is listed in
 * `refused` and changes no date.
 *
 * @law 条例30 @law 条例31 @law 条例33
 */
export function computeClock(
  calendar: Calendar,
  input: ClockInput,
  settings: ClockSettings = DEFAULT_CLOCK_SETTINGS,
): Result<ClockState> {
  const run = runClock(calendar, input, settings);
  return run.ok ? ok(stateOf(run.value, input.asOf)) : run;
}

/**
 * What a run amounts to on a day. Reply and closing fix the dates as on their day.
 * @rule SET-O2 @rule SET-O11 @rule SET-R8 @rule SET-R9
 */
export function stateOf({ clock, refused }: ClockRun, asOf: CivilDate): ClockState {
  const on = clock.end?.on ?? asOf;
  const replyDue = replyDueOn(clock, on);
  const days = replyDue === null ? [] : daysUntil(clock, on, replyDue);
  const isLate = isPastDue(clock, on, replyDue);
  const overdueDays = replyDue !== null && isLate ? daysBetween(replyDue, on) : 0;
  const isHeldFor = (kind: 'supplement' | 'payment') => clock.end === null && clock.hold?.kind === kind;
  return {
    replyDue,
    supplementNoticeDue: clock.starts.length > 1 && !clock.isRoundOpened ? null : noticeDueOf(clock),
    consultationDue: Object.fromEntries(
      clock.consultations.map((one) => [
        one.id,
        one.answeredOn !== null && one.servedOn === null && one.dueDate === null
          ? null
          : ownDeadline(clock, one, on),
      ]),
    ),
    supplementDue: isHeldFor('supplement') ? (clock.hold?.due ?? null) : null,
    paymentDue: isHeldFor('payment') ? (clock.hold?.due ?? null) : null,
    provisional: replyDue !== null && isProvisional(clock, on, days),
    status: statusOf(clock, on, isLate),
    overdueDays,
    flags: CLOCK_FLAGS.filter((flag) => hasFlag(clock, flag, asOf, overdueDays)),
    riskDate: clock.riskDate,
    refused: refused.map(({ index, event, rule }) => ({ index, type: event.type, date: event.date, rule })),
    proof: days.map((day) => proofDay(clock, day)),
  };
}

/** @rule CAL-5 @rule SET-R1 @rule SET-R10 @rule SET-O8 @rule SET-O15 */
function isProvisional(clock: CaseClock, on: CivilDate, days: readonly ClockDay[]): boolean {
  if (clock.deferredUntil !== null) return false;
  const isOpen = clock.consultations.some((one) => isOpinionAwaited(clock, one, on));
  return isOpen || days.some((day) => !day.isCovered);
}

function statusOf(clock: CaseClock, on: CivilDate, isLate: boolean): ClockStatus {
  if (clock.end !== null) return clock.end.how;
  if (clock.starts.length === 0) return 'awaiting_confirmation';
  if (clock.hold !== null) return `awaiting_${clock.hold.kind}`;
  if (isLate) return 'overdue';
  return isPausedOn(clock, on) ? 'paused' : 'running';
}

/** @law 条例31 @rule REG-30-7 @rule SET-O13 */
function hasFlag(clock: CaseClock, flag: ClockFlag, asOf: CivilDate, overdueDays: number): boolean {
  switch (flag) {
    case 'late_supplement_notice':
      return clock.isNoticeLate;
    case 'late_confirmation':
      return clock.arrivedOn !== null && (clock.starts[0]?.on ?? asOf) > clock.arrivedOn;
    case 'late_reply':
      return clock.end !== null && overdueDays > 0;
  }
}

function proofDay(clock: CaseClock, day: ClockDay): ClockProofDay {
  const { date, n, source } = day;
  return {
    date,
    counted: n !== null,
    ...(n === null ? {} : { n }),
    ...dayWords(clock, day),
    source,
  };
}
