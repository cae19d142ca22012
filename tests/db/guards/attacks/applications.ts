import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { draftProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { type CaseCast, caseInHand, fileCase, makeCaseCast } from '../../../support/cases';
import { unwrap } from '../../../support/factories';
import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE } from './cast';
import type { Scene } from './scene';

/* Cases of 依申请公开: their states, their events, and what belongs to them. */

/** Cases the attacks start from; filled by `seedApplications`, never changed later. */
const seeded = { handed: '', inHand: '', otherInHand: '', received: 0, letter: '' };
let cast: CaseCast;
let other: CaseCast;

/** Files the cases of the scene. */
export async function seedApplications(staff: pg.Client, scene: Scene): Promise<void> {
  cast = await makeCaseCast(staff, scene.organ);
  other = await makeCaseCast(staff, scene.other);
  seeded.handed = (await fileCase(cast.handler, { channel: 'internet' })).id;
  const inHand = await caseInHand(cast.handler);
  seeded.inHand = inHand.id;
  seeded.received = inHand.events.find(({ clock }) => clock?.type === 'received')?.seq ?? 0;
  seeded.otherInHand = (await caseInHand(other.handler)).id;
  const draft = await draftProcedureLetter(cast.handler, {
    caseId: inHand.id,
    seenSeq: inHand.seq,
    code: 'L04',
    fields: { extension_reason: '案卷较多' },
    ownWords: [],
    workingDays: 5,
  });
  seeded.letter = unwrap(draft).letterId;
  // A row of everything a case holds, so that there is something to change.
  const query: Query = (sql, values) => staff.query(sql, values);
  for (const write of [consultation, search, decision, fee, link, moved]) await write(query);
  await insert(query, 'application_access', {
    application_id: seeded.inHand,
    person_id: cast.handlerB.personId,
    granted_by: cast.handler.personId,
    granted_at: new Date().toISOString(),
  });
}

const yesterday = () => new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 10);
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

function event(query: Query, changes: Change = {}) {
  return insert(query, 'application_event', {
    application_id: seeded.inHand,
    action: 'add_note',
    to_state: 'in_hand',
    on_date: today(),
    actor_kind: 'staff',
    person_id: cast.handler.personId,
    person_name: '承办人',
    detail: {},
    ...changes,
  });
}

function filed(query: Query, scene: Scene, changes: Change = {}) {
  return insert(query, 'application', {
    organ_id: scene.organ.id,
    kind: 'application',
    submission_no: '',
    submission_key: randomUUID(),
    query_code_hash: 'x',
    channel: 'in_person',
    applicant_type: 'natural_person',
    delivery_method: 'mail',
    media_form: 'paper',
    submitted_at: new Date().toISOString(),
    ...changes,
  });
}

/** A whole case by hand, ending the transaction's deferred checks. */
async function begin(query: Query, scene: Scene, leaveOut: 'event' | 'text' | 'party' | null) {
  const { rows } = await filed(query, scene);
  const id = String(rows[0]?.id);
  if (leaveOut !== 'text') await text(query, { application_id: id, number: 1 });
  if (leaveOut !== 'party') await party(query, { application_id: id, revision: 1 });
  if (leaveOut !== 'event')
    await event(query, { application_id: id, action: 'submit', to_state: 'submitted' });
  await query('SET CONSTRAINTS ALL IMMEDIATE');
}

const text = (query: Query, changes: Change = {}) =>
  insert(query, 'application_text', {
    application_id: seeded.inHand,
    number: 9,
    kind: 'request',
    title: '标题',
    written_at: new Date().toISOString(),
    ...changes,
  });
const party = (query: Query, changes: Change = {}) =>
  insert(query, 'application_party', {
    application_id: seeded.inHand,
    party: 'applicant',
    revision: 9,
    name: '某人',
    ...changes,
  });
const consultation = (query: Query, changes: Change = {}) =>
  insert(query, 'consultation', {
    application_id: seeded.inHand,
    party_kind: 'third_party',
    purpose: 'opinion',
    name: '某公司',
    about: '合同',
    recorded_by: cast.handler.personId,
    recorded_at: new Date().toISOString(),
    ...changes,
  });
const search = (query: Query, changes: Change = {}) =>
  insert(query, 'search_record', {
    application_id: seeded.inHand,
    searched_on: today(),
    place: '档案室',
    words: '统计',
    method: '目录检索',
    searched_by: '孙示',
    found: false,
    result: '未检索到',
    recorded_by: cast.handler.personId,
    recorded_at: new Date().toISOString(),
    ...changes,
  });
const decision = (query: Query, changes: Change = {}) =>
  insert(query, 'application_decision', {
    application_id: seeded.inHand,
    event_seq: 98,
    outcome: 'public',
    grounds: {},
    decided_by: cast.handler.personId,
    decided_at: new Date().toISOString(),
    ...changes,
  });
const fee = (query: Query, changes: Change = {}) =>
  insert(query, 'fee_decision', {
    application_id: seeded.inHand,
    scale: 'by_item',
    nth_of_month: 11,
    fee_month: '2026-03',
    pages: null,
    by_item_fen: 10_000,
    by_volume_fen: null,
    amount_fen: 10_000,
    reason: '数量明显超过合理范围',
    proposed_by: cast.handler.personId,
    proposed_at: new Date().toISOString(),
    ...changes,
  });
const link = (query: Query, changes: Change = {}) =>
  insert(query, 'application_link', {
    application_id: seeded.inHand,
    other_id: seeded.handed,
    kind: 'same_information',
    linked_by: cast.handler.personId,
    linked_at: new Date().toISOString(),
    ...changes,
  });
const moved = (query: Query, changes: Change = {}) =>
  insert(query, 'deadline_change', {
    application_id: seeded.inHand,
    field: 'reply_due',
    old_date: '2026-03-01',
    new_date: '2026-03-02',
    reason: '载入放假通知',
    calendar_version: 1,
    at: new Date().toISOString(),
    ...changes,
  });

const effect = (query: Query, changes: Change = {}) =>
  insert(query, 'letter_effect', {
    letter_id: seeded.letter,
    revision: 2,
    application_id: seeded.inHand,
    effect: { kind: 'extend', workingDays: 5 },
    written_by: cast.handler.personId,
    written_at: new Date().toISOString(),
    ...changes,
  });

/** One CHECK each: what spoils the row, by the name of the constraint. */
function checks(
  on: string,
  write: (query: Query, changes: Change, scene: Scene) => Promise<unknown>,
  spoiled: Record<string, Change>,
): Attack[] {
  return Object.entries(spoiled).map(([constraint, changes]) => ({
    title: `${on}：${constraint}`,
    code: '23514',
    guard: { constraint, on },
    run: (query, scene) => write(query, changes, scene),
  }));
}

/** Puts a case into a state by force, as somebody mightier would. */
const forced = (id: () => string, state: string) => () =>
  `SET LOCAL session_replication_role = replica;
   UPDATE office.application SET state = '${state}', outcome = 'other.misc' WHERE id = '${id()}';
   SET LOCAL session_replication_role = origin`;
/** The drafted L04 as if it had been approved, sealed and sent today. */
const sent = () => `SET LOCAL session_replication_role = replica;
  UPDATE office.letter SET state = 'served', category = '公开告', year = 2026, serial = 999, number = 'x', sealed_on = office.today(),
    sealed_at = now() WHERE id = '${seeded.letter}';
  INSERT INTO office.letter_service (letter_id, seq, kind, dispatch, way, sent_on, tracking_no, recorded_by, recorded_at)
    VALUES ('${seeded.letter}', 1, 'dispatch', 1, 'china_post', office.today(), 'X', '${cast.handler.personId}', now());
  SET LOCAL session_replication_role = origin`;
/** A case that was decided, with that letter as its reply. */
const decided = () => `SET LOCAL session_replication_role = replica;
  INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id, person_name)
    VALUES ('${seeded.inHand}', 97, 'decide', 'in_hand', 'deciding', office.today(), now(), 'staff', '${cast.handler.personId}', 'x');
  INSERT INTO office.application_decision (application_id, event_seq, outcome, grounds, letter_id, decided_by, decided_at)
    VALUES ('${seeded.inHand}', 97, 'other.misc', '{}', '${seeded.letter}', '${cast.handler.personId}', now());
  UPDATE office.application SET state = 'sealed', outcome = 'other.misc', seq = 97 WHERE id = '${seeded.inHand}';
  SET LOCAL session_replication_role = origin`;
const extend = (query: Query, workingDays: number) =>
  event(query, {
    action: 'extend',
    clock: { type: 'extension', date: today(), workingDays },
    detail: { letterId: seeded.letter },
  });
const asSystem: Change = { actor_kind: 'system', person_id: null };

export const APPLICATION_TABLES = {
  application_text: 'title',
  application_event: 'detail',
  application_transition: 'roles',
  consultation: 'about',
  search_record: 'result',
  application_decision: 'outcome',
  fee_decision: 'reason',
  application_link: 'note',
  application_access: 'granted_at',
  deadline_change: 'reason',
  letter_effect: 'effect',
} as const;

/** Tables that are changed by their guards alone, and never emptied. */
const NEVER_EMPTIED = ['application', 'application_party', 'application_serial'] as const;

export const applicationAttacks: Attack[] = [
  ...checks('application', (query, changes, scene) => filed(query, scene, changes), {
    case_kind_is_known: { kind: 'x' },
    intake_channel_is_known: { channel: 'pigeon' },
    applicant_type_is_known: { applicant_type: 'x' },
    delivery_method_is_known: { delivery_method: 'x' },
    media_form_is_known: { media_form: 'x' },
    remade_reply_names_the_first: { kind: 'remade_reply' },
  }),
  {
    title: '申请与自己关联',
    code: '23514',
    guard: { constraint: 'case_is_not_its_own_relative', on: 'application' },
    run: (query, scene) => {
      const id = randomUUID();
      return filed(query, scene, { id, parent_id: id });
    },
  },
  ...checks('application_party', party, {
    party_is_known: { party: 'x' },
    party_revision_counts_from_one: { revision: 0 },
    party_has_name: { name: ' ' },
  }),
  ...checks('application_text', text, {
    request_counts_from_one: { number: 0 },
    request_kind_is_known: { kind: 'x' },
    request_names_something: { title: ' ' },
  }),
  ...checks('application_event', event, {
    clock_event_has_the_date_of_the_act: { clock: { type: 'replied', date: '2020-01-01' } },
  }),
  {
    title: '以不明的身份记录',
    code: '23514',
    guard: { constraint: 'event_actor_is_known', on: 'application_event' },
    given: () => `INSERT INTO office.application_transition VALUES ('in_hand', 'x', 'in_hand', '{ghost}')`,
    run: (query) => event(query, { action: 'x', actor_kind: 'ghost', person_id: null }),
  },
  {
    title: '以申请人的名义记录，却写着工作人员',
    code: '23514',
    guard: { constraint: 'staff_event_names_a_person', on: 'application_event' },
    run: (query) => event(query, { action: 'add_file', actor_kind: 'applicant' }),
  },
  ...checks('consultation', consultation, {
    consulted_party_is_known: { party_kind: 'x' },
    consultation_purpose_is_known: { purpose: 'x' },
    consulted_party_has_name: { name: ' ' },
    consultation_says_about_what: { about: ' ' },
  }),
  ...checks('search_record', search, {
    search_names_place: { place: ' ' },
    search_names_words: { words: ' ' },
    search_names_method: { method: ' ' },
    search_names_searcher: { searched_by: ' ' },
    search_names_result: { result: ' ' },
  }),
  ...checks('fee_decision', fee, {
    fee_scale_is_known: { scale: 'x' },
    fee_number_counts_from_one: { nth_of_month: 0 },
    fee_month_is_a_month: { fee_month: '2026' },
    fee_pages_are_not_negative: { pages: -1 },
    fee_by_item_is_not_negative: { by_item_fen: -1, scale: 'by_volume', by_volume_fen: 10_000 },
    fee_by_volume_is_not_negative: { by_volume_fen: -1 },
    fee_is_the_amount_of_its_scale: { amount_fen: 20_000 },
    fee_has_reason: { reason: ' ' },
  }),
  ...checks('application_link', link, {
    link_kind_is_known: { kind: 'x' },
  }),
  {
    title: '关联到自己',
    code: '23514',
    guard: { constraint: 'link_joins_two_cases', on: 'application_link' },
    run: (query) => link(query, { other_id: seeded.inHand }),
  },
  ...checks('deadline_change', moved, { deadline_change_has_reason: { reason: ' ' } }),

  // ── Cases ──
  {
    title: '拆分自外机关的申请',
    code: 'GK013',
    guard: { raise: 'a case is related to cases of its own organ' },
    run: (query, scene) => filed(query, scene, { parent_id: seeded.otherInHand }),
  },
  ...(['event', 'text', 'party'] as const).map(
    (left): Attack => ({
      title: `立一件没有${{ event: '第一个事件', text: '申请内容', party: '申请人' }[left]}的申请`,
      code: 'GK013',
      guard: { raise: 'a case begins with its first event, its request and its applicant' },
      run: (query, scene) => begin(query, scene, left),
    }),
  ),
  {
    title: '直接改状态',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.application TO gongkai_staff' },
    run: (query) =>
      query(`UPDATE office.application SET state = 'replied', outcome = 'public' WHERE id = $1`, [
        seeded.inHand,
      ]),
  },
  {
    title: '改申请人类型（年报的列）',
    code: 'GK001',
    guard: { raise: 'what a case was filed as stays as it is' },
    given: () => 'GRANT UPDATE ON office.application TO gongkai_staff',
    run: (query) =>
      query(`UPDATE office.application SET applicant_type = 'legal.other' WHERE id = $1`, [seeded.inHand]),
  },
  {
    title: '不写结果就进入答复审批',
    code: 'GK013',
    guard: { raise: 'a decided case names its outcome' },
    run: (query) => event(query, { action: 'decide', to_state: 'deciding' }),
  },
  {
    title: '并入外机关的申请',
    code: 'GK013',
    guard: { raise: 'a case is answered together with one of its own organ that stands alone' },
    run: (query) => event(query, { action: 'merge', detail: { intoId: seeded.otherInHand } }),
  },
  // ── Events ──
  {
    title: '跳过登记直接送达',
    code: 'GK006',
    guard: { raise: 'a case in % does not go to % by %' },
    run: (query) => event(query, { application_id: seeded.handed, action: 'serve', to_state: 'replied' }),
  },
  {
    title: '没有承办人职责的人登记事件',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => event(query, { person_id: scene.organ.cast.author.personId }),
  },
  {
    title: '外机关的承办人登记事件',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query) => event(query, { person_id: other.handler.personId }),
  },
  {
    title: '以系统的名义作工作记录',
    code: 'GK011',
    guard: { raise: 'this act is not one of the %' },
    run: (query) => event(query, asSystem),
  },
  {
    title: '把日期写到以后',
    code: 'GK013',
    guard: { raise: 'an act is not dated in the future' },
    run: (query) => event(query, { on_date: '2999-01-01' }),
  },
  {
    title: '退回到并非作出决定时的状态',
    code: 'GK006',
    guard: { raise: 'a reply goes back to the state it was decided in' },
    run: async (query) => {
      await event(query, { action: 'decide', to_state: 'deciding', detail: { outcome: 'public' } });
      await event(query, { action: 'return_reply', to_state: 'awaiting_payment' });
    },
  },
  {
    title: '自己决定，自己结案',
    code: 'GK004',
    guard: { raise: 'whoever decided a case does not close it alone' },
    run: async (query) => {
      await insert(query, 'role_grant', {
        person_id: cast.handler.personId,
        role: 'office_head',
        starts_on: '2020-01-01',
      });
      await event(query, { action: 'decide', to_state: 'deciding', detail: { outcome: 'other.misc' } });
      await decision(query, { outcome: 'other.misc', event_seq: 99 });
      await event(query, { action: 'close_by_note', to_state: 'replied' });
    },
  },
  {
    title: '用别的文书盖章',
    code: 'GK003',
    guard: { raise: 'a case is answered by the letter of its own decision' },
    given: forced(() => seeded.inHand, 'deciding'),
    run: (query) =>
      event(query, { ...asSystem, action: 'seal', to_state: 'sealed', detail: { letterId: seeded.letter } }),
  },
  {
    title: '答复的日期不是送达的日期',
    code: 'GK013',
    guard: { raise: 'a reply has the date of its service' },
    given: () => `${sent()}; ${decided()}`,
    run: (query) =>
      event(query, {
        action: 'serve',
        to_state: 'replied',
        on_date: yesterday(),
        detail: { letterId: seeded.letter },
      }),
  },
  {
    title: '收到日期早于提交日期',
    code: 'GK013',
    guard: { raise: 'an application is not received before it was handed in' },
    run: (query) =>
      event(query, {
        application_id: seeded.handed,
        action: 'confirm',
        to_state: 'received',
        on_date: '2020-01-01',
        clock: { type: 'received', date: '2020-01-01' },
      }),
  },
  {
    title: '在收到申请之前收到意见',
    code: 'GK013',
    guard: { raise: 'nothing moves the clock before the receipt' },
    run: (query) =>
      event(query, {
        action: 'end_consultation',
        on_date: '2020-01-01',
        clock: { type: 'consultation_answered', date: '2020-01-01', id: 'a' },
      }),
  },
  {
    title: '有文书的结果以工作记录结案',
    code: 'GK013',
    guard: { raise: 'only what needs no letter is closed by a note, on its day' },
    given: forced(() => seeded.inHand, 'deciding'),
    run: (query) =>
      event(query, { action: 'close_by_note', to_state: 'replied', person_id: cast.head.personId }),
  },
  {
    title: '没有告知书就要求说明理由',
    code: 'GK003',
    guard: { raise: 'a step that a letter tells needs the letter, sent that day' },
    run: (query) => event(query, { action: 'ask_reasons', detail: { letterId: randomUUID() } }),
  },
  {
    title: '延期的天数不是审批的天数',
    code: 'GK007',
    guard: { raise: 'a step does what its letter was approved for' },
    given: () => sent(),
    run: (query) => extend(query, 6),
  },
  {
    title: '延期超过二十个工作日',
    code: 'GK013',
    guard: { raise: 'extensions of a case come to 20 working days at most' },
    given: () => `${sent()}; ALTER TABLE office.letter_effect DISABLE TRIGGER USER;
      UPDATE office.letter_effect SET effect = '{"kind": "extend", "workingDays": 21}' WHERE letter_id = '${seeded.letter}';
      ALTER TABLE office.letter_effect ENABLE TRIGGER USER`,
    run: (query) => extend(query, 21),
  },
  {
    title: '作出决定，却没有决定的记录',
    code: 'GK013',
    guard: { raise: 'a decision is on record with its outcome' },
    run: async (query) => {
      await event(query, { action: 'decide', to_state: 'deciding', detail: { outcome: 'other.misc' } });
      await query('SET CONSTRAINTS ALL IMMEDIATE');
    },
  },
  {
    title: '年报里没有的结果',
    code: '23514',
    guard: { constraint: 'outcome_is_known', on: 'application' },
    run: (query) => event(query, { action: 'decide', to_state: 'deciding', detail: { outcome: 'x' } }),
  },
  {
    title: '更正收到日期，却不指明更正哪一次',
    code: 'GK013',
    guard: { raise: 'a correction names the event whose date it corrects' },
    run: (query) =>
      event(query, { action: 'correct_receipt_date', person_id: cast.head.personId, corrects_seq: 1 }),
  },
  // ── Records of a case ──
  ...(
    [
      ['征求意见', consultation, 'recorded_by'],
      ['检索记录', search, 'recorded_by'],
      ['处理决定', decision, 'decided_by'],
      ['收费', fee, 'proposed_by'],
      ['关联', link, 'linked_by'],
    ] as const
  ).map(
    ([name, write, by]): Attack => ({
      title: `外机关的人写${name}`,
      code: 'GK011',
      guard: NO_ROLE,
      run: (query) => write(query, { [by]: other.handler.personId }),
    }),
  ),
  ...NEVER_EMPTIED.map(
    (table): Attack => ({
      title: `清空 office.${table}`,
      code: 'GK001',
      guard: { trigger: `${table}_is_never_truncated`, on: table },
      given: () => 'GRANT TRUNCATE ON ALL TABLES IN SCHEMA office TO gongkai_staff',
      run: (query) => query(`TRUNCATE office.${table} CASCADE`),
    }),
  ),
  {
    title: '文书送审之后改它的效力',
    code: 'GK002',
    guard: { raise: 'what a letter does is settled while it is a draft' },
    run: (query) => effect(query, { letter_id: randomUUID() }),
  },
  ...checks('letter_effect', effect, {
    letter_effect_counts_from_one: { revision: 0 },
    letter_effect_is_an_object: { effect: '[]' },
  }),
  {
    title: '删除申请',
    code: 'GK001',
    guard: { trigger: 'application_is_never_deleted', on: 'application' },
    given: () => 'GRANT DELETE ON office.application TO gongkai_staff',
    run: (query) => query('DELETE FROM office.application'),
  },
];

export const applicationControls: Control[] = [
  {
    title: '立案、记录、检索、征求意见',
    run: async (query, scene) => {
      await begin(query, scene, null);
      await event(query);
      await search(query);
      await consultation(query);
      await link(query, { kind: 'earlier_reply' });
      await fee(query);
    },
  },
  {
    title: '工作机构负责人更正收到日期',
    run: (query) =>
      event(query, {
        action: 'correct_receipt_date',
        person_id: cast.head.personId,
        corrects_seq: seeded.received,
      }),
  },
];
