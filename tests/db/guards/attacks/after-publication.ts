import type { ItemContent } from '@/lib/disclosure/types';
import { type Attack, type Control, insert, type Query } from './attack';
import {
  decisionRow,
  type OwnPath,
  ownDraft,
  ownPublication,
  ownRound,
  ownVersion,
  roundOf,
  roundRow,
  type Scene,
} from './scene';

/* What a text declares, and what happens after it is public: 转载, 更正, 协商确认, 有效性, 关联, 核查, 泄密报告. */

type Changes = Record<string, unknown>;

const consultation = (query: Query, scene: Scene, changes: Changes = {}) =>
  insert(query, 'organ_consultation', {
    item_id: scene.items.atL1,
    content_hash: roundOf(scene, 'atL1').facts.contentHash,
    organ_name: '示例发改委',
    asked_on: '2020-01-02',
    confirmed_on: '2020-01-03',
    document: '示发改函〔2020〕1号',
    note: '',
    recorded_by: scene.organ.cast.author.personId,
    recorded_at: '2020-01-01',
    ...changes,
  });

const validity = (query: Query, scene: Scene, changes: Changes = {}) =>
  insert(query, 'validity_event', {
    item_id: scene.items.published,
    state: 'repealed',
    from_date: '2024-01-01',
    act_title: '清理决定',
    act_no: '',
    act_id: null,
    valid_until: null,
    successor_id: null,
    note: '',
    entered_by: scene.organ.cast.author.personId,
    entered_at: '2020-01-01',
    ...changes,
  });

async function confirmation(query: Query, scene: Scene, changes: Changes = {}, entry: Changes = {}) {
  const { rows } = await validity(query, scene, entry);
  return insert(query, 'validity_confirmation', {
    event_id: rows[0]?.id,
    conclusion: 'confirmed',
    note: '',
    confirmed_by: scene.organ.cast.officeHead.personId,
    confirmed_at: '2020-01-01',
    ...changes,
  });
}

/** Relates the published item to a new item of a kind. */
async function relation(query: Query, scene: Scene, kind: string, path: OwnPath, changes: Changes = {}) {
  const { itemId } = await ownDraft(query, scene, path);
  return insert(query, 'item_relation', {
    item_id: scene.items.published,
    other_id: itemId,
    kind,
    recorded_by: scene.organ.cast.author.personId,
    recorded_at: '2020-01-01',
    ...changes,
  });
}
const INTERPRETATION: OwnPath = { kind: 'policy_interpretation', itemClass: 'b' };
const NOTICE: OwnPath = { kind: 'notice' };

async function relationEnd(query: Query, scene: Scene, changes: Changes = {}) {
  const { rows } = await relation(query, scene, 'interpretation', INTERPRETATION);
  return insert(query, 'item_relation_end', {
    relation_id: rows[0]?.id,
    reason: '关联错了',
    ended_by: scene.organ.cast.author.personId,
    ended_at: '2020-01-01',
    ...changes,
  });
}

async function publicationOf(query: Query, itemId: string): Promise<string> {
  const { rows } = await query('SELECT publication_id FROM office.live_item WHERE item_id = $1', [itemId]);
  return String(rows[0]?.publication_id);
}

async function liveCheck(query: Query, scene: Scene, changes: Changes = {}) {
  return insert(query, 'live_check', {
    publication_id: await publicationOf(query, scene.items.published),
    result: 'ok',
    note: '',
    checked_by: scene.organ.cast.officeHead.personId,
    checked_at: '2020-01-01',
    ...changes,
  });
}

async function liveProbe(query: Query, scene: Scene, findings: string) {
  return query('INSERT INTO office.live_probe (publication_id, findings, probed_at) VALUES ($1, $2, now())', [
    await publicationOf(query, scene.items.published),
    findings,
  ]);
}

const hide = (query: Query, scene: Scene, changes: Changes = {}) =>
  insert(query, 'visibility_event', {
    item_id: scene.items.published,
    publication_id: '00000000-0000-0000-0000-000000000000',
    kind: 'hide',
    person_id: scene.organ.cast.l1.personId,
    reason: '疑似泄密',
    reason_kind: 'leak',
    ...changes,
  });

async function leakReport(query: Query, scene: Scene, changes: Changes = {}, hiding: Changes = {}) {
  const { rows } = await hide(query, scene, hiding);
  return insert(query, 'leak_report', {
    event_id: rows[0]?.id,
    reported_to: '示例保密局',
    reported_on: '2024-01-01',
    evidence: '',
    recorded_by: scene.organ.cast.l3.personId,
    recorded_at: '2020-01-01',
    ...changes,
  });
}

const REPRINT = {
  source_name: '示例网',
  source_url: 'https://www.source.example/a.htm',
  original_date: '2024-01-01',
  cuts: '',
};
const allowSource = (query: Query, scene: Scene) =>
  query(
    `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
     VALUES ($1, 'reprint_sources', '[{"name": "示例网", "host": "source.example"}]', '2020-01-01')`,
    [scene.organ.id],
  );
const NOT_ALLOWED = { raise: 'the organ does not reprint from this source' };
const NOT_NAMED = { raise: 'a reprint names its source, its address and its date' };
const CORRECTS_NOTHING = { raise: 'a correction is declared of a public item, and of no other' };
const NOT_CONSULTED = { raise: 'other organs have not confirmed this text: %' };
const WRONG_KIND = { raise: 'an item of kind % does not stand in this relation' };

/** Freezes the correction of the scene, with what is changed about its text. */
async function freezeCorrection(query: Query, scene: Scene, correction: unknown) {
  const itemId = scene.items.correction;
  await query(
    `UPDATE office.draft SET revision = revision + 1, content = jsonb_set(content, '{correction}', $2),
       content_hash = encode(sha256(convert_to(jsonb_set(content, '{correction}', $2)::text, 'UTF8')), 'hex')
     WHERE item_id = $1`,
    [itemId, JSON.stringify(correction)],
  );
  return query(
    `INSERT INTO office.version (item_id, organ_id, number, draft_revision, canonical, content_hash, frozen_by, frozen_at)
     SELECT item_id, $2, 0, revision, content::text, content_hash, $3, now() FROM office.draft WHERE item_id = $1
     RETURNING id, content_hash`,
    [itemId, scene.organ.id, scene.organ.cast.author.personId],
  );
}

/** A round in the lane of corrections, with a public text changed so (paths of the content to values). */
async function fastRound(query: Query, scene: Scene, changes: (content: ItemContent) => ItemContent) {
  const itemId = scene.items.correction;
  const { rows: live } = await query(
    `SELECT v.canonical::jsonb AS content FROM office.live_item l JOIN office.version v ON v.id = l.version_id
     WHERE l.item_id = $1`,
    [itemId],
  );
  const content = changes(live[0]?.content as ItemContent);
  await query(
    `UPDATE office.draft SET revision = revision + 1, content = $2,
       content_hash = encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex') WHERE item_id = $1`,
    [itemId, JSON.stringify(content)],
  );
  const { rows } = await freezeCorrection(query, scene, { kind: 'typo', note: '' });
  const version = rows[0];
  await insert(
    query,
    'round',
    roundRow(
      scene,
      { itemId, versionId: String(version?.id), contentHash: String(version?.content_hash) },
      { content_class: 'a', lane: 'correction' },
    ),
  );
}
const inBody = (from: string, to: string) => (content: ItemContent) => ({
  ...content,
  body: JSON.parse(JSON.stringify(content.body).replace(from, to)) as ItemContent['body'],
});

/** A text that names another organ, passed up to 终审. */
async function touching(query: Query, scene: Scene) {
  const round = await ownRound(query, scene, { content: { touches_organs: ['示例发改委'] } });
  for (const position of [1, 2, 3]) await insert(query, 'decision', decisionRow(scene, round, position));
  return round;
}

function check(title: string, constraint: string, on: string, run: Attack['run']): Attack {
  return { title, code: '23514', guard: { constraint, on }, run };
}

export const afterPublicationAttacks: Attack[] = [
  // ── Declarations ──
  {
    title: '[TR-12] 冻结的文字不说明自己是不是更正、转载',
    code: 'GK013',
    guard: { raise: 'the text does not declare what it is' },
    run: (query, scene) =>
      ownVersion(query, scene, {
        spoil: (content) => {
          delete content.correction;
        },
      }),
  },
  {
    title: '[TR-12] 更正已公开的信息而不写更正',
    code: 'GK013',
    guard: CORRECTS_NOTHING,
    run: (query, scene) => freezeCorrection(query, scene, null),
  },
  {
    title: '[TR-12] 从未公开过的信息自称更正',
    code: 'GK013',
    guard: CORRECTS_NOTHING,
    run: (query, scene) => ownVersion(query, scene, { content: { correction: { kind: 'typo', note: '' } } }),
  },
  {
    title: '[TR-13] 内容更正不写更正说明',
    code: 'GK013',
    guard: { raise: 'a factual correction has its note' },
    run: (query, scene) => freezeCorrection(query, scene, { kind: 'factual', note: ' ' }),
  },
  ...(
    [
      ['来源', { source_name: ' ' }],
      ['网址', { source_url: '' }],
      ['原文日期', { original_date: null }],
    ] as const
  ).map(
    ([what, changes]): Attack => ({
      title: `[TR-7] 转载不写${what}`,
      code: 'GK013',
      guard: NOT_NAMED,
      run: async (query, scene) => {
        await allowSource(query, scene);
        await ownVersion(query, scene, { content: { reprint: { ...REPRINT, ...changes } } });
      },
    }),
  ),
  ...(
    [
      ['机关没有允许任何来源', {}, false],
      ['来源不在名单里', { source_name: '别的网' }, true],
      ['网址不在来源的域名下', { source_url: 'https://evil.example/a.htm' }, true],
      ['网址只是以来源的域名结尾', { source_url: 'https://evilsource.example/a.htm' }, true],
      ['网址用反斜线藏着别的域名', { source_url: 'https://evil.example\\.source.example/a.htm' }, true],
      ['网址里有反斜线', { source_url: 'https://source.example/\\evil.example' }, true],
      ['网址里有控制字符', { source_url: 'https://source.example/\u0001a' }, true],
      ['网址把来源写在用户名里', { source_url: 'https://source.example@evil.example/' }, true],
    ] as const
  ).map(
    ([what, changes, isAllowed]): Attack => ({
      title: `[TR-7] 转载：${what}`,
      code: 'GK013',
      guard: NOT_ALLOWED,
      run: async (query, scene) => {
        if (isAllowed) await allowSource(query, scene);
        await ownVersion(query, scene, { content: { reprint: { ...REPRINT, ...changes } } });
      },
    }),
  ),
  ...(
    [
      ['换标题', (content: ItemContent) => ({ ...content, title: '另一条信息' })],
      ['换栏目', (content: ItemContent) => ({ ...content, columns: [] })],
      [
        '换附件',
        (content: ItemContent) => ({
          ...content,
          attachments: [
            { name: 'a.txt', sha256: '0'.repeat(64), size: 1, media_type: 'text/plain', inline: false },
          ],
        }),
      ],
    ] as const
  ).map(
    ([what, change]): Attack => ({
      title: `[TR-12] 文字更正的快速流程里${what}`,
      code: 'GK006',
      guard: { raise: 'the lane of corrections changes nothing but words' },
      run: (query, scene) => fastRound(query, scene, change),
    }),
  ),
  ...(
    [
      ['添数字', inBody('正文', '正文1')],
      ['添一大段', inBody('正文', '正'.repeat(30))],
      ['添段落', inBody('[{', '[{"type":"paragraph"},{')],
    ] as const
  ).map(
    ([what, change]): Attack => ({
      title: `[TR-12] 文字更正的快速流程里${what}`,
      code: 'GK006',
      guard: { raise: 'this is more than a typing error' },
      run: (query, scene) => fastRound(query, scene, change),
    }),
  ),
  // ── Other organs ──
  {
    title: '[TR-8] 涉及的机关没有确认，终审就通过',
    code: 'GK013',
    guard: NOT_CONSULTED,
    run: async (query, scene) => {
      const round = await touching(query, scene);
      await insert(query, 'decision', decisionRow(scene, round, 4));
    },
  },
  {
    title: '[TR-8] 只问过、没有答复，终审就通过',
    code: 'GK013',
    guard: NOT_CONSULTED,
    run: async (query, scene) => {
      const round = await touching(query, scene);
      const facts = { item_id: round.itemId, content_hash: round.facts.contentHash };
      await consultation(query, scene, { ...facts, confirmed_on: null });
      await insert(query, 'decision', decisionRow(scene, round, 4));
    },
  },
  {
    title: '[TR-8] 确认的是别的机关，终审就通过',
    code: 'GK013',
    guard: NOT_CONSULTED,
    run: async (query, scene) => {
      const round = await touching(query, scene);
      const facts = { item_id: round.itemId, content_hash: round.facts.contentHash };
      await consultation(query, scene, { ...facts, organ_name: '别的机关' });
      await insert(query, 'decision', decisionRow(scene, round, 4));
    },
  },
  {
    title: '[TR-8] 终审的人靠自己登记的确认通过终审',
    code: 'GK013',
    guard: NOT_CONSULTED,
    run: async (query, scene) => {
      const round = await touching(query, scene);
      const facts = { item_id: round.itemId, content_hash: round.facts.contentHash };
      await consultation(query, scene, { ...facts, recorded_by: scene.organ.cast.l3.personId });
      await insert(query, 'decision', decisionRow(scene, round, 4));
    },
  },
  {
    title: '[TR-8] 登记的确认不是对这一稿的',
    code: 'GK007',
    guard: { raise: 'the other organ was asked about another text' },
    run: (query, scene) => consultation(query, scene, { content_hash: '0'.repeat(64) }),
  },
  {
    title: '[TR-8] 登记还没有发生的确认',
    code: 'GK013',
    guard: { raise: 'a consultation is recorded after it happened' },
    run: (query, scene) => consultation(query, scene, { confirmed_on: '2999-01-01' }),
  },
  check('[TR-8] 协商确认不写机关', 'consultation_names_the_organ', 'organ_consultation', (query, scene) =>
    consultation(query, scene, { organ_name: ' ' }),
  ),
  check('[TR-8] 协商确认没有文号或方式', 'confirmation_is_documented', 'organ_consultation', (query, scene) =>
    consultation(query, scene, { document: ' ' }),
  ),
  check(
    '[TR-8] 先确认后征求意见',
    'confirmation_follows_the_question',
    'organ_consultation',
    (query, scene) => consultation(query, scene, { confirmed_on: '2020-01-01' }),
  ),
  // ── 有效性 ──
  {
    title: '[PF-24] 登记的人自己确认',
    code: 'GK004',
    guard: { raise: 'whoever entered a change of validity does not confirm it' },
    run: (query, scene) =>
      confirmation(query, scene, {}, { entered_by: scene.organ.cast.officeHead.personId }),
  },
  {
    title: '[PF-24] 没有公开过的信息登记有效性',
    code: 'GK006',
    guard: { raise: 'only what was made public has a validity' },
    run: (query, scene) => validity(query, scene, { item_id: scene.items.atL1 }),
  },
  ...(
    [
      ['接替的文件', 'successor_id', 'the successor belongs to another organ'],
      ['作为依据的信息', 'act_id', 'the act belongs to another organ'],
    ] as const
  ).map(
    ([what, column, raise]): Attack => ({
      title: `[PF-24] ${what}是别的机关的`,
      code: 'GK013',
      guard: { raise },
      run: async (query, scene) => {
        const row = {
          id: 'zzzzzzzzzz',
          organ_id: scene.other.id,
          kind: 'news',
          content_class: 'a',
          draft_state: 'draft',
          created_by: scene.other.cast.author.personId,
          created_at: '2020-01-01',
        };
        await insert(query, 'item', row);
        await validity(query, scene, { [column]: row.id });
      },
    }),
  ),
  check('[PF-24] 没有的有效性状态', 'validity_is_known', 'validity_event', (query, scene) =>
    validity(query, scene, { state: 'expired' }),
  ),
  check('[PF-24] 变更没有依据', 'validity_names_the_act', 'validity_event', (query, scene) =>
    validity(query, scene, { act_title: ' ' }),
  ),
  ...['名称', '示例〔2026〕9', '示例(2026)9号', '机密〔26〕1号', '示例〔2026〕9号（秘密）'].map((words) =>
    check(`[PF-24] 文号不是文号：${words}`, 'act_no_is_a_number', 'validity_event', (query, scene) =>
      validity(query, scene, { act_no: words }),
    ),
  ),
  check('[PF-24] 文件是自己变更的依据', 'act_is_another_item', 'validity_event', (query, scene) =>
    validity(query, scene, { act_id: scene.items.published }),
  ),
  check('[PF-24] 文件被自己接替', 'successor_is_another_item', 'validity_event', (query, scene) =>
    validity(query, scene, { successor_id: scene.items.published }),
  ),
  check('[PF-24] 已废止的还有有效期', 'only_what_is_in_force_runs_on', 'validity_event', (query, scene) =>
    validity(query, scene, { valid_until: '2030-01-01' }),
  ),
  check('[PF-24] 有效期早于起算日', 'validity_runs_forward', 'validity_event', (query, scene) =>
    validity(query, scene, { state: 'in_force', valid_until: '2023-01-01' }),
  ),
  check('[PF-24] 没有的确认结论', 'validity_conclusion_is_known', 'validity_confirmation', (query, scene) =>
    confirmation(query, scene, { conclusion: 'maybe', note: '再看' }),
  ),
  check('[PF-24] 不予确认而没有理由', 'rejection_has_reason', 'validity_confirmation', (query, scene) =>
    confirmation(query, scene, { conclusion: 'rejected' }),
  ),
  // ── Relations ──
  {
    title: '[PF-28] 关联别的机关的信息',
    code: 'GK013',
    guard: { raise: 'related items belong to one organ' },
    given: (scene) =>
      `INSERT INTO office.item (id, organ_id, kind, content_class, draft_state, created_by, created_at)
       VALUES ('zzzzzzzzzz', '${scene.other.id}', 'policy_interpretation', 'b', 'draft',
         '${scene.other.cast.author.personId}', now())`,
    run: (query, scene) =>
      relation(query, scene, 'interpretation', INTERPRETATION, { other_id: 'zzzzzzzzzz' }),
  },
  {
    title: '[PF-28] 拿通知公告当解读',
    code: 'GK013',
    guard: WRONG_KIND,
    run: (query, scene) => relation(query, scene, 'interpretation', NOTICE),
  },
  {
    title: '[TR-15] 拿解读当撤回的理由',
    code: 'GK013',
    guard: WRONG_KIND,
    run: (query, scene) => relation(query, scene, 'withdrawal_notice', INTERPRETATION),
  },
  {
    title: '[TR-13] 拿工作动态当更正公告',
    code: 'GK013',
    guard: WRONG_KIND,
    run: (query, scene) =>
      relation(
        query,
        scene,
        'correction_notice',
        {},
        {
          recorded_by: scene.organ.cast.officeHead.personId,
        },
      ),
  },
  {
    title: '[PF-28] 同样两条信息关联两次',
    code: 'GK006',
    guard: { raise: 'the items are related already' },
    run: async (query, scene) => {
      const { rows } = await relation(query, scene, 'interpretation', INTERPRETATION);
      await relation(query, scene, 'interpretation', INTERPRETATION, { other_id: rows[0]?.other_id });
    },
  },
  {
    title: '[TR-13] 作者一个人把更正公告挂上公开页面',
    code: 'GK011',
    guard: { raise: 'the person holds none of the roles % in this organ today' },
    run: (query, scene) => relation(query, scene, 'correction_notice', NOTICE),
  },
  check('没有的关联种类', 'relation_kind_is_known', 'item_relation', (query, scene) =>
    relation(query, scene, 'other', NOTICE),
  ),
  check('信息与自己关联', 'relation_joins_two_items', 'item_relation', async (query, scene) => {
    const { itemId } = await ownDraft(query, scene, INTERPRETATION);
    await relation(query, scene, 'interpretation', INTERPRETATION, { item_id: itemId, other_id: itemId });
  }),
  check('取消关联没有理由', 'relation_end_has_reason', 'item_relation_end', (query, scene) =>
    relationEnd(query, scene, { reason: ' ' }),
  ),
  // ── Live page, hiding, leak ──
  {
    title: '[TR-3] 写稿的人核查自己的页面',
    code: 'GK004',
    guard: { raise: 'whoever wrote a text does not check its page' },
    given: (scene) =>
      `INSERT INTO office.version_contributor (version_id, person_id)
       SELECT version_id, '${scene.organ.cast.officeHead.personId}' FROM office.live_item
       WHERE item_id = '${scene.items.published}'`,
    run: (query, scene) => liveCheck(query, scene),
  },
  {
    title: '[TR-3] 发布的人核查自己发布的页面',
    code: 'GK004',
    guard: { raise: 'whoever published a text does not check its page' },
    run: (query, scene) => liveCheck(query, scene, { checked_by: scene.organ.cast.publisher.personId }),
  },
  check('没有的核查结果', 'live_check_result_is_known', 'live_check', (query, scene) =>
    liveCheck(query, scene, { result: 'fine', note: '好' }),
  ),
  check('发现问题而不写是什么', 'problem_is_described', 'live_check', (query, scene) =>
    liveCheck(query, scene, { result: 'problem' }),
  ),
  check('机器核查的结果不是一列', 'probe_lists_its_findings', 'live_probe', (query, scene) =>
    liveProbe(query, scene, '{}'),
  ),
  check('没有的隐藏原因', 'hide_reason_is_known', 'visibility_event', (query, scene) =>
    hide(query, scene, { reason_kind: 'mood' }),
  ),
  check('恢复公开也写隐藏的原因', 'only_a_hiding_has_a_kind', 'visibility_event', (query, scene) =>
    hide(query, scene, {
      item_id: scene.items.hidden,
      kind: 'restore',
      person_id: scene.organ.cast.l3.personId,
    }),
  ),
  {
    title: '[TR-16] 不是因疑似泄密隐藏的，登记泄密报告',
    code: 'GK006',
    guard: { raise: 'no leak was suspected' },
    run: (query, scene) => leakReport(query, scene, {}, { reason_kind: 'error' }),
  },
  check('[TR-16] 泄密报告不写报告给谁', 'leak_report_names_the_authority', 'leak_report', (query, scene) =>
    leakReport(query, scene, { reported_to: ' ' }),
  ),
  {
    title: '[TR-10] 伪造审核人当时的姓名',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.decision_signer TO gongkai_staff' },
    run: (query, scene) =>
      query(
        `INSERT INTO office.decision_signer (decision_id, name, post)
         SELECT gen_random_uuid(), '别人', '' FROM office.item WHERE id = $1`,
        [scene.items.draft],
      ),
  },
];

export const afterPublicationControls: Control[] = [
  {
    title: '[TR-7] 转载允许的来源和它下面的域名',
    run: async (query, scene) => {
      await allowSource(query, scene);
      await ownVersion(query, scene, { content: { reprint: REPRINT } });
      await ownVersion(query, scene, {
        content: { reprint: { ...REPRINT, source_url: 'http://SOURCE.example:8080/a' } },
      });
    },
  },
  {
    title: '[TR-8] 对方确认了这一稿，终审通过',
    run: async (query, scene) => {
      const round = await touching(query, scene);
      const facts = { item_id: round.itemId, content_hash: round.facts.contentHash };
      await consultation(query, scene, facts);
      await insert(query, 'decision', decisionRow(scene, round, 4));
    },
  },
  {
    title: '[TR-8] 没有确认时终审仍可退回',
    run: async (query, scene) => {
      const round = await touching(query, scene);
      await insert(
        query,
        'decision',
        decisionRow(scene, round, 4, { conclusion: 'return', return_to: 0, opinion: '先征求意见' }),
      );
    },
  },
  {
    title: '[TR-13] 内容更正写明更正说明',
    run: (query, scene) => freezeCorrection(query, scene, { kind: 'factual', note: '甲更正为乙' }),
  },
  {
    title: '[TR-12] 文字更正改一个字',
    run: (query, scene) => fastRound(query, scene, inBody('正文', '正丈')),
  },
  { title: '[PF-24] 另一人确认有效性的变更', run: (query, scene) => confirmation(query, scene) },
  {
    title: '[PF-28] 关联解读、取消、再关联',
    run: async (query, scene) => {
      const { rows } = await relation(query, scene, 'interpretation', INTERPRETATION);
      await insert(query, 'item_relation_end', {
        relation_id: rows[0]?.id,
        reason: '关联错了',
        ended_by: scene.organ.cast.author.personId,
        ended_at: '2020-01-01',
      });
      await relation(query, scene, 'interpretation', INTERPRETATION, { other_id: rows[0]?.other_id });
    },
  },
  { title: '办公室核查公开页面', run: (query, scene) => liveCheck(query, scene) },
  { title: '隐藏时不写原因的种类', run: (query, scene) => hide(query, scene, { reason_kind: null }) },
  { title: '[TR-16] 登记泄密报告', run: (query, scene) => leakReport(query, scene) },
];

/** One row in each of these tables, so that changing one can be tried. */
export async function seedAfterPublication(query: Query, scene: Scene): Promise<void> {
  await consultation(query, scene);
  await insert(query, 'reprint_comparison', {
    item_id: scene.items.draft,
    source_text: '原文',
    recorded_by: scene.organ.cast.author.personId,
    recorded_at: '2020-01-01',
  });
  await confirmation(query, scene);
  await relationEnd(query, scene);
  await liveCheck(query, scene);
  await liveProbe(query, scene, '[]');
  const { itemId } = await ownPublication(query, scene);
  await leakReport(query, scene, {}, { item_id: itemId });
}

/** A column to touch in each of these tables, whose rows are never changed. */
export const AFTER_PUBLICATION_TABLES = {
  organ_consultation: 'document',
  reprint_comparison: 'source_text',
  validity_event: 'state',
  validity_confirmation: 'conclusion',
  item_relation: 'kind',
  item_relation_end: 'reason',
  live_check: 'result',
  live_probe: 'findings',
  leak_report: 'reported_to',
  decision_signer: 'name',
} as const;
