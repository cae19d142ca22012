import { describe, expect, it } from 'vitest';
import { isAtLeast, routeFor } from '@/lib/approvals/rules/route';
import { barringSeat, seatsExclude } from '@/lib/approvals/rules/separation';
import {
  CONTENT_CLASSES,
  type SeparationSettings,
  STEPS,
  STRICT_SEPARATION,
  type Step,
} from '@/lib/approvals/types';
import { passes, roundWith } from '../../support/rounds';

describe('流程', () => {
  it.each([
    ['a', ['l1 reviewer_l1', 'l2 reviewer_l2', 'secrecy secrecy_officer', 'l3 reviewer_l3']],
    [
      'b',
      [
        'l1 reviewer_l1',
        'l2 reviewer_l2',
        'secrecy secrecy_officer',
        'l3 reviewer_l3',
        'sign_off disclosure_leader',
      ],
    ],
    [
      'c',
      [
        'l1 reviewer_l1',
        'l2 reviewer_l2',
        'secrecy secrecy_officer',
        'l3 reviewer_l3',
        'sign_off disclosure_leader',
        'sign_off head_of_organ',
      ],
    ],
  ] as const)('[TR-1] %s 类：三审三校和保密审查一步不少，依次办理', (contentClass, steps) => {
    const route = routeFor(contentClass);
    expect(route.map((step) => `${step.step} ${step.role}`)).toEqual(steps);
    expect(route.map((step) => step.position)).toEqual(steps.map((_, at) => at + 1));
    expect(route.map((step) => step.stage)).toEqual(steps.map((_, at) => at + 1));
  });

  it('较高的等级包含较低等级的全部环节', () => {
    expect(routeFor('b').slice(0, 4)).toEqual(routeFor('a'));
    expect(routeFor('c').slice(0, 5)).toEqual(routeFor('b'));
  });

  it('等级从低到高是 a、b、c', () => {
    const pairs = CONTENT_CLASSES.flatMap((next) =>
      CONTENT_CLASSES.filter((current) => isAtLeast(next, current)).map((current) => next + current),
    );
    expect(pairs).toEqual(['aa', 'ba', 'bb', 'ca', 'cb', 'cc']);
  });
});

/** The pairs TR-3 lets an organ allow, each with its setting. Everything else is never one person. */
const ALLOWABLE: [a: Step, b: Step, setting: keyof SeparationSettings][] = [
  ['secrecy', 'l1', 'secrecy_officer_may_be_l1_or_l2'],
  ['secrecy', 'l2', 'secrecy_officer_may_be_l1_or_l2'],
  ['secrecy', 'l3', 'secrecy_officer_may_be_l3'],
  ['sign_off', 'l2', 'signer_may_be_l2'],
];
const KEYS = Object.keys(STRICT_SEPARATION) as (keyof SeparationSettings)[];
const ALL_SETTINGS = Array.from({ length: 8 }, (_, bits) =>
  Object.fromEntries(KEYS.map((key, at) => [key, ((bits >> at) & 1) === 1])),
) as SeparationSettings[];

describe('席位', () => {
  it('[TR-3] 默认：任何两个环节都不能由同一人办理', () => {
    for (const a of STEPS)
      for (const b of STEPS) expect(seatsExclude(a, b, STRICT_SEPARATION), a + b).toBe(true);
  });

  it.each(STEPS.flatMap((a) => STEPS.map((b) => [a, b] as const)))(
    '[TR-3] %s 和 %s：只有列明的设置才能放宽',
    (a, b) => {
      const listed = ALLOWABLE.find(([x, y]) => (x === a && y === b) || (x === b && y === a));
      for (const settings of ALL_SETTINGS) {
        expect(seatsExclude(a, b, settings)).toBe(!(listed && settings[listed[2]]));
      }
    },
  );

  it('[TR-3] 三级审核在任何设置下都是三个人', () => {
    for (const settings of ALL_SETTINGS) {
      expect(seatsExclude('l1', 'l2', settings)).toBe(true);
      expect(seatsExclude('l2', 'l3', settings)).toBe(true);
      expect(seatsExclude('l1', 'l3', settings)).toBe(true);
      expect(seatsExclude('sign_off', 'l1', settings)).toBe(true);
      expect(seatsExclude('sign_off', 'l3', settings)).toBe(true);
      expect(seatsExclude('sign_off', 'sign_off', settings)).toBe(true);
    }
  });

  it.each([
    ['通过过', passes(1), 2, 'l2', 'l1', 'l1'],
    ['退回过', [...passes(1), { position: 2, conclusion: 'return', returnTo: 1 }], 1, 'l1', 'l2', 'l2'],
    ['同一席位再办', [...passes(1), { position: 2, conclusion: 'return', returnTo: 1 }], 1, 'l1', 'l1', null],
    ['没有办过', passes(1), 2, 'l2', 'l2', null],
    ['两次签发', passes(5), 6, 'sign_off', 'leader', 'sign_off'],
  ] as const)('[TR-3] 在别的环节%s的人', (_, given, position, step, person, seat) => {
    expect(barringSeat(roundWith('c', given), position, step, [person])).toBe(seat);
  });

  it('[TR-3] 发布环节的退回不占席位', () => {
    const round = roundWith('a', [...passes(4), { position: 9, conclusion: 'return', by: 'x' }]);
    expect(round.decisions.at(-1)?.step).toBe('publication');
    expect(barringSeat(round, 1, 'l1', ['x'])).toBeNull();
  });
});
