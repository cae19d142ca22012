import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { markAllNoticesReadAction, markNoticesReadAction } from '@/lib/notices/actions';
import { countUnread, listNotices } from '@/lib/notices/queries';
import { changeContactAction } from '@/lib/organs/actions';
import { findContact } from '@/lib/organs/queries';
import { type Actor, ROLES } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { inTransaction } from '@/lib/platform/database';
import { notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import { codesOf, makeOrgan, makePerson, openTestOffice, type TestOffice } from '../support/factories';

/* The doors to one's own notices: open to every role, and to nobody's notices but one's own. */

// Only the cookie is played; the session row, the gate, the input check and the command are the real ones.
const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
const people: Actor[] = [];
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
  const organ = await makeOrgan(staff);
  for (const role of ROLES) {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    people.push(person);
    await signInAs(person);
  }
  newcomer = await makePerson(staff, organ, '新来的', ['author']);
  await signInAs(newcomer, true);
});
afterAll(() => office.close());

const act = (actor: Actor | null) => {
  browser.sessionId = actor ? `session of ${actor.personId}` : null;
};

let keys = 0;
/** Tells everybody something; gives the id of the notice of each. */
async function tellAll(): Promise<Map<string, string>> {
  keys += 1;
  const recipients = people.map(({ personId }) => personId);
  await inTransaction(async (tx) =>
    ok(
      await notify(tx, {
        organId: people[0]?.organId ?? '',
        kind: 'published',
        itemId: null,
        recipients,
        key: `all:${keys}`,
      }),
    ),
  );
  const ids = new Map<string, string>();
  for (const personId of recipients) {
    ids.set(personId, (await listNotices(personId, { unreadOnly: false, page: 1 })).rows[0]?.id ?? '');
  }
  return ids;
}
const unreadOfAll = () => Promise.all(people.map(({ personId }) => countUnread(personId)));

const DOORS = [
  { name: 'markNoticesReadAction', open: markNoticesReadAction, form: (id: string) => ({ ids: [id] }) },
  {
    name: 'markAllNoticesReadAction',
    open: markAllNoticesReadAction,
    form: () => ({ until: new Date(Date.now() + 60_000).toISOString() }),
  },
] as const;

describe.each(DOORS)('$name', ({ open, form }) => {
  it('每种角色都只标记自己的通知', async () => {
    const ids = await tellAll();
    for (const actor of people) {
      const before = await unreadOfAll();
      act(actor);
      expect(codesOf(await open(form(ids.get(actor.personId) ?? '')))).toEqual([]);
      const after = await unreadOfAll();
      const changed = people.filter((_, n) => before[n] !== after[n]).map(({ name }) => name);
      expect(changed).toEqual([actor.name]);
    }
  });

  it('写上别人通知的编号，什么也不改变', async () => {
    const ids = await tellAll();
    const [one, two] = people;
    if (one === undefined || two === undefined) throw new Error('no people');
    act(one);
    await markAllNoticesReadAction({ until: new Date(Date.now() + 60_000).toISOString() });
    const before = await unreadOfAll();
    expect(codesOf(await open(form(ids.get(two.personId) ?? '')))).toEqual([]);
    expect(await unreadOfAll()).toEqual(before);
  });

  it('拒绝没有登录的人、第一次登录还没改密码的人和看不懂的输入', async () => {
    const ids = await tellAll();
    const before = await unreadOfAll();
    const input = form([...ids.values()][0] ?? '');
    act(null);
    expect(codesOf(await open(input))).toEqual(['signed_out']);
    act(newcomer);
    expect(codesOf(await open(input))).toEqual(['must_change_password']);
    act(people[0] ?? null);
    for (const bad of [null, 'x', {}, { ids: ['1'] }, { ...input, extra: true }]) {
      expect(new Set(codesOf(await open(bad)))).toEqual(new Set(['invalid_input']));
    }
    expect(await unreadOfAll()).toEqual(before);
  });
});

describe('changeContactAction', () => {
  it('每种角色都只改自己的邮箱；日志里没有邮箱', async () => {
    for (const actor of people) {
      act(actor);
      const email = `${actor.roles[0]}@example.gov.cn`.replaceAll('_', '-');
      expect(codesOf(await changeContactAction({ email, wantsEmail: true }))).toEqual([]);
      expect(await findContact(actor.personId)).toEqual({ email, wantsEmail: true });
    }
    const { rows } = await staff.query<{ email: string | null; n: number }>(
      'SELECT count(DISTINCT email)::int AS n FROM office.person WHERE email IS NOT NULL',
    );
    expect(rows[0]?.n).toBe(people.length);
    const log = await staff.query<{ entry: string }>(
      `SELECT entry FROM office.audit_entry WHERE entry LIKE '%change_contact%'`,
    );
    expect(log.rows).toHaveLength(people.length);
    expect(log.rows.map(({ entry }) => entry).join()).not.toContain('example.gov.cn');
  });

  it('可以清除，也可以只关闭', async () => {
    const [actor] = people;
    if (actor === undefined) throw new Error('no people');
    act(actor);
    expect(codesOf(await changeContactAction({ email: 'a@b.cn', wantsEmail: false }))).toEqual([]);
    expect(await findContact(actor.personId)).toEqual({ email: 'a@b.cn', wantsEmail: false });
    expect(codesOf(await changeContactAction({ email: '', wantsEmail: true }))).toEqual([]);
    expect(await findContact(actor.personId)).toEqual({ email: null, wantsEmail: true });
  });

  it('拒绝没有登录的人、第一次登录还没改密码的人和不像邮箱的输入', async () => {
    const form = { email: 'a@b.cn', wantsEmail: true };
    act(null);
    expect(codesOf(await changeContactAction(form))).toEqual(['signed_out']);
    act(newcomer);
    expect(codesOf(await changeContactAction(form))).toEqual(['must_change_password']);
    act(people[0] ?? null);
    for (const bad of [
      null,
      {},
      { ...form, email: 'a@b.cn\nBcc: c@d.cn' },
      { ...form, personId: newcomer.personId },
    ]) {
      expect(new Set(codesOf(await changeContactAction(bad)))).toEqual(new Set(['invalid_input']));
    }
    expect((await findContact(newcomer.personId)).email).toBeNull();
  });
});
