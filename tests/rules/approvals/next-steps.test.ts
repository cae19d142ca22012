import { describe, expect, it } from 'vitest';
import {
  isReferralOpen,
  isRoundPassed,
  nextSteps,
  openSteps,
  returnTargets,
  standingPasses,
  whyNotDecide,
} from '@/lib/approvals/rules/next-steps';
import { type Candidate, CLOSED_REASONS, type RoundFacts } from '@/lib/approvals/types';
import { PEOPLE, passes, roundWith, stepAt } from '../../support/rounds';

const back = (position: number, returnTo: number) => ({ position, conclusion: 'return', returnTo }) as const;
const refer = { position: 3, conclusion: 'refer_secrecy' } as const;
const reply = { position: 3, conclusion: 'referral_reply' } as const;
const open = (round: RoundFacts) => openSteps(round).map((step) => step.position);
const standing = (round: RoundFacts) => [...standingPasses(round).keys()].sort();

describe('哪些通过算数，哪些环节可以办理', () => {
  it.each([
    ['刚提交', 'a', [], [], [1]],
    ['初审通过', 'a', passes(1), [1], [2]],
    ['复审通过', 'a', passes(2), [1, 2], [3]],
    ['保密审查通过', 'a', passes(3), [1, 2, 3], [4]],
    ['A类终审通过', 'a', passes(4), [1, 2, 3, 4], []],
    ['B类终审通过', 'b', passes(4), [1, 2, 3, 4], [5]],
    ['B类签发', 'b', passes(5), [1, 2, 3, 4, 5], []],
    ['C类分管领导签发', 'c', passes(5), [1, 2, 3, 4, 5], [6]],
    ['C类主要领导签发', 'c', passes(6), [1, 2, 3, 4, 5, 6], []],
    ['复审退回一级', 'a', [...passes(1), back(2, 1)], [], [1]],
    ['终审退回一级：只有保密审查和终审重开', 'a', [...passes(3), back(4, 3)], [1, 2], [3]],
    ['终审退回一级后保密审查再通过', 'a', [...passes(3), back(4, 3), { position: 3 }], [1, 2, 3], [4]],
    ['C类主要领导退回一级', 'c', [...passes(5), back(6, 5)], [1, 2, 3, 4], [5]],
    ['连续两次退回一级', 'a', [...passes(3), back(4, 3), back(3, 2)], [1], [2]],
    [
      '两次退回之后全部再通过',
      'a',
      [...passes(3), back(4, 3), back(3, 2), { position: 2 }, { position: 3 }],
      [1, 2, 3],
      [4],
    ],
    ['退回拟稿人：什么都不算数', 'a', [...passes(3), back(4, 0)], [], [1]],
    ['已审定后由发布员退回', 'a', [...passes(4), back(9, 0)], [], [1]],
    ['报请确定', 'a', [...passes(2), refer], [1, 2], [3]],
    ['报请确定已答复', 'a', [...passes(2), refer, reply], [1, 2], [3]],
  ] as const)('[TR-5] %s（%s类）', (_, contentClass, given, counted, waiting) => {
    const round = roundWith(contentClass, given);
    expect(standing(round)).toEqual(counted);
    expect(open(round)).toEqual(waiting);
    expect(isRoundPassed(round)).toBe(waiting.length === 0);
  });

  it('[TR-5] 再次通过之后，算数的是最后一次', () => {
    const again = [...passes(1), back(2, 1), { position: 1, by: 'l1b' }] as const;
    expect(standingPasses(roundWith('a', again)).get(1)?.personId).toBe('l1b');
  });

  it.each(CLOSED_REASONS)('已结束（%s）的一轮没有可办的环节，也不算通过', (closed) => {
    const round = roundWith('a', passes(4), { closed });
    expect(open(round)).toEqual([]);
    expect(isRoundPassed(round)).toBe(false);
  });

  it('[TR-1] 空的流程永远不算通过', () => {
    expect(isRoundPassed(roundWith('a', [], { route: [] }))).toBe(false);
  });

  it('[条例17] 报请确定未答复，即使各环节都通过也不算通过', () => {
    const round = roundWith('a', [...passes(4), refer]);
    expect(isReferralOpen(round)).toBe(true);
    expect(isRoundPassed(round)).toBe(false);
  });

  it('同一级的环节一起可以办理，较后的等它们都通过', () => {
    const parallel = roundWith('a').route.map((step) => (step.position <= 3 ? { ...step, stage: 1 } : step));
    expect(open(roundWith('a', [], { route: parallel }))).toEqual([1, 2, 3]);
    expect(open(roundWith('a', [{ position: 2 }], { route: parallel }))).toEqual([1, 3]);
    expect(open(roundWith('a', passes(3), { route: parallel }))).toEqual([4]);
    // While a referral waits, only 保密审查 goes on.
    expect(open(roundWith('a', [refer], { route: parallel }))).toEqual([3]);
  });
});

describe('谁不能办理，为什么', () => {
  const who = (id: string, ...roles: Candidate['roles']): Candidate => ({ id, roles });
  it.each([
    ['初审人办初审', roundWith('a'), 1, PEOPLE.l1, []],
    ['环节还没轮到', roundWith('a'), 2, PEOPLE.l2, ['step_not_open']],
    ['环节已经通过', roundWith('a', passes(1)), 1, who('l1b', 'reviewer_l1'), ['step_not_open']],
    ['没有这一职责', roundWith('a'), 1, PEOPLE.l2, ['role_missing']],
    ['什么职责都没有', roundWith('a'), 1, who('x'), ['role_missing']],
    ['写过这一稿', roundWith('a'), 1, who('author', 'reviewer_l1'), ['own_work']],
    [
      '已在别的环节办过',
      roundWith('a', passes(1)),
      2,
      who('l1', 'reviewer_l1', 'reviewer_l2'),
      ['second_seat'],
    ],
    ['这一轮已结束', roundWith('a', [], { closed: 'edited' }), 1, PEOPLE.l1, ['round_closed']],
    [
      '所有理由一次说全',
      roundWith('a', [{ position: 1, by: 'author' }]),
      3,
      who('author'),
      ['step_not_open', 'role_missing', 'own_work', 'second_seat'],
    ],
  ] as const)('[TR-3] %s', (_, round, position, person, codes) => {
    expect(whyNotDecide(round, stepAt(round, position), person).map((refusal) => refusal.code)).toEqual(
      codes,
    );
  });
});

describe('下一步', () => {
  it('说出可办的环节、谁可以办，以及有职责的人为什么不能办', () => {
    const people = [
      ...Object.values(PEOPLE),
      { id: 'l2b', roles: ['reviewer_l2'] },
      { id: 'author', roles: ['author', 'reviewer_l2'] },
      { id: 'both', roles: ['reviewer_l1', 'reviewer_l2'] },
    ] as const satisfies readonly Candidate[];
    const round = roundWith('a', [{ position: 1, by: 'both' }]);
    const [next, ...others] = nextSteps(round, people);
    expect(others).toEqual([]);
    expect(next?.step.step).toBe('l2');
    expect(next?.mayDecide).toEqual(['l2', 'l2b']);
    expect(
      next?.barred.map((entry) => [entry.personId, entry.refusals.map((refusal) => refusal.code)]),
    ).toEqual([
      ['author', ['own_work']],
      ['both', ['second_seat']],
    ]);
    expect(next?.awaitsReferralReply).toBe(false);
  });

  it('[条例17] 报请确定之后只等答复', () => {
    const [next] = nextSteps(roundWith('a', [...passes(2), refer]), Object.values(PEOPLE));
    expect(next).toMatchObject({ awaitsReferralReply: true, mayDecide: ['secrecy'] });
    expect(next?.step.step).toBe('secrecy');
  });

  it('已审定和已结束的一轮没有下一步', () => {
    expect(nextSteps(roundWith('a', passes(4)), Object.values(PEOPLE))).toEqual([]);
    expect(nextSteps(roundWith('a', [], { closed: 'returned' }), Object.values(PEOPLE))).toEqual([]);
  });

  it.each([
    [1, [0]],
    [2, [0, 1]],
    [3, [0, 2]],
    [4, [0, 3]],
    [5, [0, 4]],
    [6, [0, 5]],
  ])('[TR-5] 从第 %i 环节只能退回 %j', (position, targets) => {
    const round = roundWith('c');
    expect(returnTargets(round, stepAt(round, position))).toEqual(targets);
  });
});
