import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { getApprovalForm } from '@/lib/disclosure/approval-form/queries/get-approval-form';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { disableAccount } from '@/lib/organs/commands/disable-account';
import { concludeChange } from '@/lib/settings/commands/conclude-change';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import { plantCanaries } from '../../support/canaries';
import {
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* G4: what happened can't be changed unseen, and stays when accounts are closed, roles end, people leave and columns go. */

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  organ = await makeOrgan(staff);
  await plantCanaries(organ);
});
afterAll(() => office.close());

/**
 * Tables that only grow and that `audit verify` does not compare row by row, each with the reason why a row that is gone
 * from them hides nothing that happened.
 */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  application_transition: 'the table of states, compared with the program by a test',
  calendar_day: 'the days of the notices of the State Council, loaded again from their text',
  calendar_version: 'the days of the notices of the State Council, loaded again from their text',
  file: 'named by the hash of the bytes that a version holds',
  file_chunk:
    'named by the hash of the bytes that a version holds; public ones are read byte by byte after publication',
  file_text: 'read again from the bytes',
  round_step: 'the floor is in the database; each decision of a seat is compared',
};
/** Tables without a row in this scene; their guards and comparisons are tried where they are filled. */
const FILLED_ELSEWHERE = [
  // Of a case its events, its letters and their decisions are compared where they are filled; not compared yet: the rest.
  'application_access',
  'application_decision',
  'application_event',
  'application_link',
  'application_text',
  'consultation',
  'deadline_change',
  'fee_decision',
  'item_relation_end',
  'late_opinion',
  'leak_report',
  'letter_contributor',
  'letter_decision',
  'letter_effect',
  'letter_file',
  'letter_service',
  'letter_step',
  'letter_template_approval',
  'letter_template_version',
  'letter_version',
  'live_probe',
  'organ_setting',
  'personal_data_erasure',
  'personal_data_view',
  'publication_proposal',
  'publication_proposal_case',
  'publication_proposal_decision',
  'release_check',
  'release_override',
  'release_override_answer',
  'reprint_comparison',
  'review_opening',
  'search_record',
  'sign_in_attempt',
  'validity_confirmation',
];

/** With a table as somebody with the keys of the database leaves it; then as it was. */
async function withTampered<T>(table: string, sql: string, work: () => Promise<T>): Promise<T> {
  await superuser.query('SET session_replication_role = replica');
  const { rows } = await superuser.query<{ list: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS list FROM information_schema.columns
     WHERE table_schema = 'office' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const list = rows[0]?.list ?? '';
  await superuser.query(`CREATE TEMP TABLE kept AS SELECT ${list} FROM office.${table}`);
  try {
    await superuser.query(sql);
    return await work();
  } finally {
    await superuser.query(`DELETE FROM office.${table}`);
    await superuser.query(
      `INSERT INTO office.${table} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM kept`,
    );
    await superuser.query('DROP TABLE kept');
    await superuser.query('SET session_replication_role = origin');
  }
}
const told = async () =>
  (await verifyAudit()).findings.map(({ code, record }) => `${code} ${record?.type ?? ''}`.trim());

describe('[G4] 记录不能悄悄改动', () => {
  it('只增不改的每一张表少了一行，核验都说得出；不逐行对照的写明原因', async () => {
    expect(await told()).toEqual([]);
    const { rows: tables } = await superuser.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = 'office'::regnamespace AND t.tgname = c.relname || '_is_append_only' ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const unseen: string[] = [];
    const empty: string[] = [];
    for (const { name } of tables) {
      const { rows } = await superuser.query(`SELECT 1 FROM office.${name} LIMIT 1`);
      if (rows.length === 0) {
        empty.push(name);
        continue;
      }
      const first = `DELETE FROM office.${name} WHERE ctid = (SELECT min(ctid) FROM office.${name})`;
      if ((await withTampered(name, first, told)).length === 0) unseen.push(name);
    }
    expect(unseen).toEqual(Object.keys(NOT_COMPARED));
    expect(empty).toEqual(FILLED_ELSEWHERE);
    expect(await told()).toEqual([]);
  });

  it.each([
    [
      '把修改过的人从作者名单里去掉',
      'version_contributor',
      `DELETE FROM office.version_contributor`,
      'version',
    ],
    [
      '把别人列为作者',
      'version_contributor',
      `UPDATE office.version_contributor SET person_id = (SELECT id FROM office.person WHERE name = 'author2')
       WHERE version_id = (SELECT min(version_id::text)::uuid FROM office.version_contributor)`,
      'version',
    ],
    [
      '把一次保存算到别人头上',
      'draft_save',
      `UPDATE office.draft_save SET saved_by = (SELECT id FROM office.person WHERE name = 'author2')`,
      'draft_save',
    ],
    [
      '改了一次保存的校验值',
      'draft_save',
      `UPDATE office.draft_save SET content_hash = repeat('0', 64)`,
      'draft_save',
    ],
    [
      '把上传算到别人头上',
      'upload',
      `UPDATE office.upload SET uploaded_by = (SELECT id FROM office.person WHERE name = 'author2')`,
      'upload',
    ],
    ['改了提高等级的理由', 'class_change', `UPDATE office.class_change SET reason = '改'`, 'class_change'],
  ])('%s，核验说得出', async (_, table, sql, type) => {
    const found = await withTampered(table, sql, told);
    expect(
      found.some((one) => one.endsWith(` ${type}`)),
      found.join(),
    ).toBe(true);
  });

  it('办公角色删不了任何一行记录，只有列出的几样可以删', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'office'::regnamespace AND c.relkind = 'r'
         AND (has_table_privilege('gongkai_staff', c.oid, 'DELETE') OR has_table_privilege('gongkai_staff', c.oid, 'TRUNCATE'))`,
    );
    // Taken back while the letter is a draft; the file it names stays in the case.
    expect(rows).toEqual([{ name: 'letter_enclosure' }]);
  });
});

describe('[G4] 记录比人和账号活得久', () => {
  it('账号停用、角色收回、人员离开、改名之后：决定、姓名、审批表、日志都还在，核验完整', async () => {
    const itemId = await publishNew(organ);
    const { l1, l3, officeHead, publisher } = organ.cast;
    // What a sheet says beside the end of the log at the hour of its printing.
    const sheet = async () => {
      const { form } = unwrap(await getApprovalForm(officeHead, itemId, 1));
      return JSON.stringify(form).replace(/第 \d+ 条 [0-9a-f]{64}/g, '');
    };
    const printed = await sheet();
    const before = await findItemDetail(officeHead, itemId);
    await staff.query(
      `INSERT INTO office.account (person_id, login, password_hash, must_change_password) VALUES ($1, 'l3', 'x', false)`,
      [l3.personId],
    );
    unwrap(await disableAccount({ personId: null, name: '命令行', clientAddress: null }, { login: 'l3' }));
    const admin = await makePerson(staff, organ, '安全管理员', ['security_admin']);
    const end = { kind: 'role_end', personId: l3.personId, role: 'reviewer_l3', reason: '调岗' } as const;
    const { changeId } = unwrap(await proposeChange(admin, end));
    unwrap(await concludeChange(organ.cast.leader, { changeId, conclusion: 'approved', note: '' }));
    const leave = 'UPDATE office.person SET left_on = office.today() - 1, name = $2 WHERE id = $1';
    await staff.query(leave, [l1.personId, '改了名']);
    await staff.query(leave, [publisher.personId, publisher.name]);

    expect(await sheet()).toBe(printed);
    const after = await findItemDetail(officeHead, itemId);
    expect(after?.rounds.map(({ decisions }) => decisions)).toEqual(
      before?.rounds.map(({ decisions }) => decisions),
    );
    const { rows } = await staff.query<{ name: string }>(
      `SELECT entry::jsonb ->> 'person_name' AS name FROM office.audit_entry
       WHERE entry::jsonb ->> 'action' IN ('decide', 'publish') AND (entry::jsonb -> 'detail' ->> 'item_id' = $1
         OR entry::jsonb ->> 'subject_id' = $1)`,
      [itemId],
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['l1', 'l2', 'l3', 'publisher', 'secrecy'].sort());
    expect(await told()).toEqual([]);
  });

  it.each([
    ['person', 'l1'],
    ['account', 'l3'],
    ['role_grant', ''],
    ['site_column', ''],
    ['section', ''],
    ['organ', ''],
  ])('办公角色删不了 %s', async (table) => {
    await expect(staff.query(`DELETE FROM office.${table}`)).rejects.toMatchObject({ code: '42501' });
  });
});
