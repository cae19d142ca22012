import { emptyTables } from '@/lib/annual-report/rules/cells';
import type { BlockNode } from '@/lib/disclosure/body/types';
import type { ItemContent } from '@/lib/disclosure/types';
import { type Attack, type Control, insert, type Query } from './attack';
import {
  type OwnPath,
  ownDraft,
  ownPublication,
  ownRound,
  passOwnRoute,
  publicationRow,
  roundOf,
  type Scene,
  type Waiting,
} from './scene';

const NOT_OF_ROUND = { raise: 'the publication is not of this round' };
const NO_ROUND = { raise: 'there is no open round' };
const OPEN = { raise: 'steps still open: %' };
const NO_ROLE = { raise: 'the person holds none of the roles % in this organ today' };
const COLUMN = { raise: 'a column is missing or belongs to another organ' };
const ATTACHMENT = { raise: 'an attachment is missing' };
const ENDING = { raise: 'an attachment has not the ending under which it was uploaded' };
const PICTURE = { raise: 'a file is marked as a picture of the text and is none' };
const TAKEN_OFF = { raise: 'the item was taken off and is % until it is restored' };
const REPORT = { raise: 'a report and its year belong to the kind annual_report' };
const OWN = { raise: 'whoever wrote in a version does not publish it' };
const SEATS = { raise: 'a person holds two seats, or judged own work' };
const STATE = { raise: 'the item is %' };
const NOT_OF_OPEN = { raise: 'the plan is not of the open round' };
const ENDED = { raise: 'a plan is only ever ended, once' };

const publish = (query: Query, scene: Scene, waiting: Waiting, changes = {}) =>
  insert(query, 'publication', publicationRow(scene, waiting, changes));

/** Publishes a text that no command would let through, with every step passed. */
const publishText = (path: OwnPath, title: string, guard: Attack['guard'], code = 'GK013'): Attack => ({
  title,
  code,
  guard,
  run: (query, scene) => ownPublication(query, scene, path),
});

const report = (year: number) => ({
  kind: 'annual_report' as const,
  roundClass: 'b' as const,
  content: {
    report: {
      year,
      tables: emptyTables(),
      sections: {
        section_1: { type: 'doc', content: [] },
        section_5: { type: 'doc', content: [] },
        section_6: { type: 'doc', content: [] },
      },
    },
  } as Partial<ItemContent>,
});

/** A text with the file of the scene, uploaded to it as 附件.txt, with what the text says of it changed. */
const withFile = (scene: Scene, changes: object = {}, by?: string, body?: BlockNode[]): OwnPath => ({
  content: {
    attachments: [{ ...scene.file, ...changes }],
    ...(body === undefined ? {} : { body: { type: 'doc', content: body } }),
  },
  uploads: [{ sha256: scene.file.sha256, name: '附件.txt', ...(by === undefined ? {} : { by }) }],
});

/** A paragraph, and a picture under it. */
const showing = (file: string): BlockNode[] => [
  { type: 'paragraph', content: [{ type: 'text', text: '见图。' }] },
  { type: 'image', attrs: { file, alt: '示意图' } },
];

/** A text with the picture of the scene marked as a picture of the text, and this body. */
const withPicture = (scene: Scene, body: BlockNode[]): OwnPath => ({
  content: { attachments: [{ ...scene.picture, inline: true }], body: { type: 'doc', content: body } },
  uploads: [{ sha256: scene.picture.sha256, name: scene.picture.name }],
});

const event = (
  query: Query,
  scene: Scene,
  waiting: Waiting,
  kind: string,
  personId: string,
  reason = '理由',
) =>
  insert(query, 'visibility_event', {
    item_id: scene.items[waiting],
    publication_id: '00000000-0000-0000-0000-000000000000',
    kind,
    person_id: personId,
    reason,
  });

/** For each kind of event: who may, and where the item must stand. */
const EVENTS = {
  hide: {
    from: ['published', 'archived', 'correction'],
    by: ['l1', 'l2', 'l3', 'secrecy', 'leader', 'head', 'publisher'],
  },
  withdraw: { from: ['hidden', 'approvedOfHidden'], by: ['l3', 'leader', 'head'] },
  restore: { from: ['hidden', 'approvedOfHidden'], by: ['l3', 'leader', 'head'] },
  archive: { from: ['published', 'correction'], by: ['officeHead'] },
} as const;
const PUBLIC = [
  'draft',
  'approved',
  'approvedOfHidden',
  'approvedOfWithdrawn',
  'published',
  'correction',
  'hidden',
  'archived',
  'withdrawn',
] as const;
const NAMES = ['author', 'l1', 'l2', 'l3', 'secrecy', 'leader', 'head', 'publisher', 'officeHead'] as const;

const plan = (query: Query, scene: Scene, itemId: string, roundId: string) =>
  insert(query, 'plan', {
    item_id: itemId,
    round_id: roundId,
    publish_at: '2099-01-01',
    planned_by: scene.organ.cast.publisher.personId,
    planned_at: '2020-01-01',
  });

const tamper = (sql: string, table: string) =>
  `ALTER TABLE office.${table} DISABLE TRIGGER USER; ${sql}; ALTER TABLE office.${table} ENABLE TRIGGER USER`;

export const publicationAttacks: Attack[] = [
  // ── The round and its text ──
  ...(
    [
      ['content_hash', () => '0'.repeat(64)],
      ['version_id', (s: Scene) => roundOf(s, 'atL1').versionId],
      ['item_id', (s: Scene) => s.items.draft],
      ['organ_id', (s: Scene) => s.other.id],
      ['round_id', (s: Scene) => roundOf(s, 'atL1').id],
    ] as const
  ).map(
    ([column, value]): Attack => ({
      title: `[TR-2] 发布时 ${column} 不是这一轮的`,
      code: 'GK007',
      guard: NOT_OF_ROUND,
      run: (query, scene) => publish(query, scene, 'approved', { [column]: value(scene) }),
    }),
  ),
  {
    title: '[TR-1] 发布已被退回的一轮',
    code: 'GK003',
    guard: NO_ROUND,
    run: (query, scene) => {
      const { id, itemId, organId, versionId, facts } = scene.closedRound;
      return insert(query, 'publication', {
        item_id: itemId,
        organ_id: organId,
        version_id: versionId,
        round_id: id,
        content_hash: facts.contentHash,
        publisher_id: scene.organ.cast.publisher.personId,
      });
    },
  },
  {
    title: '[TR-1] 把已公开的一轮再发布一次',
    code: 'GK003',
    guard: NO_ROUND,
    run: (query, scene) =>
      query(
        `INSERT INTO office.publication (item_id, organ_id, version_id, round_id, content_hash, publisher_id)
         SELECT item_id, organ_id, version_id, round_id, content_hash, publisher_id FROM office.publication
         WHERE item_id = $1`,
        [scene.items.withdrawn],
      ),
  },
  ...(['atL1', 'atL2', 'atSecrecy', 'atL3', 'atLeader', 'atHead', 'referred'] as const).map(
    (waiting): Attack => ({
      title: `[TR-1] 发布 ${waiting} 的信息`,
      code: 'GK003',
      guard: OPEN,
      run: (query, scene) => publish(query, scene, waiting),
    }),
  ),
  ...(['atL1', 'atL2', 'atSecrecy', 'atL3', 'atLeader', 'atHead'] as const).map(
    (waiting): Attack => ({
      title: `[TR-1] 把 ${waiting} 的信息改成已审定`,
      code: 'GK003',
      guard: OPEN,
      run: (query, scene) =>
        query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [scene.items[waiting]]),
    }),
  ),
  {
    title: '[TR-1] 各环节都通过，但信息还在审核中就发布',
    code: 'GK003',
    guard: { raise: 'the text is in state %' },
    run: async (query, scene) => {
      const round = await ownRound(query, scene);
      await passOwnRoute(query, scene, round);
      await insert(query, 'publication', {
        item_id: round.itemId,
        organ_id: scene.organ.id,
        version_id: round.versionId,
        round_id: round.id,
        content_hash: round.facts.contentHash,
        publisher_id: scene.organ.cast.publisher.personId,
      });
    },
  },
  {
    title: '[TR-5] 已审定后被退回，状态没改就发布',
    code: 'GK003',
    guard: OPEN,
    run: async (query, scene) => {
      const { id, facts } = roundOf(scene, 'approved');
      const person_id = scene.organ.cast.publisher.personId;
      await insert(query, 'decision', {
        seq: 0,
        round_id: id,
        position: null,
        step: 'publication',
        content_hash: facts.contentHash,
        person_id,
        role: 'publisher',
        conclusion: 'return',
        return_to: 0,
        opinion: '标题有误',
        review_checklist: {},
        proof_checklist: {},
        decided_at: '2020-01-01',
      });
      await publish(query, scene, 'approved');
    },
  },
  {
    title: '[TR-2] 有人越过数据库的权限改了冻结的文字，再发布',
    code: 'GK007',
    guard: { raise: 'the round is about another text' },
    given: (scene) =>
      tamper(
        `ALTER TABLE office.version DROP CONSTRAINT version_hash_is_of_its_text;
         UPDATE office.version SET canonical = replace(canonical, '正文', '反文')
         WHERE id = '${roundOf(scene, 'approved').versionId}'`,
        'version',
      ),
    run: (query, scene) => publish(query, scene, 'approved'),
  },
  {
    title: '[条例17] 各环节都通过而报请确定没有答复',
    code: 'GK003',
    guard: { raise: 'a secrecy referral is unanswered' },
    given: (scene) =>
      tamper(
        `INSERT INTO office.decision (seq, round_id, position, step, content_hash, person_id, role, conclusion, opinion,
           review_checklist, proof_checklist, decided_at)
         SELECT 99, round_id, position, step, content_hash, person_id, role, 'refer_secrecy', '报请', '{}', '{}', now()
         FROM office.decision WHERE round_id = '${roundOf(scene, 'approved').id}' AND step = 'secrecy'`,
        'decision',
      ),
    run: (query, scene) => publish(query, scene, 'approved'),
  },
  {
    title: '[TR-3] 记录被改成同一人占两个席位',
    code: 'GK004',
    guard: SEATS,
    given: (scene) =>
      tamper(
        `UPDATE office.decision SET person_id = '${scene.organ.cast.l1.personId}'
         WHERE round_id = '${roundOf(scene, 'approved').id}' AND step = 'l3'`,
        'decision',
      ),
    run: (query, scene) => publish(query, scene, 'approved'),
  },
  {
    title: '[TR-3] 审过这一稿的人其实写过它',
    code: 'GK004',
    guard: SEATS,
    given: (scene) =>
      `INSERT INTO office.version_contributor (version_id, person_id)
       VALUES ('${roundOf(scene, 'approved').versionId}', '${scene.organ.cast.l2.personId}')`,
    run: (query, scene) => publish(query, scene, 'approved'),
  },
  {
    title: '[TR-2] 记录被改成针对别的哈希的决定',
    code: 'GK004',
    guard: SEATS,
    given: (scene) =>
      tamper(
        `UPDATE office.decision SET content_hash = repeat('0', 64)
         WHERE round_id = '${roundOf(scene, 'approved').id}' AND step = 'l2'`,
        'decision',
      ),
    run: (query, scene) => publish(query, scene, 'approved'),
  },
  // ── Who publishes ──
  {
    title: '由没有发布职责的人发布',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) =>
      publish(query, scene, 'approved', { publisher_id: scene.organ.cast.head.personId }),
  },
  {
    title: '由外机关的发布员发布',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) =>
      publish(query, scene, 'approved', { publisher_id: scene.other.cast.publisher.personId }),
  },
  {
    title: '[TR-3] 写过这一稿的发布员自己发布',
    code: 'GK004',
    guard: OWN,
    run: (query, scene) =>
      publish(query, scene, 'approvedByPublishingAuthor', {
        publisher_id: scene.people.publishingAuthor.personId,
      }),
  },
  {
    title: '[TR-3] 上传过这一稿附件的发布员自己发布',
    code: 'GK004',
    guard: OWN,
    run: (query, scene) =>
      ownPublication(query, scene, withFile(scene, {}, scene.organ.cast.publisher.personId)),
  },
  // ── What was taken off ──
  ...(['approvedOfHidden', 'approvedOfWithdrawn'] as const).map(
    (waiting): Attack => ({
      title: `[TR-14] 以一份审完的更正稿让信息重新公开：${waiting}`,
      code: 'GK006',
      guard: TAKEN_OFF,
      run: (query, scene) => publish(query, scene, waiting),
    }),
  ),
  {
    title: '[TR-14] 定时之后隐藏，到点仍然发布',
    code: 'GK006',
    guard: TAKEN_OFF,
    run: async (query, scene) => {
      const { leader, publisher } = scene.organ.cast;
      await event(query, scene, 'approvedOfHidden', 'restore', leader.personId);
      await query(`UPDATE office.item SET draft_state = 'scheduled' WHERE id = $1`, [
        scene.items.approvedOfHidden,
      ]);
      await event(query, scene, 'approvedOfHidden', 'hide', publisher.personId);
      await publish(query, scene, 'approvedOfHidden');
    },
  },
  // ── What may be public ──
  ...(['on_request', 'withheld'] as const).map((disclosure_attr) =>
    publishText(
      { content: { disclosure_attr, disclosure_reason: '理由' } },
      `[条例13] 发布公开属性为 ${disclosure_attr} 的信息`,
      { raise: 'only proactive information is published' },
      'GK003',
    ),
  ),
  publishText({ content: { columns: [] } }, '发布没有栏目的信息', COLUMN),
  publishText(
    {
      spoil: (content) => {
        delete content.columns;
      },
    },
    '发布连栏目这一项都没有的信息',
    COLUMN,
  ),
  {
    title: '发布到外机关的栏目',
    code: 'GK013',
    guard: COLUMN,
    run: (query, scene) =>
      ownPublication(query, scene, {
        content: { columns: [scene.organ.columns[0], scene.other.columns[0]] },
      }),
  },
  {
    title: '发布到不列信息的栏目',
    code: 'GK013',
    guard: COLUMN,
    run: (query, scene) => ownPublication(query, scene, { content: { columns: [scene.organ.groupColumn] } }),
  },
  {
    title: '发布不存在的附件',
    code: 'GK013',
    guard: ATTACHMENT,
    run: (query, scene) =>
      ownPublication(query, scene, {
        content: { attachments: [{ ...scene.file, sha256: '0'.repeat(64) }] },
      }),
  },
  {
    title: '发布传给别的信息的附件',
    code: 'GK013',
    guard: ATTACHMENT,
    run: (query, scene) => ownPublication(query, scene, { content: { attachments: [scene.file] } }),
  },
  {
    title: '发布谎报大小的附件',
    code: 'GK013',
    guard: ATTACHMENT,
    run: (query, scene) => ownPublication(query, scene, withFile(scene, { size: 1 })),
  },
  ...['附件.pdf', '附件.txt.html', '附件', '附件txt'].map(
    (name): Attack => ({
      title: `把上传时叫“附件.txt”的文件以“${name}”的名字发布`,
      code: 'GK013',
      guard: ENDING,
      run: (query, scene) => ownPublication(query, scene, withFile(scene, { name })),
    }),
  ),
  {
    title: '同样的字节在另一条信息里以这一扩展名上传过，不算数',
    code: 'GK013',
    guard: ENDING,
    run: async (query, scene) => {
      const file = { sha256: scene.file.sha256, name: '附件.pdf' };
      await ownDraft(query, scene, { uploads: [file] });
      await ownPublication(query, scene, withFile(scene, { name: '附件.pdf' }));
    },
  },
  {
    title: '[TR-2] 把不是图片的附件标成正文图片发布，正文引用了它也不行',
    code: 'GK013',
    guard: PICTURE,
    run: (query, scene) =>
      ownPublication(query, scene, withFile(scene, { inline: true }, undefined, showing(scene.file.sha256))),
  },
  {
    title: '[TR-2] 把文本附件改称图片，标成正文图片发布',
    code: 'GK013',
    guard: PICTURE,
    run: (query, scene) => {
      const entry = { inline: true, media_type: 'image/png' };
      return ownPublication(query, scene, withFile(scene, entry, undefined, showing(scene.file.sha256)));
    },
  },
  {
    title: '[TR-2] 正文没有用到的图片标成正文图片发布',
    code: 'GK013',
    guard: PICTURE,
    run: (query, scene) => ownPublication(query, scene, withPicture(scene, [])),
  },
  {
    title: '[TR-2] 图片的哈希只写在正文的文字和链接里，没有显示，标成正文图片发布',
    code: 'GK013',
    guard: PICTURE,
    run: (query, scene) => {
      const { sha256 } = scene.picture;
      const marks = [{ type: 'link' as const, attrs: { href: `attachment:${sha256}` } }];
      const words = { type: 'text' as const, text: sha256, marks };
      return ownPublication(query, scene, withPicture(scene, [{ type: 'paragraph', content: [words] }]));
    },
  },
  {
    title: '[TR-2] 附件是不是正文图片没有写明就发布',
    code: 'GK013',
    guard: PICTURE,
    run: (query, scene) =>
      ownPublication(query, scene, {
        ...withPicture(scene, showing(scene.picture.sha256)),
        spoil: (content) => {
          content.attachments = [{ ...scene.picture, inline: null }];
        },
      }),
  },
  publishText({ content: report(2023).content }, '把年报的表格放在工作动态里，绕过年报的等级和核对', REPORT),
  publishText({ kind: 'annual_report', roundClass: 'b' }, '发布没有年度和表格的年报', REPORT),
  {
    title: '[AR-T8] 同一年度发布两份年报',
    code: '23505',
    guard: { index: 'annual_report_one_per_year' },
    run: async (query, scene) => {
      await ownPublication(query, scene, report(2023));
      await ownPublication(query, scene, report(2023));
    },
  },
  // ── What the public sees afterwards ──
  ...(Object.keys(EVENTS) as (keyof typeof EVENTS)[]).flatMap((kind) => [
    ...PUBLIC.filter((waiting) => !(EVENTS[kind].from as readonly Waiting[]).includes(waiting)).map(
      (waiting): Attack => ({
        title: `[TR-14] 对 ${waiting} 的信息 ${kind}`,
        code: 'GK006',
        guard: STATE,
        run: (query, scene) =>
          event(query, scene, waiting, kind, scene.organ.cast[EVENTS[kind].by[0]].personId),
      }),
    ),
    ...NAMES.filter((name) => !(EVENTS[kind].by as readonly string[]).includes(name)).map(
      (name): Attack => ({
        title: `[TR-14] 由 ${name} ${kind}`,
        code: 'GK011',
        guard: NO_ROLE,
        run: (query, scene) =>
          event(query, scene, EVENTS[kind].from[0], kind, scene.organ.cast[name].personId),
      }),
    ),
    {
      title: `[TR-14] 由外机关的人 ${kind}`,
      code: 'GK011',
      guard: NO_ROLE,
      run: (query: Query, scene: Scene) =>
        event(query, scene, EVENTS[kind].from[0], kind, scene.other.cast[EVENTS[kind].by[0]].personId),
    } satisfies Attack,
  ]),
  {
    title: '表外的公开状态变化',
    code: '23514',
    guard: { constraint: 'visibility_kind_is_known', on: 'visibility_event' },
    run: (query, scene) => event(query, scene, 'published', 'show', scene.organ.cast.l3.personId),
  },
  {
    title: '[TR-14] 隐藏而不写理由',
    code: '23514',
    guard: { constraint: 'visibility_has_reason', on: 'visibility_event' },
    run: (query, scene) => event(query, scene, 'published', 'hide', scene.organ.cast.l3.personId, ' '),
  },
  {
    title: '公开状态写成表外的值',
    code: '23514',
    guard: { constraint: 'public_state_is_known', on: 'live_item' },
    given: () => 'GRANT UPDATE ON office.live_item TO gongkai_staff',
    run: (query, scene) =>
      query(`UPDATE office.live_item SET public_state = 'secret' WHERE item_id = $1`, [
        scene.items.published,
      ]),
  },
  {
    title: '[TR-1] 直接把隐藏的信息改回公开',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.live_item TO gongkai_staff' },
    run: (query, scene) =>
      query(`UPDATE office.live_item SET public_state = 'published' WHERE item_id = $1`, [
        scene.items.hidden,
      ]),
  },
  {
    title: '[TR-1] 直接换上没有审过的版本',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.live_item TO gongkai_staff' },
    run: (query, scene) =>
      query('UPDATE office.live_item SET version_id = $2 WHERE item_id = $1', [
        scene.items.published,
        roundOf(scene, 'atL1').versionId,
      ]),
  },
  {
    title: '[TR-1] 直接写入公开的信息',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.live_item TO gongkai_staff' },
    run: (query, scene) =>
      query(
        `INSERT INTO office.live_item SELECT $1, organ_id, version_id, publication_id, 'x/2024-1', public_state,
           first_published_at, last_published_at, publications, NULL FROM office.live_item WHERE item_id = $2`,
        [scene.items.atL1, scene.items.published],
      ),
  },
  {
    title: '直接给公开的信息挂附件',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.live_attachment TO gongkai_staff' },
    run: (query, scene) =>
      insert(query, 'live_attachment', {
        item_id: scene.items.published,
        position: 1,
        name: '附件.txt',
        sha256: scene.file.sha256,
        size: scene.file.size,
        media_type: 'text/plain',
        inline: false,
      }),
  },
  {
    title: '直接把信息列进栏目',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.live_column TO gongkai_staff' },
    run: (query, scene) =>
      insert(query, 'live_column', {
        item_id: scene.items.published,
        column_id: scene.organ.columns[1],
        first_published_at: '2020-01-01',
      }),
  },
  {
    title: '改索引号的流水',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.index_serial TO gongkai_staff' },
    run: (query) => query('UPDATE office.index_serial SET last = 0'),
  },
  // ── Plans ──
  {
    title: '给没有在审的信息定时',
    code: 'GK007',
    guard: NOT_OF_OPEN,
    run: (query, scene) => plan(query, scene, scene.items.returned, scene.closedRound.id),
  },
  {
    title: '定时指向别的信息的一轮',
    code: 'GK007',
    guard: NOT_OF_OPEN,
    run: (query, scene) => plan(query, scene, scene.items.draft, roundOf(scene, 'approved').id),
  },
  {
    title: '一条信息两个定时',
    code: '23505',
    guard: { index: 'plan_one_open_per_item' },
    run: (query, scene) => plan(query, scene, scene.items.scheduled, roundOf(scene, 'scheduled').id),
  },
  {
    title: '改定时的钟点',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.plan TO gongkai_staff' },
    run: (query, scene) =>
      query(`UPDATE office.plan SET publish_at = '2021-01-01' WHERE item_id = $1`, [scene.items.scheduled]),
  },
  ...(['item_id', 'round_id', 'publish_at', 'planned_by', 'planned_at'] as const).map(
    (column): Attack => ({
      title: `即使有权，改定时的 ${column}`,
      code: 'GK001',
      guard: ENDED,
      given: () => 'GRANT UPDATE ON office.plan TO gongkai_staff',
      run: (query, scene) => {
        const value = { item_id: `'x'`, publish_at: `'2021-01-01'`, planned_at: `'2021-01-01'` };
        const to = column in value ? value[column as keyof typeof value] : 'uuidv7()';
        return query(`UPDATE office.plan SET ${column} = ${to} WHERE item_id = $1`, [scene.items.scheduled]);
      },
    }),
  ),
  {
    title: '把结束的定时再结束一次',
    code: 'GK001',
    guard: ENDED,
    run: async (query, scene) => {
      const end = `UPDATE office.plan SET ended_at = now(), ended_reason = $2 WHERE item_id = $1`;
      await query(end, [scene.items.scheduled, 'cancelled']);
      await query(end, [scene.items.scheduled, 'published']);
    },
  },
  {
    title: '以表外的原因结束定时',
    code: '23514',
    guard: { constraint: 'plan_end_is_known', on: 'plan' },
    run: (query, scene) =>
      query(`UPDATE office.plan SET ended_at = now(), ended_reason = 'lost' WHERE item_id = $1`, [
        scene.items.scheduled,
      ]),
  },
  {
    title: '结束定时而不写原因',
    code: '23514',
    guard: { constraint: 'plan_end_has_reason', on: 'plan' },
    run: (query, scene) =>
      query('UPDATE office.plan SET ended_at = now() WHERE item_id = $1', [scene.items.scheduled]),
  },
];

export const publicationControls: Control[] = [
  { title: '发布员发布已审定的信息', run: (query, scene) => publish(query, scene, 'approved') },
  { title: '发布已定时的信息', run: (query, scene) => publish(query, scene, 'scheduled') },
  {
    title: '[TR-14] 恢复公开之后发布审完的更正稿',
    run: async (query, scene) => {
      await event(query, scene, 'approvedOfHidden', 'restore', scene.organ.cast.l3.personId);
      await publish(query, scene, 'approvedOfHidden');
    },
  },
  {
    title: '由另一名发布员发布拟稿人兼发布员写的信息',
    run: (query, scene) => publish(query, scene, 'approvedByPublishingAuthor'),
  },
  { title: '发布带附件的信息', run: (query, scene) => ownPublication(query, scene, withFile(scene)) },
  {
    title: '[TR-2] 发布正文里显示的图片，在正文、列表和引用里都行',
    run: async (query, scene) => {
      const body = showing(scene.picture.sha256);
      await ownPublication(query, scene, withPicture(scene, body));
      await ownPublication(query, scene, withPicture(scene, [{ type: 'blockquote', content: body }]));
      const items = [{ type: 'listItem' as const, content: body }];
      await ownPublication(query, scene, withPicture(scene, [{ type: 'bulletList', content: items }]));
    },
  },
  {
    title: '[TR-2] 发布年报的一节里显示的图片',
    run: async (query, scene) => {
      const path = report(2021);
      const { attachments } = withPicture(scene, []).content ?? {};
      const sections = { section_1: { type: 'doc', content: showing(scene.picture.sha256) } };
      const own = path.content.report;
      if (!own) throw new Error('no report');
      await ownPublication(query, scene, {
        ...withPicture(scene, []),
        ...path,
        content: {
          ...path.content,
          attachments,
          report: { ...own, sections: { ...own.sections, ...sections } },
        } as Partial<ItemContent>,
      });
    },
  },
  {
    title: '发布改了名、扩展名只差大小写的附件',
    run: (query, scene) => ownPublication(query, scene, withFile(scene, { name: '改过的名字.TXT' })),
  },
  {
    title: '同样的字节在这一条信息里以两个扩展名上传过，用哪一个都行',
    run: (query, scene) => {
      const { sha256 } = scene.file;
      const path = withFile(scene, { name: '附件.csv' });
      return ownPublication(query, scene, {
        ...path,
        uploads: [...(path.uploads ?? []), { sha256, name: '数据.csv' }],
      });
    },
  },
  {
    title: '发布两个年度的年报',
    run: async (query, scene) => {
      await ownPublication(query, scene, report(2022));
      await ownPublication(query, scene, report(2023));
    },
  },
  ...(Object.keys(EVENTS) as (keyof typeof EVENTS)[]).flatMap((kind) =>
    EVENTS[kind].by.flatMap((name) =>
      EVENTS[kind].from.map(
        (waiting): Control => ({
          title: `${name} 可以对 ${waiting} 的信息 ${kind}`,
          run: (query, scene) => event(query, scene, waiting, kind, scene.organ.cast[name].personId),
        }),
      ),
    ),
  ),
  {
    title: '给已审定的信息定时',
    run: async (query, scene) => {
      await plan(query, scene, scene.items.approved, roundOf(scene, 'approved').id);
      await query(`UPDATE office.item SET draft_state = 'scheduled' WHERE id = $1`, [scene.items.approved]);
    },
  },
  {
    title: '取消定时',
    run: (query, scene) =>
      query(`UPDATE office.plan SET ended_at = now(), ended_reason = 'cancelled' WHERE item_id = $1`, [
        scene.items.scheduled,
      ]),
  },
];
