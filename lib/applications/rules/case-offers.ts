import type { Refusal } from '@/lib/platform/result';
import { whyNotAct } from '../policy';
import type { CaseAction } from '../transitions';
import { type CaseStep, caseSteps, type StepContext } from './case-steps';

/** What the case screen offers: a step of the procedure or another act, allowed or why not. */
export type CaseOffer = CaseStep & { readonly group: 'step' | 'other' };

/** Facts beside those of the steps. */
export type OfferFacts = {
  /** Consultations without an answer, and of those the ones not known to be served. */
  readonly openConsultations: number;
  readonly unservedConsultations: number;
  /** Whether reasons were asked for (L03). */
  readonly askedReasons: boolean;
  /** Whether corrections lie here that were not yet settled as received. */
  readonly hasUnsettledSupplement: boolean;
  /** Whether its handler took it, by registering or accepting. */
  readonly handlerAccepted: boolean;
};

/** Acts beside the procedure, with the article each rests on. */
const OTHERS: readonly (readonly [action: CaseAction, law: string])[] = [
  ['log_contact', '条例31-3'],
  ['send_letter', ''],
  ['accept_assignment', ''],
  ['decline_assignment', ''],
  ['assign', ''],
  ['send_supplement', '条例30'],
  ['record_consultation_service', '条例32'],
  ['correct_receipt_date', '条例31'],
  ['change_contact', '条例29'],
  ['change_delivery', '条例40'],
  ['split', '条例29'],
  ['merge', ''],
  ['unmerge', ''],
  ['link_case', '条例44'],
  ['propose_publication', '条例44'],
  ['transfer_petition', '条例39-1'],
  ['restrict', ''],
  ['lift_restriction', ''],
  ['add_file', ''],
  ['add_note', ''],
];

/**
 * Every step and act with whether the person may take it now: the table of states, roles and the clock (`caseSteps`), and
 * what a step is about – there is nothing to answer where nobody was asked.
 */
export function caseOffers(context: StepContext, more: OfferFacts): CaseOffer[] {
  const steps = caseSteps(context).map((step): CaseOffer => ({ ...step, group: 'step' }));
  const others = OTHERS.map(([action, law]): CaseOffer => {
    const reasons = whyNotAct(context.actor, context.facts, action);
    return { action, law, isAllowed: reasons.length === 0, reasons, warnings: [], group: 'other' };
  });
  return [...steps, ...others].map((offer) => {
    const pointless = offer.isAllowed ? whyPointless(offer.action, context, more) : null;
    return pointless === null ? offer : { ...offer, isAllowed: false, reasons: [pointless], warnings: [] };
  });
}

function whyPointless(action: CaseAction, { facts, actor }: StepContext, more: OfferFacts): Refusal | null {
  const because = (message: string): Refusal => ({ code: 'nothing_to_do', message });
  switch (action) {
    case 'end_consultation':
      return more.openConsultations > 0 ? null : because('没有等待答复的征求意见。');
    case 'record_consultation_service':
      return more.unservedConsultations > 0 ? null : because('没有等待送达的征求意见书。');
    case 'record_reasons':
      return more.askedReasons ? null : because('还没有要求申请人说明理由（L03）。');
    case 'receive_supplement':
      return more.hasUnsettledSupplement
        ? null
        : because('还没有收到补正材料；收到后先点“提交补正材料”录入。');
    case 'accept_assignment':
    case 'decline_assignment':
      if (facts.handlerId !== actor.personId) return because('这件申请没有分派给您。');
      return more.handlerAccepted ? because('您已经接受了这件申请。') : null;
    case 'unmerge':
      return facts.mergedIntoId === null ? because('这件申请没有与别的申请合并答复。') : null;
    case 'merge':
      return facts.mergedIntoId === null ? null : because('这件申请已经与别的申请合并答复。');
    case 'restrict':
      return facts.isRestricted ? because('这件申请已经限制查看。') : null;
    case 'lift_restriction':
      return facts.isRestricted ? null : because('这件申请没有限制查看。');
    default:
      return null;
  }
}
