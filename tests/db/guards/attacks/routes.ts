import { routeFor } from '@/lib/approvals/rules/route';
import { DEFAULT_ROUTE_SETTINGS, type RouteStep } from '@/lib/approvals/types';
import type { Role } from '@/lib/organs/types';
import { type Attack, type Control, insert, type Query } from './attack';
import { decisionRow, ownRound, ownVersion, passOwnRoute, roundOf, roundRow, type Scene } from './scene';

/* Routes as data, deputies, leave, raised classes, and changes that need a second person. */

const FLOOR = { raise: 'the signers of % are below the floor' };
const ONE_WAY = { raise: 'a change asked for is only ever concluded, once' };
const SECOND = { raise: 'a change is confirmed by another person than who asked for it' };
const NO_ROLE = { raise: 'the person holds none of the roles % in this organ today' };
const NOT_CONFIRMED = { raise: 'nobody has confirmed this setting' };
const DELEGATION_ONCE = { raise: 'a delegation is only ever confirmed or revoked, once' };
const NO_DELEGATION = { raise: 'no delegation stands for this person, role and day' };
const OWN_SEAT = { raise: 'the person already decided at step %' };
const OWN_TEXT = { raise: 'whoever wrote in a version does not decide on it' };
const LEAVE_ONCE = { raise: 'a leave is only ever confirmed or cancelled' };
const LACKS = { raise: 'the route lacks: %' };
const ORDER = { raise: 'the route does not keep the order: %' };
const LOOSER = { raise: 'the round allows more than the settings of the organ' };

async function person(query: Query, scene: Scene, ...roles: Role[]): Promise<string> {
  const { rows } = await insert(query, 'person', {
    organ_id: scene.organ.id,
    section_id: null,
    name: '某人',
    post: '',
  });
  const id = String(rows[0]?.id);
  for (const role of roles)
    await insert(query, 'role_grant', { person_id: id, role, starts_on: '2020-01-01' });
  return id;
}

type Change = Record<string, unknown>;
async function change(query: Query, scene: Scene, by: string, changes: Change = {}): Promise<string> {
  const { rows } = await insert(query, 'change_request', {
    organ_id: scene.organ.id,
    kind: 'setting',
    target: 'signer_may_be_l2',
    payload: 'true',
    reason: '人手不足',
    effective_from: '2020-01-01',
    proposed_by: by,
    proposed_at: '2020-01-01',
    ...changes,
  });
  return String(rows[0]?.id);
}
const conclude = (query: Query, id: string, by: string, conclusion = 'approved') =>
  query(
    `UPDATE office.change_request SET conclusion = $2, concluded_by = $3, concluded_at = now() WHERE id = $1`,
    [id, conclusion, by],
  );

/** JSON text for a jsonb column whose value is no object. */
const setting = (query: Query, scene: Scene, key: string, value: string, changes: Change = {}) =>
  insert(query, 'organ_setting', {
    organ_id: scene.organ.id,
    key,
    value,
    effective_from: '2020-01-01',
    ...changes,
  });

const delegationRow = (scene: Scene, changes: Change = {}): Change => ({
  organ_id: scene.organ.id,
  principal_id: scene.organ.cast.l2.personId,
  deputy_id: scene.people.plain.personId,
  role: 'reviewer_l2',
  starts_on: '2020-01-01',
  ends_on: '2099-01-01',
  reason: '出差',
  entered_by: scene.organ.cast.l2.personId,
  entered_at: '2020-01-01',
  ...changes,
});
const untilNextWeek = async (query: Query) =>
  (await query(`SELECT (office.today() + 7)::text AS day`)).rows[0]?.day as string;
async function delegate(query: Query, scene: Scene, changes: Change = {}): Promise<string> {
  const row = delegationRow(scene, {
    starts_on: (await query('SELECT office.today()::text AS day')).rows[0]?.day,
    ends_on: await untilNextWeek(query),
    ...changes,
  });
  return String((await insert(query, 'delegation', row)).rows[0]?.id);
}

const leaveRow = (scene: Scene, changes: Change = {}): Change => ({
  organ_id: scene.organ.id,
  person_id: scene.organ.cast.l1.personId,
  starts_on: '2026-01-05',
  ends_on: '2026-01-09',
  reason: '年休假',
  entered_by: scene.organ.cast.officeHead.personId,
  entered_at: '2020-01-01',
  ...changes,
});
const leave = async (query: Query, scene: Scene, changes: Change = {}) =>
  String((await insert(query, 'leave', leaveRow(scene, changes))).rows[0]?.id);

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

const floors: [key: string, value: string, why: string][] = [
  ['sign_off_b', '[]', 'B 类不签发'],
  ['sign_off_b', '["head_of_organ"]', 'B 类略过分管领导'],
  ['sign_off_c', '["disclosure_leader"]', 'C 类略过主要领导'],
  ['sign_off_c', '["head_of_organ", "disclosure_leader"]', '主要领导不在最后'],
  ['sign_off_a', '["author"]', '拟稿人签发'],
  ['sign_off_c', '{}', '不是名单'],
];

export const routeAttacks: Attack[] = [
  ...floors.map(
    ([key, value, why]): Attack => ({
      title: `[TR-1] 低于底线的设置：${why}`,
      code: 'GK014',
      guard: FLOOR,
      run: (query, scene) => setting(query, scene, key, value),
    }),
  ),
  {
    title: '是否类设置写成别的',
    code: 'GK014',
    guard: { raise: 'the setting % is yes or no' },
    run: (query, scene) => setting(query, scene, 'split_proof_l1', '"maybe"'),
  },
  {
    title: '栏目的最低等级写成表外的值',
    code: 'GK014',
    guard: { raise: 'a column has one of the classes a, b, c' },
    run: (query, scene) => setting(query, scene, 'column_class', '{"x": "none"}'),
  },
  // ── Second person ──
  {
    title: '没有人确认，就以某人的名义改设置',
    code: 'GK015',
    guard: NOT_CONFIRMED,
    run: (query, scene) =>
      setting(query, scene, 'signer_may_be_l2', 'true', { set_by: scene.organ.cast.l3.personId }),
  },
  {
    title: '确认的是一个值，生效的是另一个值',
    code: 'GK015',
    guard: NOT_CONFIRMED,
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const id = await change(query, scene, admin);
      await conclude(query, id, scene.organ.cast.head.personId);
      await setting(query, scene, 'signer_may_be_l2', 'false', { set_by: admin, change_id: id });
    },
  },
  {
    title: '变更还没有确认就生效',
    code: 'GK015',
    guard: NOT_CONFIRMED,
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const id = await change(query, scene, admin);
      await setting(query, scene, 'signer_may_be_l2', 'true', { set_by: admin, change_id: id });
    },
  },
  {
    title: '自己提出，自己确认',
    code: 'GK015',
    guard: SECOND,
    run: async (query, scene) => {
      const head = scene.organ.cast.officeHead.personId;
      const id = await change(query, scene, head, { target: 'show_reviewers' });
      await conclude(query, id, head);
    },
  },
  {
    title: '由没有职责的人提出流程变更',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => change(query, scene, scene.organ.cast.l1.personId),
  },
  {
    title: '由没有职责的人确认',
    code: 'GK011',
    guard: NO_ROLE,
    run: async (query, scene) => {
      const id = await change(query, scene, await person(query, scene, 'security_admin'));
      await conclude(query, id, scene.organ.cast.l1.personId);
    },
  },
  {
    title: '提出低于底线的变更',
    code: 'GK014',
    guard: FLOOR,
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      await change(query, scene, admin, { target: 'sign_off_c', payload: '[]' });
    },
  },
  {
    title: '确认本人的角色',
    code: 'GK015',
    guard: { raise: 'nobody confirms a role of their own' },
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const leader = scene.organ.cast.leader.personId;
      const id = await change(query, scene, admin, {
        kind: 'role_grant',
        target: leader,
        payload: { role: 'head_of_organ' },
      });
      await conclude(query, id, leader);
    },
  },
  {
    title: '给外机关的人角色',
    code: 'GK011',
    guard: { raise: 'a person of another organ gets no role here' },
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      await change(query, scene, admin, {
        kind: 'role_grant',
        target: scene.other.cast.l1.personId,
        payload: { role: 'reviewer_l1' },
      });
    },
  },
  {
    title: '确认之后改写结论',
    code: 'GK001',
    guard: ONE_WAY,
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const id = await change(query, scene, admin);
      await conclude(query, id, scene.organ.cast.head.personId, 'rejected');
      await conclude(query, id, scene.organ.cast.head.personId, 'approved');
    },
  },
  {
    title: '即使有权，改写变更的内容',
    code: 'GK001',
    guard: ONE_WAY,
    given: () => 'GRANT UPDATE ON office.change_request TO gongkai_staff',
    run: async (query, scene) => {
      const id = await change(query, scene, await person(query, scene, 'security_admin'));
      await query(`UPDATE office.change_request SET payload = 'false' WHERE id = $1`, [id]);
    },
  },
  ...(
    [
      ['role', 'change_kind_is_known', { kind: 'role' }],
      ['不写理由', 'change_has_reason', { reason: ' ' }],
    ] as const
  ).map(
    ([why, constraint, changes]): Attack => ({
      title: `变更：${why}`,
      code: '23514',
      guard: { constraint, on: 'change_request' },
      run: async (query, scene) =>
        change(query, scene, await person(query, scene, 'security_admin'), {
          ...changes,
          ...('kind' in changes ? { target: scene.people.plain.personId } : {}),
        }),
    }),
  ),
  {
    title: '变更的结论写成表外的值',
    code: '23514',
    guard: { constraint: 'change_conclusion_is_known', on: 'change_request' },
    run: async (query, scene) => {
      const id = await change(query, scene, await person(query, scene, 'security_admin'));
      await conclude(query, id, scene.organ.cast.head.personId, 'waived');
    },
  },
  {
    title: '只写确认人，不写结论',
    code: '23514',
    guard: { constraint: 'change_conclusion_is_whole', on: 'change_request' },
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const id = await change(query, scene, admin);
      await query('UPDATE office.change_request SET concluded_by = $2 WHERE id = $1', [
        id,
        scene.organ.cast.head.personId,
      ]);
    },
  },
  {
    title: '同一变更同时提出两次',
    code: '23505',
    guard: { index: 'change_one_open_per_target' },
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      await change(query, scene, admin);
      await change(query, scene, admin);
    },
  },
  {
    title: '没有人确认，就以某人的名义给角色',
    code: 'GK015',
    guard: { raise: 'nobody has confirmed this role' },
    run: (query, scene) =>
      insert(query, 'role_grant', {
        person_id: scene.people.plain.personId,
        role: 'reviewer_l1',
        starts_on: '2020-01-01',
        granted_by: scene.organ.cast.head.personId,
      }),
  },
  {
    title: '没有人确认，就以某人的名义收回角色',
    code: 'GK015',
    guard: { raise: 'nobody has confirmed the end of this role' },
    run: (query, scene) =>
      query(`UPDATE office.role_grant SET ends_on = '2026-01-01', ended_by = $2 WHERE person_id = $1`, [
        scene.organ.cast.l1.personId,
        scene.organ.cast.head.personId,
      ]),
  },
  {
    title: '即使有权，改写是谁给的角色',
    code: 'GK001',
    guard: { raise: 'who granted a role stays on record' },
    given: () => 'GRANT UPDATE ON office.role_grant TO gongkai_staff',
    run: (query, scene) =>
      query('UPDATE office.role_grant SET granted_by = $1 WHERE person_id = $2', [
        scene.organ.cast.head.personId,
        scene.organ.cast.l1.personId,
      ]),
  },
  // ── Delegation (TR-4) ──
  {
    title: '[TR-4] 别人替我指定代理人',
    code: 'GK015',
    guard: { raise: 'a delegation is given by the one who holds the role' },
    run: (query, scene) => delegate(query, scene, { entered_by: scene.organ.cast.l3.personId }),
  },
  {
    title: '[TR-4] 没有这一职责的人委托代理',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => {
      const id = scene.organ.cast.l1.personId;
      return delegate(query, scene, { principal_id: id, entered_by: id });
    },
  },
  {
    title: '[TR-4] 委托给自己',
    code: '23514',
    guard: { constraint: 'delegation_is_to_another', on: 'delegation' },
    run: (query, scene) => delegate(query, scene, { deputy_id: scene.organ.cast.l2.personId }),
  },
  {
    title: '[TR-4] 委托给外机关的人',
    code: 'GK011',
    guard: { raise: 'the deputy is of another organ, has left, or is an administrator' },
    run: (query, scene) => delegate(query, scene, { deputy_id: scene.other.cast.l2.personId }),
  },
  {
    title: '[TR-4] 委托给管理员',
    code: 'GK011',
    guard: { raise: 'the deputy is of another organ, has left, or is an administrator' },
    run: async (query, scene) =>
      delegate(query, scene, { deputy_id: await person(query, scene, 'system_admin') }),
  },
  {
    title: '[TR-4] 代理拟稿',
    code: '23514',
    guard: { constraint: 'delegated_role_is_of_a_seat', on: 'delegation' },
    run: (query, scene) =>
      delegate(query, scene, {
        principal_id: scene.organ.cast.author.personId,
        entered_by: scene.organ.cast.author.personId,
        role: 'author',
      }),
  },
  {
    title: '[TR-4] 代理不写事由',
    code: '23514',
    guard: { constraint: 'delegation_has_reason', on: 'delegation' },
    run: (query, scene) => delegate(query, scene, { reason: '' }),
  },
  {
    title: '[TR-4] 没有期限的代理',
    code: '23514',
    guard: { constraint: 'delegation_ends_after_it_starts', on: 'delegation' },
    run: (query, scene) => delegate(query, scene, { ends_on: '2099-01-01' }),
  },
  {
    title: '[TR-4] 补登已经过去的代理',
    code: 'GK006',
    guard: { raise: 'a delegation does not begin in the past' },
    run: (query, scene) => delegate(query, scene, { starts_on: '2020-01-01', ends_on: '2020-01-31' }),
  },
  {
    title: '[TR-11] 代理人自己登记电话授权',
    code: 'GK015',
    guard: { raise: 'an order by telephone is entered by a third person' },
    run: async (query, scene) => {
      const { leader } = scene.organ.cast;
      await insert(query, 'role_grant', {
        person_id: leader.personId,
        role: 'office_head',
        starts_on: '2020-01-01',
      });
      await byPhone(query, scene, { entered_by: leader.personId });
    },
  },
  ...(
    [
      ['代理别的职责', { role: 'reviewer_l2', principal: 'l2' }],
      ['代理人不是局领导', { deputy: 'l1' }],
      ['超过七天', { days: 8 }],
    ] as const
  ).map(
    ([why, changes]): Attack => ({
      title: `[TR-11] 电话授权：${why}`,
      code: 'GK011',
      guard: { raise: 'an order by telephone makes a leader deputy of the head, for seven days at most' },
      run: async (query, scene) => {
        const { rows } = await query(`SELECT (office.today() + $1::int)::text AS day`, [
          'days' in changes ? changes.days : 3,
        ]);
        await byPhone(query, scene, {
          ends_on: rows[0]?.day,
          ...('role' in changes
            ? { role: changes.role, principal_id: scene.organ.cast[changes.principal].personId }
            : {}),
          ...('deputy' in changes ? { deputy_id: scene.organ.cast[changes.deputy].personId } : {}),
        });
      },
    }),
  ),
  {
    title: '[TR-11] 电话授权还没有确认，就代签一般流程的稿件',
    code: 'GK011',
    guard: NO_DELEGATION,
    run: async (query, scene) => {
      const { head, leaderB } = scene.organ.cast;
      const id = await byPhone(query, scene, { deputy_id: leaderB.personId });
      await insert(
        query,
        'decision',
        decisionRow(scene, roundOf(scene, 'atHead'), 6, {
          person_id: leaderB.personId,
          on_behalf_of: head.personId,
          delegation_id: id,
        }),
      );
    },
  },
  {
    title: '[TR-3] 一个环节提出校对意见的人，代别人办理另一环节',
    code: 'GK004',
    guard: { raise: 'the person already proofread at step %' },
    given: (scene) => handAt(scene, 'l1', scene.organ.cast.l1b.personId),
    run: async (query, scene) => {
      const { l1b } = scene.organ.cast;
      const id = await delegate(query, scene, { deputy_id: l1b.personId });
      await deputise(query, scene, 'atL2', 2, id, l1b.personId);
    },
  },
  {
    title: '[TR-3] 一个环节提出校对意见的人，代别人在另一环节再提',
    code: 'GK004',
    guard: { raise: 'the proofreader already proofread at step %' },
    given: (scene) => handAt(scene, 'l1', scene.organ.cast.l1b.personId),
    run: async (query, scene) => {
      const { l1b } = scene.organ.cast;
      await delegate(query, scene, { deputy_id: l1b.personId });
      const round = roundOf(scene, 'atL2');
      await insert(query, 'finding', ownFinding(round.id, round.versionId, 'l2', l1b.personId));
    },
  },
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
    title: '[TR-11] 不是工作机构负责人登记电话授权',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => byPhone(query, scene, { entered_by: scene.organ.cast.l3.personId }),
  },
  {
    title: '[TR-11] 授权人以外的人确认电话授权',
    code: 'GK015',
    guard: { raise: 'a delegation is confirmed by the one who gives it' },
    run: async (query, scene) => {
      const officeHead = scene.organ.cast.officeHead.personId;
      const id = await byPhone(query, scene);
      await query('UPDATE office.delegation SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
        id,
        officeHead,
      ]);
    },
  },
  {
    title: '[TR-4] 收回之后再改',
    code: 'GK001',
    guard: DELEGATION_ONCE,
    run: async (query, scene) => {
      const id = await delegate(query, scene);
      const revoke = () =>
        query('UPDATE office.delegation SET revoked_by = $2, revoked_at = now() WHERE id = $1', [
          id,
          scene.organ.cast.l2.personId,
        ]);
      await revoke();
      await revoke();
    },
  },
  {
    title: '[TR-4] 即使有权，延长代理的期限',
    code: 'GK001',
    guard: DELEGATION_ONCE,
    given: () => 'GRANT UPDATE ON office.delegation TO gongkai_staff',
    run: async (query, scene) => {
      const id = await delegate(query, scene);
      await query(`UPDATE office.delegation SET ends_on = ends_on + 30 WHERE id = $1`, [id]);
    },
  },
  {
    title: '[TR-4] 没有委托也以别人的名义审核',
    code: '23514',
    guard: { constraint: 'deputy_names_the_delegation', on: 'decision' },
    run: (query, scene) =>
      insert(
        query,
        'decision',
        decisionRow(scene, roundOf(scene, 'atL1'), 1, {
          person_id: scene.organ.cast.l1.personId,
          delegation_id: '00000000-0000-0000-0000-000000000000',
        }),
      ),
  },
  {
    title: '[TR-4] 委托已经收回，仍代为审核',
    code: 'GK011',
    guard: NO_DELEGATION,
    run: async (query, scene) => {
      const id = await delegate(query, scene);
      await query('UPDATE office.delegation SET revoked_by = $2, revoked_at = now() WHERE id = $1', [
        id,
        scene.organ.cast.l2.personId,
      ]);
      await deputise(query, scene, 'atL2', 2, id);
    },
  },
  {
    title: '[TR-4] 拿复审的委托办理终审',
    code: 'GK011',
    guard: NO_DELEGATION,
    run: async (query, scene) => deputise(query, scene, 'atL3', 4, await delegate(query, scene)),
  },
  {
    title: '[TR-4] 还没有到期的委托提前用',
    code: 'GK011',
    guard: NO_DELEGATION,
    run: async (query, scene) => {
      const day = await untilNextWeek(query);
      await deputise(query, scene, 'atL2', 2, await delegate(query, scene, { starts_on: day }));
    },
  },
  {
    title: '[TR-3] [TR-4] 拟稿人代领导审核自己的稿件',
    code: 'GK004',
    guard: OWN_TEXT,
    run: async (query, scene) => {
      const author = scene.organ.cast.author.personId;
      const id = await delegate(query, scene, { deputy_id: author });
      await deputise(query, scene, 'atL2', 2, id, author);
    },
  },
  {
    title: '[TR-3] [TR-4] 初审人代分管领导复审，一人两席',
    code: 'GK004',
    guard: OWN_SEAT,
    run: async (query, scene) => {
      const l1 = scene.organ.cast.l1.personId;
      const id = await delegate(query, scene, { deputy_id: l1 });
      await deputise(query, scene, 'atL2', 2, id, l1);
    },
  },
  {
    title: '[TR-3] [TR-4] 代理人替分管领导复审过，分管领导自己再签发',
    code: 'GK004',
    guard: OWN_SEAT,
    run: async (query, scene) => {
      const l2 = scene.organ.cast.l2.personId;
      await insert(query, 'role_grant', { person_id: l2, role: 'reviewer_l3', starts_on: '2020-01-01' });
      const round = await ownRound(query, scene);
      const id = await delegate(query, scene);
      await insert(query, 'decision', decisionRow(scene, round, 1));
      await insert(query, 'decision', {
        ...decisionRow(scene, round, 2),
        person_id: scene.people.plain.personId,
        on_behalf_of: l2,
        delegation_id: id,
      });
      await insert(query, 'decision', decisionRow(scene, round, 3));
      await insert(query, 'decision', decisionRow(scene, round, 4, { person_id: l2 }));
    },
  },
  {
    title: '[TR-4] 无关的人收回别人的代理',
    code: 'GK011',
    guard: NO_ROLE,
    run: async (query, scene) => {
      const id = await delegate(query, scene);
      await query('UPDATE office.delegation SET revoked_by = $2, revoked_at = now() WHERE id = $1', [
        id,
        scene.organ.cast.l1.personId,
      ]);
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
  {
    title: '把已经到期的角色改成没有到期',
    code: 'GK001',
    guard: { raise: 'a role that ends is not given again by moving its end' },
    run: (query, scene) =>
      query('UPDATE office.role_grant SET ends_on = NULL WHERE person_id = $1', [
        scene.people.ended.personId,
      ]),
  },
  // ── Leave ──
  {
    title: '无关的人取消别人的请假',
    code: 'GK011',
    guard: NO_ROLE,
    run: async (query, scene) => {
      const id = await leave(query, scene);
      await query('UPDATE office.leave SET cancelled_by = $2, cancelled_at = now() WHERE id = $1', [
        id,
        scene.organ.cast.author.personId,
      ]);
    },
  },
  {
    title: '自己确认自己的请假',
    code: 'GK015',
    guard: { raise: 'a leave is confirmed by a leader who neither takes nor entered it' },
    run: async (query, scene) => {
      const leader = scene.organ.cast.leader.personId;
      const id = await leave(query, scene, { person_id: leader });
      await query('UPDATE office.leave SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
        id,
        leader,
      ]);
    },
  },
  {
    title: '登记外机关人员的请假',
    code: 'GK011',
    guard: { raise: 'the leave is of a person of another organ' },
    run: (query, scene) => leave(query, scene, { person_id: scene.other.cast.l1.personId }),
  },
  {
    title: '请假的结束早于开始',
    code: '23514',
    guard: { constraint: 'leave_ends_after_it_starts', on: 'leave' },
    run: (query, scene) => leave(query, scene, { ends_on: '2026-01-01' }),
  },
  {
    title: '取消之后再改请假',
    code: 'GK001',
    guard: LEAVE_ONCE,
    run: async (query, scene) => {
      const id = await leave(query, scene);
      const cancel = () =>
        query('UPDATE office.leave SET cancelled_by = $2, cancelled_at = now() WHERE id = $1', [
          id,
          scene.organ.cast.officeHead.personId,
        ]);
      await cancel();
      await cancel();
    },
  },
  // ── Class ──
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
  // ── Openings and late opinions ──
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

/** An order by telephone: the leader in charge stands for 主要领导, entered by the head of the office. */
function byPhone(query: Query, scene: Scene, changes: Change = {}): Promise<string> {
  const { officeHead, head, leader } = scene.organ.cast;
  return delegate(query, scene, {
    by_phone: true,
    entered_by: officeHead.personId,
    principal_id: head.personId,
    deputy_id: leader.personId,
    role: 'head_of_organ',
    ...changes,
  });
}

/** A reviewer's own finding, as a row. */
function ownFinding(roundId: string, versionId: string, step: string, by: string): Change {
  return {
    version_id: versionId,
    round_id: roundId,
    key: `own-${step}-${by}`,
    origin: 'reviewer',
    rule: 'reviewer_remark',
    kind: 'other',
    severity: 'hint',
    place: { path: 'title', line: 0, from: 0, to: 1, excerpt: '题' },
    message: '请核对',
    found_by: by,
    found_step: step,
    found_at: '2020-01-01',
  };
}

/** A finding somebody raised earlier at a step of the round at 复审, put there past the guards. */
function handAt(scene: Scene, step: string, by: string): string {
  const round = roundOf(scene, 'atL2');
  return `ALTER TABLE office.finding DISABLE TRIGGER ALL;
    INSERT INTO office.finding (version_id, round_id, key, origin, rule, kind, severity, place, message, found_by, found_step, found_at)
    VALUES ('${round.versionId}', '${round.id}', 'hand', 'reviewer', 'reviewer_remark', 'other', 'hint', '{}', '请核对',
      '${by}', '${step}', now());
    ALTER TABLE office.finding ENABLE TRIGGER ALL;`;
}

async function deputise(
  query: Query,
  scene: Scene,
  waiting: 'atL2' | 'atL3',
  position: number,
  delegation: string,
  deputy = scene.people.plain.personId,
) {
  await insert(
    query,
    'decision',
    decisionRow(scene, roundOf(scene, waiting), position, {
      person_id: deputy,
      on_behalf_of: scene.organ.cast.l2.personId,
      delegation_id: delegation,
    }),
  );
}

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
    title: '[TR-4] 代理人在期限内代为复审',
    run: async (query, scene) => deputise(query, scene, 'atL2', 2, await delegate(query, scene)),
  },
  {
    title: '[TR-11] 电话授权由第三人登记，授权人事后确认',
    run: async (query, scene) => {
      const { head } = scene.organ.cast;
      const id = await byPhone(query, scene);
      await query('UPDATE office.delegation SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
        id,
        head.personId,
      ]);
    },
  },
  {
    title: '安全管理员提出、主要领导确认的设置生效',
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const id = await change(query, scene, admin);
      await conclude(query, id, scene.organ.cast.head.personId);
      await setting(query, scene, 'signer_may_be_l2', 'true', { set_by: admin, change_id: id });
    },
  },
  {
    title: '确认过的角色生效',
    run: async (query, scene) => {
      const admin = await person(query, scene, 'security_admin');
      const target = scene.people.plain.personId;
      const id = await change(query, scene, admin, {
        kind: 'role_grant',
        target,
        payload: { role: 'reviewer_l1' },
      });
      await conclude(query, id, scene.organ.cast.head.personId);
      await insert(query, 'role_grant', {
        person_id: target,
        role: 'reviewer_l1',
        starts_on: '2026-01-01',
        granted_by: admin,
        change_id: id,
      });
    },
  },
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
  {
    title: '请假由工作机构负责人登记、领导确认',
    run: async (query, scene) => {
      const id = await leave(query, scene);
      await query('UPDATE office.leave SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
        id,
        scene.organ.cast.leader.personId,
      ]);
    },
  },
];
