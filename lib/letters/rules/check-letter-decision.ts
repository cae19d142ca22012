import { type ChecklistItem, uncheckedKeys } from '@/lib/approvals/rules/checklists';
import { judge } from '@/lib/approvals/rules/next-steps';
import type { Candidate, ReplyStep, RoundFacts, RouteStep } from '@/lib/approvals/types';
import type { Refusal } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import type { LetterDecisionInput } from '../schema';

/** What each step looks at; a pass confirms every line. 保密审查 answers item by item instead (REG-17-1). */
export const LETTER_CHECKLISTS: Record<ReplyStep, readonly ChecklistItem[]> = {
  secrecy: [],
  head: [
    { key: 'facts', text: '事实、日期、清单与案卷一致' },
    { key: 'outcome', text: '处理结果、依据条款恰当' },
  ],
  legal: [
    { key: 'law', text: '适用法律正确，理由成立' },
    { key: 'procedure', text: '程序和期限合法，救济告知正确' },
  ],
  leader: [],
};

/**
 * Whether a decision on a letter can be recorded, all refusals at once; a stale form is refused first and alone.
 *
 * Refusals: `stale_letter`; those of `judge`; `opinion_missing`, `secrecy_missing`, `secrecy_disagrees`, `checklist_open`.
 *
 * @rule LT-4 @rule REG-17-1
 */
export function checkLetterDecision(
  round: RoundFacts<ReplyStep>,
  step: RouteStep<ReplyStep>,
  person: Candidate,
  input: LetterDecisionInput,
): Refusal[] {
  if (input.contentHash !== round.contentHash || input.decisionsSeen !== round.decisions.length) {
    return [letterRefusal('stale_letter')];
  }
  const refusals: Refusal[] = [...judge(round, step, person).refusals];
  if (input.conclusion === 'return') {
    if (input.opinion === '') refusals.push(letterRefusal('opinion_missing', {}, 'opinion'));
    return refusals;
  }
  if (step.step === 'secrecy') refusals.push(...checkSecrecy(input.secrecy));
  if (uncheckedKeys(LETTER_CHECKLISTS[step.step], input.checklist).length > 0) {
    refusals.push(letterRefusal('checklist_open', {}, 'checklist'));
  }
  return refusals;
}

function checkSecrecy(answers: LetterDecisionInput['secrecy']): Refusal[] {
  if (answers === null || answers.basis.trim() === '')
    return [letterRefusal('secrecy_missing', {}, 'secrecy')];
  const contains =
    answers.state_secret || answers.work_secret || answers.trade_secret || answers.personal_privacy;
  return contains || answers.conclusion !== 'publish'
    ? [letterRefusal('secrecy_disagrees', {}, 'secrecy')]
    : [];
}
