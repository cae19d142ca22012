import { describe, expect, it } from 'vitest';
import { canSee, type ItemFacts, type ItemPermission, visibleTo, whyNot } from '@/lib/disclosure/policy';
import { DRAFT_STATES, type DraftState, PUBLIC_STATES, type PublicState } from '@/lib/disclosure/types';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';

/*
 * Who may do what to an item, said a second time: for each role what it may do, for each act where the item must stand.
 * Everything that is not written here is refused, for every role in every state.
 */

const ALLOWED: Record<Role, readonly ItemPermission[]> = {
  author: ['create', 'read', 'edit', 'submit', 'cancel'],
  reviewer_l1: ['read', 'edit', 'hide', 'change_class'],
  reviewer_l2: ['read', 'edit', 'hide', 'change_class'],
  reviewer_l3: ['read', 'edit', 'hide', 'withdraw_item', 'restore', 'change_class'],
  secrecy_officer: ['read', 'hide', 'change_class'],
  disclosure_leader: ['read', 'hide', 'withdraw_item', 'restore', 'change_class'],
  head_of_organ: ['read', 'hide', 'withdraw_item', 'restore', 'change_class'],
  publisher: ['read', 'publish', 'schedule', 'unschedule', 'hide'],
  office_head: ['read', 'archive'],
  legal_reviewer: ['read'],
  case_handler: [],
  enterprise_desk: [],
  enterprise_desk_head: [],
  enterprise_liaison: [],
  unit_contact: [],
  rollup_reader: [],
  system_admin: [],
  security_admin: [],
  audit_admin: [],
};

const ANY = [...DRAFT_STATES];
const WHERE: Record<ItemPermission, { draft: readonly DraftState[]; shown: readonly PublicState[] }> = {
  create: { draft: ANY, shown: PUBLIC_STATES },
  read: { draft: ANY, shown: PUBLIC_STATES },
  edit: {
    draft: ['none', 'draft', 'returned', 'in_review', 'approved', 'scheduled'],
    shown: ['unpublished', 'published', 'hidden', 'archived'],
  },
  submit: { draft: ['draft', 'returned'], shown: ['unpublished', 'published', 'hidden', 'archived'] },
  cancel: { draft: ['draft', 'returned'], shown: PUBLIC_STATES },
  publish: { draft: ['approved', 'scheduled'], shown: ['unpublished', 'published', 'archived'] },
  schedule: { draft: ['approved'], shown: ['unpublished', 'published', 'archived'] },
  unschedule: { draft: ['scheduled'], shown: PUBLIC_STATES },
  change_class: { draft: ['draft', 'returned', 'in_review', 'secrecy_referred'], shown: PUBLIC_STATES },
  hide: { draft: ANY, shown: ['published', 'archived'] },
  withdraw_item: { draft: ANY, shown: ['hidden'] },
  restore: { draft: ANY, shown: ['hidden'] },
  archive: { draft: ANY, shown: ['published'] },
};
const PERMISSIONS = Object.keys(WHERE) as ItemPermission[];

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
const item = (changes: Partial<ItemFacts> = {}): ItemFacts => ({
  organId: 'organ',
  sectionId: 'section',
  createdBy: 'colleague',
  draftState: 'draft',
  publicState: 'unpublished',
  ...changes,
});
const codes = (who: Actor, permission: ItemPermission, facts: ItemFacts | null) =>
  whyNot(who, permission, facts).map((refusal) => refusal.code);

describe.each(ROLES)('%s', (role) => {
  it.each(PERMISSIONS)('%s：只在列明的状态，其余一律拒绝', (permission) => {
    for (const draftState of DRAFT_STATES) {
      for (const publicState of PUBLIC_STATES) {
        const isListed =
          ALLOWED[role].includes(permission) &&
          WHERE[permission].draft.includes(draftState) &&
          WHERE[permission].shown.includes(publicState);
        const refusals = codes(actor(role), permission, item({ draftState, publicState }));
        expect(refusals.length === 0, `${draftState} ${publicState} ${refusals}`).toBe(isListed);
      }
    }
  });

  it('外机关的信息和不存在的信息一样：没有找到', () => {
    for (const permission of PERMISSIONS.filter((name) => name !== 'create')) {
      const foreign = item({ organId: 'other', sectionId: 'section', createdBy: 'me' });
      expect(codes(actor(role), permission, foreign)).toEqual(['not_found']);
      expect(codes(actor(role), permission, null)).toEqual(['not_found']);
    }
  });

  it('看不到的信息，做什么都回答没有找到', () => {
    const facts = item({ sectionId: 'elsewhere' });
    if (canSee(actor(role), facts)) return expect(ALLOWED[role]).toContain('read');
    for (const permission of PERMISSIONS.filter((name) => name !== 'create')) {
      expect(codes(actor(role), permission, facts)).toEqual(['not_found']);
    }
  });
});

describe('[TR-14] 隐藏和撤回的信息', () => {
  it.each(['publish', 'schedule'] as const)('%s 说明要先恢复公开，而不只是拒绝', (permission) => {
    for (const publicState of ['hidden', 'withdrawn'] as const) {
      const facts = item({ draftState: 'approved', publicState });
      expect(codes(actor('publisher'), permission, facts)).toEqual(['hidden_first']);
      expect(codes(actor('author'), permission, facts)).toEqual(['role_missing_publish']);
      expect(codes(actor('publisher'), permission, { ...facts, draftState: 'draft' })).toEqual([
        'not_in_this_state',
      ]);
    }
  });

  it('撤回的信息不能再改、不能提交更正，只能放弃更正', () => {
    const facts = item({ draftState: 'draft', publicState: 'withdrawn' });
    expect(codes(actor('author'), 'edit', facts)).toEqual(['not_editable_in_state']);
    expect(codes(actor('author'), 'submit', facts)).toEqual(['not_in_this_state']);
    expect(codes(actor('author'), 'cancel', facts)).toEqual([]);
  });
});

describe('看得到哪些信息', () => {
  it.each([
    ['本股室同事的', { sectionId: 'section', createdBy: 'colleague' }, true],
    ['别的股室的', { sectionId: 'elsewhere', createdBy: 'colleague' }, false],
    ['自己写的，后来归了别的股室', { sectionId: 'elsewhere', createdBy: 'me' }, true],
    ['不归任何股室的', { sectionId: null, createdBy: 'colleague' }, false],
    ['外机关的，编号碰巧相同', { organId: 'other', createdBy: 'me' }, false],
  ])('拟稿人：%s', (_, facts, expected) => {
    expect(canSee(actor('author'), item(facts))).toBe(expected);
  });

  it('没有股室的拟稿人只看得到自己写的', () => {
    const alone = { ...actor('author'), sectionId: null };
    expect(canSee(alone, item({ sectionId: null }))).toBe(false);
    expect(canSee(alone, item({ sectionId: null, createdBy: 'me' }))).toBe(true);
  });

  it('[TR-4] 代理人看得到全局的稿件，但只能在被委托的席位上办理，不能改、提交或放弃别的股室的稿件', () => {
    const standing = {
      delegationId: 'd',
      principalId: 'head',
      principalName: '李局长',
      principalSectionId: null,
      role: 'head_of_organ',
      isUnconfirmed: false,
    } as const;
    const deputy = { ...actor('author'), standsFor: [standing] };
    const elsewhere = item({ sectionId: 'elsewhere' });
    expect(canSee(deputy, elsewhere)).toBe(true);
    expect(codes(deputy, 'edit', elsewhere)).toEqual(['role_missing_edit']);
    expect(codes(deputy, 'submit', elsewhere)).toEqual(['role_missing_author']);
    expect(codes(deputy, 'cancel', elsewhere)).toEqual(['role_missing_author']);
    expect(codes(deputy, 'hide', item({ publicState: 'published' }))).toEqual(['role_missing_visibility']);
    expect(codes(deputy, 'edit', item())).toEqual([]);
  });

  it('没有职责的人什么也看不到', () => {
    expect(visibleTo(actor())).toEqual({ scope: 'none' });
    for (const permission of PERMISSIONS) expect(codes(actor(), permission, item())).not.toEqual([]);
  });

  it('兼任时，能做的是各职责之和', () => {
    const both = actor('author', 'publisher');
    expect(codes(both, 'submit', item())).toEqual([]);
    expect(codes(both, 'publish', item({ draftState: 'approved' }))).toEqual([]);
    expect(codes(both, 'archive', item({ publicState: 'published' }))).toEqual(['role_missing_visibility']);
  });
});
