import type { CivilDate } from '@/lib/platform/dates';

/** What issuing a letter does to its case. Which kind goes with which letter: `EFFECT_OF` in rules/letter-effects.ts. */
export type LetterEffect =
  /** L02: the applicant is awaited; `dueDate` where the period is not the usual one. */
  | {
      readonly kind: 'request_supplement';
      readonly dueDate?: CivilDate | undefined;
      /** Of a further round: which, and why (REG-30-5). */
      readonly round?: number | undefined;
      readonly roundReason?: string | undefined;
    }
  /** L03. */
  | { readonly kind: 'ask_reasons'; readonly answerBy: CivilDate }
  /** L04. */
  | { readonly kind: 'extend'; readonly workingDays: number }
  /** L05. */
  | { readonly kind: 'defer'; readonly until: CivilDate }
  /** L06, L08. `dueDate` for other organs only. */
  | { readonly kind: 'consult'; readonly consultationId: string; readonly dueDate?: CivilDate | undefined }
  /** L10. */
  | { readonly kind: 'notify_fee'; readonly feeDecisionId: string }
  /** L00, L01, L07, L09: told, and nothing more. */
  | { readonly kind: 'tell'; readonly consultationId?: string | undefined }
  /** R01–R22, L11–L13: the case is answered. */
  | { readonly kind: 'reply' };
export type LetterEffectKind = LetterEffect['kind'];
