import type { CivilDate } from '@/lib/platform/dates';
import type { Light } from '../rules/light';
import type { ApplicantType, CaseKind, IntakeChannel } from './case';

/** What the ledger sorts cases into. */
export const STATE_GROUPS = ['unconfirmed', 'open', 'waiting', 'deciding', 'closed'] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];
export const STATE_GROUP_NAMES: Record<StateGroup, string> = {
  unconfirmed: '待确认收到',
  open: '在办（未答复）',
  waiting: '等待申请人',
  deciding: '答复审批、待送达',
  closed: '已办结',
};
/** The states of each group; `open` is everything received and not yet replied to. */
export const STATES_OF_GROUP: Record<StateGroup, readonly string[]> = {
  unconfirmed: ['submitted', 'unconfirmed'],
  open: [
    'received',
    'registered',
    'in_hand',
    'awaiting_supplement',
    'awaiting_payment',
    'deciding',
    'sealed',
  ],
  waiting: ['awaiting_supplement', 'awaiting_payment'],
  deciding: ['deciding', 'sealed'],
  closed: ['replied', 'archived'],
};

/** What of a case a person who is not named for it sees while it is restricted: that it is there, and by when. */
export type LedgerRowHead = {
  readonly id: string;
  readonly submissionNo: string;
  readonly applicationNo: string | null;
  readonly state: string;
  readonly replyDue: CivilDate | null;
  readonly provisional: boolean;
  /** Null once replied to, and while no date runs. */
  readonly light: Light | null;
  /** Working days after today up to the due date; null without one or past it. */
  readonly daysLeft: number | null;
  /** Calendar days late, to the reply or today; 0 in time. */
  readonly overdueDays: number;
};

/** The rest of a row. */
export type LedgerRowBody = {
  readonly kind: CaseKind;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly applicantName: string;
  /** Masked, as `4105**********1234`; empty where no document is on file. */
  readonly idHint: string;
  /** The beginning of what was asked for. */
  readonly request: string;
  readonly submittedAt: Date;
  readonly receiptDate: CivilDate | null;
  readonly handlerName: string | null;
  readonly handlerAccepted: boolean;
  readonly isRestricted: boolean;
  readonly clockStatus: string | null;
  readonly outcome: string | null;
  readonly subOutcome: string | null;
  readonly repliedOn: CivilDate | null;
};

/** A row of the ledger; `body` is null for a restricted case of which the person may only know that it is there. */
export type LedgerRow = LedgerRowHead & { readonly body: LedgerRowBody | null };
