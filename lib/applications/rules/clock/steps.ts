import { nthWorkingDay } from '@/lib/calendar/rules/working-days';
import type { CivilDate } from '@/lib/platform/dates';
import type { ClockEvent, ClockEventOf, ClockEventType, ClockRule } from '../../types/clock';
import type { ClockBreach, ClockReason } from '../../types/clock-refusals';
import { type CaseClock, type ClockStart, type Consultation, isPastDue, replyDueOn } from './case-clock';
import { EXTENSION_WORKING_DAYS_IN_SUM, SUPPLEMENT_NOTICE_WORKING_DAYS } from './periods';

type Check<E> = readonly [
  breaks: (clock: CaseClock, event: E) => boolean,
  rule: ClockRule,
  reason: ClockReason,
];

/** What is asked of an event, the first breach counting, and what it does to the case. */
type Step<E> = {
  readonly checks: readonly Check<E>[];
  readonly take: (clock: CaseClock, event: E) => CaseClock;
};

const isAwaited = (clock: CaseClock) => clock.hold !== null;
const isNotAwaiting = (kind: 'supplement' | 'payment') => (clock: CaseClock) => clock.hold?.kind !== kind;
const isLate = (clock: CaseClock, { date }: { date: CivilDate }) => isPastDue(clock, date);
const runs = (clock: CaseClock, { date }: { date: CivilDate }) =>
  clock.hold !== null && date <= clock.hold.due;

/** A round beyond those that the organ allows without its head. @rule REG-30-5 */
function needsApproval({ rounds, settings }: CaseClock, { approvedBy }: ClockEventOf<'supplement_notice'>) {
  return rounds >= settings.supplementRounds && !approvedBy?.trim();
}

/** The last day of the seven, for the present round. @rule REG-30-2 @rule SET-O5 */
export function noticeDueOf({ calendar, roundBase }: CaseClock): CivilDate | null {
  return roundBase && nthWorkingDay(calendar, roundBase, SUPPLEMENT_NOTICE_WORKING_DAYS);
}

/** A full new period: what was granted before lapses, what was used of the 20 stays used. @rule SET-R5 @rule SET-O8 */
function restart(clock: CaseClock, start: ClockStart): CaseClock {
  return {
    ...clock,
    starts: [...clock.starts, start],
    extension: 0,
    deferredUntil: null,
    suspensions: [],
    hold: null,
    isRoundOpened: false,
  };
}

function withConsultation(clock: CaseClock, id: string, change: Partial<Consultation>): CaseClock {
  const consultations = clock.consultations.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...clock, consultations };
}

/**
 * 补正告知. Issued after the seventh day it holds, but the date that would have applied is kept (SET-O6).
 * @law 条例30 @rule REG-30-5 @rule REG-30-7 @rule SET-R12 @rule SET-O6
 */
const supplementNotice: Step<ClockEventOf<'supplement_notice'>> = {
  checks: [
    [isAwaited, 'REG-30-5', 'applicant_is_awaited'],
    [needsApproval, 'REG-30-5', 'round_needs_approval'],
    [isLate, 'REG-30-7', 'is_past_due'],
  ],
  take: (clock, { date, served, dueDate }) => {
    const { calendar, settings, rounds } = clock;
    const due = dueDate ?? nthWorkingDay(calendar, served ?? date, settings.supplementWorkingDays);
    const noticeDue = noticeDueOf(clock);
    const late = noticeDue !== null && date > noticeDue;
    return {
      ...clock,
      hold: { kind: 'supplement', since: date, due },
      rounds: rounds + 1,
      isRoundOpened: true,
      ...(late ? { isNoticeLate: true, riskDate: replyDueOn(clock, date) } : {}),
    };
  },
};

/** The corrected application, late or not, as long as L11 is not out. @rule REG-30-4 @rule SET-R13 @rule SET-O3 */
const supplementReceived: Step<ClockEventOf<'supplement_received'>> = {
  checks: [[isNotAwaiting('supplement'), 'REG-30-4', 'no_supplement_is_awaited']],
  take: (clock, { date }) => ({
    ...restart(clock, { on: date, by: 'supplement_received' }),
    roundBase: date,
  }),
};

/** 征求意见. Dispatched late, it is recorded and suspends nothing. @law 条例33 @rule SET-R4 @rule SET-R14 */
const consultationSent: Step<ClockEventOf<'consultation_sent'>> = {
  checks: [
    [isAwaited, 'REG-33-3', 'applicant_is_awaited'],
    [isLate, 'REG-33-3', 'is_past_due'],
  ],
  take: (clock, { id, to, date, dueDate }) => ({
    ...clock,
    consultations: [
      ...clock.consultations,
      { id, to, sentOn: date, servedOn: null, answeredOn: null, dueDate: dueDate ?? null },
    ],
  }),
};

/** 延期. @law 条例33 @rule REG-33-2 @rule SET-R5 @rule SET-R6 */
const extension: Step<ClockEventOf<'extension'>> = {
  checks: [
    [isAwaited, 'REG-33-2', 'applicant_is_awaited'],
    [isLate, 'REG-33-2', 'is_past_due'],
    [
      ({ extensionInSum }, { workingDays }) => extensionInSum + workingDays > EXTENSION_WORKING_DAYS_IN_SUM,
      'REG-33-2',
      'extension_beyond_sum',
    ],
  ],
  take: (clock, { workingDays }) => ({
    ...clock,
    extension: clock.extension + workingDays,
    extensionInSum: clock.extensionInSum + workingDays,
  }),
};

/** 延迟答复. @law 条例35 @rule SET-O8 */
const deferral: Step<ClockEventOf<'deferral'>> = {
  checks: [
    [isAwaited, 'Art. 35', 'applicant_is_awaited'],
    [isLate, 'Art. 35', 'is_past_due'],
    [(clock, { date, until }) => until <= (replyDueOn(clock, date) ?? date), 'Art. 35', 'deferral_not_later'],
  ],
  take: (clock, { until }) => ({ ...clock, deferredUntil: until }),
};

/**
 * 收费通知. A new one replaces the open one, while the time suspended goes on.
 * @law 条例42 @rule FEE-5 @rule FEE-7 @rule FEE-14 @rule SET-F3 @rule SET-F4 @rule SET-O7
 */
const feeNotice: Step<ClockEventOf<'fee_notice'>> = {
  checks: [
    [({ hold }) => hold?.kind === 'supplement', 'FEE-5', 'applicant_is_awaited'],
    [isLate, 'FEE-5', 'is_past_due'],
  ],
  take: (clock, { date, served }) => ({
    ...clock,
    hold: {
      kind: 'payment',
      since: clock.hold?.since ?? date,
      due: nthWorkingDay(clock.calendar, served ?? date, clock.settings.payWorkingDays),
    },
  }),
};

/** Paid, late or not, as long as L12 is not out. @rule FEE-6 @rule FEE-12 @rule SET-O5 */
const feePaid: Step<ClockEventOf<'fee_paid'>> = {
  checks: [[isNotAwaiting('payment'), 'FEE-6', 'no_payment_is_awaited']],
  take: (clock, { date }) => ({ ...restart(clock, { on: date, by: 'fee_paid' }), riskDate: null }),
};

/** The suspended clock resumes where it stood. @rule SET-F3 @rule SET-O7 */
const feeCancelled: Step<ClockEventOf<'fee_cancelled'>> = {
  checks: [[isNotAwaiting('payment'), 'FEE-6', 'no_payment_is_awaited']],
  take: (clock, { date }) => ({
    ...clock,
    hold: null,
    suspensions: [
      ...clock.suspensions,
      { after: clock.hold?.since ?? date, until: date, what: 'payment' as const },
    ],
  }),
};

/** The letters L11, L12 and L13. @rule REG-30-6 @rule FEE-8 @rule SET-O9 */
const closed: Step<ClockEventOf<'closed'>> = {
  checks: [
    ...overdueChecks('other.supplement_overdue', 'supplement', 'REG-30-6'),
    ...overdueChecks('other.fee_unpaid', 'payment', 'FEE-8'),
  ],
  take: (clock, { date }) => ({ ...clock, end: { on: date, how: 'closed' } }),
};

function overdueChecks(
  ground: ClockEventOf<'closed'>['outcome'],
  kind: 'supplement' | 'payment',
  rule: ClockRule,
): Check<ClockEventOf<'closed'>>[] {
  return [
    [(clock, { outcome }) => outcome === ground && clock.hold?.kind !== kind, rule, `no_${kind}_is_awaited`],
    [(clock, event) => event.outcome === ground && runs(clock, event), rule, `${kind}_period_runs`],
  ];
}

const STEPS: { readonly [T in ClockEventType]: Step<ClockEventOf<T>> } = {
  submitted: { checks: [], take: (clock) => clock },
  arrived: { checks: [], take: (clock, { date }) => ({ ...clock, arrivedOn: clock.arrivedOn ?? date }) },
  received: {
    checks: [],
    take: (clock, { date }) => ({ ...clock, starts: [{ on: date, by: 'received' }], roundBase: date }),
  },
  supplement_notice: supplementNotice,
  supplement_received: supplementReceived,
  consultation_sent: consultationSent,
  consultation_served: {
    checks: [],
    take: (clock, { id, date }) => withConsultation(clock, id, { servedOn: date }),
  },
  consultation_answered: {
    checks: [],
    take: (clock, { id, date }) => withConsultation(clock, id, { answeredOn: date }),
  },
  extension,
  deferral,
  fee_notice: feeNotice,
  fee_paid: feePaid,
  fee_cancelled: feeCancelled,
  replied: {
    checks: [[isAwaited, 'REG-33-5', 'applicant_is_awaited']],
    take: (clock, { date }) => ({ ...clock, end: { on: date, how: 'replied' } }),
  },
  closed,
};

/**
 * One event on top of those before it: the case with it, or why the law does not allow it. After the end nothing is
 * allowed; while the applicant is awaited only what ends that and opinions already asked for (SET-O4).
 *
 * @rule REG-33-5 @rule SET-O4 @rule SET-O9
 */
export function takeEvent(clock: CaseClock, event: ClockEvent): CaseClock | ClockBreach {
  if (clock.end !== null) return { rule: 'REG-33-5', reason: 'case_has_ended' };
  // One entry per type: what is found under the type of the event takes that event.
  const { checks, take } = STEPS[event.type] as unknown as Step<ClockEvent>;
  const broken = checks.find(([breaks]) => breaks(clock, event));
  return broken === undefined ? take(clock, event) : { rule: broken[1], reason: broken[2] };
}
