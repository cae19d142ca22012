import { routeFor } from '@/lib/approvals/rules/route';
import { DEFAULT_ROUTE_SETTINGS, type RouteStep } from '@/lib/approvals/types';
import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE, person } from './cast';
import { change, setting } from './changes';
import { delegate, leave, untilNextWeek } from './deputies';
import { decisionRow, ownRound, ownVersion, passOwnRoute, roundOf, roundRow, type Scene } from './scene';

/* Routes as data: classes that are raised and lowered, openings, the fast lanes, 校 split from 审. */

const LACKS = { raise: 'the route lacks: %' };
const ORDER = { raise: 'the route does not keep the order: %' };
const LOOSER = { raise: 'the round allows more than the settings of the organ' };

async function claimApproved(query: Query, scene: Scene, path: Parameters<typeof ownRound>[2]) {
  const round = await ownRound(query, scene, path);
  await passOwnRoute(query, scene, round);
  await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
}

const without = (route: readonly RouteStep[], gone: (step: RouteStep) => boolean) =>
  route.filter((step) => !gone(step));
const SPLIT = { ...DEFAULT_ROUTE_SETTINGS, split_proof_l1: true, split_proof_l2: true, split_proof_l3: true };

/** Opens a round in a lane, by hand. */
async function laneRound(query: Query, scene: Scene, changes: Change, content = {}) {
  const version = await ownVersion(query, scene, { itemClass: 'c', content });
  return insert(query, 'round', roundRow(scene, version, { content_class: 'c', ...changes }));
}

export const routeAttacks: Attack[] = [
  // ── Class ──
  {
    title: '拟稿人（代终审人）降低自己稿件的等级',
    code: 'GK004',
    guard: { raise: 'whoever wrote a text does not lower its class' },
    run: (query, scene) => classChange(query, scene, 'c', 'a', scene.organ.cast.author.personId),
  },
  {
    title: '代终审人降低等级：不能代理',
    code: 'GK011',
    guard: NO_ROLE,
    run: async (query, scene) => {
      const l3 = scene.organ.cast.l3.personId;
      await delegate(query, scene, { principal_id: l3, entered_by: l3, role: 'reviewer_l3' });
      await classChange(query, scene, 'c', 'a', scene.people.plain.personId);
    },
  },
  {
    title: '复审人降低内容等级',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => classChange(query, scene, 'c', 'a', scene.organ.cast.l2.personId),
  },
  {
    title: '不写理由调整等级',
    code: '23514',
    guard: { constraint: 'class_change_has_reason', on: 'class_change' },
    run: (query, scene) => classChange(query, scene, 'a', 'c', scene.organ.cast.l2.personId, { reason: '' }),
  },
  {
    title: '调整为表外的等级',
    code: '23514',
    guard: { constraint: 'changed_class_is_known', on: 'class_change' },
    run: (query, scene) => classChange(query, scene, 'a', 'd', scene.organ.cast.l2.personId),
  },
  {
    title: '按旧的等级调整',
    code: 'GK012',
    guard: { raise: 'the class of the item has changed meanwhile' },
    run: (query, scene) =>
      insert(query, 'class_change', {
        item_id: scene.items.draft,
        from_class: 'c',
        to_class: 'b',
        person_id: scene.organ.cast.l3.personId,
        reason: '不敏感',
        changed_at: '2020-01-01',
      }),
  },
  {
    title: '审核人提高之后，拟稿人改回',
    code: 'GK006',
    guard: { raise: 'a reviewer has raised the class of this item' },
    run: async (query, scene) => {
      await classChange(query, scene, 'a', 'c', scene.organ.cast.l2.personId);
      await query(`UPDATE office.item SET content_class = 'c' WHERE id = $1`, [scene.items.draft]);
      await query(`UPDATE office.item SET content_class = 'a' WHERE id = $1`, [scene.items.draft]);
    },
  },
  // ── Openings, late opinions, the password again ──
  {
    title: '替外机关的人记“已打开”',
    code: 'GK005',
    guard: { raise: 'only an open round is opened, by a person of its organ' },
    run: (query, scene) =>
      insert(query, 'review_opening', {
        round_id: roundOf(scene, 'atL1').id,
        person_id: scene.other.cast.l1.personId,
        opened_at: '2020-01-01',
      }),
  },
  {
    title: '[TR-11] 给一般流程的意见事后补写',
    code: 'GK004',
    guard: { raise: 'only the own decision of the emergency lane gets its opinion later' },
    run: async (query, scene) => {
      const round = roundOf(scene, 'atL2');
      const decision = round.decisions[0];
      await insert(query, 'late_opinion', {
        decision_id: decision?.id,
        person_id: decision?.personId,
        opinion: '补写',
        written_at: '2020-01-01',
      });
    },
  },
  {
    title: '[TR-11] 补写空的意见',
    code: '23514',
    guard: { constraint: 'late_opinion_is_written', on: 'late_opinion' },
    run: async (query, scene) => {
      const round = await emergency(query, scene);
      const { rows } = await insert(query, 'decision', decisionRow(scene, round, 1));
      await insert(query, 'late_opinion', {
        decision_id: rows[0]?.id,
        person_id: rows[0]?.person_id,
        opinion: ' ',
        written_at: '2020-01-01',
      });
    },
  },
  ...([null, '2020-01-01'] as const).map(
    (at): Attack => ({
      title: `签发 C 类信息${at ? '时密码是很久以前输的' : '没有再输密码'}`,
      code: 'GK013',
      guard: { raise: 'signing class C needs the password again' },
      run: (query, scene) =>
        insert(
          query,
          'decision',
          decisionRow(scene, roundOf(scene, 'atLeaderOfC'), 5, { reauthenticated_at: at }),
        ),
    }),
  ),
  // ── Lanes and splits ──
  {
    title: '表外的流程',
    code: '23514',
    guard: { constraint: 'lane_is_known', on: 'round' },
    run: (query, scene) => laneRound(query, scene, { lane: 'express' }),
  },
  {
    title: '[TR-11] 应急流程不写理由',
    code: '23514',
    guard: { constraint: 'emergency_is_of_class_c', on: 'round' },
    run: (query, scene) => laneRound(query, scene, { lane: 'emergency' }),
  },
  {
    title: '[TR-12] 没有公开过的信息走更正流程',
    code: 'GK006',
    guard: { raise: 'the lane of corrections is for typing errors in a public text' },
    run: (query, scene) => laneRound(query, scene, { lane: 'correction' }),
  },
  {
    title: '[TR-11] 应急流程里终审与初审同时',
    code: 'GK003',
    guard: ORDER,
    run: (query, scene) =>
      claimEmergency(query, scene, (route) =>
        route.map((step) => (step.step === 'l3' ? { ...step, stage: 1 } : step)),
      ),
  },
  ...(['l1', 'l2', 'secrecy', 'l3', 'sign_off'] as const).map(
    (gone): Attack => ({
      title: `[TR-11] 应急流程也不能少 ${gone}`,
      code: 'GK003',
      guard: LACKS,
      run: (query, scene) =>
        claimEmergency(query, scene, (route) => without(route, (step) => step.step === gone)),
    }),
  ),
  {
    title: '[TR-12] 更正流程里终审在保密审查之前',
    code: 'GK003',
    guard: ORDER,
    given: () => `ALTER TABLE office.round DISABLE TRIGGER round_guard`,
    run: (query, scene) =>
      claimInLane(query, scene, 'correction', 'a', (route) =>
        route.map((step) => (step.step === 'l3' ? { ...step, stage: 1 } : step)),
      ),
  },
  ...(['l1', 'l2', 'l3'] as const).map(
    (level): Attack => ({
      title: `[TR-3] 本机关校审分开，这一轮却没有 proof_${level}`,
      code: 'GK003',
      guard: LACKS,
      run: (query, scene) =>
        claimApproved(query, scene, {
          settings: { [`split_proof_${level}`]: true },
          route: routeFor('a'),
        }),
    }),
  ),
  {
    title: '[TR-3] 本机关校审分开，这一轮却不认',
    code: 'GK004',
    guard: LOOSER,
    run: async (query, scene) => {
      await setting(query, scene, 'split_proof_l2', 'true');
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
    },
  },
  {
    title: '[TR-3] 本机关 A 类也签发，这一轮却不认',
    code: 'GK004',
    guard: LOOSER,
    run: async (query, scene) => {
      await setting(query, scene, 'sign_off_a', '["disclosure_leader"]');
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
    },
  },
  {
    title: '初审人办理别的股室的稿件（本机关规定只办本股室的）',
    code: 'GK011',
    guard: { raise: 'the first level reviews the texts of its own section' },
    run: async (query, scene) => {
      const stranger = await person(query, scene, 'reviewer_l1');
      const round = await ownRound(query, scene, { settings: { l1_own_section: true } });
      await query('UPDATE office.item SET section_id = $2 WHERE id = $1', [
        round.itemId,
        scene.organ.sectionId,
      ]);
      await insert(query, 'decision', decisionRow(scene, round, 1, { person_id: stranger }));
    },
  },
];

/** A change of the class of the scene's draft, brought to the class it is to start from first. */
async function classChange(
  query: Query,
  scene: Scene,
  from: string,
  to: string,
  by: string,
  changes: Change = {},
) {
  await query('UPDATE office.item SET content_class = $2 WHERE id = $1', [scene.items.draft, from]);
  await insert(query, 'class_change', {
    item_id: scene.items.draft,
    from_class: from,
    to_class: to,
    person_id: by,
    reason: '涉及重大事项',
    changed_at: '2020-01-01',
    ...changes,
  });
}

/** A round of a fast lane by hand, with a route of the attacker's choice. */
async function inLane(
  query: Query,
  scene: Scene,
  lane: 'emergency' | 'correction',
  contentClass: 'a' | 'c',
  alter: (route: RouteStep[]) => RouteStep[] = (route) => route,
) {
  const version = await ownVersion(query, scene, { itemClass: contentClass });
  const { rows } = await insert(
    query,
    'round',
    roundRow(scene, version, { content_class: contentClass, lane, lane_reason: '突发事件' }),
  );
  const id = String(rows[0]?.id);
  const route = alter(routeFor(contentClass, lane));
  for (const step of route) await insert(query, 'round_step', { round_id: id, ...step });
  await query(`UPDATE office.item SET draft_state = 'in_review' WHERE id = $1`, [version.itemId]);
  return {
    id,
    itemId: version.itemId,
    versionId: version.versionId,
    facts: { contentHash: version.contentHash, route },
  };
}
const emergency = (query: Query, scene: Scene) => inLane(query, scene, 'emergency', 'c');

async function claimInLane(
  query: Query,
  scene: Scene,
  lane: 'emergency' | 'correction',
  contentClass: 'a' | 'c',
  alter: (route: RouteStep[]) => RouteStep[],
) {
  const round = await inLane(query, scene, lane, contentClass, alter);
  await passOwnRoute(query, scene, round);
  await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
}
const claimEmergency = (query: Query, scene: Scene, alter: (route: RouteStep[]) => RouteStep[]) =>
  claimInLane(query, scene, 'emergency', 'c', alter);

/** Rows of the tables of this file, so that there is something to change or delete. */
export async function seedRoutes(query: Query, scene: Scene): Promise<void> {
  await change(query, scene, await person(query, scene, 'security_admin'), { payload: 'false' });
  await delegate(query, scene, { ends_on: await untilNextWeek(query) });
  await leave(query, scene);
  const { itemId } = await ownVersion(query, scene);
  await insert(query, 'class_change', {
    item_id: itemId,
    from_class: 'a',
    to_class: 'b',
    person_id: scene.organ.cast.l2.personId,
    reason: '重要',
    changed_at: '2020-01-01',
  });
  const round = await emergency(query, scene);
  await insert(query, 'review_opening', {
    round_id: round.id,
    person_id: scene.organ.cast.l1.personId,
    opened_at: '2020-01-01',
  });
  const { rows } = await insert(query, 'decision', decisionRow(scene, round, 1));
  await insert(query, 'late_opinion', {
    decision_id: rows[0]?.id,
    person_id: rows[0]?.person_id,
    opinion: '补写的意见',
    written_at: '2020-01-01',
  });
}

export const routeControls: Control[] = [
  {
    title: '[TR-11] 应急流程走完，主要领导一人签发',
    run: (query, scene) => claimEmergency(query, scene, (route) => route),
  },
  {
    title: '[TR-3] 校审分开的流程，六个席位各由一人办理',
    run: async (query, scene) => {
      const round = await ownRound(query, scene, {
        settings: { split_proof_l1: true, split_proof_l2: true, split_proof_l3: true },
        route: routeFor('a', 'normal', SPLIT),
      });
      for (const step of round.facts.route) {
        const by = step.step.startsWith('proof') ? await person(query, scene, step.role) : null;
        await insert(
          query,
          'decision',
          decisionRow(scene, round, step.position, by ? { person_id: by } : {}),
        );
      }
      await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
    },
  },
  {
    title: '终审人写明理由降低等级',
    run: async (query, scene) => {
      await classChange(query, scene, 'c', 'a', scene.organ.cast.l3.personId);
      await query(`UPDATE office.item SET content_class = 'a' WHERE id = $1`, [scene.items.draft]);
    },
  },
];
