import type { CivilDate } from '@/lib/platform/dates';
import type { ClockEvent, ClockRule } from './clock';

/** What makes the events of a case no case at all; the sentences are in messages. */
export type ClockInputProblem = {
  readonly code:
    | 'no_events'
    | 'wrong_order'
    | 'later_than_as_of'
    | 'received_twice'
    | 'before_receipt'
    | 'after_receipt'
    | 'arrived_needs_plain_mail'
    | 'sent_twice'
    | 'never_sent'
    | 'served_twice'
    | 'answered_twice'
    | 'served_after_answer'
    | 'due_date_for_organ_only'
    | 'date_before_event'
    | 'served_later_than_as_of';
  /** Position from 0; null for the whole. */
  readonly index: number | null;
  readonly event: ClockEvent | null;
};

/** Why an event is not allowed, finer than its rule: the key of its sentence. */
export type ClockReason =
  | 'case_has_ended'
  | 'applicant_is_awaited'
  | 'is_past_due'
  | 'round_needs_approval'
  | 'no_supplement_is_awaited'
  | 'supplement_period_runs'
  | 'no_payment_is_awaited'
  | 'payment_period_runs'
  | 'extension_beyond_sum'
  | 'deferral_not_later';

export type ClockBreach = { readonly rule: ClockRule; readonly reason: ClockReason };

/** What the sentence may need to know of the case as it stood before the event. */
export type ClockBreachFacts = {
  readonly replyDue: CivilDate | null;
  readonly awaited: { readonly kind: 'supplement' | 'payment'; readonly due: CivilDate } | null;
  readonly end: { readonly on: CivilDate; readonly how: 'replied' | 'closed' } | null;
  /** Working days of the 20 that are used up. */
  readonly extensionInSum: number;
};
