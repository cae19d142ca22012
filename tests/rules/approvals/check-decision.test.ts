import { describe, expect, it } from 'vitest';
import { checkDecision } from '@/lib/approvals/rules/check-decision';
import { CHECKLISTS } from '@/lib/approvals/rules/checklists';
import type { DecisionInput } from '@/lib/approvals/schema';
import type { Candidate, RoundFacts, SecrecyAnswers } from '@/lib/approvals/types';
import { HASH, OTHER_HASH, PEOPLE, passes, roundWith, stepAt } from '../../support/rounds';

const ANSWERS: SecrecyAnswers = {
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis: '逐项核对',
  conclusion: 'publish',
};
const HOLDERS = Object.values(PEOPLE);

/** A careful form for the step. */
function form(round: RoundFacts, position: number, changes: Partial<DecisionInput> = {}): DecisionInput {
  const list = CHECKLISTS[stepAt(round, position).step];
  const ticked = (items: readonly { key: string }[]) =>
    Object.fromEntries(items.map((item) => [item.key, true]));
  return {
    roundId: '01900000-0000-7000-8000-000000000000',
    position,
    contentHash: HASH,
    decisionsSeen: round.decisions.length,
    conclusion: 'pass',
    returnTo: null,
    opinion: '',
    reviewChecklist: ticked(list.review),
    proofChecklist: ticked(list.proof),
    secrecy: position === 3 ? ANSWERS : null,
    ...changes,
  };
}

function codes(round: RoundFacts, position: number, changes: Partial<DecisionInput> = {}, by?: Candidate) {
  const person = by ?? HOLDERS[position - 1];
  if (person === undefined) throw new Error('no such seat');
  return checkDecision(round, stepAt(round, position), person, form(round, position, changes)).map(
    (r) => r.code,
  );
}

const back = (returnTo: number | null, opinion = '请补充') =>
  ({ conclusion: 'return', returnTo, opinion }) as const;
const referred = roundWith('c', [...passes(2), { position: 3, conclusion: 'refer_secrecy' }]);

describe('一份决定能不能记下', () => {
  it.each([1, 2, 3, 4, 5, 6])('第 %i 环节：认真填写的通过可以记下', (position) => {
    expect(codes(roundWith('c', passes(position - 1)), position)).toEqual([]);
  });

  it.each([
    ['看到的是另一份文字', { contentHash: OTHER_HASH }],
    ['没看到刚作出的决定', { decisionsSeen: 1 }],
    ['“看到”还没有的决定', { decisionsSeen: 3 }],
  ])('[TR-2] %s：只说过期，其余不论', (_, changes) => {
    const round = roundWith('c', passes(2));
    expect(codes(round, 3, { ...changes, secrecy: null }, PEOPLE.l1)).toEqual(['stale_round']);
  });

  it.each([
    ['不是这一环节的人', roundWith('c'), 1, PEOPLE.l2, 'role_missing'],
    ['写过这一稿的人', roundWith('c', [], { contributors: ['l1'] }), 1, PEOPLE.l1, 'own_work'],
    ['还没轮到', roundWith('c'), 2, PEOPLE.l2, 'step_not_open'],
    ['这一轮已结束', roundWith('c', [], { closed: 'edited' }), 1, PEOPLE.l1, 'round_closed'],
    [
      '第二个席位',
      roundWith('c', passes(1)),
      2,
      { id: 'l1', roles: ['reviewer_l1', 'reviewer_l2'] },
      'second_seat',
    ],
  ] as const)('[TR-3] %s', (_, round, position, person, code) => {
    expect(codes(round, position, {}, person)).toEqual([code]);
  });

  it.each([
    ['退回拟稿人', 4, back(0), []],
    ['退回一级', 4, back(3), []],
    ['退回两级', 4, back(2), ['return_target_unknown']],
    ['退回自己', 4, back(4), ['return_target_unknown']],
    ['不说退到哪里', 4, back(null), ['return_target_unknown']],
    ['初审退回拟稿人', 1, back(0), []],
    ['初审退回一级', 1, back(1), ['return_target_unknown']],
    ['没有理由', 4, back(3, ' \n'), ['return_needs_reason']],
    ['什么都没有', 4, back(null, ''), ['return_needs_reason', 'return_target_unknown']],
  ] as const)('[TR-5] %s', (_, position, changes, expected) => {
    const unticked = { reviewChecklist: {}, proofChecklist: {}, secrecy: null };
    expect(codes(roundWith('c', passes(position - 1)), position, { ...unticked, ...changes })).toEqual(
      expected,
    );
  });

  it.each([
    ['没有答复', null, 'secrecy_answers_missing'],
    ['没有依据', { ...ANSWERS, basis: ' ' }, 'secrecy_answers_missing'],
    ['涉密', { ...ANSWERS, state_secret: true }, 'secrecy_answers_disagree'],
    ['有工作秘密', { ...ANSWERS, work_secret: true }, 'secrecy_answers_disagree'],
    ['有商业秘密', { ...ANSWERS, trade_secret: true }, 'secrecy_answers_disagree'],
    ['有个人隐私', { ...ANSWERS, personal_privacy: true }, 'secrecy_answers_disagree'],
    ['结论是去除后公开', { ...ANSWERS, conclusion: 'publish_after_removal' }, 'secrecy_answers_disagree'],
    ['结论是不公开', { ...ANSWERS, conclusion: 'withhold' }, 'secrecy_answers_disagree'],
    ['结论是报请确定', { ...ANSWERS, conclusion: 'refer' }, 'secrecy_answers_disagree'],
  ] as const)('[条例17-1] [REG-17-1] 保密审查%s，不能通过', (_, secrecy, code) => {
    expect(codes(roundWith('c', passes(2)), 3, { secrecy })).toEqual([code]);
  });

  const boxes = HOLDERS.flatMap((_, at) => {
    const list = CHECKLISTS[stepAt(roundWith('c'), at + 1).step];
    return [
      ...list.review.map((item) => [at + 1, 'reviewChecklist', item.key] as const),
      ...list.proof.map((item) => [at + 1, 'proofChecklist', item.key] as const),
    ];
  });
  it.each(boxes)('[TR-6] 第 %i 环节 %s 的“%s”没有勾，不能通过', (position, field, key) => {
    const round = roundWith('c', passes(position - 1));
    const filled = form(round, position)[field];
    expect(codes(round, position, { [field]: { ...filled, [key]: false } })).toEqual([
      'checklist_incomplete',
    ]);
    expect(boxes.length).toBeGreaterThan(8);
  });

  it.each([
    ['报请确定', roundWith('c', passes(2)), 3, 'refer_secrecy', '拿不准', []],
    ['报请确定不写事项', roundWith('c', passes(2)), 3, 'refer_secrecy', '', ['referral_needs_reason']],
    ['由初审人报请确定', roundWith('c'), 1, 'refer_secrecy', '拿不准', ['step_not_open']],
    ['已报请又报请', referred, 3, 'refer_secrecy', '再报', ['step_not_open']],
    ['登记答复', referred, 3, 'referral_reply', '可以公开', []],
    ['答复没有内容', referred, 3, 'referral_reply', ' ', ['reply_needs_content']],
    ['没有报请就登记答复', roundWith('c', passes(2)), 3, 'referral_reply', '可以', ['step_not_open']],
    ['答复之前通过', referred, 3, 'pass', '', ['step_not_open']],
  ] as const)('[条例17] %s', (_, round, position, conclusion, opinion, expected) => {
    expect(codes(round, position, { conclusion, opinion })).toEqual(expected);
  });

  it('[条例17] 答复之前退回', () => {
    expect(codes(referred, 3, back(0))).toEqual(['step_not_open']);
  });
});
