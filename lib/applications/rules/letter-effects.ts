import type { LetterCode } from '@/lib/letters/types/letters';
import type { CivilDate } from '@/lib/platform/dates';
import type { CaseAction } from '../transitions';
import type { ClockEvent, ConsultedParty } from '../types/clock';
import { CLOSING_OUTCOMES, type ClosingOutcome } from '../types/clock';
import type { LetterEffect, LetterEffectKind } from '../types/letter-effect';

/** What each letter of the procedure does; every other one answers the case. */
export const EFFECT_OF: Partial<Record<LetterCode, LetterEffectKind>> = {
  L00: 'tell',
  L01: 'tell',
  L02: 'request_supplement',
  L03: 'ask_reasons',
  L04: 'extend',
  L05: 'defer',
  L06: 'consult',
  L07: 'tell',
  L08: 'consult',
  L09: 'tell',
  L10: 'notify_fee',
};

/** The kind of effect of a letter. */
export function effectKindOf(code: LetterCode): LetterEffectKind {
  return EFFECT_OF[code] ?? 'reply';
}

/** The act on the case that issuing a letter is. */
export function actionOf(effect: Pick<LetterEffect, 'kind'>): CaseAction {
  switch (effect.kind) {
    case 'tell':
      return 'send_letter';
    case 'reply':
      return 'serve';
    default:
      return effect.kind;
  }
}

/** All that decides which clock event issuing a letter records. */
export type Issue = {
  readonly effect: LetterEffect;
  /** The legal date of the act. */
  readonly date: CivilDate;
  /** Day of service, where it is known and matters. */
  readonly servedOn: CivilDate | null;
  readonly approvedBy: string | null;
  readonly party: ConsultedParty | null;
  /** Of a reply: the outcome it tells. */
  readonly outcome: string | null;
  readonly subOutcome: string | null;
};

/**
 * The clock event that issuing a letter records; null for letters that move no clock.
 *
 * @rule SET-R12 @rule REG-33-2 @rule REG-33-3 @rule FEE-6
 */
export function clockEventOf(issue: Issue): ClockEvent | null {
  const { effect, date, servedOn, approvedBy } = issue;
  const served = servedOn === null ? {} : { served: servedOn };
  switch (effect.kind) {
    case 'request_supplement':
      return {
        type: 'supplement_notice',
        date,
        ...served,
        ...(approvedBy === null ? {} : { approvedBy }),
        ...(effect.dueDate === undefined ? {} : { dueDate: effect.dueDate }),
      };
    case 'extend':
      return { type: 'extension', date, workingDays: effect.workingDays };
    case 'defer':
      return { type: 'deferral', date, until: effect.until };
    case 'consult':
      return {
        type: 'consultation_sent',
        date,
        id: effect.consultationId,
        to: issue.party ?? 'third_party',
        ...(effect.dueDate === undefined || issue.party !== 'organ' ? {} : { dueDate: effect.dueDate }),
      };
    case 'notify_fee':
      return { type: 'fee_notice', date, ...served };
    case 'reply':
      return endOf(issue);
    case 'tell':
    case 'ask_reasons':
      return null;
  }
}

/** How a reply stops the clock: L11, L12 and L13 close the case, every other letter answers it. */
function endOf({ outcome, subOutcome, date }: Issue): ClockEvent {
  const closing = CLOSING_OUTCOMES.find((one) => one === outcome);
  const isClosed = closing !== undefined && (closing !== 'other.misc' || subOutcome === 'withdrawn');
  return isClosed ? { type: 'closed', date, outcome: closing as ClosingOutcome } : { type: 'replied', date };
}
