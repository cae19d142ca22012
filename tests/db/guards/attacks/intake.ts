import type { Attack, Control } from './attack';
import type { Scene } from './scene';

/* What the public hands in: attempts, forms on their way, mail to applicants. The office writes none of it. */

const ALL = 'ON office.intake_attempt, office.intake_draft, office.intake_draft_chunk, office.applicant_mail';
const RIGHTS = `GRANT INSERT, UPDATE, DELETE ${ALL} TO gongkai_staff`;
const HASH = `decode(repeat('00', 32), 'hex')`;
const SEAL = `decode('01' || repeat('00', 40), 'hex')`;

const DRAFT = '00000000-0000-4000-8000-000000000001';

const attempt = (
  scene: Scene,
  values: Partial<Record<'kind' | 'client' | 'outcome' | 'at', string>> = {},
) => {
  const { kind = 'enter', client = HASH, outcome = 'ok', at = 'now()' } = values;
  return `INSERT INTO office.intake_attempt (organ_id, kind, client, outcome, at)
    VALUES ('${scene.organ.id}', '${kind}', ${client}, '${outcome}', ${at})`;
};
const draft = (scene: Scene, { cipher = SEAL, keyNo = '1', no = 'NULL' } = {}) =>
  `INSERT INTO office.intake_draft (key, organ_id, cipher, key_no, submission_no, saved_at, expires_at)
   VALUES ('${DRAFT}', '${scene.organ.id}', ${cipher}, ${keyNo}, ${no}, now(), now())`;
const chunk = (cipher: string) =>
  `INSERT INTO office.intake_draft_chunk (draft_key, file_id, seq, cipher, key_no)
   VALUES ('${DRAFT}', '${DRAFT}', 0, ${cipher}, 1)`;
const mail = (values: Partial<Record<'kind' | 'address' | 'state' | 'attempts' | 'sent', string>> = {}) => {
  const {
    kind = 'submitted',
    address = 'a@b.example',
    state = 'pending',
    attempts = '0',
    sent = 'NULL',
  } = values;
  return `INSERT INTO office.applicant_mail (application_id, kind, address, state, attempts, next_try_at, created_at, sent_at)
    SELECT id, '${kind}', '${address}', '${state}', ${attempts}, now(), now(), ${sent} FROM office.application LIMIT 1`;
};

/** A value no row may hold. */
function refused(title: string, on: string, constraint: string, sql: (scene: Scene) => string): Attack {
  return {
    title,
    code: '23514',
    guard: { constraint, on },
    given: () => RIGHTS,
    run: (query, scene) => query(sql(scene)),
  };
}

const STAYS = { raise: 'an attempt of the public stays as it is for six months' };
const SENT = { raise: 'a mail to an applicant that was sent or given up stays so' };

export const intakeAttacks: Attack[] = [
  {
    title: '改写公众的一次尝试',
    code: 'GK001',
    guard: STAYS,
    given: (scene) => `${RIGHTS}; ${attempt(scene, { at: `now() - interval '7 months'` })}`,
    run: (query) => query(`UPDATE office.intake_attempt SET outcome = 'ok'`),
  },
  {
    title: '删去六个月以内的尝试',
    code: 'GK001',
    guard: STAYS,
    given: (scene) => `${RIGHTS}; ${attempt(scene)}`,
    run: (query) => query('DELETE FROM office.intake_attempt'),
  },
  {
    title: '清空公众的尝试',
    code: '42501',
    guard: { right: 'GRANT TRUNCATE ON ALL TABLES IN SCHEMA office TO gongkai_staff' },
    run: (query) => query('TRUNCATE office.intake_attempt'),
  },
  {
    title: '即使有权，清空公众的尝试',
    code: 'GK001',
    guard: { trigger: 'intake_attempt_is_never_truncated', on: 'intake_attempt' },
    given: () => 'GRANT TRUNCATE ON ALL TABLES IN SCHEMA office TO gongkai_staff',
    run: (query) => query('TRUNCATE office.intake_attempt'),
  },
  ...(['intake_attempt', 'intake_draft', 'intake_draft_chunk', 'applicant_mail'] as const).map(
    (table): Attack => ({
      title: `办公角色写入 office.${table}`,
      code: '42501',
      guard: { right: RIGHTS },
      run: (query, scene) =>
        query(
          table === 'intake_attempt'
            ? attempt(scene)
            : table === 'applicant_mail'
              ? mail()
              : table === 'intake_draft'
                ? draft(scene)
                : chunk(SEAL),
        ),
    }),
  ),
  refused('没有听说过的尝试', 'intake_attempt', 'intake_attempt_kind_is_known', (scene) =>
    attempt(scene, { kind: 'other' }),
  ),
  refused('明文的来源地址', 'intake_attempt', 'intake_client_is_a_hash', (scene) =>
    attempt(scene, { client: `convert_to('10.0.0.1', 'UTF8')` }),
  ),
  refused('没有听说过的结果', 'intake_attempt', 'intake_outcome_is_known', (scene) =>
    attempt(scene, { outcome: 'maybe' }),
  ),
  refused('没有加密的表单', 'intake_draft', 'intake_draft_is_sealed_or_submitted', (scene) =>
    draft(scene, { cipher: `convert_to('{"name": "某人的名字、号码和地址，没有加密"}', 'UTF8')` }),
  ),
  refused('已经提交还留着内容的表单', 'intake_draft', 'intake_draft_is_sealed_or_submitted', (scene) =>
    draft(scene, { no: `'TJ2026-0001'` }),
  ),
  {
    title: '没有加密的上传文件',
    code: '23514',
    guard: { constraint: 'intake_chunk_is_sealed', on: 'intake_draft_chunk' },
    given: (scene) => `${RIGHTS}; ${draft(scene)}`,
    run: (query) => query(chunk(`convert_to(repeat('p', 40), 'UTF8')`)),
  },
  refused('没有听说过的邮件', 'applicant_mail', 'applicant_mail_kind_is_known', () =>
    mail({ kind: 'other' }),
  ),
  refused('不是地址的地址', 'applicant_mail', 'applicant_mail_address_is_an_address', () =>
    mail({ address: 'a@b.example, c@d.example' }),
  ),
  refused('没有听说过的发送状态', 'applicant_mail', 'applicant_mail_state_is_known', () =>
    mail({ state: 'lost' }),
  ),
  refused('发送次数为负', 'applicant_mail', 'applicant_mail_attempts_are_counted', () =>
    mail({ attempts: '-1' }),
  ),
  refused('没有发出却有发出时间', 'applicant_mail', 'applicant_mail_sent_has_time', () =>
    mail({ sent: 'now()' }),
  ),
  {
    title: '把已经发出的邮件改成待发',
    code: 'GK001',
    guard: SENT,
    given: () => `${RIGHTS}; ${mail({ state: 'sent', sent: 'now()' })}`,
    run: (query) => query(`UPDATE office.applicant_mail SET state = 'pending', sent_at = NULL`),
  },
];

export const intakeControls: Control[] = [
  { title: '清理过期的表单', run: (query) => query('SELECT office.drop_expired_intake()') },
  { title: '查看公众的尝试', run: (query) => query('SELECT * FROM office.intake_attempt') },
];
