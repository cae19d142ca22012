import type { Refusal } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';
import type { DecisionInput } from '../schema';
import type { Candidate, RoundFacts, RouteStep } from '../types';
import { checklistOf, uncheckedKeys } from './checklists';
import { isReferralOpen, returnTargets, whyNotDecide } from './next-steps';

/**
 * Whether a decision can be recorded, all refusals at once.
 *
 * A stale form (other text, or decisions it did not show) is refused first and alone, since nothing else it says can
 * be trusted. Then: the person and the step (whyNotDecide), the reason of a return, the item-by-item answers of
 * 保密审查, the two checklists of a pass.
 *
 * @rule TR-2 @rule TR-5 @rule TR-6 @law 条例17 @law 条例17-1
 */
export function checkDecision(
  round: RoundFacts,
  step: RouteStep,
  person: Candidate,
  input: DecisionInput,
): Refusal[] {
  if (input.contentHash !== round.contentHash || input.decisionsSeen !== round.decisions.length) {
    return [approvalRefusal('stale_round')];
  }
  const refusals = whyNotDecide(round, step, person);
  const opinion = input.opinion.trim();
  switch (input.conclusion) {
    case 'pass':
      refusals.push(...checkPass(round, step, input));
      break;
    case 'return':
      if (opinion === '') refusals.push(approvalRefusal('return_needs_reason', {}, 'opinion'));
      if (input.returnTo === null || !returnTargets(round, step).includes(input.returnTo)) {
        refusals.push(approvalRefusal('return_target_unknown', {}, 'returnTo'));
      }
      break;
    case 'refer_secrecy':
      if (opinion === '') refusals.push(approvalRefusal('referral_needs_reason', {}, 'opinion'));
      break;
    case 'referral_reply':
      if (opinion === '') refusals.push(approvalRefusal('reply_needs_content', {}, 'opinion'));
      break;
  }
  const answersReferral = input.conclusion === 'referral_reply';
  const refersElsewhere = input.conclusion === 'refer_secrecy' && step.step !== 'secrecy';
  if (isReferralOpen(round) !== answersReferral || refersElsewhere) {
    refusals.push(approvalRefusal('step_not_open'));
  }
  return refusals;
}

function checkPass(round: RoundFacts, step: RouteStep, input: DecisionInput): Refusal[] {
  const refusals: Refusal[] = [];
  if (step.step === 'secrecy') {
    const answers = input.secrecy;
    if (answers === null || answers.basis.trim() === '') {
      refusals.push(approvalRefusal('secrecy_answers_missing', {}, 'secrecy'));
    } else {
      const contains =
        answers.state_secret || answers.work_secret || answers.trade_secret || answers.personal_privacy;
      if (answers.conclusion !== 'publish' || contains) {
        refusals.push(approvalRefusal('secrecy_answers_disagree', {}, 'secrecy'));
      }
    }
  }
  const list = checklistOf(step.step, round.route);
  if (uncheckedKeys(list.review, input.reviewChecklist).length > 0) {
    refusals.push(approvalRefusal('checklist_incomplete', {}, 'reviewChecklist'));
  }
  if (uncheckedKeys(list.proof, input.proofChecklist).length > 0) {
    refusals.push(approvalRefusal('checklist_incomplete', {}, 'proofChecklist'));
  }
  return refusals;
}
