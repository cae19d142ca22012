import { describe, expect, it } from 'vitest';
import type { ItemFacts } from '@/lib/disclosure/policy';
import { type ClassFacts, offerActs } from '@/lib/disclosure/rules/offered-acts';
import type { Actor, Role } from '@/lib/organs/types';
import { passes, roundWith } from '../../support/rounds';

const actor = (...roles: Role[]): Actor => ({
  personId: 'me',
  organId: 'organ',
  sectionId: 'section',
  name: '我',
  post: '',
  roles,
  standsFor: [],
  clientAddress: null,
  reauthenticatedAt: null,
});
type Item = ItemFacts & ClassFacts;
const approved: Item = {
  kind: 'news',
  contentClass: 'b',
  organId: 'organ',
  sectionId: 'section',
  createdBy: 'author',
  draftState: 'approved',
  publicState: 'published',
};
const reviewed = roundWith('a', passes(4));
/** The acts offered and, where one is barred, why. */
const offered = (item: Item, round = reviewed, who = actor('publisher')) =>
  Object.fromEntries(
    offerActs(who, item, round).acts.map(({ key, refusals }) => [key, refusals.map((r) => r.code)]),
  );

describe('页面上可以办理的事', () => {
  it('审定的更正稿：发布员可以发布、定时、退回，也可以隐藏公开的版本', () => {
    expect(offered(approved)).toEqual({ publish: [], schedule: [], returnApproved: [], hide: [] });
  });

  it.each(['hidden', 'withdrawn'] as const)(
    '[TR-14] 信息%s：发布和定时还列着，但说明要先恢复公开',
    (publicState) => {
      expect(offered({ ...approved, publicState })).toEqual({
        publish: ['hidden_first'],
        schedule: ['hidden_first'],
        returnApproved: [],
      });
    },
  );

  it('[TR-14] 定时还在的，可以取消定时', () => {
    expect(offered({ ...approved, draftState: 'scheduled', publicState: 'hidden' })).toEqual({
      publish: ['hidden_first'],
      unschedule: [],
      returnApproved: [],
    });
  });

  it('[TR-3] 自己写过的：两个原因一起说', () => {
    const own = { ...reviewed, contributors: ['me'] };
    expect(offered(approved, own)).toEqual({
      publish: ['own_publication'],
      schedule: ['own_publication'],
      hide: [],
    });
    expect(offered({ ...approved, publicState: 'hidden' }, own)).toEqual({
      publish: ['hidden_first', 'own_publication'],
      schedule: ['hidden_first', 'own_publication'],
    });
  });

  it('不是发布员的，不列发布；撤回的信息不能再修改', () => {
    expect(offered({ ...approved, publicState: 'hidden' }, reviewed, actor('author'))).toEqual({});
    expect(offerActs(actor('author'), approved, reviewed).edit).toBe(true);
    expect(offerActs(actor('author'), { ...approved, publicState: 'withdrawn' }, reviewed).edit).toBe(false);
  });
});

describe('内容等级', () => {
  const choices = (item: Item, ...roles: Role[]) => offerActs(actor(...roles), item, null).classes;
  const underReview: Item = { ...approved, draftState: 'in_review' };

  it('审核中任何审核人只能提高', () => {
    expect(choices(underReview, 'reviewer_l1')).toEqual(['c']);
    expect(choices(underReview, 'reviewer_l3')).toEqual(['c']);
    expect(choices(underReview, 'publisher')).toEqual([]);
  });

  it('审核之外，终审人还可以降低，但不低于这一类信息的规定等级', () => {
    const returned: Item = { ...approved, draftState: 'returned' };
    expect(choices(returned, 'reviewer_l3')).toEqual(['a', 'c']);
    expect(choices(returned, 'reviewer_l2')).toEqual(['c']);
    expect(choices({ ...returned, kind: 'policy_document' }, 'reviewer_l3')).toEqual(['c']);
  });

  it('已审定的稿件先退回，才能调整', () => {
    expect(choices(approved, 'reviewer_l3')).toEqual([]);
  });
});
