import type { CivilDate } from '@/lib/platform/dates';
import type { IntakeChannel } from './case';

/** Who is consulted: 第三方 (条例32), 其他机关 (条例33-3, a 保密 referral too), 共同制作机关 (条例34). */
export const CONSULTED_PARTIES = ['third_party', 'organ', 'joint_maker'] as const;
export type ConsultedParty = (typeof CONSULTED_PARTIES)[number];

/** Outcomes that end a case without a reply, by the letters L11, L12 and L13. */
export const CLOSING_OUTCOMES = ['other.supplement_overdue', 'other.fee_unpaid', 'other.misc'] as const;
export type ClosingOutcome = (typeof CLOSING_OUTCOMES)[number];

type Dated<T extends string> = { readonly type: T; readonly date: CivilDate };

/** What moves the clock of a case, in the form of `gongkai deadline`. Dates are legal dates of the act. */
export type ClockEvent =
  /** Handed in; starts nothing. */
  | Dated<'submitted'>
  /** A letter without sign-off reached the office; it waits for confirmation (条例31). */
  | Dated<'arrived'>
  /** 收到申请之日 on every channel; starts the clock. */
  | Dated<'received'>
  /** 补正告知 L02, dated by its issue. `served` begins the period of the applicant (SET-R12), default its date. */
  | (Dated<'supplement_notice'> & {
      readonly approvedBy?: string | undefined;
      readonly served?: CivilDate | undefined;
      readonly dueDate?: CivilDate | undefined;
    })
  /** The corrected application, received as 条例31 has it (SET-R13). */
  | Dated<'supplement_received'>
  /** 征求意见 dispatched. `dueDate` for an organ only. */
  | (Dated<'consultation_sent'> & {
      readonly id: string;
      readonly to: ConsultedParty;
      readonly dueDate?: CivilDate | undefined;
    })
  | (Dated<'consultation_served'> & { readonly id: string })
  | (Dated<'consultation_answered'> & { readonly id: string })
  /** 延期, dated by the issue of L04. */
  | (Dated<'extension'> & { readonly workingDays: number })
  /** 延迟答复 L05 (条例35). */
  | (Dated<'deferral'> & { readonly until: CivilDate })
  /** 收费通知 L10. `served` begins the period to pay, default its date. */
  | (Dated<'fee_notice'> & { readonly served?: CivilDate | undefined })
  | Dated<'fee_paid'>
  | Dated<'fee_cancelled'>
  /** 答复, dated as legally served (REG-33-5). */
  | Dated<'replied'>
  | (Dated<'closed'> & { readonly outcome: ClosingOutcome });
export type ClockEventType = ClockEvent['type'];
export type ClockEventOf<T extends ClockEventType> = Extract<ClockEvent, { readonly type: T }>;

/** A case as events in date order; those of one date in the order they apply. */
export type ClockInput = {
  readonly receivedVia: IntakeChannel;
  /** The day the dates are asked for; no event is later. */
  readonly asOf: CivilDate;
  readonly events: readonly ClockEvent[];
};

/** Periods that law leaves to the organ, in working days; a running case keeps those it started with. */
export type ClockSettings = {
  /** For the applicant to correct, from service of L02. 【约定】 */
  readonly supplementWorkingDays: number;
  /** To pay, from service of L10. 【未核实】 */
  readonly payWorkingDays: number;
  /** Rounds of 补正 before one needs the approval of the head (REG-30-5). 【约定】 */
  readonly supplementRounds: number;
};

export type ClockStatus =
  | 'awaiting_confirmation'
  | 'running'
  | 'paused'
  | 'awaiting_supplement'
  | 'awaiting_payment'
  | 'overdue'
  | 'replied'
  | 'closed';

/** In the order they are printed. */
export const CLOCK_FLAGS = ['late_supplement_notice', 'late_confirmation', 'late_reply'] as const;
export type ClockFlag = (typeof CLOCK_FLAGS)[number];

/** The rule that an event breaks. */
export type ClockRule =
  | 'REG-30-4'
  | 'REG-30-5'
  | 'REG-30-6'
  | 'REG-30-7'
  | 'REG-33-2'
  | 'REG-33-3'
  | 'REG-33-5'
  | 'FEE-5'
  | 'FEE-6'
  | 'FEE-8'
  | 'Art. 35';

/** An event the law does not allow: it is recorded and changes no date. `index` counts from 0. */
export type RefusedEvent = {
  readonly index: number;
  readonly type: ClockEventType;
  readonly date: CivilDate;
  readonly rule: ClockRule;
};

/** A day of the proof. `n` only on counted days. */
export type ClockProofDay = {
  readonly date: CivilDate;
  readonly counted: boolean;
  readonly n?: number;
  /** Names the holiday, the make-up day or the pause. */
  readonly why: string;
  /** Article or rule by which a working day counts or does not, e.g. `条例33-3`; null for a day of rest. */
  readonly law: string | null;
  /** The notice of the State Council that makes it a day off or a working day; null for an ordinary day. */
  readonly source: string | null;
};

/** The dates of a case, in the words of `gongkai deadline`. */
export type ClockState = {
  /** 答复期限; null before receipt and while the applicant is awaited. All of the day is available. */
  readonly replyDue: CivilDate | null;
  /** The seventh working day for 补正告知; null after a restart until a further round is approved (SET-R9). */
  readonly supplementNoticeDue: CivilDate | null;
  /**
   * Own deadline of each consulted party. Not yet served: as if served on the day asked for. Null for one that answered
   * without recorded service: no period ever ran.
   */
  readonly consultationDue: Readonly<Record<string, CivilDate | null>>;
  /** While a supplement is awaited. */
  readonly supplementDue: CivilDate | null;
  /** While a payment is awaited. */
  readonly paymentDue: CivilDate | null;
  /** Whether `replyDue` may still move: a consultation is open, or a day lies outside the calendar. */
  readonly provisional: boolean;
  readonly status: ClockStatus;
  /** Calendar days after `replyDue` to the reply or to the day asked for (SET-R8). */
  readonly overdueDays: number;
  readonly flags: readonly ClockFlag[];
  /** The date that holds if the late 补正告知 is held against the office (REG-30-7). */
  readonly riskDate: CivilDate | null;
  readonly refused: readonly RefusedEvent[];
  /** Every calendar day from the day after the last (re)start to `replyDue`. */
  readonly proof: readonly ClockProofDay[];
};
