import type { CivilDate } from '@/lib/platform/dates';
import type { ClockEventType, ClockInput, ClockSettings } from './clock';

/** A case of which the dates are computed with two calendars. */
export type DatedCase = {
  readonly input: ClockInput;
  readonly settings: ClockSettings;
};

/** Dates of a case by their column in office.application_deadline; consultations as `consultation_due:<id>`. */
export const DATE_FIELDS = [
  'reply_due',
  'supplement_notice_due',
  'supplement_due',
  'payment_due',
  'risk_date',
] as const;
export type DateField = (typeof DATE_FIELDS)[number] | `consultation_due:${string}`;

export type MovedDate = {
  readonly field: DateField;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** An earlier date is told to those who rely on the old one (CAL-5). */
  readonly isEarlier: boolean;
};

/** A recorded step that the law allowed by the old calendar and does not by the new one, or the other way round. */
export type TurnedStep = {
  readonly type: ClockEventType;
  readonly date: CivilDate;
  readonly isAllowedNow: boolean;
};

export type MovedCase<C> = {
  readonly of: C;
  readonly moves: readonly MovedDate[];
  readonly turned: readonly TurnedStep[];
  /** Whether somebody must be told: a date moved earlier, or a step lost its ground. */
  readonly isAlert: boolean;
};

/** Cases of which one date moves alike. */
export type MovedGroup = MovedDate & { readonly count: number };
