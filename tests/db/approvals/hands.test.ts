import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { decideItemAction, publishItemAction } from '@/lib/disclosure/actions';
import { readWordFile } from '@/lib/disclosure/commands/import-word';
import { findActor } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { docx, para, run } from '../../support/documents';
import {
  codesOf,
  decide,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* G2: persons, not accounts; and a hand in a text is not washed off. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

let logins = 0;
/** Another account of a person, signed in; gives its session. */
async function account(person: Actor): Promise<string> {
  logins += 1;
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', false) RETURNING id`,
    [person.personId, `login${logins}`],
  );
  const session = `session ${logins}`;
  await staff.query(
    'INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())',
    [sha256Hex(session), rows[0]?.id],
  );
  return session;
}
async function decideAs(session: string, itemId: string): Promise<string[]> {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  if (step === undefined) throw new Error('no step');
  browser.sessionId = session;
  return codesOf(await decideItemAction(decisionInput(round, step)));
}
const person = (name: string, ...roles: Role[]) => makePerson(staff, organ, name, roles);
async function submitted(by = organ.cast.author): Promise<string> {
  const itemId = await draftItem(organ, { by });
  await submit(organ, itemId, by);
  return itemId;
}

describe('[G2] 看人，不看账号', () => {
  it('一个人有两个账号：一个账号初审，另一个账号不能复审', async () => {
    const two = await person('两个账号', 'reviewer_l1', 'reviewer_l2');
    const [first, second] = [await account(two), await account(two)];
    const itemId = await submitted();
    expect(await decideAs(first, itemId)).toEqual([]);
    expect(await decideAs(second, itemId)).toEqual(['second_seat']);
    expect(await decideAs(first, itemId)).toEqual(['second_seat']);
  });

  it('一个账号拟稿，另一个账号不能审，也不能发布', async () => {
    const two = await person('又写又审又发', 'author', 'reviewer_l1', 'publisher');
    const other = await account(two);
    const itemId = await submitted(two);
    expect(await decideAs(other, itemId)).toEqual(['own_work']);
    await passSteps(organ, itemId);
    const { draftRevision: _, ...form } = await seen(itemId);
    browser.sessionId = other;
    expect(codesOf(await publishItemAction(form))).toEqual(['own_publication']);
  });
});

describe('[G2] 动过笔就洗不掉', () => {
  it('审核人改了一个字，作者原样改回去：这个审核人仍不能审', async () => {
    const reviewer = await person('改过又改回', 'reviewer_l1');
    const itemId = await submitted();
    const { title } = (await getItem(itemId)).draft.content;
    await edit(organ, itemId, reviewer);
    await save(organ, itemId, { title: `${title}。` }, reviewer);
    await save(organ, itemId, { title });
    await submit(organ, itemId);
    expect(codesOf(await decide(organ, itemId, {}, reviewer))).toEqual(['own_work']);
    expect(codesOf(await decide(organ, itemId))).toEqual([]);
  });

  it('只打开修改、什么也没改：不算作者；角色收回再授予，写过的仍算', async () => {
    const opener = await person('只打开过', 'reviewer_l1');
    const itemId = await submitted();
    await edit(organ, itemId, opener);
    await submit(organ, itemId);
    expect(codesOf(await decide(organ, itemId, {}, opener))).toEqual([]);

    const writer = await person('写过后换了角色', 'author');
    const written = await submitted(writer);
    await staff.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'reviewer_l1', office.today())`,
      [writer.personId],
    );
    const now = await findActor(writer.personId, null);
    if (now === null) throw new Error('no such person');
    expect(now.roles).toContain('reviewer_l1');
    expect(codesOf(await decide(organ, written, {}, now))).toEqual(['own_work']);
  });

  it('审核人导入 Word 而没有保存：什么也没留下，不算作者', async () => {
    const reviewer = await person('只导入过', 'reviewer_l1');
    const itemId = await draftItem(organ);
    const before = await getItem(itemId);
    const bytes = docx(para(run('审核人带来的正文')));
    const read = unwrap(await readWordFile(reviewer, { itemId, name: '文稿.docx', bytes }));
    expect(JSON.stringify(read.body)).toContain('审核人带来的正文');
    expect(await getItem(itemId)).toEqual(before);
    await submit(organ, itemId);
    expect((await getRound(itemId)).facts.contributors).toEqual([organ.cast.author.personId]);
    // Once the imported text is saved, the reviewer who saved it is an author.
    await edit(organ, itemId, reviewer);
    await save(organ, itemId, { body: read.body }, reviewer);
    await submit(organ, itemId);
    expect(codesOf(await decide(organ, itemId, {}, reviewer))).toEqual(['own_work']);
  });
});
