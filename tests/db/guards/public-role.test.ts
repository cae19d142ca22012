import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordLiveCheck } from '@/lib/disclosure/after-publication/commands/live-page';
import { relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { confirmValidity, enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import type { ContentAttachment } from '@/lib/disclosure/types';
import { staffDatabase } from '@/lib/platform/database';
import {
  approveItem,
  bringFile,
  decide,
  draftItem,
  edit,
  getItem,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  publishNew,
  save,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { attempt, type Outcome } from './attacks/attack';

/*
 * The role with which every public page is read sees what is public and nothing else: design.md §4. Nothing here may
 * depend on a `where` in the program.
 */

const CANARY = '金丝雀密语';
const PUBLIC_WORD = '公开的话';

let office: TestOffice;
let visitor: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;

const secret = { title: `标题${CANARY}`, summary: CANARY, keywords: [CANARY] };

async function upload(itemId: string, name: string, text: string): Promise<ContentAttachment> {
  const bytes = new TextEncoder().encode(text);
  return bringFile(organ.cast.author, { itemId, name, bytes, inline: false });
}

/** Drafts an item with an attachment that is part of its text. */
async function draftWithFile(word: string, changes: object): Promise<string> {
  const itemId = await draftItem(organ, { content: changes });
  const file = await upload(itemId, `${word}.txt`, `附件里写着${word} ${itemId}`);
  await save(organ, itemId, { attachments: [file] });
  return itemId;
}

async function publishWithFile(word: string, changes: object): Promise<string> {
  const itemId = await draftWithFile(word, changes);
  await submit(organ, itemId);
  await passSteps(organ, itemId);
  await publish(organ, itemId);
  return itemId;
}

const change = async (itemId: string, action: 'hide' | 'withdraw_item') =>
  unwrap(await changeVisibility(organ.cast.l3, action, { ...(await seen(itemId)), reason: CANARY }));

/** Words beside a public text that are nobody's business but the office's, or belong to what is not public. */
async function plantAround(published: string, withdrawn: string): Promise<void> {
  const { author, officeHead } = organ.cast;
  const hidden = { kind: 'policy_interpretation' as const, title: CANARY };
  const explanation = await draftItem(organ, { content: hidden });
  unwrap(await relateItems(author, { itemId: published, otherId: explanation, kind: 'interpretation' }));
  const notice = await draftItem(organ, { content: { kind: 'notice', title: CANARY } });
  unwrap(await relateItems(author, { itemId: withdrawn, otherId: notice, kind: 'withdrawal_notice' }));
  const entry = {
    itemId: published,
    state: 'amended' as const,
    fromDate: '2024-01-01',
    actTitle: CANARY,
    actNo: '',
    actId: explanation,
    validUntil: null,
    successorId: explanation,
    note: CANARY,
  };
  // Entered and not confirmed; confirmed, with words and an act that are not for the public.
  unwrap(await enterValidity(author, entry));
  const act = await publishNew(organ, { content: { title: `依据${PUBLIC_WORD}` } });
  const once = { ...entry, actNo: '测办〔2024〕1号', successorId: act };
  unwrap(await enterValidity(author, once));
  const { id } = await staffDatabase().validityEvent.findFirstOrThrow({
    where: { itemId: published, actNo: '测办〔2024〕1号' },
  });
  const answer = { itemId: published, eventId: id, conclusion: 'confirmed' as const, note: CANARY };
  unwrap(await confirmValidity(officeHead, answer));
  const { publicationId } = await staffDatabase().liveItem.findUniqueOrThrow({
    where: { itemId: published },
  });
  const check = { itemId: published, publicationId, result: 'problem' as const, note: CANARY };
  unwrap(await recordLiveCheck(officeHead, check));
}

beforeAll(async () => {
  office = await openTestOffice();
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  // What is public.
  const published = await publishWithFile(PUBLIC_WORD, { title: `标题${PUBLIC_WORD}` });
  // What is not, in every place a text can stand.
  await draftWithFile(CANARY, secret);
  const inReview = await draftWithFile(CANARY, secret);
  await submit(organ, inReview);
  unwrap(await decide(organ, inReview, { opinion: CANARY }));
  const returned = await draftWithFile(CANARY, secret);
  await submit(organ, returned);
  unwrap(await decide(organ, returned, { conclusion: 'return', returnTo: 0, opinion: CANARY }));
  const referred = await draftWithFile(CANARY, secret);
  await submit(organ, referred);
  await passSteps(organ, referred, 'secrecy_officer');
  unwrap(await decide(organ, referred, { conclusion: 'refer_secrecy', opinion: CANARY }));
  await approveItem(organ, { content: secret });
  const scheduled = await approveItem(organ, { content: secret });
  await schedule(organ, scheduled, new Date(Date.now() + 86_400_000));
  await change(await publishWithFile(CANARY, secret), 'hide');
  const withdrawn = await publishWithFile(CANARY, secret);
  await change(withdrawn, 'hide');
  await change(withdrawn, 'withdraw_item');
  // A correction in hand, the text it will replace, and a text already replaced.
  await edit(organ, published);
  await save(organ, published, secret);
  await upload(published, '未附上.txt', CANARY);
  const replaced = await publishNew(organ, { content: secret });
  await edit(organ, replaced);
  await save(organ, replaced, { summary: `又${CANARY}`, correction: { kind: 'factual', note: CANARY } });
  await submit(organ, replaced);
  await passSteps(organ, replaced);
  await publish(organ, replaced);
  await edit(organ, replaced);
  await save(organ, replaced, { title: '更正后', summary: '', keywords: [] }, organ.cast.author2);
  await submit(organ, replaced);
  await passSteps(organ, replaced);
  await publish(organ, replaced);
  await plantAround(published, withdrawn);
  await staff.query('UPDATE office.person SET post = $1 WHERE id = $2', [CANARY, organ.cast.head.personId]);
  superuser = await office.connect('superuser');
  await superuser.query('ANALYZE');
  visitor = await office.connect('public');
});
afterAll(() => office.close());

/** Every relation of the database with what the public role may do to it. */
async function relations() {
  const { rows } = await superuser.query<{ name: string; rights: string[] }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, array_remove(ARRAY(
       SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
       WHERE CASE WHEN c.relkind = 'S' THEN p IN ('SELECT', 'UPDATE') AND has_sequence_privilege('gongkai_public', c.oid, p)
         ELSE has_table_privilege('gongkai_public', c.oid, p) OR (p IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
           AND has_any_column_privilege('gongkai_public', c.oid, p)) END), NULL) AS rights
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') AND n.nspname !~ '^pg_|^information_schema$'`,
  );
  return rows;
}

describe('公众角色的权限', () => {
  it('只能查询 published 里的视图，别的表、视图、序列都没有任何权限', async () => {
    const all = await relations();
    expect(all.length).toBeGreaterThan(30);
    expect(
      all
        .filter((relation) => relation.rights.length > 0)
        .map(({ name, rights }) => `${name} ${rights}`)
        .sort(),
    ).toEqual([
      'published.attachment SELECT',
      'published.correction SELECT',
      'published.file_chunk SELECT',
      'published.gone SELECT',
      'published.item SELECT',
      'published.item_column SELECT',
      'published.relation SELECT',
      'published.reviewer SELECT',
      'published.site SELECT',
      'published.site_column SELECT',
      'published.validity SELECT',
    ]);
  });

  it('published 里只有视图，且都不让调用者的函数先看到行', async () => {
    const { rows } = await superuser.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'published'::regnamespace
         AND NOT (relkind = 'v' AND coalesce(reloptions::text, '') LIKE '%security_barrier=true%')`,
    );
    expect(rows).toEqual([]);
  });

  it('能执行的只有受理申请的这些函数，每个都以属主的权限、在固定的模式里运行；办公的函数一个也不能', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT format('%s.%s', n.nspname, p.proname) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname !~ '^pg_|^information_schema$' AND has_schema_privilege('gongkai_public', n.oid, 'USAGE')
         AND has_function_privilege('gongkai_public', p.oid, 'EXECUTE') ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'intake.add_draft_chunk',
      'intake.calendar',
      'intake.case_file_chunk',
      'intake.case_view',
      'intake.confirm',
      'intake.drop_draft',
      'intake.drop_draft_file',
      'intake.letter_file',
      'intake.load_draft',
      'intake.save_draft',
      'intake.send_supplement',
      'intake.submission_no',
      'intake.submit_application',
      'intake.terms',
      'intake.withdraw',
    ]);
    const loose = await superuser.query(
      `SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'intake'::regnamespace AND NOT (p.prosecdef
         AND pg_get_userbyid(p.proowner) = 'gongkai_owner' AND p.proconfig = ARRAY['search_path=office, pg_temp'])`,
    );
    expect(loose.rows).toEqual([]);
    const tables = await superuser.query(
      `SELECT 1 FROM pg_class WHERE relnamespace = 'intake'::regnamespace`,
    );
    expect(tables.rows).toEqual([]);
    const office = await superuser.query(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'office'::regnamespace
         AND has_function_privilege('gongkai_public', oid, 'EXECUTE')`,
    );
    expect(office.rows).toEqual([]);
  });

  it('只进得了 published 和 intake，哪里都不能建东西，也不是任何角色的成员', async () => {
    const schemas = await superuser.query(
      `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'
         AND has_schema_privilege('gongkai_public', oid, 'USAGE') ORDER BY 1`,
    );
    expect(schemas.rows).toEqual([{ nspname: 'intake' }, { nspname: 'published' }]);
    const { rows } = await superuser.query(
      `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS groups,
         has_database_privilege(oid, current_database(), 'CREATE') AS creates,
         has_database_privilege(oid, current_database(), 'TEMP') AS temporary,
         (SELECT bool_or(has_schema_privilege(r.oid, n.oid, 'CREATE')) FROM pg_namespace n) AS makes
       FROM pg_roles r WHERE rolname = 'gongkai_public'`,
    );
    expect(rows).toEqual([{ mighty: false, groups: 0, creates: false, temporary: false, makes: false }]);
  });

  const TRIES: [what: string, sql: string, code: string][] = [
    ['读稿件', 'SELECT * FROM office.draft', '42501'],
    ['经查询条件读人员', 'SELECT 1 FROM published.site WHERE EXISTS (SELECT 1 FROM office.person)', '42501'],
    ['扮成办公角色', 'SET ROLE gongkai_staff', '42501'],
    ['扮成属主', 'SET SESSION AUTHORIZATION gongkai_owner', '42501'],
    ['改写机关的名称', `UPDATE published.site SET name = 'x'`, '42501'],
    // A view of several tables cannot be written at all.
    ['改写公开的信息', `UPDATE published.item SET title = 'x'`, '55000'],
    ['删去公开的信息', 'DELETE FROM published.item_column', '55000'],
    ['往视图里写', `INSERT INTO published.gone (id) VALUES ('x')`, '42501'],
    ['建表', 'CREATE TABLE published.t (a int)', '42501'],
    ['建模式', 'CREATE SCHEMA mine', '42501'],
    ['建临时表', 'CREATE TEMP TABLE t (a int)', '42501'],
    ['建函数', `CREATE FUNCTION published.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`, '42501'],
    ['建临时函数', `CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`, '42501'],
    ['读服务器上的文件', `SELECT pg_read_file('postgresql.conf')`, '42501'],
    ['列服务器上的目录', `SELECT pg_ls_dir('.')`, '42501'],
    ['从文件导入', `COPY published.item FROM '/etc/passwd'`, '42501'],
    ['导出到文件', `COPY (SELECT 1) TO '/tmp/leak'`, '42501'],
    ['执行程序', `COPY (SELECT 1) TO PROGRAM 'true'`, '42501'],
    ['导入大对象', `SELECT lo_import('/etc/passwd')`, '42501'],
    ['建大对象', `SELECT lo_from_bytea(0, '\\x00')`, '42501'],
    ['建空的大对象', 'SELECT lo_create(0)', '42501'],
    ['建空的大对象（旧函数）', 'SELECT lo_creat(-1)', '42501'],
    ['装扩展', 'CREATE EXTENSION dblink SCHEMA published', '42501'],
    ['改服务器设置', `SET log_statement = 'all'`, '42501'],
    [
      '占住日志的锁，让办公停摆',
      `SELECT pg_advisory_lock(hashtextextended('audit:installation', 0))`,
      '42501',
    ],
    ['让服务器重读设置', 'SELECT pg_reload_conf()', '42501'],
    [
      '结束别人的连接',
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user',
      '42501',
    ],
    ['读口令', 'SELECT * FROM pg_authid', '42501'],
    ['移动时钟', 'SELECT office.clock_now()', '42501'],
    ['读申请', 'SELECT * FROM office.application', '42501'],
    ['读加密的证件号码', 'SELECT cipher FROM office.applicant_identity', '42501'],
    ['读别人没填完的表单', 'SELECT * FROM office.intake_draft', '42501'],
    ['自己记一个事件', 'INSERT INTO office.application_event DEFAULT VALUES', '42501'],
    ['不经查询码看文书', 'SELECT office.letters_to_applicant(uuidv7())', '42501'],
    ['直接写日志', `SELECT office.write_audit('x', '', '', '', '', '{}')`, '42501'],
    ['在 intake 里建函数', `CREATE FUNCTION intake.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`, '42501'],
  ];
  it.each(TRIES)('不能%s', async (_, sql, code) => {
    const outcome: Outcome = await attempt(visitor, (query) => query(sql));
    expect(outcome).toMatchObject({ accepted: false, code });
  });

  it('进不了别的数据库', async () => {
    const { rows } = await superuser.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname IN ('postgres', 'template1', 'template0')
         AND has_database_privilege('gongkai_public', oid, 'CONNECT') AND datallowconn`,
    );
    expect(rows).toEqual([]);
  });
});

describe('公众角色看得到什么', () => {
  const count = async (client: pg.Client, relation: string, word: string) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${relation} t WHERE strpos(t::text, $1) > 0
         OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
      [word],
    );
    return rows[0]?.n ?? 0;
  };

  it('凡是没有公开的文字，在任何公开的视图里都找不到', async () => {
    // The canary is really there: in drafts, versions, bytes, opinions, reasons, settings of people.
    for (const table of [
      'draft',
      'draft_save',
      'version',
      'file_chunk',
      'decision',
      'visibility_event',
      'upload',
      'validity_event',
      'validity_confirmation',
      'live_check',
    ]) {
      expect(await count(superuser, `office.${table}`, CANARY), table).toBeGreaterThan(0);
    }
    const views = (await relations()).filter(({ rights }) => rights.length > 0);
    for (const { name } of views) expect(await count(visitor, name, CANARY), name).toBe(0);
  });

  it('已经公开的文字、附件名和附件字节找得到', async () => {
    for (const view of ['item', 'item_column', 'attachment', 'file_chunk', 'validity']) {
      expect(await count(visitor, `published.${view}`, PUBLIC_WORD), view).toBeGreaterThan(0);
    }
  });

  it('系统目录和统计视图里也找不到', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('pg_catalog', 'information_schema')
         AND has_table_privilege('gongkai_public', c.oid, 'SELECT')`,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(await count(superuser, 'pg_catalog.pg_stats', CANARY)).toBeGreaterThan(0);
    const leaks: string[] = [];
    for (const { name } of rows) {
      try {
        // The visitor's own statement stands in the list of running statements.
        const others =
          name === 'pg_catalog.pg_stat_activity'
            ? `(SELECT * FROM ${name} WHERE pid <> pg_backend_pid())`
            : name;
        if ((await count(visitor, others, CANARY)) > 0) leaks.push(name);
      } catch (error) {
        // Some views call functions that the role may not: nothing can leak there.
        expect((error as { code?: string }).code, name).toBe('42501');
      }
    }
    expect(leaks).toEqual([]);
  });

  it('带错误的查询条件不会把隐藏的文字带进错误信息', async () => {
    for (const view of ['item', 'item_column']) {
      const outcome = await attempt(visitor, (query) =>
        query(`SELECT 1 FROM published.${view} WHERE title NOT LIKE '%x' AND title::int > 0`),
      );
      expect(outcome).toMatchObject({ accepted: false, code: '22P02' });
      expect(outcome.accepted ? '' : outcome.message).not.toContain(CANARY);
    }
  });

  it('[TR-14] 隐藏和撤回的信息只留下编号和年报的年度', async () => {
    const { rows } = await visitor.query('SELECT * FROM published.gone');
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      // The year of a report, for the address under which it stood.
      expect(Object.keys(row).sort()).toEqual(['id', 'notice_id', 'organ_id', 'report_year']);
      // A notice is named only where a withdrawn 行政处罚决定 has a public one (TR-15).
      expect(row.notice_id).toBeNull();
      expect(['hidden', 'withdrawn']).toContain((await getItem(row.id)).publicState);
      const item = await visitor.query('SELECT 1 FROM published.item WHERE id = $1', [row.id]);
      const files = await visitor.query('SELECT 1 FROM published.attachment WHERE item_id = $1', [row.id]);
      expect([item.rowCount, files.rowCount]).toEqual([0, 0]);
    }
  });

  it('[TR-14] 隐藏和撤回的附件：列表里没有了；即使还在列表里，字节也读不到', async () => {
    const listed = await superuser.query(
      `SELECT 1 FROM office.live_attachment JOIN office.live_item USING (item_id)
       WHERE public_state NOT IN ('published', 'archived')
       UNION ALL SELECT 1 FROM office.live_column JOIN office.live_item USING (item_id)
       WHERE public_state NOT IN ('published', 'archived')`,
    );
    expect(listed.rows).toEqual([]);
    const relist = `INSERT INTO office.live_attachment (item_id, position, name, sha256, size, media_type, inline)
      SELECT l.item_id, 99, u.name, u.sha256, f.size, f.media_type, false FROM office.live_item l
      JOIN office.upload u ON u.item_id = l.item_id JOIN office.file f ON f.sha256 = u.sha256
      WHERE l.public_state IN ('hidden', 'withdrawn')`;
    const outcome = await attempt(
      superuser,
      async (query) => {
        const { rows } = await query('SELECT seq FROM published.file_chunk');
        const { rows: names } = await query('SELECT name FROM published.attachment');
        expect([rows.length, names.length]).toEqual([1, 1]);
      },
      [relist, 'SET LOCAL ROLE gongkai_public'],
    );
    expect(outcome).toEqual({ accepted: true });
  });
});
