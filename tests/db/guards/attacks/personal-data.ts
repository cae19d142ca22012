import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type CaseCast, caseInHand, makeCaseCast } from '../../../support/cases';
import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE } from './cast';
import type { Scene } from './scene';

/* Sealed personal data, and what is enclosed with letters. */

/** What the attacks start from; filled by `seedPersonalData`, never changed later. */
const seeded = {
  case: '',
  otherCase: '',
  file: '',
  otherFile: '',
  spare: '',
  letter: '',
  enclosure: '',
  override: '',
};
let cast: CaseCast;
let stranger: CaseCast;

/** The form byte of a seal, and enough behind it. */
const SEAL = Buffer.from([1, ...new Uint8Array(40)]);
const OTHER_SEAL = Buffer.from([1, ...new Uint8Array(40).fill(7)]);
const HASH = Buffer.alloc(32);
const SHA = 'a'.repeat(64);
const NOW = new Date(0).toISOString();
const BLOCKING = {
  key: 'id_card@body',
  rule: 'id_card',
  severity: 'blocking',
  where: '',
  count: 1,
  message: '',
};
const MARKED = { ...BLOCKING, key: 'classification@body', rule: 'classification' };
const PROOF = { words: 2, found: 0 };

/** A case with an identity, files, a letter that encloses one, a check of it and a request to pass over a finding. */
export async function seedPersonalData(staff: pg.Client, scene: Scene): Promise<void> {
  cast = await makeCaseCast(staff, scene.organ);
  stranger = await makeCaseCast(staff, scene.other);
  const query: Query = (sql, values) => staff.query(sql, values);
  seeded.case = (await caseInHand(cast.handler)).id;
  seeded.otherCase = (await caseInHand(cast.handler)).id;
  await identity(query);
  for (const name of ['file', 'spare', 'otherFile'] as const) {
    await query('BEGIN');
    const application_id = name === 'otherFile' ? seeded.otherCase : seeded.case;
    seeded[name] = String((await file(query, { application_id })).rows[0]?.id);
    await chunk(query, { file_id: seeded[name] });
    await query('COMMIT');
  }
  const letter = await insert(query, 'letter', {
    organ_id: scene.organ.id,
    application_id: seeded.case,
    code: 'R02',
    recipient_kind: 'applicant',
    address_form: 'person',
    recipient_name: '某人',
    fields: {},
    remedy_mode: 'either',
    drafted_by: cast.handler.personId,
    drafted_at: NOW,
    saved_at: NOW,
  });
  seeded.letter = String(letter.rows[0]?.id);
  seeded.enclosure = String((await enclosure(query, { file_id: seeded.file, position: 1 })).rows[0]?.id);
  await check(query);
  seeded.override = String((await override(query)).rows[0]?.id);
  await view(query);
  // Answered by an attack only: the seeded one stays open, and this row is there to be touched.
  const answered = String((await override(query)).rows[0]?.id);
  await answer(query, { override_id: answered, answer: 'rejected', note: '请遮住' });
}

const identity = (query: Query, changes: Change = {}) =>
  insert(query, 'applicant_identity', {
    application_id: seeded.case,
    party: 'applicant',
    id_kind: 'passport',
    id_hint: 'E1****78',
    cipher: SEAL,
    key_no: 1,
    lookup: HASH,
    stored_at: NOW,
    ...changes,
  });
const file = (query: Query, changes: Change = {}) =>
  insert(query, 'application_file', {
    application_id: seeded.case,
    kind: 'enclosure',
    cipher: SEAL,
    key_no: 1,
    media_type: 'application/pdf',
    size: 10,
    chunks: 1,
    keyed_sha256: HASH,
    brought_by: 'staff',
    person_id: cast.handler.personId,
    stored_at: NOW,
    ...changes,
  });
const chunk = (query: Query, changes: Change = {}) =>
  insert(query, 'application_file_chunk', {
    file_id: seeded.file,
    seq: 0,
    cipher: SEAL,
    key_no: 1,
    ...changes,
  });
const view = (query: Query, changes: Change = {}) =>
  insert(query, 'personal_data_view', {
    application_id: seeded.case,
    subject: 'identity:applicant',
    person_id: cast.handler.personId,
    person_name: '承办人',
    reason: '核对',
    at: NOW,
    ...changes,
  });
const enclosure = (query: Query, changes: Change = {}) =>
  insert(query, 'letter_enclosure', {
    letter_id: seeded.letter,
    position: 9,
    file_id: seeded.spare,
    name: '材料.pdf',
    sha256: SHA,
    size: 10,
    media_type: 'application/pdf',
    removed_words: 2,
    cipher: SEAL,
    key_no: 1,
    added_by: cast.handler.personId,
    added_at: NOW,
    ...changes,
  });
const json = (value: unknown) => JSON.stringify(value);
const check = (query: Query, changes: Change = {}) =>
  insert(query, 'release_check', {
    letter_id: seeded.letter,
    enclosure_id: seeded.enclosure,
    sha256: SHA,
    checker: 1,
    findings: json([BLOCKING]),
    proof: json(PROOF),
    result: 'blocked',
    checked_at: NOW,
    ...changes,
  });
const override = (query: Query, changes: Change = {}) =>
  insert(query, 'release_override', {
    letter_id: seeded.letter,
    enclosure_id: seeded.enclosure,
    sha256: SHA,
    finding_key: BLOCKING.key,
    reason: '当事人同意',
    proposed_by: cast.head.personId,
    proposed_at: NOW,
    ...changes,
  });
const answer = (query: Query, changes: Change = {}) =>
  insert(query, 'release_override_answer', {
    override_id: seeded.override,
    answer: 'confirmed',
    answered_by: cast.leader.personId,
    answered_at: NOW,
    ...changes,
  });
const erasure = (query: Query, changes: Change = {}) =>
  insert(query, 'personal_data_erasure', {
    application_id: seeded.case,
    subject: 'identity:applicant',
    rule: 'archive_term',
    erased_at: NOW,
    erased_by: '到期清理',
    ...changes,
  });

type Writer = (query: Query, changes: Change) => Promise<pg.QueryResult>;

const CHECKS: [title: string, constraint: string, table: string, write: Writer, changes: Change][] = [
  ['证件属于第三种人', 'identity_party_is_known', 'applicant_identity', identity, { party: 'witness' }],
  ['表外的证件种类', 'identity_kind_is_known', 'applicant_identity', identity, { id_kind: 'card' }],
  ['列表里写完整的号码', 'identity_hint_is_masked', 'applicant_identity', identity, { id_hint: 'E12345678' }],
  [
    '列表里露出太多位',
    'identity_hint_is_masked',
    'applicant_identity',
    identity,
    { id_hint: '41059919**0001' },
  ],
  [
    '不加密的号码',
    'identity_is_sealed',
    'applicant_identity',
    identity,
    { cipher: Buffer.from('E12345678') },
  ],
  ['没有密钥编号的号码', 'identity_names_its_key', 'applicant_identity', identity, { key_no: 0 }],
  [
    '不是散列的比对值',
    'identity_lookup_is_a_hash',
    'applicant_identity',
    identity,
    { lookup: Buffer.from('E12345678') },
  ],
  ['表外的材料种类', 'case_file_kind_is_known', 'application_file', file, { kind: 'photo' }],
  [
    '不加密的文件名',
    'case_file_name_is_sealed',
    'application_file',
    file,
    { cipher: Buffer.from('身份证.jpg') },
  ],
  ['没有密钥编号的文件', 'case_file_names_its_key', 'application_file', file, { key_no: 0 }],
  ['空文件', 'case_file_is_not_empty', 'application_file', file, { size: 0, chunks: 0 }],
  ['块数与大小不符', 'case_file_has_its_chunks', 'application_file', file, { chunks: 2 }],
  [
    '不是散列的文件散列',
    'case_file_hash_is_a_hash',
    'application_file',
    file,
    { keyed_sha256: Buffer.alloc(3) },
  ],
  [
    '不知是谁带来的文件',
    'case_file_bringer_is_known',
    'application_file',
    file,
    { brought_by: 'stranger', person_id: null },
  ],
  ['工作人员的文件没有人名', 'staff_file_names_a_person', 'application_file', file, { person_id: null }],
  ['查看别的东西', 'viewed_thing_is_known', 'personal_data_view', view, { subject: 'all' }],
  ['查看不写理由', 'view_has_reason', 'personal_data_view', view, { reason: ' ' }],
  ['附件序号从零起', 'enclosure_counts_from_one', 'letter_enclosure', enclosure, { position: 0 }],
  ['附件没有名称', 'enclosure_has_name', 'letter_enclosure', enclosure, { name: ' ' }],
  ['附件的散列不是散列', 'enclosure_hash_is_a_hash', 'letter_enclosure', enclosure, { sha256: 'x' }],
  ['附件零页', 'enclosure_has_pages', 'letter_enclosure', enclosure, { pages: 0 }],
  [
    '去除的词语不加密',
    'removed_words_are_sealed',
    'letter_enclosure',
    enclosure,
    { cipher: Buffer.from('张三') },
  ],
  [
    '有去除的词语而没有存',
    'removed_words_are_sealed',
    'letter_enclosure',
    enclosure,
    { cipher: null, key_no: null },
  ],
  ['没有去除的词语而存了', 'removed_words_are_sealed', 'letter_enclosure', enclosure, { removed_words: 0 }],
  ['发现不是一列', 'release_findings_are_a_list', 'release_check', check, { findings: json({}) }],
  [
    '有阻断的发现却说通过',
    'release_result_follows_from_findings',
    'release_check',
    check,
    { result: 'clear' },
  ],
  [
    '没有级别的发现当作提醒',
    'release_result_follows_from_findings',
    'release_check',
    check,
    { findings: json([{ key: 'a' }]), result: 'warnings' },
  ],
  ['放行不写理由', 'release_override_has_reason', 'release_override', override, { reason: ' ' }],
  [
    '表外的答复',
    'release_answer_is_known',
    'release_override_answer',
    answer,
    { answer: 'maybe', note: 'x' },
  ],
  ['不同意而不说理由', 'rejection_has_note', 'release_override_answer', answer, { answer: 'rejected' }],
];

/** In tables whose rows stand already under their key. */
const CHUNK_CHECKS: Attack[] = (
  [
    ['不加密的文件内容', 'case_file_chunk_is_sealed', { cipher: Buffer.from('%PDF-1.4') }],
    ['没有密钥编号的文件内容', 'case_file_chunk_names_its_key', { key_no: 0 }],
  ] as const
).map(([title, constraint, changes]) => ({
  title,
  code: '23514',
  guard: { constraint, on: 'application_file_chunk' },
  run: async (query) => {
    const { rows } = await file(query, {});
    return chunk(query, { file_id: rows[0]?.id, ...changes });
  },
}));

const RESEALED = { raise: 'a sealed value is only sealed anew under a newer key' };
const SEALED_TABLES: [table: string, column: string][] = [
  ['applicant_identity', "id_hint = 'X***X'"],
  ['application_file', "media_type = 'text/html'"],
  ['application_file_chunk', 'seq = seq + 1'],
  ['letter_enclosure', "name = '别的'"],
];

const resealing: Attack[] = SEALED_TABLES.flatMap(([table, column]): Attack[] => [
  {
    title: `office.${table}：换密文而不换密钥`,
    code: 'GK001',
    guard: RESEALED,
    run: (query) => query(`UPDATE office.${table} SET cipher = $1`, [OTHER_SEAL]),
  },
  {
    title: `office.${table}：退回更旧的密钥`,
    code: 'GK001',
    guard: RESEALED,
    given: () => `ALTER TABLE office.${table} DISABLE TRIGGER USER; UPDATE office.${table} SET key_no = 5;
      ALTER TABLE office.${table} ENABLE TRIGGER USER`,
    run: (query) => query(`UPDATE office.${table} SET key_no = 4, cipher = $1`, [OTHER_SEAL]),
  },
  {
    title: `office.${table}：只改密钥编号，密文照旧`,
    code: 'GK001',
    guard: RESEALED,
    run: (query) => query(`UPDATE office.${table} SET key_no = 6`),
  },
  {
    title: `office.${table}：即使有权，借换密钥改别的`,
    code: 'GK001',
    guard: RESEALED,
    given: () => `GRANT UPDATE ON office.${table} TO gongkai_staff`,
    run: (query) => query(`UPDATE office.${table} SET ${column}, key_no = 6, cipher = $1`, [OTHER_SEAL]),
  },
]);

const TOO_EARLY = { raise: 'the archive term of the case is not over' };
const erasing: Attack[] = [
  {
    title: '归档期未满就清理',
    code: 'GK006',
    guard: TOO_EARLY,
    run: (query) => query('SELECT office.erase_personal_data($1, $2)', [seeded.case, '某人']),
  },
  ...(['applicant_identity', 'application_file_chunk', 'application_file'] as const).flatMap(
    (table): Attack[] => {
      const right = `GRANT DELETE ON office.${table} TO gongkai_staff`;
      const run: Attack['run'] = (query) => query(`DELETE FROM office.${table}`);
      return [
        { title: `DELETE office.${table}`, code: '42501', guard: { right }, run },
        {
          title: `即使有权，归档期未满 DELETE office.${table}`,
          code: 'GK006',
          guard: TOO_EARLY,
          given: () => right,
          run,
        },
      ];
    },
  ),
];

const APPEND_ONLY: [table: string, column: string][] = [
  ['personal_data_view', 'reason'],
  ['personal_data_erasure', 'subject'],
  ['release_check', 'result'],
  ['release_override', 'reason'],
  ['release_override_answer', 'note'],
];
const standing = () =>
  `INSERT INTO office.personal_data_erasure (application_id, subject, rule, erased_at, erased_by)
   VALUES ('${seeded.case}', 'identity:agent', 'archive_term', now(), 'x')`;

function never(table: string, verb: 'UPDATE' | 'DELETE' | 'TRUNCATE', column = ''): Attack[] {
  const right = `GRANT ${verb} ON ALL TABLES IN SCHEMA office TO gongkai_staff`;
  const trigger = verb === 'TRUNCATE' ? `${table}_is_never_truncated` : `${table}_is_append_only`;
  const statement = {
    UPDATE: `UPDATE office.${table} SET ${column} = ${column}`,
    DELETE: `DELETE FROM office.${table}`,
    TRUNCATE: `TRUNCATE office.${table} CASCADE`,
  }[verb];
  const run: Attack['run'] = (query) => query(statement);
  const given = table === 'personal_data_erasure' ? () => `${standing()}; ${right}` : () => right;
  return [
    { title: `${verb} office.${table}`, code: '42501', guard: { right }, run },
    { title: `即使有权，${verb} office.${table}`, code: 'GK001', guard: { trigger, on: table }, given, run },
  ];
}

const inRoute = () => `ALTER TABLE office.letter DISABLE TRIGGER USER;
  UPDATE office.letter SET state = 'in_route' WHERE id = '${seeded.letter}'; ALTER TABLE office.letter ENABLE TRIGGER USER`;
const FROZEN = { raise: 'enclosures change only while the letter is a draft' };

export const personalDataAttacks: Attack[] = [
  ...CHECKS.map(
    ([title, constraint, on, write, changes]): Attack => ({
      title,
      code: '23514',
      guard: { constraint, on },
      run: (query) => write(query, changes),
    }),
  ),
  ...CHUNK_CHECKS,
  {
    title: '表外的删除规则',
    code: '23514',
    guard: { constraint: 'erasure_rule_is_known', on: 'personal_data_erasure' },
    given: () => 'GRANT INSERT ON office.personal_data_erasure TO gongkai_staff',
    run: (query) => erasure(query, { rule: 'whim' }),
  },
  {
    title: '自己写一条删除记录',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.personal_data_erasure TO gongkai_staff' },
    run: (query) => erasure(query),
  },
  {
    title: '别的机关的人给本案加文件',
    code: 'GK011',
    guard: { raise: 'a file is brought by somebody of the organ of the case' },
    run: (query) => file(query, { person_id: stranger.handler.personId }),
  },
  {
    title: '给存好的文件接上一块',
    code: 'GK008',
    guard: { raise: 'the file of the case has no such chunk' },
    run: (query) => chunk(query, { seq: 1 }),
  },
  {
    title: '文件少存一块',
    code: 'GK008',
    guard: { raise: 'a file of a case is stored whole' },
    run: async (query) => {
      await file(query);
      await query('SET CONSTRAINTS ALL IMMEDIATE');
    },
  },
  ...resealing,
  ...erasing,
  ...(['case_handler', 'agent'] as const).map(
    (kind): Attack => ({
      title: kind === 'agent' ? '没有职责的人记一次查看' : '别的机关的承办人记一次查看',
      code: 'GK011',
      guard: NO_ROLE,
      run: (query) =>
        view(query, { person_id: kind === 'agent' ? cast.secrecy.personId : stranger.handler.personId }),
    }),
  ),
  {
    title: '给没有的文书加附件',
    code: 'GK002',
    guard: FROZEN,
    run: (query) => enclosure(query, { letter_id: randomUUID() }),
  },
  {
    title: '给送审的文书加附件',
    code: 'GK002',
    guard: FROZEN,
    given: inRoute,
    run: (query) => enclosure(query),
  },
  {
    title: '从送审的文书撤附件',
    code: 'GK002',
    guard: FROZEN,
    given: inRoute,
    run: (query) => query('DELETE FROM office.letter_enclosure'),
  },
  ...(
    [
      ['附上别案的文件', { file_id: 'otherFile' }],
      ['附件写成别的大小', { size: 11 }],
      ['附件写成别的格式', { media_type: 'text/html' }],
    ] as const
  ).map(
    ([title, changes]): Attack => ({
      title,
      code: 'GK013',
      guard: { raise: 'a letter encloses files of its own case' },
      run: (query) =>
        enclosure(query, 'file_id' in changes ? { file_id: seeded[changes.file_id] } : { ...changes }),
    }),
  ),
  {
    title: '保密审查人给文书加附件',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query) => enclosure(query, { added_by: cast.secrecy.personId }),
  },
  ...(
    [
      ['检查别的文件', { sha256: 'b'.repeat(64) }],
      ['检查别的文书的附件', { letter_id: '00000000-0000-0000-0000-000000000000' }],
    ] as const
  ).map(
    ([title, changes]): Attack => ({
      title,
      code: 'GK007',
      guard: { raise: 'a check is of an enclosure of the letter' },
      run: (query) => check(query, changes),
    }),
  ),
  ...(
    [
      ['没有查去除的词语', null],
      ['少查一个去除的词语', json({ words: 1 })],
    ] as const
  ).map(
    ([title, proof]): Attack => ({
      title,
      code: 'GK013',
      guard: { raise: 'the check has not searched for the removed words' },
      run: (query) => check(query, { proof }),
    }),
  ),
  ...(
    [
      ['放行检查里没有的一项', { finding_key: 'bank_card@body' }],
      ['放行别的文件的一项', { sha256: 'b'.repeat(64) }],
    ] as const
  ).map(
    ([title, changes]): Attack => ({
      title,
      code: 'GK013',
      guard: { raise: 'only a finding that stands is passed over' },
      run: (query) => override(query, changes),
    }),
  ),
  {
    title: '放行密级标志',
    code: 'GK016',
    guard: { raise: 'a classification marking is passed over by nobody' },
    run: async (query) => {
      await check(query, { findings: json([MARKED]), checked_at: new Date().toISOString() });
      return override(query, { finding_key: MARKED.key });
    },
  },
  {
    title: '保密审查人提出放行',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query) => override(query, { proposed_by: cast.secrecy.personId }),
  },
  {
    title: '自己提出，自己同意',
    code: 'GK004',
    guard: { raise: 'whoever asks to pass over a finding does not confirm it' },
    run: (query) => answer(query, { answered_by: cast.head.personId }),
  },
  {
    title: '承办人同意放行',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query) => answer(query, { answered_by: cast.handler.personId }),
  },
  {
    title: '附件没有通过检查就盖章',
    code: 'GK003',
    guard: { raise: 'what is enclosed with a letter is checked before it is sealed' },
    given: () => `${inRoute()}; ALTER TABLE office.letter DISABLE TRIGGER letter_guard`,
    run: (query) => query(`UPDATE office.letter SET state = 'sealed' WHERE id = $1`, [seeded.letter]),
  },
  {
    title: '盖章时的附件不是审批时的附件',
    code: 'GK007',
    guard: { raise: 'a letter is sealed with what was enclosed when it was approved' },
    given: () => `${inRoute()}; ALTER TABLE office.letter DISABLE TRIGGER letter_guard;
      CREATE OR REPLACE FUNCTION office.release_is_clear(p_letter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = office, pg_temp AS 'SELECT true'`,
    run: (query) => query(`UPDATE office.letter SET state = 'sealed' WHERE id = $1`, [seeded.letter]),
  },
  ...APPEND_ONLY.flatMap(([table, column]) => [
    ...never(table, 'UPDATE', column),
    ...never(table, 'DELETE'),
    ...never(table, 'TRUNCATE'),
  ]),
  ...['applicant_identity', 'application_file', 'application_file_chunk', 'letter_enclosure'].flatMap(
    (table) => never(table, 'TRUNCATE'),
  ),
];

export const personalDataControls: Control[] = [
  { title: '存一个加密的证件号码', run: (query) => identity(query) },
  {
    title: '存一个完整的文件',
    run: async (query) => {
      const { rows } = await file(query);
      await chunk(query, { file_id: rows[0]?.id });
      await query('SET CONSTRAINTS ALL IMMEDIATE');
    },
  },
  {
    title: '换到更新的密钥之下',
    run: async (query) => {
      for (const [table] of SEALED_TABLES) {
        await query(`UPDATE office.${table} SET key_no = 2, cipher = $1`, [OTHER_SEAL]);
      }
    },
  },
  { title: '记一次有理由的查看', run: (query) => view(query) },
  { title: '给起草中的文书加附件', run: (query) => enclosure(query) },
  { title: '从起草中的文书撤附件', run: (query) => query('DELETE FROM office.letter_enclosure') },
  { title: '另一个人同意放行', run: (query) => answer(query) },
];
