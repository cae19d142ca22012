import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrgan } from '@/lib/organs/commands/add-organ';
import { addUser } from '@/lib/organs/commands/add-user';
import { grantRoles, revokeRoles } from '@/lib/organs/commands/change-roles';
import { disableAccount } from '@/lib/organs/commands/disable-account';
import { resetPassword } from '@/lib/organs/commands/reset-password';
import { signIn, touchSession } from '@/lib/organs/commands/sign-in';
import { findActor } from '@/lib/organs/queries';
import type { OrganFile } from '@/lib/organs/schema';
import type { Operator, Role } from '@/lib/organs/types';
import { hashPassword } from '@/lib/platform/password';
import { organFile } from '@/prisma/seed/demo/data';
import { codesOf, openTestOffice, type TestOffice, unwrap } from '../../support/factories';

const OPERATOR: Operator = { personId: null, name: '命令行（测试）', clientAddress: null };
const PASSWORD = 'a-good-long-password';
let office: TestOffice;
let staff: pg.Client;
let passwordHash: string;
let organId: string;
let logins = 0;

const file: OrganFile = { ...organFile('industry-bureau'), superior: null };

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  passwordHash = await hashPassword(PASSWORD);
  organId = unwrap(await addOrgan(OPERATOR, file)).organId;
});
afterAll(() => office.close());

function user(login: string, roles: Role[], changes: { organ?: string; section?: string | null } = {}) {
  return {
    organ: file.short_name,
    login,
    name: '某示',
    post: '科员',
    section: '办公室' as string | null,
    roles,
    passwordHash,
    mustChangePassword: true,
    ...changes,
  };
}

/** A new person who is signed in. */
async function signedIn(roles: Role[] = ['author']) {
  logins += 1;
  const login = `user${logins}`;
  const { personId } = unwrap(await addUser(OPERATOR, user(login, roles)));
  const { sessionId } = unwrap(await signIn({ login, password: PASSWORD, clientAddress: null }));
  return { login, personId, sessionId };
}

const rolesOf = async (personId: string) => (await findActor(personId, null))?.roles;
const lastAction = async () =>
  (
    await staff.query(
      `SELECT entry::jsonb ->> 'action' AS action, entry::jsonb ->> 'person_name' AS name
       FROM office.audit_entry WHERE chain = $1 ORDER BY seq DESC LIMIT 1`,
      [organId],
    )
  ).rows[0];

describe('添加机关', () => {
  it('股室、栏目树、设置一起建立', async () => {
    const { rows } = await staff.query(
      `SELECT c.slug, p.slug AS parent, c.art_item, c.update_cycle FROM office.site_column c
       LEFT JOIN office.site_column p ON p.id = c.parent_id WHERE c.organ_id = $1 AND c.slug IN ('news', 'statutory-7')`,
      [organId],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { slug: 'news', parent: null, art_item: null, update_cycle: 14 },
        { slug: 'statutory-7', parent: 'statutory', art_item: 'art20.7', update_cycle: null },
      ]),
    );
    const settings = await staff.query(
      `SELECT value FROM office.organ_setting WHERE organ_id = $1 AND key = 'signer_may_be_l2'`,
      [organId],
    );
    expect(settings.rows).toEqual([{ value: false }]);
  });

  it('同一个机关不添加第二次；主管部门须已存在', async () => {
    expect(codesOf(await addOrgan(OPERATOR, file))).toEqual(['organ_exists', 'default_site_taken']);
    const unknown = { ...organFile('example-bureau'), superior: '没有的机关' };
    expect(codesOf(await addOrgan(OPERATOR, unknown))).toEqual(['superior_unknown']);
  });
});

describe('人员和账号', () => {
  it('不认识的机关、股室，用过的登录名', async () => {
    expect(codesOf(await addUser(OPERATOR, user('x1', [], { organ: '没有' })))).toEqual(['organ_unknown']);
    const { login } = await signedIn();
    expect(codesOf(await addUser(OPERATOR, user(login, [], { section: '没有' })))).toEqual([
      'section_unknown',
      'login_taken',
    ]);
  });

  it('管理员不能兼任', async () => {
    expect(codesOf(await addUser(OPERATOR, user('x2', ['system_admin', 'author'])))).toEqual([
      'administrator_second_role',
    ]);
    const { login } = await signedIn(['publisher']);
    expect(codesOf(await grantRoles(OPERATOR, { login, roles: ['audit_admin'] }))).toEqual([
      'administrator_second_role',
    ]);
  });

  it('授予、收回角色当即生效，已登录的会话结束，写入日志', async () => {
    const person = await signedIn(['author']);
    expect(await touchSession(person.sessionId)).not.toBeNull();
    unwrap(await grantRoles(OPERATOR, { login: person.login, roles: ['publisher'] }));
    expect(await touchSession(person.sessionId)).toBeNull();
    expect(await rolesOf(person.personId)).toEqual(expect.arrayContaining(['author', 'publisher']));
    expect(await lastAction()).toEqual({ action: 'grant_roles', name: OPERATOR.name });

    const again = unwrap(await signIn({ login: person.login, password: PASSWORD, clientAddress: null }));
    unwrap(await revokeRoles(OPERATOR, { login: person.login, roles: ['author'] }));
    expect(await touchSession(again.sessionId)).toBeNull();
    expect(await rolesOf(person.personId)).toEqual(['publisher']);
    expect(codesOf(await revokeRoles(OPERATOR, { login: person.login, roles: ['author'] }))).toEqual([
      'role_not_held',
    ]);
    // What was taken back can be given again.
    unwrap(await grantRoles(OPERATOR, { login: person.login, roles: ['author'] }));
    expect(await rolesOf(person.personId)).toEqual(expect.arrayContaining(['author', 'publisher']));
  });

  it('停用账号：会话结束，不能再登录，人员和角色还在', async () => {
    const person = await signedIn();
    unwrap(await disableAccount(OPERATOR, person));
    expect(await touchSession(person.sessionId)).toBeNull();
    const back = await signIn({ login: person.login, password: PASSWORD, clientAddress: null });
    expect(codesOf(back)).toEqual(['sign_in_failed']);
    expect(await rolesOf(person.personId)).toEqual(['author']);
    expect(codesOf(await disableAccount(OPERATOR, person))).toEqual(['account_disabled']);
  });

  it('重置口令：会话结束，旧口令作废，首次使用须修改', async () => {
    const person = await signedIn();
    const next = await hashPassword('another-long-password');
    unwrap(await resetPassword(OPERATOR, { login: person.login, passwordHash: next }));
    expect(await touchSession(person.sessionId)).toBeNull();
    expect(codesOf(await signIn({ login: person.login, password: PASSWORD, clientAddress: null }))).toEqual([
      'sign_in_failed',
    ]);
    const session = unwrap(
      await signIn({ login: person.login, password: 'another-long-password', clientAddress: null }),
    );
    expect(await touchSession(session.sessionId)).toMatchObject({ mustChangePassword: true });
  });

  it.each([grantRoles, revokeRoles])('没有的登录名', async (command) => {
    expect(codesOf(await command(OPERATOR, { login: 'nobody', roles: ['author'] }))).toEqual([
      'login_unknown',
    ]);
  });
});
