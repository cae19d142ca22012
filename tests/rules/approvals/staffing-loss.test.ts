import { describe, expect, it } from 'vitest';
import { staffingLosses } from '@/lib/approvals/rules/staffing-loss';
import type { StaffMember } from '@/lib/approvals/rules/staffing-report';
import { DEFAULT_ROUTE_SETTINGS, type RouteSettings } from '@/lib/approvals/types';
import type { Role } from '@/lib/organs/types';
import { lossInWords } from '@/lib/settings/messages';

function person(id: string, roles: readonly Role[], more: Partial<StaffMember> = {}): StaffMember {
  return { id, name: id, roles, sectionId: null, standsFor: [], isOnLeave: false, ...more };
}
const STAFF = [
  person('拟稿', ['author']),
  person('拟稿乙', ['author']),
  person('初审', ['reviewer_l1']),
  person('复审', ['reviewer_l2']),
  person('保密', ['secrecy_officer']),
  person('终审', ['reviewer_l3']),
  person('分管', ['disclosure_leader']),
  person('主要', ['head_of_organ']),
  person('发布', ['publisher']),
];
const settings = (more: Partial<RouteSettings> = {}): RouteSettings => ({
  ...DEFAULT_ROUTE_SETTINGS,
  ...more,
});
const losses = (after: Partial<RouteSettings>, people = STAFF, peopleAfter = people) =>
  staffingLosses({ people, settings: settings() }, { people: peopleAfter, settings: settings(after) });
const without = (id: string) => STAFF.filter((one) => one.id !== id);

describe('变更生效后还办不办得下去', () => {
  it('[TR-3] 只有一名复审人，二校另设专人，三类信息都办不下去，说出缺谁', () => {
    const found = losses({ split_proof_l2: true });
    expect(found.map(({ contentClass, authors }) => [contentClass, authors])).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
    ]);
    expect(found.map(lossInWords)[0]).toMatch(
      /^生效后，A 类信息办不下去：缺分管领导（复审）：复审已占“二校”/,
    );
  });

  it('[TR-3] 有两名复审人，不作提醒', () => {
    expect(losses({ split_proof_l2: true }, [...STAFF, person('复审乙', ['reviewer_l2'])])).toEqual([]);
  });

  it('[TR-3] 只影响一部分拟稿人的，写出是谁拟的稿', () => {
    const people = STAFF.map((one) =>
      one.id === '拟稿乙' ? person('拟稿乙', ['author', 'reviewer_l2']) : one,
    );
    const [first] = losses({ split_proof_l2: true }, people);
    expect(first?.authors).toEqual(['拟稿乙']);
    expect(first && lossInWords(first)).toMatch(/^生效后，拟稿乙拟的 A 类信息办不下去：/);
  });

  it('今天请假的、代理的不算：变更比他们长久', () => {
    const onLeave = STAFF.map((one) => ({ ...one, isOnLeave: one.id === '复审' }));
    expect(losses({ split_proof_l2: true }, onLeave)).toHaveLength(3);
    expect(losses({ l1_own_section: false }, onLeave)).toEqual([]);
  });

  it('本来就办不下去的，不算在这项变更上', () => {
    expect(losses({ split_proof_l2: true }, without('终审'))).toEqual([]);
    expect(
      losses(
        { split_proof_l2: true },
        without('拟稿').filter(({ id }) => id !== '拟稿乙'),
      ),
    ).toEqual([]);
  });

  it('收回最后一名发布员、拟稿人的角色，也要提醒', () => {
    expect(losses({}, STAFF, without('发布')).map(lossInWords)[2]).toBe(
      '生效后，C 类信息办不下去：缺发布员。',
    );
    const noAuthors = without('拟稿').filter(({ id }) => id !== '拟稿乙');
    expect(losses({}, STAFF, noAuthors).map(lossInWords)[0]).toBe('生效后，A 类信息办不下去：缺拟稿人。');
  });
});
