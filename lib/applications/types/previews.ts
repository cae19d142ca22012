import type { CivilDate } from '@/lib/platform/dates';

/** What the evidence of a channel would be received as. */
export type ReceiptPreview =
  | { readonly status: 'to_confirm' }
  | {
      readonly status: 'received';
      readonly date: CivilDate;
      readonly law: string;
      readonly why: string;
      readonly replyDue: CivilDate | null;
      readonly provisional: boolean;
      readonly isLateConfirmation: boolean;
    };

/** What a step would do to the dates of a case. */
export type StepPreview = {
  /** The legal date of the step. */
  readonly on: CivilDate;
  readonly law: string | null;
  readonly why: string;
  readonly dueBefore: CivilDate | null;
  readonly dueAfter: CivilDate | null;
  readonly provisional: boolean;
  /** Calendar days that the case would be late today. */
  readonly overdueDays: number;
};

/** A case of the same applicant, found by the number just typed. */
export type KnownApplicantCase = {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly request: string;
  readonly submittedAt: Date;
};
