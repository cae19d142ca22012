import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@/lib/organs/types';
import { whyNotConfirm, whyNotPropose, whyNotWithdraw } from '@/lib/settings/rules/second-person';
import {
  CHANGE_KINDS,
  type ChangeFacts,
  type ChangeKind,
  LETTER_KEYS,
  OFFICE_KEYS,
  ROUTE_KEYS,
  SETTING_KEYS,
} from '@/lib/settings/types';

const someone = (roles: readonly Role[], personId = 'someone') => ({ roles, personId });
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);
const change = (more: Partial<ChangeFacts> = {}): ChangeFacts => ({
  organId: 'organ',
  kind: 'setting',
  target: 'sign_off_b',
  proposedBy: 'proposer',
  conclusion: null,
  ...more,
});

/** Who asks and who confirms: one line for each kind of change, everybody else is refused. */
const TABLE: { name: string; kind: ChangeKind; targets: readonly string[]; ask: Role[]; confirm: Role[] }[] =
  [
    {
      name: '审批流程的设置',
      kind: 'setting',
      targets: ROUTE_KEYS,
      ask: ['security_admin'],
      confirm: ['disclosure_leader', 'head_of_organ', 'office_head'],
    },
    {
      name: '文书里的复议机关和法院',
      kind: 'setting',
      targets: LETTER_KEYS,
      ask: ['security_admin'],
      confirm: ['disclosure_leader', 'head_of_organ', 'office_head'],
    },
    {
      name: '词典、来源和署名',
      kind: 'setting',
      targets: OFFICE_KEYS,
      ask: ['reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher', 'office_head'],
      confirm: ['reviewer_l3', 'disclosure_leader', 'head_of_organ', 'office_head'],
    },
    {
      name: '授予角色',
      kind: 'role_grant',
      targets: ['somebody'],
      ask: ['security_admin'],
      confirm: ['disclosure_leader', 'head_of_organ', 'office_head'],
    },
    {
      name: '收回角色',
      kind: 'role_end',
      targets: ['somebody'],
      ask: ['security_admin'],
      confirm: ['disclosure_leader', 'head_of_organ', 'office_head'],
    },
  ];

describe.each(TABLE)('$name', ({ kind, targets, ask, confirm }) => {
  it.each(ROLES)('%s 能否提出', (role) => {
    for (const target of targets) {
      expect(whyNotPropose(someone([role]), { kind, target }).length === 0, target).toBe(ask.includes(role));
    }
  });

  it.each(ROLES)('%s 能否确认', (role) => {
    for (const target of targets) {
      const mayConfirm = whyNotConfirm(someone([role]), change({ kind, target })).length === 0;
      expect(mayConfirm, target).toBe(confirm.includes(role));
    }
  });

  it('没有角色的人什么也不能', () => {
    for (const target of targets) {
      expect(whyNotPropose(someone([]), { kind, target })).not.toEqual([]);
      expect(codes(whyNotConfirm(someone([]), change({ kind, target })))).toEqual(['not_yours_to_confirm']);
    }
  });

  it('提出的人自己不能确认，哪怕担任全部角色', () => {
    for (const target of targets) {
      const refusals = whyNotConfirm(someone(ROLES, 'proposer'), change({ kind, target }));
      expect(codes(refusals)).toEqual(['own_change']);
    }
  });

  it('办结了的不能再确认、再撤回', () => {
    for (const conclusion of ['approved', 'rejected', 'withdrawn'] as const) {
      const facts = change({ kind, target: targets[0] ?? '', conclusion });
      expect(codes(whyNotConfirm(someone(['head_of_organ']), facts))).toEqual(['already_concluded']);
      expect(codes(whyNotWithdraw(someone([], 'proposer'), facts))).toEqual(['already_concluded']);
    }
  });

  it('只有提出的人能撤回', () => {
    const facts = change({ kind, target: targets[0] ?? '' });
    expect(whyNotWithdraw(someone([], 'proposer'), facts)).toEqual([]);
    expect(codes(whyNotWithdraw(someone(ROLES), facts))).toEqual(['not_yours_to_withdraw']);
  });
});

describe('本人的角色', () => {
  it.each(CHANGE_KINDS.filter((kind) => kind !== 'setting'))('%s：本人不能确认', (kind) => {
    const facts = change({ kind, target: 'head' });
    expect(codes(whyNotConfirm(someone(['head_of_organ'], 'head'), facts))).toEqual(['own_role']);
    expect(whyNotConfirm(someone(['head_of_organ'], 'other'), facts)).toEqual([]);
  });

  it('理由一次说全', () => {
    const facts = change({ kind: 'role_grant', target: 'me', proposedBy: 'me', conclusion: 'approved' });
    expect(codes(whyNotConfirm(someone(['security_admin'], 'me'), facts))).toEqual([
      'already_concluded',
      'own_change',
      'own_role',
      'not_yours_to_confirm',
    ]);
  });
});

it('每一项设置都在表里', () => {
  const tried = TABLE.filter(({ kind }) => kind === 'setting').flatMap(({ targets }) => targets);
  expect(tried.toSorted()).toEqual([...SETTING_KEYS].sort());
});
