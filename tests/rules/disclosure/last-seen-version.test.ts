import { describe, expect, it } from 'vitest';
import { CLOSED_REASONS } from '@/lib/approvals/types';
import {
  hasSeenVersion,
  lastSeenVersion,
  type SeenRound,
} from '@/lib/disclosure/what-changed/rules/last-seen-version';
import { type FateFacts, versionFate } from '@/lib/disclosure/what-changed/rules/version-fate';

const round = (number: number, deciders: string[] = [], closed: string | null = 'edited'): SeenRound => ({
  id: `r${number}`,
  versionId: `v${number}`,
  versionNumber: number,
  facts: { closed },
  decisions: deciders.map((personId) => ({ personId })),
});
const opening = (roundId: string, personId = 'wang') => ({ roundId, personId });
const seen = (openings: ReturnType<typeof opening>[], rounds: SeenRound[]) =>
  lastSeenVersion('wang', openings, rounds)?.versionNumber ?? null;

describe('自您上次查看以来：与哪一稿比较', () => {
  const rounds = [round(4, [], null), round(3), round(2), round(1, ['wang'])];

  it('[TR-2] 第一次来的人没有看过的稿', () => {
    expect(seen([], [round(2, ['zhou'], null), round(1, ['zhou'])])).toBeNull();
  });

  it('[TR-2] 作过决定的稿算看过', () => {
    expect(seen([], rounds)).toBe(1);
  });

  it('[TR-2] 打开过而没有决定的稿也算看过，取最新的', () => {
    expect(seen([opening('r3')], rounds)).toBe(3);
    expect(seen([opening('r2'), opening('r3')], rounds)).toBe(3);
    expect(seen([opening('r2')], [round(4, [], null), round(3, ['wang']), round(2)])).toBe(3);
  });

  it('[TR-2] 正在办理的这一稿不算，打开多少次都一样', () => {
    expect(seen([opening('r4')], rounds)).toBe(1);
    expect(seen([opening('r4'), opening('r4')], [round(4, ['wang'], null)])).toBeNull();
  });

  it('[TR-2] 别人打开的不算', () => {
    expect(seen([opening('r3', 'zhao')], rounds)).toBe(1);
  });

  it('[TR-2] 同一稿先后两轮，前一轮看过的还是这一稿，不是另一稿', () => {
    const again: SeenRound = { ...round(2, ['wang'], 'returned'), id: 'r2-first' };
    expect(seen([opening('r2-first')], [round(2, [], null), again, round(1)])).toBeNull();
    expect(seen([opening('r1')], [round(2, [], null), again, round(1)])).toBe(1);
  });

  it('没有在办的轮次时，最新的一稿当作手头的稿；次序不影响结果', () => {
    const closed = [round(1, ['wang']), round(3, ['wang'], 'published'), round(2, ['wang'])];
    expect(seen([], closed)).toBe(2);
    expect(seen([], [...closed].reverse())).toBe(2);
    expect(seen([], [])).toBeNull();
  });
});

describe('这一稿是否已经看过', () => {
  const rounds = [round(2, ['zhou'], null), round(1, ['wang'])];
  const hasSeen = (openings: ReturnType<typeof opening>[], all = rounds) =>
    hasSeenVersion('wang', openings, all, 'v2');

  it('[TR-2] 打开过或办过这一稿的算；看过别的稿、别人打开的不算', () => {
    expect(hasSeen([])).toBe(false);
    expect(hasSeen([opening('r1')])).toBe(false);
    expect(hasSeen([opening('r2', 'zhao')])).toBe(false);
    expect(hasSeen([opening('r2')])).toBe(true);
    expect(hasSeen([], [round(2, ['wang'], null)])).toBe(true);
  });

  it('[TR-2] 同一稿的前一轮看过也算', () => {
    const again: SeenRound = { ...round(2, [], 'returned'), id: 'r2-first' };
    expect(hasSeen([opening('r2-first')], [again, ...rounds])).toBe(true);
  });
});

describe('各稿的去向', () => {
  const facts = (changes: Partial<FateFacts> = {}): FateFacts => ({
    draftState: 'in_review',
    publicState: 'published',
    liveVersionId: 'v2',
    rounds: [
      { versionId: 'v4', facts: { closed: null } },
      { versionId: 'v3', facts: { closed: 'returned' } },
      { versionId: 'v2', facts: { closed: 'published' } },
      { versionId: 'v1', facts: { closed: 'published' } },
    ],
    ...changes,
  });

  it('公开中的、曾公开的、退回的、审核中的，各是各的', () => {
    const fates = ['v1', 'v2', 'v3', 'v4', 'v9'].map((id) => versionFate(id, facts()));
    expect(fates).toEqual(['once_public', 'public_now', 'returned', 'in_review', null]);
  });

  it('已隐藏或已撤回的不叫公开中，归档的还是公开中', () => {
    for (const publicState of ['hidden', 'withdrawn'] as const)
      expect(versionFate('v2', facts({ publicState }))).toBe('once_public');
    expect(versionFate('v2', facts({ publicState: 'archived' }))).toBe('public_now');
  });

  it('审定和已定时的，说已审定', () => {
    for (const draftState of ['approved', 'scheduled'] as const)
      expect(versionFate('v4', facts({ draftState }))).toBe('approved');
  });

  it('每一种结束的轮次都有说法，以最新一轮为准', () => {
    for (const closed of CLOSED_REASONS) {
      const rounds = [{ versionId: 'v5', facts: { closed } }];
      expect(versionFate('v5', facts({ rounds }))).toBe(closed === 'published' ? 'once_public' : closed);
    }
    const rounds = [
      { versionId: 'v5', facts: { closed: 'published' as const } },
      { versionId: 'v5', facts: { closed: 'returned' as const } },
    ];
    expect(versionFate('v5', facts({ rounds }))).toBe('once_public');
  });
});
