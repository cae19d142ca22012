import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { approveTemplate, writeTemplate } from '@/lib/letters/commands/change-template';
import { recordLetterService } from '@/lib/letters/commands/serve-letter';
import { canonicalLetter } from '@/lib/letters/rules/canonical-letter';
import { shippedTexts } from '@/lib/letters/rules/templates/shipped';
import type { LetterCode, LetterDocument } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import { type CaseCast, caseInHand, makeCaseCast } from '../../../support/cases';
import { unwrap } from '../../../support/factories';
import {
  decideAs,
  draft,
  letterNow,
  passedLetter,
  sealedLetter,
  submitDraft,
} from '../../../support/letter-acts';
import { PLACES, render } from '../../../support/letters';
import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE, person } from './cast';
import type { Scene } from './scene';

/* Letters: nothing is sealed that its route has not passed word for word, nothing changes that is sealed. */

/** A column to touch in each append-only table of letters. */
export const LETTER_TABLES = {
  letter_contributor: 'person_id',
  letter_version: 'canonical',
  letter_step: 'role',
  letter_decision: 'opinion',
  letter_file: 'sha256',
  letter_service: 'note',
  letter_template_version: 'reason',
  letter_template_approval: 'approved_by',
} as const;

/** Letters the attacks start from, by where they are; filled by `seedLetters`, never changed later. */
const WAITING = [
  'draft',
  'inRoute',
  'headPassed',
  'passed',
  'passedR12',
  'atSecrecy',
  'sealed',
  'posted',
] as const;
const seeded = {} as Record<(typeof WAITING)[number], string>;
const given = { caseId: '', otherCaseId: '', template: '' };
/** The wording each letter of the scene waits with: read once, for an attack may have locked the tables. */
const frozen: Record<string, { id: string; contentHash: string }> = {};
let cast: CaseCast;
let other: CaseCast;

/** Writes the letters of the scene. */
export async function seedLetters(staff: pg.Client, scene: Scene): Promise<void> {
  for (const organ of [scene.organ, scene.other]) {
    await staff.query(
      'UPDATE office.organ SET reconsideration_organ = $2, court = $3, phone = $4 WHERE id = $1',
      [organ.id, PLACES.reconsiderationOrgan, PLACES.court, '0372-0000000'],
    );
  }
  cast = await makeCaseCast(staff, scene.organ);
  other = await makeCaseCast(staff, scene.other);
  given.caseId = (await caseInHand(cast.handler)).id;
  given.otherCaseId = (await caseInHand(other.handler)).id;
  const submitted = async (code: LetterCode) => {
    const letterId = await draft(cast.handler, given.caseId, code);
    await submitDraft(cast.handler, letterId);
    return letterId;
  };
  seeded.draft = await draft(cast.handler, given.caseId, 'R09');
  seeded.inRoute = await submitted('R09');
  seeded.headPassed = await submitted('R09');
  unwrap(await decideAs(cast.head, seeded.headPassed));
  seeded.passed = await passedLetter(cast, given.caseId, 'R09');
  seeded.passedR12 = await passedLetter(cast, (await caseInHand(cast.handler)).id, 'R12');
  seeded.atSecrecy = await submitted('R02');
  seeded.sealed = await sealedLetter(cast, given.caseId, 'L03');
  seeded.posted = await sealedLetter(cast, given.caseId, 'L03');
  for (const letterId of Object.values(seeded)) {
    const { frozen: wording } = await letterNow(letterId);
    frozen[letterId] = { id: wording?.id ?? '', contentHash: wording?.round.contentHash ?? '' };
  }
  const posting = {
    way: 'china_post',
    sentOn: today(),
    servedOn: null,
    trackingNo: 'XA000000000CN',
  } as const;
  unwrap(
    await inTransaction((tx) =>
      recordLetterService(tx, cast.handler, {
        letterId: seeded.posted,
        ...posting,
        proofSha256: null,
        note: '',
      }),
    ),
  );
  const texts = { ask: (shippedTexts('L03').ask ?? '').replace('共向', '合计向') };
  const { versionId } = unwrap(await writeTemplate(cast.handler, { code: 'L03', texts, reason: '改措辞' }));
  unwrap(await approveTemplate(cast.head, { versionId }));
  given.template = unwrap(await writeTemplate(cast.head, { code: 'L03', texts, reason: '再改' })).versionId;
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const update = (query: Query, letterId: string, set: string, values: unknown[] = []) =>
  query(`UPDATE office.letter SET ${set} WHERE id = $1`, [letterId, ...values]);

function begin(query: Query, scene: Scene, changes: Change = {}) {
  return insert(query, 'letter', {
    organ_id: scene.organ.id,
    application_id: given.caseId,
    code: 'L03',
    recipient_kind: 'applicant',
    address_form: 'person',
    recipient_name: '李申请',
    fields: {},
    remedy_mode: 'none',
    drafted_by: cast.handler.personId,
    drafted_at: new Date().toISOString(),
    saved_at: new Date().toISOString(),
    ...changes,
  });
}

/** Freezes the newest wording of a draft by hand. */
async function freeze(
  query: Query,
  letterId: string,
  document: LetterDocument,
  changes: Change = {},
): Promise<{ versionId: string; contentHash: string }> {
  const { canonical, contentHash } = canonicalLetter(document);
  const { rows } = await insert(query, 'letter_version', {
    letter_id: letterId,
    number: 0,
    draft_revision: 1,
    canonical,
    content_hash: contentHash,
    frozen_by: cast.handler.personId,
    frozen_at: new Date().toISOString(),
    ...changes,
  });
  return { versionId: String(rows[0]?.id), contentHash };
}

const SEATS = [
  ['head', 'office_head', () => cast.head],
  ['legal', 'legal_reviewer', () => cast.legal],
  ['leader', 'disclosure_leader', () => cast.leader],
] as const;

/** A decision on a letter of the scene whose route is head, legal, leader. */
function decision(query: Query, letterId: string, position: 1 | 2 | 3, changes: Change = {}) {
  const [step, role, actor] = SEATS[position - 1] ?? SEATS[0];
  return insert(query, 'letter_decision', {
    version_id: frozen[letterId]?.id,
    seq: 0,
    position,
    step,
    role,
    content_hash: frozen[letterId]?.contentHash,
    person_id: actor().personId,
    conclusion: 'pass',
    opinion: '',
    checklist: {},
    decided_at: new Date().toISOString(),
    ...changes,
  });
}

/** A 不予公开决定书 by hand, passed by everybody, as some wording. */
async function passByHand(query: Query, scene: Scene, document: LetterDocument, hands: readonly Actor[]) {
  const { rows } = await begin(query, scene, { code: 'R09', remedy_mode: 'reconsideration_first' });
  const letterId = String(rows[0]?.id);
  const { versionId, contentHash } = await freeze(query, letterId, document);
  await update(query, letterId, `state = 'in_route'`);
  for (const [at, [step, role]] of SEATS.entries()) {
    await insert(query, 'letter_decision', {
      version_id: versionId,
      seq: 0,
      position: at + 1,
      step,
      role,
      content_hash: contentHash,
      person_id: hands[at]?.personId,
      conclusion: 'pass',
      opinion: '',
      checklist: {},
      decided_at: new Date().toISOString(),
    });
  }
  return letterId;
}

const service = (query: Query, letterId: string, changes: Change = {}) =>
  insert(query, 'letter_service', {
    letter_id: letterId,
    seq: 0,
    kind: 'dispatch',
    dispatch: 0,
    way: 'in_person',
    served_on: today(),
    recorded_by: cast.handler.personId,
    recorded_at: new Date().toISOString(),
    ...changes,
  });
const template = (query: Query, scene: Scene, changes: Change = {}) =>
  insert(query, 'letter_template_version', {
    organ_id: scene.organ.id,
    code: 'L03',
    number: 0,
    texts: {},
    reason: '改措辞',
    written_by: cast.handler.personId,
    written_at: new Date().toISOString(),
    ...changes,
  });
const SEAL = `state = 'sealed'`;
const UNGUARDED = () => 'ALTER TABLE office.letter DISABLE TRIGGER letter_guard';
const code = (
  title: string,
  sqlstate: string,
  raise: string,
  run: Attack['run'],
  more: Partial<Attack> = {},
) => ({
  title,
  code: sqlstate,
  guard: { raise },
  run,
  ...more,
});
const check = (
  title: string,
  constraint: string,
  on: string,
  run: Attack['run'],
  more: Partial<Attack> = {},
): Attack => ({ title, code: '23514', guard: { constraint, on }, run, ...more });

const writing: Attack[] = [
  code('给别的机关的案件写文书', 'GK013', 'a letter belongs to a case of its organ', (query, scene) =>
    begin(query, scene, { application_id: given.otherCaseId }),
  ),
  {
    ...code('不是承办人也写文书', 'GK011', '', (query, scene) =>
      begin(query, scene, { drafted_by: cast.legal.personId }),
    ),
    guard: NO_ROLE,
  },
  code(
    '换掉文书的种类',
    'GK001',
    'what a letter was begun as stays as it is',
    (query) => update(query, seeded.draft, `code = 'R02'`),
    { given: () => 'GRANT UPDATE ON office.letter TO gongkai_staff' },
  ),
  {
    title: '自己写一个文号',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.letter TO gongkai_staff' },
    run: (query) => update(query, seeded.draft, `number = '测公开复〔2026〕1号'`),
  },
  code('改审批中的文书', 'GK002', 'a letter is written while it is a draft', (query) =>
    update(query, seeded.inRoute, `fields = '{}', revision = revision + 1`),
  ),
  code('改盖了章的文书', 'GK002', 'a letter is written while it is a draft', (query) =>
    update(query, seeded.sealed, `recipient_name = '王某', revision = revision + 1`),
  ),
  code('盖掉别人刚存的', 'GK012', 'the letter has been changed meanwhile', (query) =>
    update(query, seeded.draft, `fields = '{}'`),
  ),
  code('没有做，先写上是谁作废的', 'GK001', 'who sealed or ended a letter is set with the act', (query) =>
    update(query, seeded.sealed, `ended_reason = '有误'`),
  ),
  code('草稿直接盖章', 'GK006', 'a letter does not go from % to %', (query) =>
    update(query, seeded.draft, SEAL),
  ),
  code('送达的文书作废', 'GK006', 'a letter does not go from % to %', (query) =>
    update(query, seeded.posted, `state = 'void', ended_reason = '想撤', ended_by = $2`, [
      cast.head.personId,
    ]),
  ),
  code('没有冻结就提交', 'GK007', 'a letter is submitted as it was frozen, once', (query) =>
    update(query, seeded.draft, `state = 'in_route'`),
  ),
  code('没人退回，自己拿回来改', 'GK006', 'a letter goes back when somebody returns it', (query) =>
    update(query, seeded.headPassed, `state = 'draft'`),
  ),
  code('不说理由就放弃', 'GK013', 'a letter is given up or voided with a reason', (query) =>
    update(query, seeded.inRoute, `state = 'dropped'`),
  ),
  {
    ...code('承办人自己作废', 'GK011', '', (query) =>
      update(query, seeded.sealed, `state = 'void', ended_reason = '有误', ended_by = $2`, [
        cast.handler.personId,
      ]),
    ),
    guard: NO_ROLE,
  },
  check('没有这种文书', 'letter_code_is_known', 'letter', (query, scene) =>
    begin(query, scene, { code: 'X99' }),
  ),
  check('没有这种收件人', 'letter_recipient_is_known', 'letter', (query, scene) =>
    begin(query, scene, { recipient_kind: 'friend' }),
  ),
  check('没有这种称呼', 'letter_address_form_is_known', 'letter', (query, scene) =>
    begin(query, scene, { address_form: 'sir' }),
  ),
  check('不写收件人', 'letter_names_its_recipient', 'letter', (query, scene) =>
    begin(query, scene, { recipient_name: ' ' }),
  ),
  check('字段不成形', 'letter_fields_have_keys', 'letter', (query, scene) =>
    begin(query, scene, { fields: [] }),
  ),
  check('自己的话不成段', 'letter_own_words_are_a_list', 'letter', (query, scene) =>
    begin(query, scene, { own_words: {} }),
  ),
  check('没有这种救济告知', 'letter_remedy_is_known', 'letter', (query, scene) =>
    begin(query, scene, { remedy_mode: 'maybe' }),
  ),
  check('没有作者的决定书', 'only_receipts_have_no_author', 'letter', (query, scene) =>
    begin(query, scene, { code: 'R09', drafted_by: null }),
  ),
  check(
    '没有这种状态',
    'letter_state_is_known',
    'letter',
    (query) => update(query, seeded.draft, `state = 'lost'`),
    { given: UNGUARDED },
  ),
  check('盖了章没有号', 'seal_is_whole', 'letter', (query) => update(query, seeded.draft, SEAL), {
    given: UNGUARDED,
  }),
];

const freezing: Attack[] = [
  code('审批中再冻结一版', 'GK006', 'a letter is frozen from its draft', (query) =>
    freeze(query, seeded.inRoute, render('R09')),
  ),
  code('冻结的不是存的那一份', 'GK007', 'the frozen letter is not the saved one', (query) =>
    freeze(query, seeded.draft, render('R08')),
  ),
  code('冻结时换掉救济告知', 'GK007', 'the frozen letter is not the saved one', (query) =>
    freeze(query, seeded.draft, { ...render('R09'), remedyMode: 'either' }),
  ),
  code('[LT-T3] 留着没填的字段', 'GK013', 'a letter has words, and no open field', (query) =>
    freeze(query, seeded.draft, {
      ...render('R09'),
      paragraphs: [{ style: 'body', text: '理由：{理由}。' }],
    }),
  ),
  code(
    '[LT-5] 申请人没选电子方式',
    'GK013',
    'the applicant has not chosen electronic delivery',
    async (query) => {
      await update(query, seeded.draft, 'is_electronic = true, revision = 2');
      await freeze(query, seeded.draft, { ...render('R09'), isElectronic: true }, { draft_revision: 2 });
    },
  ),
  code('无名氏提交别人写的', 'GK011', 'what a person wrote, a person submits', (query) =>
    freeze(query, seeded.draft, render('R09'), { frozen_by: null }),
  ),
  check('指纹不是这一份的', 'letter_hash_is_of_its_text', 'letter_version', (query) =>
    freeze(query, seeded.draft, render('R09'), { content_hash: 'a'.repeat(64) }),
  ),
];

const deciding: Attack[] = [
  code('审已经盖章的', 'GK005', 'the letter is not on its route', (query) =>
    decision(query, seeded.sealed, 1),
  ),
  code('审的是另一份文字', 'GK007', 'the decision is about another wording of the letter', (query) =>
    decision(query, seeded.inRoute, 1, { content_hash: 'a'.repeat(64) }),
  ),
  code('审一个没有的环节', 'GK005', 'the reply route has no such step', (query) =>
    decision(query, seeded.inRoute, 1, { step: 'leader', role: 'disclosure_leader' }),
  ),
  code(
    '审自己写的',
    'GK004',
    'whoever wrote a letter or handles its case does not decide on it',
    async (query) => {
      const row = { person_id: cast.handler.personId, role: 'office_head', starts_on: '2020-01-01' };
      await insert(query, 'role_grant', row);
      await decision(query, seeded.inRoute, 1, { person_id: cast.handler.personId });
    },
  ),
  {
    ...code('没有职责也审', 'GK011', '', (query) =>
      decision(query, seeded.inRoute, 1, { person_id: cast.legal.personId }),
    ),
    guard: NO_ROLE,
  },
  code(
    '没有授权也代审',
    'GK011',
    'no delegation stands for this person, this seat of a letter and day',
    (query) =>
      decision(query, seeded.inRoute, 1, {
        person_id: cast.legal.personId,
        on_behalf_of: cast.headB.personId,
      }),
  ),
  code('同一环节再审一次', 'GK005', 'this step of the letter is decided', (query) =>
    decision(query, seeded.headPassed, 1, { person_id: cast.headB.personId }),
  ),
  code('越过前一环节', 'GK005', 'an earlier step of the letter is still open', (query) =>
    decision(query, seeded.inRoute, 2),
  ),
  code('一人占两席', 'GK004', 'the person already decided on this letter', async (query, scene) => {
    const both = await person(query, scene, 'office_head', 'legal_reviewer');
    await decision(query, seeded.inRoute, 1, { person_id: both });
    await decision(query, seeded.inRoute, 2, { person_id: both });
  }),
  code(
    '[REG-17-1] 保密审查没有逐项结论',
    'GK013',
    'a secrecy review of a letter needs its answers, its basis and the conclusion to send',
    (query) =>
      decision(query, seeded.atSecrecy, 1, {
        step: 'secrecy',
        role: 'secrecy_officer',
        person_id: cast.secrecy.personId,
      }),
  ),
  check('没有这种结论', 'letter_conclusion_is_known', 'letter_decision', (query) =>
    decision(query, seeded.inRoute, 1, { conclusion: 'maybe', opinion: '再说' }),
  ),
  check('退回不说理由', 'letter_return_has_reason', 'letter_decision', (query) =>
    decision(query, seeded.inRoute, 1, { conclusion: 'return' }),
  ),
  check('有授权没有授权人', 'letter_deputy_names_the_delegation', 'letter_decision', (query) =>
    decision(query, seeded.inRoute, 1, { delegation_id: randomUUID() }),
  ),
];

const sealing: Attack[] = [
  code('[LT-4] 环节没走完就盖章', 'GK003', 'steps of the letter still open: %', (query) =>
    update(query, seeded.headPassed, SEAL),
  ),
  code(
    '没有流程的文书盖章',
    'GK003',
    'the reply route lacks: %',
    async (query) => {
      await freeze(query, seeded.draft, render('R09'));
      await update(query, seeded.draft, `state = 'in_route'`);
      await update(query, seeded.draft, SEAL);
    },
    { given: () => 'ALTER TABLE office.letter_version DISABLE TRIGGER letter_version_route' },
  ),
  code(
    '审过的人其实动过笔',
    'GK004',
    'a person holds two seats of a letter, or judged own work',
    async (query) => {
      await insert(query, 'letter_contributor', { letter_id: seeded.passed, person_id: cast.legal.personId });
      await update(query, seeded.passed, SEAL);
    },
  ),
  code('[LT-11] 不告知复议前置', 'GK013', 'a refusal tells that 复议 comes first', async (query, scene) => {
    const whole = render('R09');
    const paragraphs = whole.paragraphs.filter(({ style }) => style !== 'remedy');
    const hands = [cast.head, cast.legal, cast.leader];
    await update(query, await passByHand(query, scene, { ...whole, paragraphs }, hands), SEAL);
  }),
  code(
    '[LT-8] 写的复议机关不是本机关设置的',
    'GK013',
    'the letter names another 复议机关 than the organ has set',
    async (query, scene) => {
      await query(`UPDATE office.organ SET reconsideration_organ = '另一人民政府' WHERE id = $1`, [
        scene.organ.id,
      ]);
      await update(query, seeded.passed, SEAL);
    },
  ),
  code('[LT-T5] 没有检索记录', 'GK013', 'the letter % lacks the record it rests on', (query) =>
    update(query, seeded.passedR12, SEAL),
  ),
  code('别的机关的人来盖章', 'GK011', 'a letter is sealed in its own organ', (query) =>
    update(query, seeded.passed, `${SEAL}, sealed_by = $2`, [other.head.personId]),
  ),
  code('盖了章不留文件', 'GK013', 'a sealed letter is kept as a file', async (query) => {
    await update(query, seeded.passed, SEAL);
    await query('SET CONSTRAINTS ALL IMMEDIATE');
  }),
  code('没盖章先放文件', 'GK005', 'a letter gets its file when it is sealed', (query, scene) =>
    insert(query, 'letter_file', {
      letter_id: seeded.draft,
      sha256: scene.file.sha256,
      stored_at: new Date().toISOString(),
    }),
  ),
];

const serving: Attack[] = [
  code('没有送达记录就算送达', 'GK013', 'a letter is served by a dispatch on record', (query) =>
    update(query, seeded.sealed, `state = 'served'`),
  ),
  code('送达没有盖章的', 'GK005', 'only a sealed letter is served', (query) => service(query, seeded.passed)),
  code('已经寄出又寄一次', 'GK005', 'the letter is under way or arrived already', (query) =>
    service(query, seeded.posted),
  ),
  code('[LT-5] 纸质文书用电子方式送达', 'GK013', 'the letter is not one to serve electronically', (query) =>
    service(query, seeded.sealed, { way: 'electronic', sent_on: today() }),
  ),
  code('没寄出的登记退回', 'GK005', 'nothing is under way that could arrive or come back', (query) =>
    service(query, seeded.sealed, {
      kind: 'return',
      served_on: null,
      returned_on: today(),
      reason: '查无此人',
    }),
  ),
  code(
    '送达早于盖章',
    'GK013',
    'a letter is not served before it is sealed or sent, nor in the future',
    (query) => service(query, seeded.sealed, { served_on: '2020-01-01' }),
  ),
  code(
    '送达在将来',
    'GK013',
    'a letter is not served before it is sealed or sent, nor in the future',
    (query) => service(query, seeded.sealed, { served_on: '2999-01-01' }),
  ),
  check('没有这种记录', 'letter_service_kind_is_known', 'letter_service', (query) =>
    service(query, seeded.posted, { kind: 'lost', served_on: null, returned_on: today(), reason: '不知道' }),
  ),
  check('没有这种送达方式', 'letter_service_way_is_known', 'letter_service', (query) =>
    service(query, seeded.sealed, { way: 'courier' }),
  ),
  check('邮寄没有单号', 'letter_service_is_whole', 'letter_service', (query) =>
    service(query, seeded.sealed, { way: 'china_post', served_on: null, sent_on: today() }),
  ),
];

const templates: Attack[] = [
  code('自己确认自己的模板', 'GK015', 'a template is confirmed by another person than its writer', (query) =>
    insert(query, 'letter_template_approval', {
      version_id: given.template,
      approved_by: cast.head.personId,
      approved_at: new Date().toISOString(),
    }),
  ),
  {
    ...code('没有职责也改模板', 'GK011', '', (query, scene) =>
      template(query, scene, { written_by: cast.leader.personId }),
    ),
    guard: NO_ROLE,
  },
  check('模板没有文字', 'letter_template_has_words', 'letter_template_version', (query, scene) =>
    template(query, scene, { texts: [] }),
  ),
  check('改模板不说理由', 'letter_template_has_reason', 'letter_template_version', (query, scene) =>
    template(query, scene, { reason: ' ' }),
  ),
];

export const letterAttacks: Attack[] = [
  ...writing,
  ...freezing,
  ...deciding,
  ...sealing,
  ...serving,
  ...templates,
];

export const letterControls: Control[] = [
  { title: '写一份文书', run: (query, scene) => begin(query, scene) },
  {
    title: '[LT-4] 走完流程的不予公开决定书盖章',
    run: async (query, scene) => {
      const hands = [cast.head, cast.legal, cast.leader];
      await update(query, await passByHand(query, scene, render('R09'), hands), SEAL);
    },
  },
  { title: '审轮到的环节', run: (query) => decision(query, seeded.inRoute, 1) },
  { title: '当面送达', run: (query) => service(query, seeded.sealed) },
  {
    title: '登记退回',
    run: (query) =>
      service(query, seeded.posted, {
        kind: 'return',
        served_on: null,
        returned_on: today(),
        reason: '查无此人',
      }),
  },
  {
    title: '另一人确认模板',
    run: (query) =>
      insert(query, 'letter_template_approval', {
        version_id: given.template,
        approved_by: cast.legal.personId,
        approved_at: new Date().toISOString(),
      }),
  },
];
