import { addDays } from '@/lib/calendar/rules/civil-dates';
import { dayStatus, nthWorkingDay } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { ClockSettings, ConsultedParty } from '../../types/clock';
import { CONSULTATION_WORKING_DAYS, REPLY_WORKING_DAYS } from './periods';

/** What began a full period. */
export type ClockStart = {
  readonly on: CivilDate;
  readonly by: 'received' | 'supplement_received' | 'fee_paid';
};

export type Consultation = {
  readonly id: string;
  readonly to: ConsultedParty;
  readonly sentOn: CivilDate;
  readonly servedOn: CivilDate | null;
  readonly answeredOn: CivilDate | null;
  /** The date set for an organ; null where the period runs from service. */
  readonly dueDate: CivilDate | null;
};

/** The applicant is awaited: no date runs. `due` is the applicant's own. */
export type Hold = {
  readonly kind: 'supplement' | 'payment';
  readonly since: CivilDate;
  readonly due: CivilDate;
};

/** Days in (after, until] are not counted. */
export type Stop = {
  readonly after: CivilDate;
  readonly until: CivilDate;
  readonly what: ConsultedParty | 'payment';
};

/** What the accepted events of a case amount to. Every date is computed from this and the day it is asked for. */
export type CaseClock = {
  readonly calendar: Calendar;
  readonly settings: ClockSettings;
  readonly arrivedOn: CivilDate | null;
  /** Receipt and restarts, oldest first; the last one runs. */
  readonly starts: readonly ClockStart[];
  /** Working days of extension since the last start; one from before lapses (SET-R5). */
  readonly extension: number;
  /** Of the whole case: what of the 20 is used up. */
  readonly extensionInSum: number;
  readonly deferredUntil: CivilDate | null;
  readonly consultations: readonly Consultation[];
  /** Time of fee notices that were cancelled (SET-O7). */
  readonly suspensions: readonly Stop[];
  readonly hold: Hold | null;
  /** Rounds of 补正 so far, and the receipt that the seven days of the present one count from. */
  readonly rounds: number;
  readonly roundBase: CivilDate | null;
  readonly isRoundOpened: boolean;
  readonly isNoticeLate: boolean;
  readonly riskDate: CivilDate | null;
  readonly end: { readonly on: CivilDate; readonly how: 'replied' | 'closed' } | null;
};

/** A case of which nothing is known yet. */
export function emptyClock(calendar: Calendar, settings: ClockSettings): CaseClock {
  return {
    calendar,
    settings,
    arrivedOn: null,
    starts: [],
    extension: 0,
    extensionInSum: 0,
    deferredUntil: null,
    consultations: [],
    suspensions: [],
    hold: null,
    rounds: 0,
    roundBase: null,
    isRoundOpened: false,
    isNoticeLate: false,
    riskDate: null,
    end: null,
  };
}

/** The consulted party's own deadline as seen on a day: not yet served, it is as if served then. @rule SET-R1 @rule SET-O1 */
export function ownDeadline(clock: CaseClock, { dueDate, servedOn }: Consultation, on: CivilDate): CivilDate {
  return dueDate ?? nthWorkingDay(clock.calendar, servedOn ?? on, CONSULTATION_WORKING_DAYS);
}

/** Whether the opinion is still awaited on a day, the last day of the party included. @rule SET-R2 @rule SET-O2 */
export function isOpinionAwaited(clock: CaseClock, consultation: Consultation, on: CivilDate): boolean {
  return consultation.answeredOn === null && on <= ownDeadline(clock, consultation, on);
}

/** Ends on the earlier of opinion and own deadline; without service there is no own deadline. @rule SET-R2 @rule SET-R3 */
function stopOf(clock: CaseClock, consultation: Consultation, on: CivilDate): Stop {
  const { answeredOn, dueDate, servedOn, sentOn, to } = consultation;
  const neverRan = dueDate === null && servedOn === null;
  const deadline = answeredOn !== null && neverRan ? answeredOn : ownDeadline(clock, consultation, on);
  const until = answeredOn !== null && answeredOn < deadline ? answeredOn : deadline;
  return { after: sentOn, until, what: to };
}

/** Every pause, as seen on a day. */
function stopsOn(clock: CaseClock, on: CivilDate): Stop[] {
  return [...clock.consultations.map((one) => stopOf(clock, one, on)), ...clock.suspensions];
}

/** A day of a period that runs or ran. */
export type ClockDay = {
  readonly date: CivilDate;
  readonly isWorking: boolean;
  readonly isCovered: boolean;
  readonly why: string;
  readonly source: string | null;
  /** The pause the day falls into, day of rest or not. */
  readonly stop: Stop | null;
  /** Number of the counted day; null for one that does not count. */
  readonly n: number | null;
};

/** Every calendar day after the last start up to `until`, counted or not, as seen on a day. @rule REG-33-3 */
export function daysUntil(clock: CaseClock, on: CivilDate, until: CivilDate): ClockDay[] {
  const start = clock.starts.at(-1);
  if (start === undefined) return [];
  const stops = stopsOn(clock, on);
  const days: ClockDay[] = [];
  for (let date = addDays(start.on, 1), n = 0; date <= until; date = addDays(date, 1)) {
    const day = dayStatus(clock.calendar, date);
    const stop = stops.find(({ after, until: end }) => after < date && date <= end) ?? null;
    const isCounted = day.isWorking && stop === null;
    if (isCounted) n += 1;
    days.push({ ...day, stop, n: isCounted ? n : null });
  }
  return days;
}

/**
 * 答复期限 as it stands on a day: receipt + 20 + excluded + extension, all in working days. By this sum, and not by
 * stopping at the twentieth counted day, a pause that begins on the due date still counts (SET-R4). After a deferral
 * it is the date set there. Null before receipt and while the applicant is awaited.
 *
 * @rule REG-33-1 @rule SET-R4 @rule SET-R7 @rule SET-O8 @rule SET-F3
 */
export function replyDueOn(clock: CaseClock, on: CivilDate): CivilDate | null {
  const start = clock.starts.at(-1);
  if (start === undefined || clock.hold !== null) return null;
  if (clock.deferredUntil !== null) return clock.deferredUntil;
  const days = REPLY_WORKING_DAYS + clock.extension + excludedDays(clock, start.on, on);
  return nthWorkingDay(clock.calendar, start.on, days);
}

/** Working days after the start in the union of all pauses, as seen on a day. @rule REG-33-3 */
function excludedDays(clock: CaseClock, start: CivilDate, on: CivilDate): number {
  const ends = stopsOn(clock, on).map(({ until }) => until);
  const last = [start, ...ends].sort().at(-1) ?? start;
  return daysUntil(clock, on, last).filter((day) => day.isWorking && day.stop !== null).length;
}

/** Whether a consultation suspends the day: not the day of dispatch, nor that of the answer. @rule SET-R3 @rule SET-O2 */
export function isPausedOn(clock: CaseClock, on: CivilDate): boolean {
  return clock.consultations.some((one) => one.sentOn < on && isOpinionAwaited(clock, one, on));
}

/**
 * Whether the reply is late on a day. While paused it is not (SET-R6), unless the date was deferred: a pause adds
 * nothing to that (SET-O8).
 *
 * @rule SET-R6 @rule SET-O8
 */
export function isPastDue(clock: CaseClock, on: CivilDate, due = replyDueOn(clock, on)): boolean {
  return due !== null && on > due && (clock.deferredUntil !== null || !isPausedOn(clock, on));
}
