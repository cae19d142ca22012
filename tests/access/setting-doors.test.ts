import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as organDoors from '@/lib/organs/actions';
import { type Actor, DELEGABLE_ROLES, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import type { Result } from '@/lib/platform/result';
import * as settingDoors from '@/lib/settings/actions';
import {
  codesOf,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../support/factories';

/*
 * The doors to settings, roles, deputies and leaves, each tried by a person of every role with a lawful form on a record
 * that waits for exactly this act.
 */

// Only the cookie is played; the session row, the gate, the input check and the command are the real ones.
const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let security: Actor;
let reviewer: Actor;
let away: Actor;
const people = {} as Record<Role, Actor>;
let newcomer: Actor;

async function signInAs(actor: Actor, mustChange = false): Promise<void> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', $3) RETURNING id`,
    [actor.personId, actor.personId, mustChange],
  );
  await staff.query(
    `INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())`,
    [sha256Hex(`session of ${actor.personId}`), rows[0]?.id],
  );
}

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  const join = async (name: string, roles: readonly Role[]) => {
    const person = await makePerson(staff, organ, name, roles);
    await signInAs(person);
    return person;
  };
  for (const role of ROLES) people[role] = await join(`试 ${role}`, [role]);
  security = await join('提出人', ['security_admin']);
  reviewer = await join('提出词典的人', ['reviewer_l1']);
  away = await join('请假人', []);
  await signInAs(organ.cast.officeHead);
  await signInAs(organ.cast.head);
  for (const actor of Object.values(other.cast)) await signInAs(actor);
  newcomer = await makePerson(staff, organ, '新来的', ['office_head']);
  await signInAs(newcomer, true);
});
afterAll(() => office.close());

const act = (actor: Actor | null) => {
  browser.sessionId = actor ? `session of ${actor.personId}` : null;
};
const day = (after = 0) => new Date(Date.now() + (8 + 24 * after) * 3_600_000).toISOString().slice(0, 10);

let counter = 0;
const dictionary = () => {
  counter += 1;
  return { commonWords: [`常用词第${counter}个`] };
};
const settingForm = (key: string, value: unknown) => ({
  kind: 'setting',
  key,
  value,
  effectiveFrom: day(),
  reason: '工作需要',
});
async function opened(proposer: Actor, input: unknown): Promise<string> {
  act(proposer);
  const { changeId } = unwrap(await settingDoors.proposeChangeAction(input));
  return changeId;
}
async function openRoute(): Promise<string> {
  counter += 1;
  const column = `0198a0a0-0000-7000-8000-${String(counter).padStart(12, '0')}`;
  return opened(security, settingForm('column_class', { [column]: 'b' }));
}
async function appointed(byPhone: boolean): Promise<string> {
  const principal = byPhone ? organ.cast.head : people.head_of_organ;
  counter += 1;
  const deputy = await makePerson(staff, organ, `局领导 ${counter}`, ['disclosure_leader']);
  act(byPhone ? organ.cast.officeHead : principal);
  const { delegationId } = unwrap(
    await organDoors.delegateAction({
      principalId: principal.personId,
      deputyId: deputy.personId,
      role: 'head_of_organ',
      startsOn: day(),
      endsOn: day(),
      reason: '出差',
      byPhone,
    }),
  );
  return delegationId;
}
async function entered(): Promise<string> {
  act(organ.cast.officeHead);
  counter += 1;
  const person = await makePerson(staff, organ, `病人 ${counter}`, []);
  const form = { personId: person.personId, startsOn: day(), endsOn: day(), reason: '病假' };
  return unwrap(await organDoors.enterLeaveAction(form)).leaveId;
}

/** All that these doors could have changed. */
async function state(): Promise<unknown> {
  const { rows } = await staff.query(`
    SELECT (SELECT json_agg(c ORDER BY c.id) FROM office.change_request c) AS changes,
      (SELECT count(*) FROM office.organ_setting) AS settings,
      (SELECT json_agg(d ORDER BY d.id) FROM office.delegation d) AS delegations,
      (SELECT json_agg(l ORDER BY l.id) FROM office.leave l) AS leaves`);
  return rows[0];
}

type Door = {
  name: string;
  open: (input: unknown) => Promise<Result<unknown>>;
  /** A record that waits for this act; its id, or empty. */
  prepare: () => Promise<string>;
  form: (id: string, by: Actor) => unknown;
  by: readonly Role[];
};
const LEADERS: Role[] = ['disclosure_leader', 'head_of_organ', 'office_head'];
const nothing = async () => '';

const DOORS: Door[] = [
  {
    name: 'proposeChangeAction（流程）',
    open: settingDoors.proposeChangeAction,
    prepare: nothing,
    form: () => settingForm('split_proof_l1', true),
    by: ['security_admin'],
  },
  {
    name: 'proposeChangeAction（角色）',
    open: settingDoors.proposeChangeAction,
    prepare: nothing,
    form: () => ({ kind: 'role_grant', personId: away.personId, role: 'author', reason: '轮岗' }),
    by: ['security_admin'],
  },
  {
    name: 'proposeChangeAction（词典）',
    open: settingDoors.proposeChangeAction,
    prepare: nothing,
    form: () => settingForm('proofreading_dictionary', dictionary()),
    by: ['reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher', 'office_head'],
  },
  {
    name: 'concludeChangeAction（流程）',
    open: settingDoors.concludeChangeAction,
    prepare: openRoute,
    form: (changeId) => ({ changeId, conclusion: 'approved' }),
    by: LEADERS,
  },
  {
    name: 'concludeChangeAction（词典，不同意）',
    open: settingDoors.concludeChangeAction,
    prepare: () => opened(reviewer, settingForm('proofreading_dictionary', dictionary())),
    form: (changeId) => ({ changeId, conclusion: 'rejected', note: '理由' }),
    by: [...LEADERS, 'reviewer_l3'],
  },
  {
    name: 'concludeChangeAction（撤回他人的）',
    open: settingDoors.concludeChangeAction,
    prepare: openRoute,
    form: (changeId) => ({ changeId, conclusion: 'withdrawn' }),
    by: [],
  },
  ...DELEGABLE_ROLES.map(
    (role): Door => ({
      name: `delegateAction（本人的 ${role}）`,
      open: organDoors.delegateAction,
      prepare: nothing,
      form: (_, by) => ({
        principalId: by.personId,
        deputyId: away.personId,
        role,
        startsOn: day(),
        endsOn: day(),
        reason: '出差',
        byPhone: false,
      }),
      by: [role],
    }),
  ),
  {
    name: 'delegateAction（电话授权）',
    open: organDoors.delegateAction,
    prepare: nothing,
    form: () => ({
      principalId: organ.cast.head.personId,
      deputyId: organ.cast.leader.personId,
      role: 'head_of_organ',
      startsOn: day(),
      endsOn: day(),
      reason: '出差',
      byPhone: true,
    }),
    by: ['office_head'],
  },
  {
    name: 'confirmDelegationAction（他人的）',
    open: organDoors.confirmDelegationAction,
    prepare: () => appointed(true),
    form: (delegationId) => ({ delegationId }),
    by: [],
  },
  {
    name: 'revokeDelegationAction（主要领导 head_of_organ 的）',
    open: organDoors.revokeDelegationAction,
    prepare: () => appointed(false),
    form: (delegationId) => ({ delegationId }),
    by: ['head_of_organ', 'office_head'],
  },
  {
    name: 'enterLeaveAction',
    open: organDoors.enterLeaveAction,
    prepare: nothing,
    form: () => ({ personId: away.personId, startsOn: day(), endsOn: day(), reason: '病假' }),
    by: ['office_head'],
  },
  {
    name: 'confirmLeaveAction',
    open: organDoors.confirmLeaveAction,
    prepare: entered,
    form: (leaveId) => ({ leaveId }),
    by: ['reviewer_l2', 'disclosure_leader', 'head_of_organ'],
  },
  {
    name: 'cancelLeaveAction（他人的）',
    open: organDoors.cancelLeaveAction,
    prepare: entered,
    form: (leaveId) => ({ leaveId }),
    by: ['reviewer_l2', 'disclosure_leader', 'head_of_organ', 'office_head'],
  },
];

const REFUSALS =
  /^(not_yours_|delegation_(not_yours|role_not_held|unknown)$|leave_(not_yours|confirm_not_yours|unknown)$)/;
/** What a person of another organ hears: that there is no such thing. */
const UNKNOWN =
  /^(change|delegation|leave|person|deputy)_unknown$|^(delegation_|leave_)?(not_yours|role_not_held)/;

/** About the calendar, which belongs to no organ: tried with the doors of the office (office-cases.ts). */
const OF_NO_ORGAN = ['previewHolidayNoticeAction', 'loadHolidayNoticeAction'];

it('设置的每一扇门都在这里', () => {
  const tried = [...OF_NO_ORGAN, ...DOORS.map((door) => door.name.replace(/（.*/, ''))];
  expect(Object.keys(settingDoors).filter((name) => !tried.includes(name))).toEqual([]);
});

describe.each(DOORS)('$name', ({ open, prepare, form, by }) => {
  let id: string;
  beforeAll(async () => {
    id = await prepare();
  });

  it.each(ROLES.filter((role) => !by.includes(role)))('拒绝 %s，什么也不改变', async (role) => {
    const before = await state();
    act(people[role]);
    const codes = codesOf(await open(form(id, people[role])));
    expect(codes).not.toEqual([]);
    for (const code of codes) expect(code).toMatch(REFUSALS);
    expect(await state()).toEqual(before);
  });

  it('拒绝外机关的人，什么也不改变', async () => {
    const before = await state();
    for (const stranger of Object.values(other.cast)) {
      const isAbout = id !== '' || JSON.stringify(form(id, stranger)).includes(away.personId);
      // What is about nobody and nothing of this organ is about their own.
      if (!isAbout) continue;
      act(stranger);
      const codes = codesOf(await open(form(id, stranger)));
      expect(codes).not.toEqual([]);
      for (const code of codes) expect(code).toMatch(UNKNOWN);
    }
    expect(await state()).toEqual(before);
  });

  it('拒绝没有登录的人、第一次登录还没改密码的人和看不懂的输入', async () => {
    const before = await state();
    const input = form(id, newcomer);
    act(null);
    expect(codesOf(await open(input))).toEqual(['signed_out']);
    act(newcomer);
    expect(codesOf(await open(input))).toEqual(['must_change_password']);
    act(organ.cast.officeHead);
    for (const bad of [null, 'x', {}, { ...(input as object), extra: true }]) {
      expect(new Set(codesOf(await open(bad)))).toEqual(new Set(['invalid_input']));
    }
    expect(await state()).toEqual(before);
  });

  it.each(by)('允许 %s', async (role) => {
    const own = await prepare();
    const before = await state();
    const input = form(own, people[role]);
    act(people[role]);
    expect(codesOf(await open(input))).toEqual([]);
    expect(await state()).not.toEqual(before);
    // Taken back, so that the next one finds the same state.
    const { rows } = await staff.query(
      'SELECT id, proposed_by FROM office.change_request WHERE conclusion IS NULL AND proposed_by = $1',
      [people[role].personId],
    );
    for (const row of rows) {
      unwrap(await settingDoors.concludeChangeAction({ changeId: row.id, conclusion: 'withdrawn' }));
    }
  });
});

describe('只有当事人的门', () => {
  it('提出人撤回自己的变更', async () => {
    const changeId = await openRoute();
    act(security);
    expect(codesOf(await settingDoors.concludeChangeAction({ changeId, conclusion: 'withdrawn' }))).toEqual(
      [],
    );
  });

  it('授权人确认自己的电话授权', async () => {
    const delegationId = await appointed(true);
    act(organ.cast.head);
    expect(codesOf(await organDoors.confirmDelegationAction({ delegationId }))).toEqual([]);
  });

  it('代理人收回代理，本人取消请假', async () => {
    const tomorrow = day(1);
    const period = { startsOn: tomorrow, endsOn: tomorrow, reason: '出差' };
    const principal = people.head_of_organ;
    const parties = { principalId: principal.personId, deputyId: away.personId };
    act(principal);
    const { delegationId } = unwrap(
      await organDoors.delegateAction({ ...parties, ...period, role: 'head_of_organ', byPhone: false }),
    );
    act(organ.cast.officeHead);
    const { leaveId } = unwrap(await organDoors.enterLeaveAction({ personId: away.personId, ...period }));
    act(away);
    expect(codesOf(await organDoors.revokeDelegationAction({ delegationId }))).toEqual([]);
    expect(codesOf(await organDoors.cancelLeaveAction({ leaveId }))).toEqual([]);
  });

  it.each(ROLES)('reauthenticateAction：%s 只能凭自己的密码', async (role) => {
    act(people[role]);
    const codes = codesOf(await organDoors.reauthenticateAction({ password: '不是我的密码' }));
    expect(codes).not.toEqual([]);
    act(null);
    expect(codesOf(await organDoors.reauthenticateAction({ password: 'x' }))).toEqual(['signed_out']);
  });
});
