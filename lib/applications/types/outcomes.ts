import type { Article } from '@/lib/letters/rules/articles';
import type { LetterCode } from '@/lib/letters/types/letters';

/** How an application ends: the row keys of table three without `results.` (annual-report.md §4). */
export const APPLICATION_OUTCOMES = [
  'public',
  'partial',
  'not_public.state_secret',
  'not_public.law_forbidden',
  'not_public.three_security_one_stability',
  'not_public.third_party_rights',
  'not_public.internal_affairs',
  'not_public.process_info',
  'not_public.enforcement_file',
  'not_public.admin_query',
  'unavailable.not_held',
  'unavailable.needs_creation',
  'unavailable.unclear_after_supplement',
  'not_processed.petition_complaint',
  'not_processed.duplicate',
  'not_processed.publication',
  'not_processed.excessive_repeated',
  'not_processed.confirm_or_reissue',
  'other.supplement_overdue',
  'other.fee_unpaid',
  'other.misc',
] as const;
export type ApplicationOutcome = (typeof APPLICATION_OUTCOMES)[number];

/** Every way a case ends; `record_correction` is of cases of that kind and stands outside table three (条例41). */
export const OUTCOMES = [...APPLICATION_OUTCOMES, 'record_correction'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SUB_OUTCOMES = [
  'already_public',
  'provided',
  'where_when_told',
  'does_not_exist',
  'not_responsible',
  'withdrawn',
  'not_government_information',
  'applicant_gone',
  'mistaken_submission',
  'other',
  'corrected',
  'not_true',
  'passed_on',
  'told_where',
] as const;
export type SubOutcome = (typeof SUB_OUTCOMES)[number];

/** What must be on file before a decision is signed off (REG-EV-1, regulation.md §2 and §15, letters.md §3). */
export const EVIDENCE_KEYS = [
  'proof_of_publication',
  'released_copies',
  'severed_copies',
  'classification_record',
  'forbidding_law',
  'adverse_effect',
  'consultation_record',
  'proof_of_kind',
  'no_duty_to_disclose',
  'special_access_law',
  'search_record',
  'maker_known',
  'holdings_checked',
  'supplement_exchange',
  'nature_of_request',
  'earlier_reply',
  'proof_of_publication_on_sale',
  'justification_request',
  'obtained_before',
  'supplement_lapsed',
  'payment_lapsed',
  'withdrawal_record',
  'file_note',
  'correction_check',
] as const;
export type EvidenceKey = (typeof EVIDENCE_KEYS)[number];

/** Where the evidence lies, and so how its being there is known. */
export const EVIDENCE_SOURCES = [
  /** A file of the case, marked with the key. */
  'file',
  /** A row of search_record. */
  'search_record',
  /** A consultation of a third party that is over. */
  'consultation',
  /** A link of the kind earlier_reply to another case of the same applicant. */
  'earlier_case',
  /** A served letter: L02, L03, L10. */
  'letter',
  /** An event of the case: the withdrawal, the lapse of a period. */
  'event',
  /** An answer among the grounds. */
  'grounds',
] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

export type EvidenceNeed = {
  readonly key: EvidenceKey;
  readonly label: string;
  readonly source: EvidenceSource;
  /** Of `letter`: which. */
  readonly letter?: LetterCode;
};

export const GROUND_KINDS = [
  'text',
  'choice',
  'confirmation',
  'date',
  'lines',
  'law_name',
  'law_article',
] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** A field the form of a decision asks for. Keys that a letter has too go into the letter unchanged. */
export type GroundField = {
  readonly key: string;
  readonly label: string;
  readonly kind: GroundKind;
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
  readonly isOptional?: boolean;
  readonly hint?: string;
};

/** A row of the one table (design.md §6). */
export type OutcomeRow = {
  readonly outcome: Outcome;
  readonly subOutcome: SubOutcome | null;
  /** As screens and choices name it. */
  readonly label: string;
  /** Articles of 条例 the letter names; empty where it rests on none. */
  readonly articles: readonly Article[];
  /** The default letter; null where a file note closes the case. */
  readonly letter: LetterCode | null;
  readonly evidence: readonly EvidenceNeed[];
  readonly grounds: readonly GroundField[];
  /** Key of the one row of table three it counts in; null outside the table. */
  readonly reportRow: `results.${ApplicationOutcome}` | null;
};

/** Answers to the grounds fields of a row, by key; confirmations are true. */
export type Grounds = Readonly<Record<string, string | boolean | readonly string[]>>;

/** A ground on which a part is withheld (REG-37-1): stored for the letter, not counted in table three. */
export type PartialGround = {
  readonly outcome: Extract<ApplicationOutcome, `not_public.${string}`>;
  /** What is withheld, as the letter names it. */
  readonly withheld: string;
  readonly reason: string;
  readonly grounds: Grounds;
};
