import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLane } from '@/lib/approvals/rules/lanes';
import { judge, openSteps } from '@/lib/approvals/rules/next-steps';
import { isAboveFloor, routeFor, stepsToAdd } from '@/lib/approvals/rules/route';
import { secondsSpent } from '@/lib/approvals/rules/time-spent';
import {
  CONTENT_CLASSES,
  type ContentClass,
  DEFAULT_ROUTE_SETTINGS,
  LANES,
  type RouteSettings,
  type RouteStep,
  SIGNERS,
  type Signer,
} from '@/lib/approvals/types';
import { passes, roundWith, stepAt } from '../../support/rounds';

const signers = (contentClass: ContentClass) =>
  fc.subarray<Signer>([...SIGNERS], { minLength: 0 }).filter((list) => isAboveFloor(contentClass, list));
/** Every lawful configuration of an organ. */
const anySettings: fc.Arbitrary<RouteSettings> = fc.record({
  split_proof_l1: fc.boolean(),
  split_proof_l2: fc.boolean(),
  split_proof_l3: fc.boolean(),
  l1_own_section: fc.boolean(),
  sign_off_a: signers('a'),
  sign_off_b: signers('b'),
  sign_off_c: signers('c'),
  column_class: fc.constant({}),
  secrecy_officer_may_be_l1_or_l2: fc.boolean(),
  secrecy_officer_may_be_l3: fc.boolean(),
  signer_may_be_l2: fc.boolean(),
});
const seats = (route: readonly RouteStep[]) => route.map((step) => `${step.step} ${step.role}`);
const stageOf = (route: readonly RouteStep[], name: string) =>
  route.find((step) => step.step === name)?.stage ?? Number.NaN;

describe('流程', () => {
  it('[TR-1] [TR-11] [TR-12] 任何设置、任何流程、任何等级都有三审、保密审查和规定的签发，终审和签发在最后', () => {
    fc.assert(
      fc.property(
        anySettings,
        fc.constantFrom(...LANES),
        fc.constantFrom(...CONTENT_CLASSES),
        (settings, lane, contentClass) => {
          const route = routeFor(contentClass, lane, settings);
          expect(seats(route)).toEqual(
            expect.arrayContaining([
              'l1 reviewer_l1',
              'l2 reviewer_l2',
              'secrecy secrecy_officer',
              'l3 reviewer_l3',
            ]),
          );
          if (contentClass >= 'b' && lane !== 'emergency') {
            expect(seats(route)).toContain('sign_off disclosure_leader');
          }
          if (contentClass === 'c') expect(seats(route).at(-1)).toBe('sign_off head_of_organ');
          for (const level of ['l1', 'l2', 'l3'] as const) {
            expect(seats(route).includes(`proof_${level} reviewer_${level}`)).toBe(
              settings[`split_proof_${level}`],
            );
          }
          for (const early of ['l1', 'l2', 'secrecy']) {
            expect(stageOf(route, early)).toBeLessThan(stageOf(route, 'l3'));
          }
          expect(route.map((step) => step.position)).toEqual(route.map((_, at) => at + 1));
          expect(route.map((step) => step.stage)).toEqual(
            [...route].sort((a, b) => a.stage - b.stage).map((step) => step.stage),
          );
        },
      ),
    );
  });

  it('[TR-1] 一般流程一级接一级；[TR-11] 应急流程初审、复审、保密审查同时开始，主要领导一人签发', () => {
    const stages = (lane: (typeof LANES)[number]) =>
      routeFor('c', lane).map((step) => [step.step, step.stage]);
    expect(stages('normal').map(([, stage]) => stage)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(stages('emergency')).toEqual([
      ['l1', 1],
      ['l2', 1],
      ['secrecy', 1],
      ['l3', 2],
      ['sign_off', 3],
    ]);
    expect(routeFor('b', 'correction').map((step) => step.stage)).toEqual([1, 1, 1, 2, 3]);
  });

  it('[TR-3] 校审分开时，一校在初审之前，三校在终审之前', () => {
    const settings = { ...DEFAULT_ROUTE_SETTINGS, split_proof_l1: true, split_proof_l3: true };
    expect(routeFor('a', 'normal', settings).map((step) => step.step)).toEqual([
      'proof_l1',
      'l1',
      'l2',
      'secrecy',
      'proof_l3',
      'l3',
    ]);
  });

  it.each([
    ['a', [], true],
    ['a', ['disclosure_leader'], true],
    ['a', ['head_of_organ'], false],
    ['b', [], false],
    ['b', ['head_of_organ'], false],
    ['b', ['disclosure_leader', 'head_of_organ'], true],
    ['c', ['disclosure_leader'], false],
    ['c', ['head_of_organ', 'disclosure_leader'], false],
    ['c', ['disclosure_leader', 'head_of_organ'], true],
    ['a', ['disclosure_leader', 'disclosure_leader'], false],
  ] as const)('[TR-1] %s 类由 %j 签发：不低于底线 %s', (contentClass, list, expected) => {
    expect(isAboveFloor(contentClass, list)).toBe(expected);
  });

  it('提高等级只在末尾增加签发，已有的环节不动', () => {
    fc.assert(
      fc.property(
        anySettings,
        fc.constantFrom(...CONTENT_CLASSES),
        fc.constantFrom(...CONTENT_CLASSES),
        (settings, from, to) => {
          fc.pre(from < to);
          const before = routeFor(from, 'normal', settings);
          const added = stepsToAdd(before, to, 'normal', settings);
          const after = [...before, ...added];
          for (const wanted of seats(routeFor(to, 'normal', settings)))
            expect(seats(after)).toContain(wanted);
          expect(after.map((step) => step.position)).toEqual(after.map((_, at) => at + 1));
          expect(added.every((step) => step.step === 'sign_off')).toBe(true);
          const signatures = after.filter((step) => step.step === 'sign_off').map((step) => step.role);
          expect(signatures).toEqual([...SIGNERS].slice(0, signatures.length));
        },
      ),
    );
  });

  it.each([
    ['normal', '', 'a', []],
    ['emergency', '山洪预警', 'c', []],
    ['emergency', '', 'c', ['emergency_needs_reason']],
    ['emergency', ' ', 'b', ['emergency_only_class_c', 'emergency_needs_reason']],
  ] as const)('[TR-11] %s 流程，理由“%s”，%s 类：%j', (lane, reason, contentClass, expected) => {
    expect(checkLane(lane, reason, contentClass).map((refusal) => refusal.code)).toEqual(expected);
  });

  it('[TR-11] 应急流程里，先办哪一个都可以；有一个没有通过，终审就不开始', () => {
    const route = routeFor('c', 'emergency');
    const round = roundWith('c', [{ position: 3 }, { position: 1 }], { route, lane: 'emergency' });
    expect(openSteps(round).map((step) => step.step)).toEqual(['l2']);
    expect(openSteps({ ...round, decisions: [] }).map((step) => step.step)).toEqual(['l1', 'l2', 'secrecy']);
  });
});

describe('[TR-4] 代理', () => {
  const deputy = {
    id: 'deputy',
    roles: [],
    standsFor: [
      {
        delegationId: 'd1',
        principalId: 'l2',
        principalName: '王副局长',
        principalSectionId: null,
        role: 'reviewer_l2',
        isUnconfirmed: false,
      },
    ],
  } as const;
  const codes = (round: ReturnType<typeof roundWith>, person = {}) =>
    judge(round, stepAt(round, 2), { ...deputy, ...person }).refusals.map((refusal) => refusal.code);

  it('代为办理，记录上有两个人', () => {
    const judged = judge(roundWith('a', passes(1)), stepAt(roundWith('a'), 2), deputy);
    expect(judged.capacity?.onBehalfOf).toEqual({
      personId: 'l2',
      name: '王副局长',
      delegationId: 'd1',
      isUnconfirmed: false,
    });
  });

  it('[TR-3] 代理人写过这一稿、授权人写过这一稿，都不能办理', () => {
    expect(codes(roundWith('a', passes(1), { contributors: ['deputy'] }))).toEqual(['own_work']);
    expect(codes(roundWith('a', passes(1), { contributors: ['l2'] }))).toEqual(['own_work_of_principal']);
  });

  it('[TR-3] 代理人自己办过初审，或者授权人办过初审，都算占了席位', () => {
    expect(codes(roundWith('a', [{ position: 1, by: 'deputy' }]))).toEqual(['second_seat']);
    expect(codes(roundWith('a', [{ position: 1, by: 'l2' }]))).toEqual(['second_seat']);
  });

  it('[TR-3] 代理人替谁办过，谁就占了席位', () => {
    const round = roundWith('a', passes(1));
    const deputised = {
      ...round,
      decisions: round.decisions.map((decision) => ({ ...decision, personId: 'x', onBehalfOf: 'l2' })),
    };
    const own = { id: 'l2', roles: ['reviewer_l2'] } as const;
    expect(judge(deputised, stepAt(round, 2), own).refusals.map((refusal) => refusal.code)).toEqual([
      'second_seat',
    ]);
  });

  it('[TR-11] 授权人还没有确认的电话授权，只在应急流程有效', () => {
    const unconfirmed = { standsFor: [{ ...deputy.standsFor[0], isUnconfirmed: true }] };
    expect(codes(roundWith('a', passes(1)), unconfirmed)).toEqual(['delegation_unconfirmed']);
    expect(codes(roundWith('a', passes(1), { lane: 'emergency' }), unconfirmed)).toEqual([]);
  });

  it('[TR-3] 在别的环节提出或答复过校对意见的人，也算占了席位', () => {
    const hands = { proofHands: [{ personId: 'deputy', step: 'l1' as const }] };
    expect(codes(roundWith('a', passes(1), hands))).toEqual(['second_seat']);
    const own = { proofHands: [{ personId: 'deputy', step: 'l2' as const }] };
    expect(codes(roundWith('a', passes(1), own))).toEqual([]);
  });

  it('只代理复审的人办不了终审', () => {
    const round = roundWith('a', passes(3));
    expect(judge(round, stepAt(round, 4), deputy).refusals.map((refusal) => refusal.code)).toEqual([
      'role_missing',
    ]);
  });

  it('本人有职责而被排除时，仍可代别人办理', () => {
    const round = roundWith('a', [], {
      settings: { ...DEFAULT_ROUTE_SETTINGS, l1_own_section: true },
      sectionId: 's2',
    });
    const standing = { ...deputy.standsFor[0], role: 'reviewer_l1', principalSectionId: 's2' } as const;
    const person = { id: 'me', roles: ['reviewer_l1'], sectionId: 's1', standsFor: [standing] } as const;
    expect(judge(round, stepAt(round, 1), person).capacity?.onBehalfOf?.personId).toBe('l2');
    expect(
      judge(round, stepAt(round, 1), { ...person, standsFor: [] }).refusals.map((refusal) => refusal.code),
    ).toEqual(['other_section']);
  });
});

describe('[TR-6] 用时', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));
  const before = { roundOpenedAt: at(0), decisions: [{ personId: 'l1', decidedAt: at(10) }] };
  const decision = { personId: 'l2', decidedAt: at(30) };
  it.each([
    ['没有打开过', [], null],
    ['轮到之后打开', [20], 600],
    ['轮到之后打开两次，从第一次算起', [20, 29], 600],
    ['只在轮到之前看过，从最后一次算起', [2, 5], 1500],
    ['先看过，轮到之后又打开', [5, 28], 120],
    ['决定之后的打开不算', [31], null],
  ] as const)('%s', (_, minutes, expected) => {
    const openings = minutes.map((minute) => ({ personId: 'l2', openedAt: at(minute) }));
    expect(secondsSpent(decision, before, [...openings, { personId: 'l1', openedAt: at(1) }])).toBe(expected);
  });
});
