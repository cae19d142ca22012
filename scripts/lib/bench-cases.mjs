import { workingDayAfter } from '../../lib/calendar/rules/working-days.ts';

/** Cases, events and open cases of the bench. */
export const CASES = 100_000;
export const OPEN_CASES = 10_000;
export const EVENTS = 1_000_000;

/**
 * A year of made-up holidays after the last real notice, so that dates of open cases move. Of the bench only.
 * @param {number} year
 */
export function inventedNotice(year) {
  const day = (/** @type {string} */ date) => ({
    date,
    kind: /** @type {const} */ ('holiday'),
    name: '元旦（压测）',
  });
  return {
    year,
    number: `压测〔${year - 1}〕1号`,
    title: `${year}年放假安排（压测用，不是真的通知）`,
    issuedOn: `${year - 1}-11-04`,
    days: [day(`${year - 1}-12-31`), day(`${year}-01-01`), day(`${year}-01-04`)],
  };
}

/** The acts of a case that was replied to, and of one in hand, in the order of the table of states. */
const REPLIED = [
  ['submit', 'none', 'submitted'],
  ['confirm', 'submitted', 'received'],
  ['register', 'received', 'registered'],
  ['check_application', 'registered', 'in_hand'],
  ['record_search', 'in_hand', 'in_hand'],
  ['add_note', 'in_hand', 'in_hand'],
  ['decide', 'in_hand', 'deciding'],
  ['seal', 'deciding', 'sealed'],
  ['serve', 'sealed', 'replied'],
  ['archive', 'replied', 'archived'],
];
const IN_HAND = [
  ...REPLIED.slice(0, 5),
  ['consult', 'in_hand', 'in_hand'],
  ['record_consultation_service', 'in_hand', 'in_hand'],
  ['add_note', 'in_hand', 'in_hand'],
  ['end_consultation', 'in_hand', 'in_hand'],
  ['add_note', 'in_hand', 'in_hand'],
];

/** @param {readonly (readonly string[])[]} acts rows of VALUES */
function values(acts) {
  return acts.map(([action, from, to], at) => `(${at + 1}, '${action}', '${from}', '${to}')`).join(', ');
}

/** Kinds of words so that texts differ as real ones do: a road, a matter and a paper make a request. */
const ROADS = [...'中山人民解放建设文明德隆平原永明文峰东风红旗彰德灯塔安漳'].map(
  (_, at, all) => `${all.slice(at, at + 2).join('')}路`,
);
const MATTERS = [
  '雨污分流改造',
  '老旧小区补偿',
  '技改项目补贴',
  '产业园土地出让',
  '节能监察',
  '安全生产检查',
  '纾困资金发放',
  '企业名录认定',
];
const PAPERS = [
  '施工合同',
  '批复文件',
  '会议纪要',
  '验收报告',
  '拨付明细',
  '评审意见',
  '处罚决定',
  '统计报表',
];

/** @param {readonly string[]} list @param {string} index SQL */
const pick = (list, index) =>
  `(ARRAY[${list.map((one) => `'${one}'`).join(', ')}])[1 + (${index}) % ${list.length}]`;

/**
 * Fills a migrated database with cases as they would be after years of work, as superuser without triggers: states, events,
 * dates, parties, sealed numbers and terms fit together, as the triggers would have it.
 *
 * @param {import('pg').Client} client
 * @param {{ calendar: import('../../lib/calendar/types.ts').Calendar, today: string }} facts
 * @returns {Promise<{ organId: string, handlerId: string, headId: string }>}
 */
export async function fillWithCases(client, { calendar, today }) {
  const one = async (/** @type {string} */ sql, /** @type {unknown[]} */ bound = []) =>
    (await client.query({ text: sql, values: bound, rowMode: 'array' })).rows[0]?.[0];
  const organId = await one(
    `INSERT INTO office.organ (name, short_name, document_prefix, credit_code, site_id_code, is_default_site, address, postcode,
       phone, fax, email, office_hours, reconsideration_organ, court)
     VALUES ('压测局', '压测局', '测', '11410503MB0X000001', '4105030001', true, '', '', '', '', '', '', '', '') RETURNING id`,
  );
  const person = async (/** @type {string} */ name, /** @type {string} */ role) => {
    const id = await one(
      `INSERT INTO office.person (organ_id, name, post) VALUES ($1, $2, '') RETURNING id`,
      [organId, name],
    );
    await client.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, $2, '2019-01-01')`,
      [id, role],
    );
    return id;
  };
  const handlerId = await person('承办人', 'case_handler');
  await person('承办人二', 'case_handler');
  const headId = await person('负责人', 'office_head');
  await client.query('SET session_replication_role = replica');
  await fillDueDates(client, calendar, today);
  await fillApplications(client, organId, today);
  await fillEvents(client);
  await fillBelongings(client, organId);
  await client.query('SET session_replication_role = origin');
  await client.query('DROP TABLE bench_case, bench_due');
  await client.query('VACUUM ANALYZE');
  return { organId, handlerId, headId };
}

/** The twentieth working day after each day a case may have come in. */
async function fillDueDates(
  /** @type {import('pg').Client} */ client,
  /** @type {import('../../lib/calendar/types.ts').Calendar} */ calendar,
  /** @type {string} */ today,
) {
  const rows = [];
  const end = Date.parse(`${today}T00:00:00Z`);
  for (let at = Date.parse('2019-05-15T00:00:00Z'); at <= end; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    rows.push({ day, due: workingDayAfter(calendar, day, 20).date });
  }
  await client.query(
    `CREATE UNLOGGED TABLE bench_due AS
     SELECT day, due FROM jsonb_to_recordset($1::jsonb) AS r (day date, due date)`,
    [JSON.stringify(rows)],
  );
}

/** Newest cases are open; of the others most were replied to in time. */
async function fillApplications(
  /** @type {import('pg').Client} */ client,
  /** @type {string} */ organId,
  /** @type {string} */ today,
) {
  const closed = CASES - OPEN_CASES;
  await client.query(
    `CREATE UNLOGGED TABLE bench_case AS
     SELECT n, uuidv7((n - ${CASES + 1}) * interval '30 minutes') AS id, d.due, n > ${closed} AS is_open, c.received,
       CASE WHEN n > ${closed} THEN NULL WHEN n % 20 = 0 THEN d.due + 3 ELSE d.due - 2 END AS replied
     FROM generate_series(1, ${CASES}) AS n
     CROSS JOIN LATERAL (SELECT CASE WHEN n > ${closed} THEN $1::date - 1 - (n % 12)
       ELSE date '2019-05-15' + (n::bigint * ($1::date - date '2019-05-15' - 90) / ${closed})::int END AS received) AS c
     JOIN bench_due d ON d.day = c.received`,
    [today],
  );
  await client.query(
    `INSERT INTO office.application (id, organ_id, kind, state, seq, submission_no, application_no, submission_key, query_code_hash,
       channel, applicant_type, delivery_method, media_form, submitted_at, receipt_date, registered_at, handler_id,
       handler_accepted, outcome, replied_on, archived_at)
     SELECT id, $1, 'application', CASE WHEN is_open THEN 'in_hand' ELSE 'archived' END, 10,
       'TJ' || extract(year FROM received) || '-' || lpad(n::text, 6, '0'), 'SQ' || extract(year FROM received) || '-' || lpad(n::text, 6, '0'),
       gen_random_uuid(), md5(n::text), ${pick(['in_person', 'signed_mail', 'internet', 'internet', 'fax'], 'n')},
       ${pick(['natural_person', 'natural_person', 'natural_person', 'legal.business', 'legal.legal_service'], 'n')}, 'mail', 'paper',
       received + time '01:00' + n * interval '1 millisecond', received, received + time '02:00', p.ids[1 + n % 2], true,
       CASE WHEN NOT is_open THEN ${pick(['public', 'public', 'partial', 'unavailable.not_held', 'not_processed.duplicate', 'other.misc'], 'n')} END,
       replied, replied + time '08:00'
     FROM bench_case CROSS JOIN (SELECT array_agg(person_id) AS ids FROM office.role_grant WHERE role = 'case_handler') AS p`,
    [organId],
  );
}

/** Ten acts each, dated in order; those that move the clock carry their clock event. */
async function fillEvents(/** @type {import('pg').Client} */ client) {
  await client.query(
    `INSERT INTO office.application_event (id, application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id, person_name, clock, detail)
     SELECT uuidv7(), c.id, act.seq, act.action, act.from_state, act.to_state, day.on_date, day.on_date + time '03:00' + act.seq * interval '1 second',
       CASE WHEN act.action = 'seal' THEN 'system' ELSE 'staff' END, CASE WHEN act.action <> 'seal' THEN a.handler_id END,
       CASE WHEN act.action = 'seal' THEN '系统' ELSE '承办人' END,
       CASE act.action
         WHEN 'submit' THEN jsonb_build_object('type', 'submitted', 'date', day.on_date)
         WHEN 'confirm' THEN jsonb_build_object('type', 'received', 'date', day.on_date)
         WHEN 'consult' THEN jsonb_build_object('type', 'consultation_sent', 'id', 'a', 'to', 'third_party', 'date', day.on_date)
         WHEN 'record_consultation_service' THEN jsonb_build_object('type', 'consultation_served', 'id', 'a', 'date', day.on_date)
         WHEN 'end_consultation' THEN jsonb_build_object('type', 'consultation_answered', 'id', 'a', 'date', day.on_date)
         WHEN 'serve' THEN jsonb_build_object('type', 'replied', 'date', day.on_date) END,
       CASE act.action WHEN 'decide' THEN jsonb_build_object('outcome', a.outcome) ELSE '{}' END
     FROM bench_case c JOIN office.application a ON a.id = c.id
     JOIN (SELECT false AS is_open, v.* FROM (VALUES ${values(REPLIED)}) AS v (seq, action, from_state, to_state)
       UNION ALL SELECT true, v.* FROM (VALUES ${values(IN_HAND)}) AS v (seq, action, from_state, to_state)) AS act ON act.is_open = c.is_open
     CROSS JOIN LATERAL (SELECT CASE
       WHEN act.seq <= 8 OR c.is_open THEN c.received + CASE WHEN act.action = 'end_consultation' THEN 1 ELSE 0 END ELSE c.replied END AS on_date) AS day`,
  );
}

/** What was asked for, by whom, the sealed numbers, the terms and the dates as last computed. */
async function fillBelongings(/** @type {import('pg').Client} */ client, /** @type {string} */ organId) {
  await client.query(
    `INSERT INTO office.application_text (application_id, number, kind, title, description, written_at)
     SELECT id, 1, 'request', ${pick(ROADS, 'n / 64')} || ${pick(MATTERS, 'n / 8')} || ${pick(PAPERS, 'n')},
       '申请公开' || extract(year FROM received) || '年第' || n || '号项目的全部材料', received FROM bench_case`,
  );
  await client.query(
    `INSERT INTO office.application_party (application_id, party, revision, name, phone, address)
     SELECT id, 'applicant', 1, ${pick([...'王李张刘陈杨黄赵周吴'], 'n')} || ${pick(['建国', '文华', '志强', '秀英', '桂兰', '玉梅'], 'n / 10')} || n % 5000, '0372-0000000', '安阳市示例路'
     FROM bench_case`,
  );
  await client.query(
    `INSERT INTO office.applicant_identity (application_id, party, revision, id_kind, id_hint, cipher, key_no, lookup, stored_at)
     SELECT id, 'applicant', 1, 'resident_id_card', '4105**********' || lpad((n % 5000)::text, 4, '0'),
       '\\x01'::bytea || decode(repeat(md5(n::text), 2), 'hex'), 1, sha256(convert_to((n % 5000)::text, 'UTF8')), received FROM bench_case`,
  );
  await client.query(
    `INSERT INTO office.application_search (application_id, organ_id, terms, names)
     SELECT c.id, $1, array_to_tsvector(office.search_terms(t.title || ' ' || t.description)), array_to_tsvector(office.search_terms(p.name))
     FROM bench_case c JOIN office.application_text t ON t.application_id = c.id JOIN office.application_party p ON p.application_id = c.id`,
    [organId],
  );
  await client.query(
    `INSERT INTO office.application_deadline (application_id, clock_status, reply_due, provisional, flags, calendar_version, event_seq, computed_at)
     SELECT id, CASE WHEN is_open THEN 'running' ELSE 'replied' END, due, false, '{}', 1, 10, now() FROM bench_case`,
  );
}
