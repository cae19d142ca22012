import { describe, expect, it } from 'vitest';
import {
  whyNotCancelLeave,
  whyNotConfirmDelegation,
  whyNotConfirmLeave,
  whyNotEnterLeave,
  whyNotRevokeDelegation,
} from '@/lib/organs/rules/arrangements';
import {
  besides,
  checkDelegation,
  type DelegationInput,
  deputyFitness,
  isDutyLeader,
  whyNotBeside,
} from '@/lib/organs/rules/delegation';
import { delegationSchema } from '@/lib/organs/schema';
import { ADMIN_ROLES, DELEGABLE_ROLES, ROLES, type Role } from '@/lib/organs/types';

const TODAY = '2026-03-10';
const PRINCIPAL = { personId: 'principal', roles: ['reviewer_l3'] as Role[] };
const OFFICE_HEAD = { personId: 'office', roles: ['office_head'] as Role[] };
const input = (more: Partial<DelegationInput> = {}): DelegationInput => ({
  principalId: 'principal',
  deputyId: 'deputy',
  role: 'reviewer_l3',
  startsOn: TODAY,
  endsOn: TODAY,
  ...more,
});
const people = (principal: Role[] | null = ['reviewer_l3'], deputy: Role[] | null = ['publisher']) => ({
  principal: principal && { roles: principal },
  deputy: deputy && { roles: deputy },
});
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);
const check = (
  more: Partial<DelegationInput> = {},
  who = people(),
  { actor = PRINCIPAL, byPhone = false } = {},
) => codes(checkDelegation(actor, input(more), who, byPhone, TODAY));

/** An order by telephone as it may be. */
const ORDER = { role: 'head_of_organ' } as const;
const ORDERED = people(['head_of_organ'], ['disclosure_leader']);

describe('审批代理', () => {
  it('[TR-4] 本人可以从今天起委托一名同事', () => {
    expect(check()).toEqual([]);
  });

  it.each([
    ['开始的前一天结束', { startsOn: '2026-03-11', endsOn: TODAY }, ['delegation_dates']],
    ['昨天开始', { startsOn: '2026-03-09', endsOn: TODAY }, ['delegation_past']],
    ['明天开始', { startsOn: '2026-03-11', endsOn: '2026-03-11' }, []],
    ['一年', { endsOn: '2027-03-11' }, []],
    ['一年多一天', { endsOn: '2027-03-12' }, ['delegation_too_long']],
    ['代理人是本人', { deputyId: 'principal' }, ['delegation_to_oneself']],
  ] as const)('[TR-4] %s', (_, more, refusals) => {
    expect(check(more)).toEqual(refusals);
  });

  it('[TR-4] 委托的职责要由授权人现在担任；代理人再委托不了别人的职责', () => {
    expect(check({}, people(['reviewer_l2']))).toEqual(['delegation_role_not_held']);
    expect(check({}, people(null))).toEqual(['delegation_role_not_held']);
  });

  it('[TR-4] 代理人须在职，不能是三员', () => {
    expect(check({}, people(['reviewer_l3'], null))).toEqual(['deputy_unknown']);
    for (const admin of ADMIN_ROLES) {
      expect(check({}, people(['reviewer_l3'], [admin]))).toEqual(['deputy_is_administrator']);
    }
    expect(check({}, people(['reviewer_l3'], []))).toEqual([]);
  });

  it.each(ROLES)('[TR-4] 他人不能替授权人委托，%s 也不能', (role) => {
    const actor = { personId: 'other', roles: [role] };
    expect(check({}, people(), { actor })).toEqual(['delegation_not_yours']);
  });

  it.each(ROLES)('[TR-11] 电话授权由工作机构负责人登记，%s', (role) => {
    const actor = { personId: 'office', roles: [role] };
    const expected = role === 'office_head' ? [] : ['delegation_not_yours'];
    expect(check(ORDER, ORDERED, { actor, byPhone: true })).toEqual(expected);
  });

  it('[TR-11] 登记人不能是授权人或代理人', () => {
    for (const more of [{ deputyId: 'office' }, { principalId: 'office' }]) {
      const refusals = check({ ...ORDER, ...more }, ORDERED, { actor: OFFICE_HEAD, byPhone: true });
      expect(refusals).toEqual(['delegation_third_person']);
    }
  });

  it.each([
    ['别的职责', { role: 'reviewer_l3' }, people(['reviewer_l3'], ['reviewer_l2']), ['phone_only_head']],
    ['代理人不是局领导', {}, people(['head_of_organ'], ['reviewer_l3']), ['phone_only_leader']],
    ['七天', { endsOn: '2026-03-17' }, ORDERED, []],
    ['七天多一天', { endsOn: '2026-03-18' }, ORDERED, ['phone_too_long']],
  ] as const)('[TR-11] 电话授权：%s', (_, more, who, refusals) => {
    expect(check({ ...ORDER, ...more }, who, { actor: OFFICE_HEAD, byPhone: true })).toEqual(refusals);
  });

  it.each(ROLES)('[TR-11] 电话授权的代理人，%s', (role) => {
    expect(isDutyLeader([role])).toBe(role === 'reviewer_l2' || role === 'disclosure_leader');
  });

  it.each([
    ['同一人、同一职责、同一天', {}, ['delegation_exists'], 1],
    ['头尾相接的一天也算', { startsOn: '2026-03-12', endsOn: '2026-03-20' }, ['delegation_exists'], 1],
    ['前一项结束以后', { startsOn: '2026-03-13', endsOn: '2026-03-20' }, [], 0],
    ['换一个代理人', { deputyId: 'other' }, [], 1],
    ['换一项职责', { role: 'reviewer_l2' }, [], 0],
    ['另一名授权人', { principalId: 'other' }, [], 0],
  ] as const)('[TR-4] 已有一项代理，再登记：%s', (_, more, refusals, overlapping) => {
    const other = { ...input({ endsOn: '2026-03-12' }), isRevoked: false };
    expect(codes(whyNotBeside(input(more), [other]))).toEqual(refusals);
    expect(besides(input(more), [other])).toHaveLength(overlapping);
    expect(whyNotBeside(input(more), [{ ...other, isRevoked: true }])).toEqual([]);
  });

  it('推荐代理人：领导和审核人在前，只写稿的在后', () => {
    expect(deputyFitness(['author', 'reviewer_l1'])).toBe('reviews');
    expect(deputyFitness(['head_of_organ'])).toBe('reviews');
    expect(deputyFitness(['publisher'])).toBe('other');
    expect(deputyFitness(['author', 'publisher'])).toBe('writes_only');
  });

  it.each(ROLES)('能否委托 %s', (role) => {
    const form = {
      principalId: '0198a0a0-0000-7000-8000-000000000001',
      deputyId: '0198a0a0-0000-7000-8000-000000000002',
      role,
      startsOn: TODAY,
      endsOn: TODAY,
      reason: '出差',
      byPhone: false,
    };
    const isSeat = DELEGABLE_ROLES.some((one) => one === role);
    expect(delegationSchema.safeParse(form).success).toBe(isSeat);
  });

  it.each([
    ['授权人', 'principal', [], true, true],
    ['代理人', 'deputy', [], false, true],
    ['工作机构负责人', 'office', ['office_head'], false, true],
    ['领导', 'head', ['head_of_organ'], false, false],
  ] as const)('%s能否确认、收回', (_, personId, roles, confirms, revokes) => {
    const facts = { principalId: 'principal', deputyId: 'deputy', isConfirmed: false, isRevoked: false };
    const actor = { personId, roles: [...roles] };
    expect(whyNotConfirmDelegation(actor, facts).length === 0).toBe(confirms);
    expect(whyNotRevokeDelegation(actor, facts).length === 0).toBe(revokes);
    const ended = { ...facts, isConfirmed: true, isRevoked: true };
    expect(whyNotConfirmDelegation(actor, ended)).not.toEqual([]);
    expect(whyNotRevokeDelegation(actor, ended)).not.toEqual([]);
    // A confirmed one can still be taken back.
    expect(whyNotRevokeDelegation(actor, { ...facts, isConfirmed: true }).length === 0).toBe(revokes);
  });
});

describe('请假', () => {
  const leave = { personId: 'away', enteredById: 'office', isConfirmed: false, isCancelled: false };
  it.each(ROLES)('%s 能否确认和取消他人的请假', (role) => {
    const actor = { personId: 'other', roles: [role] };
    const isLeader = ['reviewer_l2', 'disclosure_leader', 'head_of_organ'].includes(role);
    expect(whyNotConfirmLeave(actor, leave).length === 0).toBe(isLeader);
    expect(whyNotCancelLeave(actor, leave).length === 0).toBe(role === 'office_head' || isLeader);
    // A leader says no only while it waits.
    const confirmed = { ...leave, isConfirmed: true };
    expect(whyNotCancelLeave(actor, confirmed).length === 0).toBe(role === 'office_head');
  });

  it('领导不能确认自己的请假，也不能确认自己登记的', () => {
    for (const personId of ['away', 'office']) {
      const actor = { personId, roles: [...ROLES] };
      expect(codes(whyNotConfirmLeave(actor, leave))).toEqual(['leave_confirm_not_yours']);
    }
  });

  it('本人可以取消；确认过的不再确认，取消过的不再办理', () => {
    const own = { personId: 'away', roles: [] };
    const leader = { personId: 'leader', roles: ['head_of_organ' as const] };
    expect(whyNotCancelLeave(own, leave)).toEqual([]);
    expect(whyNotCancelLeave(own, { ...leave, isConfirmed: true })).toEqual([]);
    expect(codes(whyNotCancelLeave(own, { ...leave, isCancelled: true }))).toEqual(['leave_ended']);
    for (const ended of [{ isConfirmed: true }, { isCancelled: true }]) {
      expect(codes(whyNotConfirmLeave(leader, { ...leave, ...ended }))).toEqual(['leave_ended']);
    }
  });

  it.each([
    ['一天', TODAY, TODAY, []],
    ['366天', TODAY, '2027-03-10', []],
    ['367天', TODAY, '2027-03-11', ['leave_too_long']],
    ['一年前开始', '2025-03-09', '2025-03-10', []],
    ['一年零一天前开始', '2025-03-08', '2025-03-10', ['leave_in_past']],
    ['两年后', '2028-03-10', '2028-03-10', []],
    ['两年零一天后', '2028-03-11', '2028-03-11', ['leave_too_far']],
    ['公元元年到9999年', '0001-01-01', '9999-12-31', ['leave_too_long', 'leave_in_past', 'leave_too_far']],
    ['结束早于开始', '2026-03-11', TODAY, ['delegation_dates']],
    ['同样的日子已经登记', '2026-03-20', '2026-03-21', ['leave_exists']],
    ['日子不全一样', '2026-03-20', '2026-03-22', []],
  ] as const)('登记请假：%s', (_, startsOn, endsOn, refusals) => {
    const open = [
      { personId: 'away', startsOn: '2026-03-20', endsOn: '2026-03-21' },
      { personId: 'other', startsOn: TODAY, endsOn: TODAY },
    ];
    expect(codes(whyNotEnterLeave({ personId: 'away', startsOn, endsOn }, open, TODAY))).toEqual(refusals);
  });
});
