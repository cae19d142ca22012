import { describe, expect, it } from 'vitest';
import { passWords } from '@/lib/approvals/rules/act-words';
import { routeFor } from '@/lib/approvals/rules/route';
import { standingReturn } from '@/lib/approvals/rules/standing-return';
import type { RoundFacts } from '@/lib/approvals/types';
import { passes, roundWith } from '../../support/rounds';

describe('通过的按钮写明做了以后怎样', () => {
  const words = (round: RoundFacts, position: number) => {
    const step = round.route.find((candidate) => candidate.position === position);
    return step ? passWords(round, step) : null;
  };

  it('一个环节办完就送下一环节；最后一个送发布；签发就叫签发', () => {
    expect(words(roundWith('c'), 1)).toBe('同意并送复审 · 二校');
    expect(words(roundWith('a', passes(3)), 4)).toBe('同意并送发布');
    expect(words(roundWith('c', passes(4)), 5)).toBe('签发，送主要领导签发');
    expect(words(roundWith('c', passes(5)), 6)).toBe('签发，送发布');
  });

  it('[TR-11] 同时办理的，前面的人只说其余办完后送；最后一个才送下一环节', () => {
    const route = routeFor('c', 'emergency');
    const lane = 'emergency' as const;
    expect(words(roundWith('c', [], { route, lane }), 1)).toBe('同意（其余环节办完后送终审 · 三校）');
    const others = [{ position: 2 }, { position: 3 }];
    expect(words(roundWith('c', others, { route, lane }), 1)).toBe('同意并送终审 · 三校');
  });
});

describe('退回一级之后，重新打开的环节看到退回理由', () => {
  const back = (position: number, returnTo: number) =>
    ({ position, conclusion: 'return', returnTo }) as const;
  const seq = (position: number, ...given: Parameters<typeof roundWith>[1] & {}) =>
    standingReturn(roundWith('a', given), position)?.seq ?? null;

  it('[TR-5] 退到哪个环节，那个环节和它之后重开的都看到', () => {
    expect(seq(3, ...passes(3), back(4, 3))).toBe(4);
    expect(seq(4, ...passes(3), back(4, 3))).toBe(4);
    expect(seq(2, ...passes(3), back(4, 3))).toBeNull();
  });

  it('[TR-5] 这个环节再次通过以后不再提示；又被退回的，提示最近一次', () => {
    expect(seq(3, ...passes(3), back(4, 3), { position: 3 })).toBeNull();
    expect(seq(3, ...passes(3), back(4, 3), { position: 3 }, back(4, 3))).toBe(6);
    expect(seq(2, ...passes(3), back(4, 3), back(3, 2))).toBe(5);
  });

  it('没有退回、或退回拟稿人的，没有提示', () => {
    expect(seq(1)).toBeNull();
    expect(seq(3, ...passes(3), back(4, 0))).toBeNull();
  });
});
