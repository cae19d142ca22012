import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { confirmDelegation, delegate, revokeDelegation } from '@/lib/organs/commands/delegate';
import { cancelLeave, confirmLeave, enterLeave } from '@/lib/organs/commands/leave';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { concludeChange } from '@/lib/settings/commands/conclude-change';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import type { ProposeChangeInput } from '@/lib/settings/schema';
import {
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* Whoever changes a setting, a role, a delegation or a leave behind the program's back is found by audit verify. */

let office: TestOffice;
let owner: pg.Client;
let organ: TestOrgan;
let security: Actor;
const today = () => civilDate(currentTime());

beforeAll(async () => {
  office = await openTestOffice();
  const staff = await office.connect('staff');
  owner = await office.connect('superuser');
  organ = await makeOrgan(staff);
  security = await makePerson(staff, organ, '安全员', ['security_admin']);
  const { head, officeHead, author, leader } = organ.cast;
  const change = async (input: ProposeChangeInput, conclusion: 'approved' | 'rejected') => {
    const { changeId } = unwrap(await proposeChange(security, input));
    unwrap(await concludeChange(head, { changeId, conclusion, note: '看过' }));
  };
  const setting = (key: 'split_proof_l1' | 'split_proof_l2'): ProposeChangeInput => ({
    kind: 'setting',
    key,
    value: true,
    effectiveFrom: today(),
    reason: '加强校对',
  });
  const role = { personId: author.personId, role: 'publisher', reason: '轮岗' } as const;
  await change(setting('split_proof_l1'), 'approved');
  await change(setting('split_proof_l2'), 'rejected');
  await change({ kind: 'role_grant', ...role }, 'approved');
  await change({ kind: 'role_end', ...role }, 'approved');
  const dates = { startsOn: today(), endsOn: today(), reason: '出差' };
  const deputy = { deputyId: leader.personId, role: 'head_of_organ', ...dates } as const;
  const byPhone = unwrap(
    await delegate(officeHead, { principalId: head.personId, ...deputy, byPhone: true }),
  );
  unwrap(await confirmDelegation(head, byPhone));
  unwrap(await revokeDelegation(head, byPhone));
  unwrap(await delegate(head, { principalId: head.personId, ...deputy, byPhone: false }));
  const leave = unwrap(await enterLeave(officeHead, { personId: author.personId, ...dates }));
  unwrap(await confirmLeave(head, leave));
  unwrap(await cancelLeave(author, leave));
});
afterAll(() => office.close());

async function findings(): Promise<string[]> {
  const { findings: found } = await verifyAudit();
  return found.map(({ code, record }) => `${code} ${record?.id.replace(/\/.*/, '')}`).sort();
}

it('原样的记录与日志一致，每一步都比对过', async () => {
  const { findings: found, records } = await verifyAudit();
  expect(found).toEqual([]);
  // 4 changes asked for and concluded, 2 delegations with 2 more acts, 1 leave with 2 more.
  expect(records.arrangement).toBe(8 + 4 + 3);
});

describe('绕过程序改动的，核验都能发现', () => {
  it.each([
    [
      '已生效的设置',
      `UPDATE office.organ_setting SET value = 'false' WHERE change_id IS NOT NULL`,
      'conclude_change',
    ],
    [
      '已授予的角色',
      `UPDATE office.role_grant SET role = 'reviewer_l3' WHERE change_id IS NOT NULL`,
      'conclude_change',
    ],
    [
      '变更的理由',
      `UPDATE office.change_request SET reason = '没有理由' WHERE target = 'split_proof_l1'`,
      'propose_change',
    ],
    [
      '确认的人',
      `UPDATE office.change_request SET concluded_by = proposed_by WHERE conclusion = 'rejected'`,
      'conclude_change',
    ],
    ['代理的日子', `UPDATE office.delegation SET ends_on = ends_on + 30 WHERE by_phone`, 'delegate'],
    ['代理的收回', `UPDATE office.delegation SET revoked_at = NULL, revoked_by = NULL`, 'revoke_delegation'],
    ['请假的人', `UPDATE office.leave SET person_id = entered_by`, 'enter_leave'],
    ['请假的确认', `UPDATE office.leave SET confirmed_by = NULL, confirmed_at = NULL`, 'confirm_leave'],
    ['删去请假', `DELETE FROM office.leave`, 'enter_leave'],
  ])('%s', async (_, sql, action) => {
    const undo = await changed(sql);
    const found = await findings();
    await undo();
    expect(found.map((one) => one.split(' ')[1])).toContain(action);
    expect(await findings()).toEqual([]);
  });
});

/** Changes rows without any trigger; gives what puts them back. */
async function changed(sql: string): Promise<() => Promise<void>> {
  const table = /office\.\w+/.exec(sql)?.[0] ?? '';
  const replica = async (statements: readonly string[]) => {
    await owner.query('BEGIN');
    await owner.query('SET LOCAL session_replication_role = replica');
    for (const statement of statements) await owner.query(statement);
    await owner.query('COMMIT');
  };
  await owner.query(`CREATE TEMP TABLE kept AS SELECT * FROM ${table}`);
  await replica([sql]);
  return async () => {
    await replica([`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM kept`]);
    await owner.query('DROP TABLE kept');
  };
}
