import { routeFor } from '@/lib/approvals/rules/route';
import type { ContentClass, RouteStep } from '@/lib/approvals/types';
import { type Attack, type Control, insert, type Query } from './attack';
import { ownPublication, ownRound, ownVersion, passOwnRoute, roundOf, roundRow, type Scene } from './scene';

const NOT_THIS_VERSION = { raise: 'the round is not of this version' };
const NEWEST = { raise: 'only the newest version of a draft is submitted, once' };
const NO_ROLE = { raise: 'the person holds none of the roles % in this organ today' };
const LOOSER = { raise: 'the round allows more than the settings of the organ' };
const ONCE = { raise: 'a round is only ever raised in class or closed, once' };
const LACKS = { raise: 'the route lacks: %' };
const ORDER = { raise: 'the route does not keep the order: %' };
const LOWER = { raise: 'the round is of a lower class than the item' };

async function openRound(query: Query, scene: Scene, changes: (version: Opened) => Record<string, unknown>) {
  const version = await ownVersion(query, scene);
  return insert(query, 'round', roundRow(scene, version, changes(version)));
}
type Opened = Awaited<ReturnType<typeof ownVersion>>;

/** A route with other stages, positions or steps than the lawful one. */
function route(contentClass: ContentClass, change: (step: RouteStep) => RouteStep | null): RouteStep[] {
  return routeFor(contentClass)
    .map(change)
    .filter((step) => step !== null);
}

/** Passes every step of a route made by hand and claims that it is approved. */
async function claimApproved(query: Query, scene: Scene, path: Parameters<typeof ownRound>[2]) {
  const round = await ownRound(query, scene, path);
  await passOwnRoute(query, scene, round);
  await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
}

const setting = (organId: string, key: string, value: string, day: string) =>
  `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ('${organId}', '${key}', '${value}', ${day})`;
const SETTINGS = [
  'secrecy_officer_may_be_l1_or_l2',
  'secrecy_officer_may_be_l3',
  'signer_may_be_l2',
] as const;

export const roundAttacks: Attack[] = [
  {
    title: '拿别的信息的版本开审核',
    code: 'GK007',
    guard: NOT_THIS_VERSION,
    run: (query, scene) => openRound(query, scene, () => ({ version_id: roundOf(scene, 'atL1').versionId })),
  },
  {
    title: '开审核时写别的哈希',
    code: 'GK007',
    guard: NOT_THIS_VERSION,
    run: (query, scene) => openRound(query, scene, () => ({ content_hash: '0'.repeat(64) })),
  },
  {
    title: '开审核时写别的机关',
    code: 'GK007',
    guard: NOT_THIS_VERSION,
    run: (query, scene) => openRound(query, scene, () => ({ organ_id: scene.other.id })),
  },
  {
    title: '[TR-2] 用旧版本开审核',
    code: 'GK006',
    guard: NEWEST,
    run: async (query, scene) => {
      const version = await ownVersion(query, scene);
      await query(
        `INSERT INTO office.version (item_id, organ_id, number, draft_revision, canonical, content_hash, frozen_by, frozen_at)
         SELECT item_id, organ_id, 0, draft_revision, canonical, content_hash, frozen_by, frozen_at
         FROM office.version WHERE id = $1`,
        [version.versionId],
      );
      await insert(query, 'round', roundRow(scene, version));
    },
  },
  {
    title: '[TR-3] 同一版本退回后不经重新提交再开一轮，让人换个席位再审',
    code: 'GK006',
    guard: NEWEST,
    run: (query, scene) => {
      const { itemId, versionId, facts } = scene.closedRound;
      return insert(query, 'round', roundRow(scene, { itemId, versionId, contentHash: facts.contentHash }));
    },
  },
  {
    title: '给已公开、没有在办稿件的信息开审核',
    code: 'GK006',
    guard: NEWEST,
    run: async (query, scene) => {
      const { rows } = await query('SELECT * FROM office.version WHERE item_id = $1', [
        scene.items.published,
      ]);
      const version = {
        itemId: scene.items.published,
        versionId: rows[0].id,
        contentHash: rows[0].content_hash,
      };
      await insert(query, 'round', roundRow(scene, version));
    },
  },
  {
    title: '由没有拟稿职责的人送审',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) =>
      openRound(query, scene, () => ({ opened_by: scene.organ.cast.publisher.personId })),
  },
  {
    title: '由外机关的拟稿人送审',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => openRound(query, scene, () => ({ opened_by: scene.other.cast.author.personId })),
  },
  ...SETTINGS.map(
    (key): Attack => ({
      title: `[TR-3] 本机关没有允许，这一轮却允许 ${key}`,
      code: 'GK004',
      guard: LOOSER,
      run: (query, scene) => openRound(query, scene, () => ({ settings: { [key]: true } })),
    }),
  ),
  {
    title: '[TR-3] 明天才生效的设置今天就用',
    code: 'GK004',
    guard: LOOSER,
    run: async (query, scene) => {
      await query(setting(scene.organ.id, 'signer_may_be_l2', 'true', 'office.today() + 1'));
      await openRound(query, scene, () => ({ settings: { signer_may_be_l2: true } }));
    },
  },
  {
    title: '[TR-3] 已经收回的设置继续用',
    code: 'GK004',
    guard: LOOSER,
    run: async (query, scene) => {
      await query(setting(scene.organ.id, 'signer_may_be_l2', 'true', 'office.today() - 9'));
      await query(setting(scene.organ.id, 'signer_may_be_l2', 'false', 'office.today() - 1'));
      await openRound(query, scene, () => ({ settings: { signer_may_be_l2: true } }));
    },
  },
  {
    title: '同一信息同时开两轮审核',
    code: '23505',
    guard: { index: 'round_one_open_per_item' },
    run: async (query, scene) => {
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
      const { rows } = await query(
        `INSERT INTO office.version (item_id, organ_id, number, draft_revision, canonical, content_hash, frozen_by, frozen_at)
         SELECT item_id, organ_id, 0, draft_revision, canonical, content_hash, frozen_by, frozen_at
         FROM office.version WHERE id = $1 RETURNING id`,
        [version.versionId],
      );
      await insert(query, 'round', roundRow(scene, { ...version, versionId: rows[0].id }));
    },
  },
  // ── Changing a round ──
  {
    title: '把审核中的等级从 C 降到 A',
    code: 'GK001',
    guard: ONCE,
    run: (query, scene) =>
      query(`UPDATE office.round SET content_class = 'a' WHERE id = $1`, [roundOf(scene, 'atHead').id]),
  },
  {
    title: '重新打开已经结束的一轮',
    code: 'GK001',
    guard: ONCE,
    run: (query, scene) =>
      query('UPDATE office.round SET closed_at = NULL, closed_reason = NULL WHERE id = $1', [
        scene.closedRound.id,
      ]),
  },
  {
    title: '改写一轮结束的原因',
    code: 'GK001',
    guard: ONCE,
    run: (query, scene) =>
      query(`UPDATE office.round SET closed_reason = 'edited' WHERE id = $1`, [scene.closedRound.id]),
  },
  ...Object.entries({
    settings: `'{"signer_may_be_l2": true}'`,
    content_hash: `repeat('0', 64)`,
    version_id: 'uuidv7()',
    item_id: `'aaaaaaaaaa'`,
    organ_id: 'uuidv7()',
    opened_by: 'uuidv7()',
    opened_at: `'2000-01-01'`,
  }).flatMap(([column, value]): Attack[] => {
    const run: Attack['run'] = (query, scene) =>
      query(`UPDATE office.round SET ${column} = ${value} WHERE id = $1`, [roundOf(scene, 'atL1').id]);
    return [
      {
        title: `改写一轮的 ${column}`,
        code: '42501',
        guard: { right: `GRANT UPDATE ON office.round TO gongkai_staff` },
        run,
      },
      {
        title: `即使有权，改写一轮的 ${column}`,
        code: 'GK001',
        guard: ONCE,
        given: () => 'GRANT UPDATE ON office.round TO gongkai_staff',
        run,
      },
    ];
  }),
  {
    title: '[TR-1] 没有发布就把一轮记成已发布',
    code: 'GK006',
    guard: { raise: 'the round has no publication' },
    run: (query, scene) =>
      query(`UPDATE office.round SET closed_at = now(), closed_reason = 'published' WHERE id = $1`, [
        roundOf(scene, 'approved').id,
      ]),
  },
  {
    title: '结束一轮而不写原因',
    code: '23514',
    guard: { constraint: 'round_closing_has_reason', on: 'round' },
    run: (query, scene) =>
      query('UPDATE office.round SET closed_at = now() WHERE id = $1', [roundOf(scene, 'atL1').id]),
  },
  {
    title: '以表外的原因结束一轮',
    code: '23514',
    guard: { constraint: 'round_closing_is_known', on: 'round' },
    run: (query, scene) =>
      query(`UPDATE office.round SET closed_at = now(), closed_reason = 'waived' WHERE id = $1`, [
        roundOf(scene, 'atL1').id,
      ]),
  },
  {
    title: '内容等级写成表外的值',
    code: '23514',
    guard: { constraint: 'round_class_is_known', on: 'round' },
    run: (query, scene) =>
      query(`UPDATE office.round SET content_class = 'd' WHERE id = $1`, [roundOf(scene, 'atL1').id]),
  },
  // ── Routes ──
  {
    title: '给已经结束的一轮加环节',
    code: 'GK005',
    guard: { raise: 'the round is closed (%)' },
    run: (query, scene) =>
      insert(query, 'round_step', {
        round_id: scene.closedRound.id,
        position: 5,
        stage: 5,
        step: 'sign_off',
        role: 'disclosure_leader',
      }),
  },
  {
    title: '[TR-1] 让拟稿人坐初审的席位',
    code: '23514',
    guard: { constraint: 'step_belongs_to_role', on: 'round_step' },
    run: (query, scene) =>
      ownRound(query, scene, {
        route: route('a', (step) => (step.step === 'l1' ? { ...step, role: 'author' } : step)),
      }),
  },
  {
    title: '环节从零编号',
    code: '23514',
    guard: { constraint: 'step_counts_from_one', on: 'round_step' },
    run: (query, scene) =>
      ownRound(query, scene, { route: route('a', (step) => ({ ...step, position: step.position - 1 })) }),
  },
  {
    title: '同一环节列两次',
    code: '23505',
    guard: { index: 'step_once_per_round' },
    run: (query, scene) =>
      ownRound(query, scene, {
        route: route('a', (step) =>
          step.step === 'l2' ? { ...step, step: 'l1', role: 'reviewer_l1' } : step,
        ),
      }),
  },
  ...routeFor('c').map(
    (gone): Attack => ({
      title: `[TR-1] 流程里没有 ${gone.step} ${gone.role}，其余都通过，就称已审定`,
      code: 'GK003',
      guard: LACKS,
      run: (query, scene) =>
        claimApproved(query, scene, {
          roundClass: 'c',
          route: route('c', (step) => (step.role === gone.role ? null : step)),
        }),
    }),
  ),
  {
    title: '[TR-1] 空的流程',
    code: 'GK003',
    guard: LACKS,
    run: (query, scene) => claimApproved(query, scene, { route: [] }),
  },
  {
    title: '[TR-1] B 类只走 A 类的流程',
    code: 'GK003',
    guard: LACKS,
    run: (query, scene) => claimApproved(query, scene, { roundClass: 'b', route: routeFor('a') }),
  },
  {
    title: '[TR-1] 审核中升为 C 类而不加签发',
    code: 'GK003',
    guard: LACKS,
    run: async (query, scene) => {
      const round = await ownRound(query, scene);
      await query(`UPDATE office.round SET content_class = 'c' WHERE id = $1`, [round.id]);
      await passOwnRoute(query, scene, round);
      await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
    },
  },
  {
    title: '[TR-1] 终审排在初审之前',
    code: 'GK003',
    guard: ORDER,
    run: (query, scene) =>
      claimApproved(query, scene, { route: route('a', (step) => ({ ...step, stage: 11 - step.stage })) }),
  },
  {
    title: '[TR-1] 三级审核同时进行',
    code: 'GK003',
    guard: ORDER,
    run: (query, scene) =>
      claimApproved(query, scene, { route: route('a', (step) => ({ ...step, stage: 6 })) }),
  },
  {
    title: '[TR-5] 环节编号倒排，退回时漏掉后面的环节',
    code: 'GK003',
    guard: ORDER,
    run: (query, scene) =>
      claimApproved(query, scene, {
        route: route('a', (step) => ({ ...step, position: 5 - step.position })),
      }),
  },
  {
    title: '[TR-1] C 类信息走 A 类的一轮',
    code: 'GK003',
    guard: LOWER,
    run: (query, scene) => claimApproved(query, scene, { itemClass: 'c', roundClass: 'a' }),
  },
  ...(['policy_document', 'policy_interpretation', 'annual_report'] as const).map(
    (kind): Attack => ({
      title: `[TR-1] ${kind} 登记为 A 类，走 A 类流程`,
      code: 'GK003',
      guard: LOWER,
      run: (query, scene) => claimApproved(query, scene, { kind, roundClass: 'a' }),
    }),
  ),
  {
    title: '[TR-1] 澄清登记为 B 类，走 B 类流程',
    code: 'GK003',
    guard: LOWER,
    run: (query, scene) => claimApproved(query, scene, { kind: 'clarification', roundClass: 'b' }),
  },
];

export const roundControls: Control[] = [
  ...(['a', 'b', 'c'] as const).map(
    (contentClass): Control => ({
      title: `${contentClass} 类走完自己的流程并公开`,
      run: (query, scene) => ownPublication(query, scene, { roundClass: contentClass }),
    }),
  ),
  {
    title: '审核中升为 C 类，加上签发，走完后公开',
    run: async (query, scene) => {
      const round = await ownRound(query, scene);
      await query(`UPDATE office.round SET content_class = 'c' WHERE id = $1`, [round.id]);
      for (const step of routeFor('c').slice(4)) {
        await insert(query, 'round_step', { round_id: round.id, ...step });
      }
      await passOwnRoute(query, scene, { ...round, facts: { ...round.facts, route: routeFor('c') } });
      await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
    },
  },
  ...SETTINGS.map(
    (key): Control => ({
      title: `本机关允许之后，一轮可以允许 ${key}`,
      run: async (query, scene) => {
        await query(setting(scene.organ.id, key, 'true', 'office.today()'));
        await openRound(query, scene, () => ({ settings: { [key]: true } }));
      },
    }),
  ),
  {
    title: '结束一轮，写明原因',
    run: (query, scene) =>
      query(`UPDATE office.round SET closed_at = now(), closed_reason = 'edited' WHERE id = $1`, [
        roundOf(scene, 'atL1').id,
      ]),
  },
];
