import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POST as exportLog } from '@/app/(staff)/office/(desk)/audit/export/route';
import { POST as verifyLog } from '@/app/(staff)/office/(desk)/audit/verify/route';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import { searchAudit } from '@/lib/audit/queries/search-audit';
import { startLeakWatchAction } from '@/lib/leak-watch/actions';
import { runWatch } from '@/lib/leak-watch/jobs/run-watch';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import {
  draftItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
} from '../support/factories';

/* The doors of the administrators: the leak watch, and verification and export of the log, tried by every role. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
const people: Partial<Record<Role, Actor>> = {};

async function signInAs(person: Actor): Promise<void> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', false) RETURNING id`,
    [person.personId, person.personId],
  );
  await staff.query(
    'INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())',
    [sha256Hex(`session of ${person.personId}`), rows[0]?.id],
  );
}

const act = (actor: Actor | undefined) => {
  browser.sessionId = actor ? `session of ${actor.personId}` : null;
};

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  for (const role of ROLES) {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    people[role] = person;
    await signInAs(person);
  }
  await draftItem(organ);
});
afterAll(() => office.close());

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const verify = (headers: Record<string, string> = SAME_ORIGIN) =>
  verifyLog(new Request('http://127.0.0.1/office/audit/verify', { method: 'POST', headers }));
function takeAway(fields: Record<string, string>, headers: Record<string, string> = SAME_ORIGIN) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return exportLog(new Request('http://127.0.0.1/office/audit/export', { method: 'POST', headers, body }));
}
/** Whether the table of doors names a role for a door. */
const mayUse = (door: string, role: Role) => rowsOf(door).some((row) => rolesFor(row).includes(role));
const countOf = async (action: string) => {
  const { rows } = await staff.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM office.audit_entry WHERE entry::jsonb ->> 'action' = $1`,
    [action],
  );
  return rows[0]?.n;
};

describe('泄漏检测', () => {
  it.each(ROLES)('%s 开始检测', async (role) => {
    act(people[role]);
    const started = await startLeakWatchAction({});
    const may = mayUse('startLeakWatchAction', role);
    expect(started.ok).toBe(may);
    if (!started.ok) expect(started.refusals.map(({ code }) => code)).toEqual(['role_missing_watch']);
    else await runWatch(started.value.runId, organ.id, 'http://127.0.0.1:9');
  });

  it('没有登录、多带了字段，都被拒绝', async () => {
    act(undefined);
    expect(await startLeakWatchAction({})).toMatchObject({ ok: false, refusals: [{ code: 'signed_out' }] });
    act(people.system_admin);
    expect(await startLeakWatchAction({ organId: organ.id })).toMatchObject({ ok: false });
  });
});

describe('日志', () => {
  it.each(ROLES)('%s 查找、核验、导出日志', async (role) => {
    act(people[role]);
    const may = mayUse('POST /office/audit/verify', role);
    expect(mayUse('POST /office/audit/export', role)).toBe(may);
    const actor = people[role];
    if (!actor) throw new Error('no such person');
    const found = await searchAudit(actor, { filter: {}, sort: 'newest', after: null });
    expect(found.rows.length > 0).toBe(may);
    const before = await Promise.all([countOf('verify_audit'), countOf('export_audit')]);
    const verified = await verify();
    const text = await verified.text();
    expect(verified.status).toBe(may ? 200 : 403);
    const exported = await takeAway({ format: 'csv' });
    const file = await exported.text();
    expect(exported.status).toBe(may ? 200 : 403);
    expect(text.includes('"isWhole":true')).toBe(may);
    expect(file.includes('create_item')).toBe(may);
    const after = await Promise.all([countOf('verify_audit'), countOf('export_audit')]);
    expect(after.map((count, at) => (count ?? 0) - (before[at] ?? 0))).toEqual(may ? [1, 1] : [0, 0]);
  });

  it('没有登录、从别的网站发来，都被拒绝，什么也不记', async () => {
    const before = await countOf('export_audit');
    act(undefined);
    expect((await verify()).status).toBe(401);
    expect((await takeAway({ format: 'csv' })).status).toBe(401);
    act(people.audit_admin);
    const foreign: Record<string, string>[] = [{}, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign) {
      expect((await verify(headers)).status).toBe(403);
      expect((await takeAway({ format: 'csv' }, headers)).status).toBe(403);
    }
    expect((await takeAway({ format: 'exe' })).status).toBe(400);
    expect(await countOf('export_audit')).toBe(before);
  });

  it('看不到别的机关的日志', async () => {
    const other = await makeOrgan(staff);
    await draftItem(other, { content: { title: '别的机关的稿件' } });
    act(people.audit_admin);
    const file = await (await takeAway({ format: 'jsonl' })).text();
    expect(file).not.toContain(other.id);
    expect(file).toContain(organ.id);
    if (!people.audit_admin) throw new Error('no such person');
    const query = { filter: { subject: '别的机关' }, sort: 'newest', after: null } as const;
    expect((await searchAudit(people.audit_admin, query)).total).toBe(0);
  });
});
