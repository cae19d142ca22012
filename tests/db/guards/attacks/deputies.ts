import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE, person } from './cast';
import { decisionRow, ownRound, roundOf, type Scene } from './scene';

/* Deputies and leave (TR-4, TR-11). */

const DELEGATION_ONCE = { raise: 'a delegation is only ever confirmed or revoked, once' };
const NO_DELEGATION = { raise: 'no delegation stands for this person, role and day' };
const OWN_SEAT = { raise: 'the person already decided at step %' };
const OWN_TEXT = { raise: 'whoever wrote in a version does not decide on it' };
const LEAVE_ONCE = { raise: 'a leave is only ever confirmed or cancelled' };

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
export const untilNextWeek = async (query: Query) =>
  (await query(`SELECT (office.today() + 7)::text AS day`)).rows[0]?.day as string;
/** A lawful delegation of 复审 for a week; gives its id. */
export async function delegate(query: Query, scene: Scene, changes: Change = {}): Promise<string> {
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
export const leave = async (query: Query, scene: Scene, changes: Change = {}) =>
  String((await insert(query, 'leave', leaveRow(scene, changes))).rows[0]?.id);

export const deputyAttacks: Attack[] = [
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

export const deputyControls: Control[] = [
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
