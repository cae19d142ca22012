import { type Attack, type Control, insert, type Query } from './attack';
import type { Scene } from './scene';

const NEXT = '(SELECT max(id) + 1 FROM office.calendar_version)';

/** Loads a version of the calendar; `change` spoils it. Values are SQL. */
function version(query: Query, change: Record<string, string> = {}) {
  const row = {
    id: NEXT,
    loaded_at: 'now()',
    covers_from: "'2024-01-01'",
    covers_to: "'2027-12-24'",
    source_doc: "'国办发明电〔2026〕1号'",
    notices: "'[]'",
    ...change,
  };
  return query(
    `INSERT INTO office.calendar_version (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`,
  );
}

/** Loads a version with one day; `change` spoils the day. Values are SQL. */
async function day(query: Query, change: Record<string, string> = {}) {
  await version(query);
  const row = {
    version: '(SELECT max(id) FROM office.calendar_version)',
    date: "'2027-01-01'",
    kind: "'holiday'",
    name: "'元旦'",
    source_doc: "'国办发明电〔2026〕1号'",
    ...change,
  };
  return query(
    `INSERT INTO office.calendar_day (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`,
  );
}

/** Writes a notice about the public item of the scene; gives its id. */
async function notice(query: Query, scene: Scene, change: Record<string, unknown> = {}): Promise<string> {
  const { rows } = await insert(query, 'notice', {
    organ_id: scene.organ.id,
    person_id: scene.organ.cast.l1.personId,
    kind: 'review_open',
    item_id: scene.items.atL1,
    params: { step: 'l1', role: 'reviewer_l1' },
    created_at: new Date().toISOString(),
    dedupe_key: 'review_open:test',
    ...change,
  });
  return String(rows[0]?.id);
}

/** Writes a message for a notice; gives its id. */
async function message(query: Query, scene: Scene, change: Record<string, unknown> = {}): Promise<string> {
  const { rows } = await insert(query, 'outbox_message', {
    notice_id: await notice(query, scene),
    channel: 'email',
    address: 'l1@example.gov.cn',
    next_try_at: new Date().toISOString(),
    created_at: new Date().toISOString(),
    ...change,
  });
  return String(rows[0]?.id);
}

const PARAMS = { constraint: 'notice_params_hold_no_text', on: 'notice' };
const SENT = { raise: 'a message sent or given up stays so' };
const READ = { raise: 'a notice is only ever marked as read, once' };

const ADDRESSES = [
  'l1',
  'l1@',
  '@example.gov.cn',
  'l1@example.gov.cn, all@example.com',
  'l1@example.gov.cn\nBcc: all@example.com',
  '张三 <l1@example.gov.cn>',
  `${'a'.repeat(250)}@b.cn`,
];

export const noticeAttacks: Attack[] = [
  {
    title: '[CAL-4] 日历版本跳号',
    code: 'GK001',
    guard: { raise: 'a version of the calendar follows the one before it' },
    run: (query) => version(query, { id: `${NEXT} + 1` }),
  },
  {
    title: '日历版本从零编号',
    code: '23514',
    guard: { constraint: 'calendar_version_counts_from_one', on: 'calendar_version' },
    given: () => `ALTER TABLE office.calendar_version DISABLE TRIGGER calendar_version_guard`,
    run: (query) => version(query, { id: '0' }),
  },
  {
    title: '日历版本不写依据的通知',
    code: '23514',
    guard: { constraint: 'calendar_names_its_source', on: 'calendar_version' },
    run: (query) => version(query, { source_doc: "' '" }),
  },
  {
    title: '日历覆盖的结束早于开始',
    code: '23514',
    guard: { constraint: 'calendar_covers_a_range', on: 'calendar_version' },
    run: (query) => version(query, { covers_to: "'2023-12-31'" }),
  },
  {
    title: '[CAL-4] 给已经载入的日历版本再加一天',
    code: 'GK001',
    guard: { raise: 'days are only added to a version while it is loaded' },
    run: (query) => day(query, { version: '1' }),
  },
  {
    title: '日历的一天既不是放假也不是调休上班',
    code: '23514',
    guard: { constraint: 'calendar_day_kind_is_known', on: 'calendar_day' },
    run: (query) => day(query, { kind: "'local_closure'" }),
  },
  {
    title: '日历的一天没有名称',
    code: '23514',
    guard: { constraint: 'calendar_day_has_name', on: 'calendar_day' },
    run: (query) => day(query, { name: "''" }),
  },
  {
    title: '日历的一天没有依据',
    code: '23514',
    guard: { constraint: 'calendar_day_names_its_source', on: 'calendar_day' },
    run: (query) => day(query, { source_doc: "''" }),
  },
  ...ADDRESSES.map(
    (address): Attack => ({
      title: `人员的邮箱写成 ${JSON.stringify(address.slice(0, 40))}`,
      code: '23514',
      guard: { constraint: 'person_email_is_an_address', on: 'person' },
      run: (query, scene) =>
        query('UPDATE office.person SET email = $1 WHERE id = $2', [address, scene.organ.cast.l1.personId]),
    }),
  ),
  ...ADDRESSES.map(
    (address): Attack => ({
      title: `待发邮件的收件人写成 ${JSON.stringify(address.slice(0, 40))}`,
      code: '23514',
      guard: { constraint: 'outbox_address_is_an_address', on: 'outbox_message' },
      run: (query, scene) => message(query, scene, { address }),
    }),
  ),
  ...[
    { title: '关于测试的消息' },
    { step: '初审' },
    { code: 'x'.repeat(400) },
    { code: 'a<b>' },
    [] as unknown as Record<string, unknown>,
  ].map(
    (params): Attack => ({
      title: `在通知里夹带文字：${JSON.stringify(params).slice(0, 40)}`,
      code: '23514',
      guard: PARAMS,
      run: (query, scene) => notice(query, scene, { params }),
    }),
  ),
  {
    title: '用一句话当通知的种类',
    code: '23514',
    guard: { constraint: 'notice_kind_is_an_identifier', on: 'notice' },
    run: (query, scene) => notice(query, scene, { kind: '某稿件待审' }),
  },
  {
    title: '把通知发给外机关的人',
    code: 'GK011',
    guard: { raise: 'a notice goes to a person of its organ' },
    run: (query, scene) => notice(query, scene, { person_id: scene.other.cast.l1.personId }),
  },
  {
    title: '通知外机关的人有本机关的稿件',
    code: 'GK011',
    guard: { raise: 'a notice is about an item of its organ' },
    run: (query, scene) =>
      notice(query, scene, { organ_id: scene.other.id, person_id: scene.other.cast.l1.personId }),
  },
  {
    title: '把已读的通知改回未读',
    code: 'GK001',
    guard: READ,
    run: async (query, scene) => {
      const id = await notice(query, scene, { read_at: new Date().toISOString() });
      return query('UPDATE office.notice SET read_at = NULL WHERE id = $1', [id]);
    },
  },
  ...['kind', 'params', 'person_id', 'item_id', 'created_at', 'dedupe_key'].map(
    (column): Attack => ({
      title: `改动通知的 ${column}`,
      code: '42501',
      guard: { right: `GRANT UPDATE (${column}) ON office.notice TO gongkai_staff` },
      run: (query) => query(`UPDATE office.notice SET ${column} = ${column}`),
    }),
  ),
  ...['notice_id', 'address', 'channel', 'created_at'].map(
    (column): Attack => ({
      title: `改动待发邮件的 ${column}`,
      code: '42501',
      guard: { right: `GRANT UPDATE (${column}) ON office.outbox_message TO gongkai_staff` },
      run: (query) => query(`UPDATE office.outbox_message SET ${column} = ${column}`),
    }),
  ),
  {
    title: '用不认识的渠道发送',
    code: '23514',
    guard: { constraint: 'outbox_channel_is_known', on: 'outbox_message' },
    run: (query, scene) => message(query, scene, { channel: 'sms' }),
  },
  {
    title: '待发邮件处于不认识的状态',
    code: '23514',
    guard: { constraint: 'outbox_state_is_known', on: 'outbox_message' },
    run: (query, scene) => message(query, scene, { state: 'lost' }),
  },
  {
    title: '发送次数为负',
    code: '23514',
    guard: { constraint: 'outbox_attempts_are_counted', on: 'outbox_message' },
    run: (query, scene) => message(query, scene, { attempts: -1 }),
  },
  {
    title: '说已发出而不写时间',
    code: '23514',
    guard: { constraint: 'outbox_sent_has_time', on: 'outbox_message' },
    run: (query, scene) => message(query, scene, { state: 'sent' }),
  },
  ...(['sent', 'given_up'] as const).map(
    (state): Attack => ({
      title: `把${state === 'sent' ? '已发出' : '不再试'}的邮件改成待发`,
      code: 'GK001',
      guard: SENT,
      run: async (query, scene) => {
        const sent_at = state === 'sent' ? new Date().toISOString() : null;
        const id = await message(query, scene, { state, sent_at });
        return query(`UPDATE office.outbox_message SET state = 'pending', sent_at = NULL WHERE id = $1`, [
          id,
        ]);
      },
    }),
  ),
];

export const noticeControls: Control[] = [
  { title: '载入新的日历版本', run: (query) => day(query) },
  {
    title: '填写邮箱',
    run: (query, scene) =>
      query(`UPDATE office.person SET email = 'l1@example.gov.cn', wants_email = false WHERE id = $1`, [
        scene.organ.cast.l1.personId,
      ]),
  },
  {
    title: '写通知，标为已读',
    run: async (query, scene) =>
      query('UPDATE office.notice SET read_at = now() WHERE id = $1', [await notice(query, scene)]),
  },
  {
    title: '没有稿件的通知',
    run: (query, scene) => notice(query, scene, { item_id: null, params: {}, kind: 'mail_given_up' }),
  },
  {
    title: '待发邮件没有发出，再试，发出',
    run: async (query, scene) => {
      const id = await message(query, scene);
      await query(
        `UPDATE office.outbox_message SET state = 'failed', attempts = 1, last_error = 'x' WHERE id = $1`,
        [id],
      );
      return query(`UPDATE office.outbox_message SET state = 'sent', sent_at = now() WHERE id = $1`, [id]);
    },
  },
];
