import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE, person } from './cast';
import type { Scene } from './scene';

/* Settings and roles: the floor below which nothing is saved, and the second person who confirms. */

const FLOOR = { raise: 'the signers of % are below the floor' };
const ONE_WAY = { raise: 'a change asked for is only ever concluded, once' };
const SECOND = { raise: 'a change is confirmed by another person than who asked for it' };
const NOT_CONFIRMED = { raise: 'nobody has confirmed this setting' };

/** Asks for a change; gives its id. */
export async function change(query: Query, scene: Scene, by: string, changes: Change = {}): Promise<string> {
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
export const setting = (query: Query, scene: Scene, key: string, value: string, changes: Change = {}) =>
  insert(query, 'organ_setting', {
    organ_id: scene.organ.id,
    key,
    value,
    effective_from: '2020-01-01',
    ...changes,
  });

const floors: [key: string, value: string, why: string][] = [
  ['sign_off_b', '[]', 'B 类不签发'],
  ['sign_off_b', '["head_of_organ"]', 'B 类略过分管领导'],
  ['sign_off_c', '["disclosure_leader"]', 'C 类略过主要领导'],
  ['sign_off_c', '["head_of_organ", "disclosure_leader"]', '主要领导不在最后'],
  ['sign_off_a', '["author"]', '拟稿人签发'],
  ['sign_off_c', '{}', '不是名单'],
];

export const changeAttacks: Attack[] = [
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
  {
    title: '把已经到期的角色改成没有到期',
    code: 'GK001',
    guard: { raise: 'a role that ends is not given again by moving its end' },
    run: (query, scene) =>
      query('UPDATE office.role_grant SET ends_on = NULL WHERE person_id = $1', [
        scene.people.ended.personId,
      ]),
  },
];

export const changeControls: Control[] = [
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
];
