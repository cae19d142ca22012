import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '@/lib/organs/commands/change-password';
import { reauthenticate } from '@/lib/organs/commands/reauthenticate';
import { signIn, signOut, touchSession } from '@/lib/organs/commands/sign-in';
import { atTime } from '@/lib/platform/clock';
import { hashPassword } from '@/lib/platform/password';
import type { Result } from '@/lib/platform/result';
import {
  codesOf,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

const PASSWORD = 'a-good-long-password';
let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let logins = 0;

beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

/** A person with an account; each test has its own login. */
async function makeAccount() {
  logins += 1;
  const login = `login${logins}`;
  const actor = await makePerson(staff, organ, login, ['author']);
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, $3, false) RETURNING id`,
    [actor.personId, login, await hashPassword(PASSWORD)],
  );
  return { login, actor, accountId: rows[0]?.id ?? '' };
}

const attempt = (login: string, password: string) => signIn({ login, password, clientAddress: '10.0.0.9' });
const messagesOf = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map((refusal) => refusal.message);

describe('登录', () => {
  it('密码正确即登录，大小写的登录名等同，令牌在库中只存散列', async () => {
    const { login, actor } = await makeAccount();
    const session = unwrap(await attempt(` ${login.toUpperCase()} `, PASSWORD));
    expect(session.personId).toBe(actor.personId);
    expect((await touchSession(session.sessionId))?.personId).toBe(actor.personId);
    const { rows } = await staff.query('SELECT id FROM office.session');
    expect(rows.map((row) => row.id)).not.toContain(session.sessionId);
  });

  it('密码错误、账号不存在、账号停用，答复完全相同', async () => {
    const { login } = await makeAccount();
    const disabled = await makeAccount();
    await staff.query('UPDATE office.account SET disabled_at = now() WHERE id = $1', [disabled.accountId]);
    const wrong = await attempt(login, 'not the password');
    const unknown = await attempt('nobody-here', 'not the password');
    const stopped = await attempt(disabled.login, PASSWORD);
    expect(codesOf(wrong)).toEqual(['sign_in_failed']);
    expect(unknown).toEqual(wrong);
    expect(stopped).toEqual(wrong);
  });

  it('连续5次失败后锁定15分钟，正确密码也不行，不存在的登录名同样锁定；到时自动恢复', async () => {
    const { login } = await makeAccount();
    const at = new Date('2026-03-10T09:00:00+08:00');
    const late = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    await atTime(at, async () => {
      for (let count = 0; count < 5; count += 1) {
        expect(codesOf(await attempt(login, 'wrong'))).toEqual(['sign_in_failed']);
        expect(codesOf(await attempt('ghost', 'wrong'))).toEqual(['sign_in_failed']);
      }
    });
    const locked = await atTime(late(14), () => attempt(login, PASSWORD));
    const ghost = await atTime(late(14), () => attempt('ghost', PASSWORD));
    expect(codesOf(locked)).toEqual(['sign_in_locked']);
    expect(messagesOf(locked)[0]).toContain('1分钟后');
    expect(ghost).toEqual(locked);
    expect((await atTime(late(15), () => attempt(login, PASSWORD))).ok).toBe(true);
  });

  it('成功一次，失败重新计数', async () => {
    const { login } = await makeAccount();
    for (let count = 0; count < 4; count += 1) await attempt(login, 'wrong');
    expect((await attempt(login, PASSWORD)).ok).toBe(true);
    for (let count = 0; count < 4; count += 1) await attempt(login, 'wrong');
    expect((await attempt(login, PASSWORD)).ok).toBe(true);
  });

  it('同时猜十次，也只有五次机会', async () => {
    const { login } = await makeAccount();
    const results = await Promise.all(Array.from({ length: 10 }, () => attempt(login, 'wrong')));
    expect(results.filter((result) => codesOf(result)[0] === 'sign_in_failed')).toHaveLength(5);
    expect(results.filter((result) => codesOf(result)[0] === 'sign_in_locked')).toHaveLength(5);
  });
});

describe('会话', () => {
  it('退出后令牌失效', async () => {
    const { login } = await makeAccount();
    const { sessionId } = unwrap(await attempt(login, PASSWORD));
    await signOut(sessionId);
    expect(await touchSession(sessionId)).toBeNull();
  });

  it('空闲30分钟失效，期间使用则顺延', async () => {
    const { login } = await makeAccount();
    const at = new Date('2026-03-10T09:00:00+08:00');
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    const { sessionId } = unwrap(await atTime(at, () => attempt(login, PASSWORD)));
    expect(await atTime(later(29), () => touchSession(sessionId))).not.toBeNull();
    expect(await atTime(later(58), () => touchSession(sessionId))).not.toBeNull();
    expect(await atTime(later(88), () => touchSession(sessionId))).toBeNull();
  });

  it('修改密码使其他会话失效，本会话保留；新密码生效', async () => {
    const { login, actor, accountId } = await makeAccount();
    const here = unwrap(await attempt(login, PASSWORD));
    const elsewhere = unwrap(await attempt(login, PASSWORD));
    const next = 'another-good-one-1';
    unwrap(await changePassword(actor, { accountId, sessionId: here.sessionId, present: PASSWORD, next }));
    expect(await touchSession(here.sessionId)).not.toBeNull();
    expect(await touchSession(elsewhere.sessionId)).toBeNull();
    expect((await attempt(login, PASSWORD)).ok).toBe(false);
    expect((await attempt(login, next)).ok).toBe(true);
  });

  it('现密码不对、新密码太弱或与旧密码相同，都说明原因', async () => {
    const { login, actor, accountId } = await makeAccount();
    const { sessionId } = unwrap(await attempt(login, PASSWORD));
    const change = (present: string, next: string) =>
      changePassword(actor, { accountId, sessionId, present, next });
    expect(codesOf(await change('wrong', 'short'))).toEqual(['password_wrong', 'password_weak']);
    expect(codesOf(await change(PASSWORD, PASSWORD))).toEqual(['password_same']);
  });

  it('停用账号，会话随即失效', async () => {
    const { login, accountId } = await makeAccount();
    const { sessionId } = unwrap(await attempt(login, PASSWORD));
    await staff.query('UPDATE office.account SET disabled_at = now() WHERE id = $1', [accountId]);
    expect(await touchSession(sessionId)).toBeNull();
  });
});

describe('签发前再输一次密码', () => {
  async function signedIn() {
    const account = await makeAccount();
    const { sessionId } = unwrap(await attempt(account.login, PASSWORD));
    const again = (password: string) =>
      reauthenticate(account.actor, {
        sessionId,
        accountId: account.accountId,
        login: account.login,
        password,
      });
    return { ...account, sessionId, again };
  }

  it('密码正确的，这次会话记下时间；错误的不记', async () => {
    const { sessionId, again } = await signedIn();
    expect(codesOf(await again('not the password'))).toEqual(['wrong_password']);
    expect((await touchSession(sessionId))?.reauthenticatedAt).toBeNull();
    unwrap(await again(PASSWORD));
    expect((await touchSession(sessionId))?.reauthenticatedAt).toBeInstanceOf(Date);
  });

  it('连续错5次要等15分钟，正确的密码也不行', async () => {
    const { again } = await signedIn();
    for (let count = 0; count < 5; count += 1) await again('not the password');
    expect(codesOf(await again(PASSWORD))).toEqual(['sign_in_locked']);
  });

  it('别人在登录页反复输错，锁不住已登录的人：不论输的是登录名，还是装成再输密码的名字', async () => {
    const { login, again } = await signedIn();
    for (const typed of [login, `PASSWORD-AGAIN:${login}`, `password-again:${login}`]) {
      for (let count = 0; count < 6; count += 1) await attempt(typed, 'not the password');
    }
    unwrap(await again(PASSWORD));
  });
});
