import { routeFor } from '@/lib/approvals/rules/route';
import { DEFAULT_ROUTE_SETTINGS, type RouteStep } from '@/lib/approvals/types';
import { type Attack, type Control, insert, type Query } from './attack';
import { decisionRow, ownVersion, roundRow, type Scene } from './scene';

const UNHANDLED = { raise: 'a finding of this version is not handled' };
const ESCALATED = { raise: 'an escalated finding waits for its answer' };
const MARKING = { raise: 'nobody passes over a classification marking' };
const BLOCKING = { raise: 'what blocks is refused by the final review only' };
const SETTLED = { raise: 'a finding is settled by the reviewer who found it, or by the final review' };
const AUTHOR = { raise: 'the author answers findings with the submission' };
const MACHINE = { raise: 'what the machine finds is recorded with the submission' };
const OF_ROUND = { raise: 'a finding is of the version of an open round' };
const OPEN_ROUND = { raise: 'only a finding of an open round is handled' };
const NO_SEAT = { raise: 'the person holds no seat at step % of this round' };
const OWN = { raise: 'whoever wrote in a version does not proofread it' };
const NOT_OPEN = { raise: 'the step of the proofreader is not open' };
const SEAT = { raise: 'the proofreader already decided at step %' };

type Row = Record<string, unknown>;
/** A round under review with one finding of the machine, answered by the author unless said otherwise. */
type ProofRound = {
  id: string;
  itemId: string;
  versionId: string;
  findingId: string;
  facts: { contentHash: string; route: RouteStep[] };
};
type Options = {
  finding?: Row;
  /** The author's answer; null = none. */
  answer?: Row | null;
  route?: RouteStep[];
  settings?: Row;
  /** Whether the item has come under review. */
  isSubmitted?: boolean;
};

const BATCH = '00000000-0000-4000-8000-000000000001';
const PLACE = { path: 'body', line: 0, from: 0, to: 2, excerpt: '正文' };

function findingRow(round: Pick<ProofRound, 'id' | 'versionId'>, changes: Row = {}): Row {
  return {
    version_id: round.versionId,
    round_id: round.id,
    key: 'wrong_word@body:0:0-2',
    origin: 'automatic',
    rule: 'wrong_word',
    kind: 'typo',
    severity: 'warning',
    place: PLACE,
    message: '请核对。',
    found_at: '2020-01-01',
    ...changes,
  };
}

function handlingRow(scene: Scene, findingId: string, changes: Row = {}): Row {
  return {
    finding_id: findingId,
    seq: 0,
    batch_id: BATCH,
    act: 'refused',
    reason: '经核对无误',
    person_id: scene.organ.cast.author.personId,
    step: 'author',
    at: '2020-01-01',
    ...changes,
  };
}

async function proofRound(query: Query, scene: Scene, options: Options = {}): Promise<ProofRound> {
  const version = await ownVersion(query, scene);
  const settings = options.settings ?? {};
  const round = await insert(query, 'round', roundRow(scene, version, { settings }));
  const id = String(round.rows[0]?.id);
  const route = options.route ?? routeFor('a');
  for (const step of route) await insert(query, 'round_step', { round_id: id, ...step });
  const known = { id, versionId: version.versionId };
  const { rows } = await insert(query, 'finding', findingRow(known, options.finding));
  const findingId = String(rows[0]?.id);
  if (options.answer !== null) {
    await insert(query, 'finding_handling', handlingRow(scene, findingId, options.answer));
  }
  if (options.isSubmitted !== false) {
    await query(`UPDATE office.item SET draft_state = 'in_review' WHERE id = $1`, [version.itemId]);
  }
  const facts = { contentHash: version.contentHash, route };
  return { ...known, itemId: version.itemId, findingId, facts };
}

const pass = (query: Query, scene: Scene, round: ProofRound, position: number, changes: Row = {}) =>
  insert(query, 'decision', decisionRow(scene, round, position, changes));
async function passUntil(query: Query, scene: Scene, round: ProofRound, position: number) {
  for (let at = 1; at < position; at += 1) await pass(query, scene, round, at);
}
const handleAt = (
  query: Query,
  scene: Scene,
  round: ProofRound,
  step: string,
  by: keyof Scene['organ']['cast'],
  changes: Row = {},
) =>
  insert(
    query,
    'finding_handling',
    handlingRow(scene, round.findingId, { step, person_id: scene.organ.cast[by].personId, ...changes }),
  );
const ownFinding = (
  scene: Scene,
  round: ProofRound,
  step: string,
  by: keyof Scene['organ']['cast'],
  changes: Row = {},
) =>
  findingRow(round, {
    key: 'reviewer@1',
    origin: 'reviewer',
    rule: 'reviewer',
    kind: 'other',
    found_by: scene.organ.cast[by].personId,
    found_step: step,
    ...changes,
  });

const ESCALATE = { act: 'escalated', reason: '请终审人决定' };
const CLASSIFICATION = { rule: 'classification_term', kind: 'classification', severity: 'blocking' };
const NUMBER = { rule: 'id_card', kind: 'personal_data', severity: 'blocking' };
const SPLIT = { ...DEFAULT_ROUTE_SETTINGS, split_proof_l1: true };

export const findingAttacks: Attack[] = [
  ...(
    [
      ['初审', 1],
      ['复审', 2],
      ['终审', 4],
    ] as const
  ).map(
    ([step, position]): Attack => ({
      title: `[TR-17] 校对发现没有处理就${step}通过`,
      code: 'GK016',
      guard: UNHANDLED,
      run: async (query, scene) => {
        const round = await proofRound(query, scene);
        await passUntil(query, scene, round, position);
        const by = ({ 1: 'l1', 2: 'l2', 4: 'l3' } as const)[position];
        await insert(
          query,
          'finding',
          ownFinding(scene, round, ({ 1: 'l1', 2: 'l2', 4: 'l3' } as const)[position], by),
        );
        await pass(query, scene, round, position);
      },
    }),
  ),
  {
    title: '[TR-17] 拟稿人没有答复的发现，初审不处理就通过',
    code: 'GK016',
    guard: UNHANDLED,
    run: async (query, scene) => pass(query, scene, await proofRound(query, scene, { answer: null }), 1),
  },
  {
    title: '[TR-17] 校和审分开时，一校不处理就通过',
    code: 'GK016',
    guard: UNHANDLED,
    run: async (query, scene) => {
      const route = routeFor('a', 'normal', SPLIT);
      await pass(query, scene, await proofRound(query, scene, { route, answer: null, settings: SPLIT }), 1);
    },
  },
  {
    title: '[TR-17] 提请决定的发现，终审不写结论就通过',
    code: 'GK016',
    guard: ESCALATED,
    run: async (query, scene) => {
      const round = await proofRound(query, scene, { finding: NUMBER, answer: ESCALATE });
      await passUntil(query, scene, round, 4);
      await pass(query, scene, round, 4);
    },
  },
  {
    title: '[TR-17] 处理过的发现又被提请决定，终审仍然通过',
    code: 'GK016',
    guard: ESCALATED,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      await handleAt(query, scene, round, 'l1', 'l1', ESCALATE);
      await passUntil(query, scene, round, 4);
      await pass(query, scene, round, 4);
    },
  },
  ...(['refused', 'settled'] as const).map(
    (act): Attack => ({
      title: `[REG-17-2] 终审人把密级标志记为 ${act}`,
      code: 'GK016',
      guard: MARKING,
      run: async (query, scene) => {
        const round = await proofRound(query, scene, { finding: CLASSIFICATION, answer: ESCALATE });
        await passUntil(query, scene, round, 4);
        await handleAt(query, scene, round, 'l3', 'l3', { act });
      },
    }),
  ),
  {
    title: '[REG-17-2] 拟稿人忽略密级标志',
    code: 'GK016',
    guard: MARKING,
    run: (query, scene) => proofRound(query, scene, { finding: CLASSIFICATION }),
  },
  {
    title: '[TR-17] 拟稿人忽略必须处理的发现',
    code: 'GK016',
    guard: BLOCKING,
    run: (query, scene) => proofRound(query, scene, { finding: NUMBER }),
  },
  ...(
    [
      ['l1', 'l1', 1],
      ['l2', 'l2', 2],
      ['secrecy', 'secrecy', 3],
    ] as const
  ).map(
    ([step, by, position]): Attack => ({
      title: `[TR-17] 在 ${step} 忽略必须处理的发现`,
      code: 'GK016',
      guard: BLOCKING,
      run: async (query, scene) => {
        const round = await proofRound(query, scene, { finding: NUMBER, answer: ESCALATE });
        await passUntil(query, scene, round, position);
        await handleAt(query, scene, round, step, by);
      },
    }),
  ),
  {
    title: '把机器的发现记为已解决',
    code: 'GK016',
    guard: SETTLED,
    run: async (query, scene) =>
      handleAt(query, scene, await proofRound(query, scene), 'l1', 'l1', { act: 'settled' }),
  },
  {
    title: '把别人提出的意见记为已解决',
    code: 'GK016',
    guard: SETTLED,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      const { rows } = await insert(query, 'finding', ownFinding(scene, round, 'l1', 'l1'));
      await handleAt(query, scene, { ...round, findingId: String(rows[0]?.id) }, 'l1', 'l1b', {
        act: 'settled',
      });
    },
  },
  {
    title: '审核开始以后补写拟稿人的答复',
    code: 'GK005',
    guard: AUTHOR,
    run: async (query, scene) => {
      const round = await proofRound(query, scene, { answer: null });
      await insert(query, 'finding_handling', handlingRow(scene, round.findingId));
    },
  },
  {
    title: '由别人代写拟稿人的答复',
    code: 'GK005',
    guard: AUTHOR,
    run: (query, scene) =>
      proofRound(query, scene, { answer: { person_id: scene.organ.cast.author2.personId } }),
  },
  {
    title: '审核开始以后补记机器的发现',
    code: 'GK005',
    guard: MACHINE,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      await insert(query, 'finding', findingRow(round, { key: 'other' }));
    },
  },
  {
    title: '把发现记到另一稿上',
    code: 'GK005',
    guard: OF_ROUND,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      const other = await ownVersion(query, scene);
      await insert(query, 'finding', ownFinding(scene, { ...round, versionId: other.versionId }, 'l1', 'l1'));
    },
  },
  {
    title: '在已经结束的一轮上提意见',
    code: 'GK005',
    guard: OF_ROUND,
    run: async (query, scene) => {
      const { id, versionId } = scene.closedRound;
      const round = { id, versionId } as ProofRound;
      await insert(query, 'finding', ownFinding(scene, round, 'l2', 'l2'));
    },
  },
  {
    title: '在已经结束的一轮上处理发现',
    code: 'GK005',
    guard: OPEN_ROUND,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      await pass(query, scene, round, 1, { conclusion: 'return', return_to: 0, opinion: '请改' });
      await query(`UPDATE office.round SET closed_at = now(), closed_reason = 'returned' WHERE id = $1`, [
        round.id,
      ]);
      await handleAt(query, scene, round, 'l1', 'l1');
    },
  },
  ...Object.entries({
    没有这一职责的人: (s: Scene) => s.organ.cast.l2.personId,
    外机关的初审人: (s: Scene) => s.other.cast.l1.personId,
    任期昨天届满的人: (s: Scene) => s.people.ended.personId,
  }).map(
    ([who, person]): Attack => ({
      title: `由${who}在初审处理发现`,
      code: 'GK011',
      guard: NO_SEAT,
      run: async (query, scene) =>
        handleAt(query, scene, await proofRound(query, scene), 'l1', 'l1', { person_id: person(scene) }),
    }),
  ),
  {
    title: '在流程里没有的环节处理发现',
    code: 'GK011',
    guard: NO_SEAT,
    run: async (query, scene) => handleAt(query, scene, await proofRound(query, scene), 'proof_l1', 'l1'),
  },
  {
    title: '[TR-3] 写过这一稿的人在初审处理自己稿件的发现',
    code: 'GK004',
    guard: OWN,
    run: async (query, scene) => {
      const author = scene.organ.cast.author.personId;
      await query(
        `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'reviewer_l1', '2020-01-01')`,
        [author],
      );
      await handleAt(query, scene, await proofRound(query, scene), 'l1', 'author');
    },
  },
  {
    title: '初审未过，终审人先处理发现',
    code: 'GK005',
    guard: NOT_OPEN,
    run: async (query, scene) => handleAt(query, scene, await proofRound(query, scene), 'l3', 'l3'),
  },
  {
    title: '初审通过以后，初审人再改对发现的处理',
    code: 'GK005',
    guard: NOT_OPEN,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      await pass(query, scene, round, 1);
      await handleAt(query, scene, round, 'l1', 'l1');
    },
  },
  {
    title: '[TR-3] 初审过的人在复审处理发现',
    code: 'GK004',
    guard: SEAT,
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      const person_id = scene.people.l1AndL2.personId;
      await pass(query, scene, round, 1, { person_id });
      await handleAt(query, scene, round, 'l2', 'l2', { person_id });
    },
  },
  ...(
    [
      ['来源', 'finding_origin_is_known', { origin: 'other' }],
      ['种类', 'finding_kind_is_known', { kind: 'mood' }],
      ['等级', 'finding_severity_is_known', { severity: 'fatal' }],
      ['空的说明', 'finding_says_what', { message: ' ' }],
      ['没有提出人的审核意见', 'finding_of_a_reviewer_has_a_finder', { found_step: 'l1' }],
    ] as const
  ).map(
    ([what, constraint, finding]): Attack => ({
      title: `发现的${what}不合规定`,
      code: '23514',
      guard: { constraint, on: 'finding' },
      run: (query, scene) => proofRound(query, scene, { finding }),
    }),
  ),
  {
    title: '处理写成表外的值',
    code: '23514',
    guard: { constraint: 'handling_act_is_known', on: 'finding_handling' },
    run: (query, scene) => proofRound(query, scene, { answer: { act: 'forgotten' } }),
  },
  {
    title: '[TR-17] 不改而不写理由',
    code: '23514',
    guard: { constraint: 'handling_has_reason', on: 'finding_handling' },
    run: (query, scene) => proofRound(query, scene, { answer: { reason: '  ' } }),
  },
];

export const findingControls: Control[] = [
  {
    title: '拟稿人答复以后，一路通过',
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      await passUntil(query, scene, round, 5);
    },
  },
  {
    title: '[TR-17] 终审人对必须处理的发现写明不改的理由，然后通过',
    run: async (query, scene) => {
      const round = await proofRound(query, scene, { finding: NUMBER, answer: ESCALATE });
      await passUntil(query, scene, round, 4);
      await handleAt(query, scene, round, 'l3', 'l3');
      await pass(query, scene, round, 4);
    },
  },
  {
    title: '没有处理的发现可以退回',
    run: async (query, scene) => {
      const round = await proofRound(query, scene, { answer: null });
      await pass(query, scene, round, 1, { conclusion: 'return', return_to: 0, opinion: '请按发现修改' });
    },
  },
  {
    title: '提出意见的审核人注明已解决，然后通过',
    run: async (query, scene) => {
      const round = await proofRound(query, scene);
      const { rows } = await insert(query, 'finding', ownFinding(scene, round, 'l1', 'l1'));
      await handleAt(query, scene, { ...round, findingId: String(rows[0]?.id) }, 'l1', 'l1', {
        act: 'settled',
      });
      await pass(query, scene, round, 1);
    },
  },
  {
    title: '校和审分开时，初审只管审，发现由一校处理',
    run: async (query, scene) => {
      const route = routeFor('a', 'normal', SPLIT);
      const round = await proofRound(query, scene, { route, answer: null, settings: SPLIT });
      await handleAt(query, scene, round, 'proof_l1', 'l1b');
      await pass(query, scene, round, 1, { person_id: scene.organ.cast.l1b.personId });
      await pass(query, scene, round, 2);
    },
  },
];
