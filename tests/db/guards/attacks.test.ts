import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../../support/factories';
import {
  afterPublicationAttacks,
  afterPublicationControls,
  seedAfterPublication,
} from './attacks/after-publication';
import { appendOnlyAttacks } from './attacks/append-only';
import { applicationAttacks, applicationControls, seedApplications } from './attacks/applications';
import { type Attack, attempt, type Control, isRefusedBy, removalOf } from './attacks/attack';
import { changeAttacks, changeControls } from './attacks/changes';
import { decisionAttacks, decisionControls } from './attacks/decisions';
import { deputyAttacks, deputyControls } from './attacks/deputies';
import { fileTextAttacks, fileTextControls } from './attacks/files-text';
import { findingAttacks, findingControls } from './attacks/findings';
import { intakeAttacks, intakeControls } from './attacks/intake';
import { knowledgeAttacks, knowledgeControls, seedKnowledge } from './attacks/knowledge';
import { leakWatchAttacks, leakWatchControls } from './attacks/leak-watch';
import { letterAttacks, letterControls, seedLetters } from './attacks/letters';
import { noticeAttacks, noticeControls } from './attacks/notices';
import { peopleAttacks, peopleControls } from './attacks/people';
import { personalDataAttacks, personalDataControls, seedPersonalData } from './attacks/personal-data';
import { publicationAttacks, publicationControls } from './attacks/publication';
import { roundAttacks, roundControls } from './attacks/rounds';
import { routeAttacks, routeControls, seedRoutes } from './attacks/routes';
import { buildScene, type Scene } from './attacks/scene';
import { stateAttacks, stateControls } from './attacks/states';
import { textAttacks, textControls } from './attacks/text';

/*
 * What the office role may not do, tried with all its rights. Each attack is tried twice: as the database stands, it is
 * refused by exactly the guard it names; with that guard taken away, that guard no longer refuses it. So every guard has
 * a test that fails without it, and the last test says which guard has none.
 */

const GROUPS: [name: string, attacks: Attack[], controls: Control[]][] = [
  ['稿件、版本和文件', textAttacks, textControls],
  ['审核轮次和流程', roundAttacks, roundControls],
  ['决定', decisionAttacks, decisionControls],
  ['校对发现', findingAttacks, findingControls],
  ['发布、公开状态和定时', publicationAttacks, publicationControls],
  ['设置和角色：底线和第二人', changeAttacks, changeControls],
  ['代理和请假', deputyAttacks, deputyControls],
  ['流程和等级', routeAttacks, routeControls],
  ['状态', stateAttacks, stateControls],
  ['人员、职责和日志', peopleAttacks, peopleControls],
  ['附件的文字', fileTextAttacks, fileTextControls],
  ['日历、通知和待发邮件', noticeAttacks, noticeControls],
  ['申报事项和发布之后', afterPublicationAttacks, afterPublicationControls],
  ['泄漏检测', leakWatchAttacks, leakWatchControls],
  ['依申请公开：申请和事件', applicationAttacks, applicationControls],
  ['依申请公开：前案、主动公开建议、收费', knowledgeAttacks, knowledgeControls],
  ['个人信息和发出前检查', personalDataAttacks, personalDataControls],
  ['公众提交的申请', intakeAttacks, intakeControls],
  ['文书', letterAttacks, letterControls],
  ['只增不改', appendOnlyAttacks, []],
];

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let scene: Scene;
const AS_STAFF = 'SET LOCAL ROLE gongkai_staff';

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  scene = await buildScene(staff);
  await seedRoutes((sql, values) => staff.query(sql, values), scene);
  await seedApplications(staff, scene);
  await seedLetters(staff, scene);
  await seedKnowledge(staff, scene);
  await seedPersonalData(staff, scene);
  await seedAfterPublication((sql, values) => staff.query(sql, values), scene);
});
afterAll(() => office.close());

describe.each(GROUPS)('%s', (_, attacks, controls) => {
  it.each(attacks.map((attack) => [attack.title, attack] as const))('拒绝：%s', async (_title, attack) => {
    const { run, given, guard, code } = attack;
    const prepare = given ? [given(scene), AS_STAFF] : [];
    const outcome = await attempt(given ? superuser : staff, (query) => run(query, scene), prepare);
    expect(outcome).toMatchObject({ accepted: false, code });
    expect(isRefusedBy(guard, outcome), JSON.stringify(outcome)).toBe(true);
    const removal = await removalOf(guard, superuser);
    const unguarded = await attempt(superuser, (query) => run(query, scene), [
      ...(given ? [given(scene)] : []),
      ...removal,
      AS_STAFF,
    ]);
    expect(isRefusedBy(guard, unguarded), JSON.stringify(unguarded)).toBe(false);
  });

  it.each(controls.map((control) => [control.title, control] as const))(
    '允许：%s',
    async (_title, control) => {
      expect(await attempt(staff, (query) => control.run(query, scene))).toEqual({ accepted: true });
    },
  );
});

describe('没有漏网的防线', () => {
  const guards = GROUPS.flatMap(([, attacks]) => attacks.map((attack) => attack.guard));

  it('函数里的每一处拒绝都有攻击证明', async () => {
    const { rows } = await superuser.query<{ raise: string }>(
      `SELECT m[1] AS raise FROM pg_proc p, regexp_matches(p.prosrc, 'RAISE EXCEPTION ''([^'']*)''', 'g') m
       WHERE p.pronamespace = 'office'::regnamespace AND p.proname <> 'deny_change'`,
    );
    const proven = guards.flatMap((guard) => ('raise' in guard ? [guard.raise] : []));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map((row) => row.raise).filter((raise) => !proven.includes(raise))).toEqual([]);
  });

  it('每一条 CHECK 约束都有攻击证明', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'office'::regnamespace AND contype = 'c'`,
    );
    const proven = guards.flatMap((guard) => ('constraint' in guard ? [guard.constraint] : []));
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.map((row) => row.name).filter((name) => !proven.includes(name))).toEqual([]);
  });

  it('每一个部分唯一索引都有攻击证明', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE c.relnamespace = 'office'::regnamespace AND i.indisunique AND i.indpred IS NOT NULL`,
    );
    const proven = guards.flatMap((guard) => ('index' in guard ? [guard.index] : []));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map((row) => row.name).filter((name) => !proven.includes(name))).toEqual([]);
  });

  it('每一个拒绝改动的触发器都有攻击证明', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT t.tgname AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE p.proname = 'deny_change' AND p.pronamespace = 'office'::regnamespace`,
    );
    const proven = guards.flatMap((guard) => ('trigger' in guard ? [guard.trigger] : []));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map((row) => row.name).filter((name) => !proven.includes(name))).toEqual([]);
  });

  it('在每张表上，办公角色能做的与此处列出的完全一致', async () => {
    const { rows } = await superuser.query<{ table: string; rights: string }>(
      `SELECT c.relname AS table, string_agg(p.right, ' ' ORDER BY p.n) AS rights
       FROM pg_class c CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER',
         'MAINTAIN']) WITH ORDINALITY AS p("right", n)
       WHERE c.relnamespace = 'office'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
         AND has_table_privilege('gongkai_staff', c.oid, p.right) GROUP BY c.relname ORDER BY 1`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.table, row.rights]))).toEqual({
      applicant_identity: 'INSERT',
      application_file: 'INSERT',
      application_file_chunk: 'INSERT',
      personal_data_view: 'INSERT',
      letter_enclosure: 'INSERT DELETE',
      release_check: 'INSERT',
      release_override: 'INSERT',
      release_override_answer: 'INSERT',
      application: 'INSERT',
      application_access: 'INSERT',
      application_decision: 'INSERT',
      application_deadline: 'INSERT UPDATE',
      application_event: 'INSERT',
      application_link: 'INSERT',
      application_party: 'INSERT',
      application_text: 'INSERT',
      consultation: 'INSERT',
      deadline_change: 'INSERT',
      fee_decision: 'INSERT',
      publication_proposal: 'INSERT',
      publication_proposal_case: 'INSERT',
      publication_proposal_decision: 'INSERT',
      letter_effect: 'INSERT',
      search_record: 'INSERT',
      leak_watch_run: 'INSERT',
      organ_consultation: 'INSERT',
      reprint_comparison: 'INSERT',
      validity_event: 'INSERT',
      validity_confirmation: 'INSERT',
      item_relation: 'INSERT',
      item_relation_end: 'INSERT',
      live_probe: 'INSERT',
      live_check: 'INSERT',
      leak_report: 'INSERT',
      account: 'INSERT',
      audit_entry: 'INSERT',
      calendar_day: 'INSERT',
      calendar_version: 'INSERT',
      change_request: 'INSERT',
      class_change: 'INSERT',
      decision: 'INSERT',
      delegation: 'INSERT',
      draft: 'INSERT',
      file: 'INSERT',
      file_chunk: 'INSERT',
      finding: 'INSERT',
      finding_handling: 'INSERT',
      file_text: 'INSERT',
      item: 'INSERT',
      late_opinion: 'INSERT',
      letter: 'INSERT',
      letter_contributor: 'INSERT',
      letter_decision: 'INSERT',
      letter_file: 'INSERT',
      letter_service: 'INSERT',
      letter_template_approval: 'INSERT',
      letter_template_version: 'INSERT',
      letter_version: 'INSERT',
      leave: 'INSERT',
      notice: 'INSERT',
      organ: 'INSERT',
      organ_setting: 'INSERT',
      outbox_message: 'INSERT',
      person: 'INSERT',
      plan: 'INSERT',
      publication: 'INSERT',
      review_opening: 'INSERT',
      role_grant: 'INSERT',
      round: 'INSERT',
      round_step: 'INSERT',
      section: 'INSERT',
      session: 'INSERT',
      sign_in_attempt: 'INSERT',
      site_column: 'INSERT',
      upload: 'INSERT',
      version: 'INSERT',
      visibility_event: 'INSERT',
    });
  });

  it('能改的只是此处列出的列', async () => {
    const { rows } = await superuser.query<{ table: string; columns: string }>(
      `SELECT c.relname AS table, string_agg(a.attname, ' ' ORDER BY a.attname) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'office'::regnamespace AND c.relkind = 'r'
         AND has_column_privilege('gongkai_staff', c.oid, a.attnum, 'UPDATE') GROUP BY c.relname ORDER BY 1`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.table, row.columns]))).toEqual({
      applicant_identity: 'cipher key_no',
      application_file: 'cipher key_no',
      application_file_chunk: 'cipher key_no',
      letter_enclosure: 'cipher key_no',
      account: 'disabled_at login must_change_password password_hash',
      applicant_mail: 'attempts next_try_at sent_at state',
      application_deadline:
        'application_id calendar_version clock_status computed_at event_seq flags payment_due provisional reply_due risk_date supplement_due supplement_notice_due',
      change_request: 'concluded_at concluded_by conclusion note',
      delegation: 'confirmed_at confirmed_by revoked_at revoked_by',
      draft: 'content content_hash revision saved_at saved_by',
      item: 'content_class draft_state revision section_id',
      leak_watch_run: 'asked findings finished_at item_id planned result started_at surfaces',
      leave: 'cancelled_at cancelled_by confirmed_at confirmed_by',
      letter:
        'address_form ended_by ended_reason fields is_electronic own_words recipient_address recipient_kind recipient_name remedy_mode remedy_reason revision saved_by sealed_by state',
      notice: 'read_at',
      organ:
        'address court credit_code document_prefix email fax is_default_site name office_hours phone postcode reconsideration_organ short_name site_host site_id_code superior_id',
      outbox_message: 'attempts last_error next_try_at sent_at state',
      person: 'email left_on name post section_id wants_email',
      plan: 'ended_at ended_reason refusal',
      role_grant: 'end_change_id ended_by ends_on',
      round: 'closed_at closed_reason content_class',
      section: 'name position',
      session: 'ended_at ended_reason last_seen_at reauthenticated_at',
      site_column: 'art_item column_type description keywords layout name parent_id position update_cycle',
    });
  });

  it('办公角色没有超级权限、不属于别的角色、不能建表、不能执行守卫以外的函数', async () => {
    const { rows } = await superuser.query(
      `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS groups,
         has_database_privilege(r.oid, current_database(), 'CREATE, TEMP') AS creates,
         (SELECT bool_or(has_schema_privilege(r.oid, n.oid, 'CREATE')) FROM pg_namespace n) AS makes
       FROM pg_roles r WHERE rolname = 'gongkai_staff'`,
    );
    expect(rows).toEqual([{ mighty: false, groups: 0, creates: false, makes: false }]);
    const functions = await superuser.query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc p WHERE p.pronamespace = 'office'::regnamespace
         AND has_function_privilege('gongkai_staff', p.oid, 'EXECUTE') ORDER BY 1`,
    );
    expect(functions.rows.map((row) => row.name)).toEqual([
      'archive_term_ends',
      'clock_now',
      'drop_expired_intake',
      'erase_personal_data',
      'holds_role',
      'lock_case',
      'referral_is_open',
      'release_is_clear',
      'search_terms',
      'seats_exclude',
      'shown_pictures',
      'standing_pass',
      'today',
    ]);
  });
});
