import { type Attack, type Control, insert, type Query } from './attack';
import { decisionRow, ownRound, roundOf, type Scene, type Waiting } from './scene';

const CLOSED = { raise: 'the round is closed (%)' };
const OWN = { raise: 'whoever wrote in a version does not decide on it' };
const NO_ROLE = { raise: 'the person holds none of the roles % in this organ today' };
const NO_STEP = { raise: 'the route has no such step' };
const REFERRAL = { raise: 'the referral must be answered first, and only an open one is answered' };
const PASSED = { raise: 'the step is already passed' };
const EARLIER = { raise: 'an earlier step is still open' };
const SEAT = { raise: 'the person already decided at step %' };
const RETURN = { raise: 'a return goes one level back or to the author' };
const SECRECY = { raise: 'a secrecy review needs its answers, its basis and the conclusion to publish' };
const APPROVED_ONLY = { raise: 'an approved text is published or returned to its author' };
const SIGNER = { raise: 'only the last signer or the publisher returns an approved text' };

/** Records a decision at a position of an item of the scene. */
function decide(query: Query, scene: Scene, waiting: Waiting, position: number, changes = {}) {
  return insert(query, 'decision', decisionRow(scene, roundOf(scene, waiting), position, changes));
}

/** A return of an approved text. */
function returnApproved(query: Query, scene: Scene, waiting: Waiting, changes = {}) {
  return decide(query, scene, waiting, 1, {
    position: null,
    step: 'publication',
    role: 'publisher',
    person_id: scene.organ.cast.publisher.personId,
    conclusion: 'return',
    return_to: 0,
    opinion: '标题有误',
    ...changes,
  });
}

const ANSWERS = {
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis: '逐项核对',
  conclusion: 'publish',
};
const without = (key: keyof typeof ANSWERS) =>
  Object.fromEntries(Object.entries(ANSWERS).filter(([name]) => name !== key));

const BAD_ANSWERS: [string, unknown][] = [
  ['没有答复', null],
  ['没有依据', { ...ANSWERS, basis: ' ' }],
  ['没有结论', without('conclusion')],
  ['结论是不公开', { ...ANSWERS, conclusion: 'withhold' }],
  ['缺是否涉密', without('state_secret')],
  ['缺工作秘密', without('work_secret')],
  ['缺商业秘密', without('trade_secret')],
  ['缺个人隐私', without('personal_privacy')],
  ['承认涉密仍称公开', { ...ANSWERS, state_secret: true }],
  ['承认有个人隐私仍称公开', { ...ANSWERS, personal_privacy: true }],
];

export const decisionAttacks: Attack[] = [
  {
    title: '在已经结束的一轮上作决定',
    code: 'GK005',
    guard: CLOSED,
    run: (query, scene) => insert(query, 'decision', decisionRow(scene, scene.closedRound, 2)),
  },
  {
    title: '[TR-2] 对另一份文字的哈希作决定',
    code: 'GK007',
    guard: { raise: 'the decision is about another text' },
    run: (query, scene) => decide(query, scene, 'atL1', 1, { content_hash: '0'.repeat(64) }),
  },
  {
    title: '[TR-3] 写过这一稿的人（也有初审职责）审核自己的稿件',
    code: 'GK004',
    guard: OWN,
    run: async (query, scene) => {
      const author = scene.organ.cast.author.personId;
      await query(
        `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'reviewer_l1', '2020-01-01')`,
        [author],
      );
      await decide(query, scene, 'atL1', 1, { person_id: author });
    },
  },
  ...([false, true] as const).map(
    (inline): Attack => ({
      title: `[TR-3] 上传过这一稿${inline ? '插图' : '附件'}的初审人审核它`,
      code: 'GK004',
      guard: OWN,
      run: async (query, scene) => {
        const { l1 } = scene.organ.cast;
        const attachments = [{ ...scene.file, inline }];
        const uploads = [{ sha256: scene.file.sha256, name: '附件.txt', by: l1.personId }];
        const round = await ownRound(query, scene, { content: { attachments }, uploads });
        await insert(query, 'decision', decisionRow(scene, round, 1));
      },
    }),
  ),
  {
    title: '[TR-3] 写过这一稿的人退回自己的稿件',
    code: 'GK004',
    guard: OWN,
    run: (query, scene) =>
      returnApproved(query, scene, 'approvedByPublishingAuthor', {
        person_id: scene.people.publishingAuthor.personId,
      }),
  },
  ...Object.entries({
    没有这一职责的人: (s: Scene) => s.organ.cast.l2.personId,
    外机关的初审人: (s: Scene) => s.other.cast.l1.personId,
    任期昨天届满的人: (s: Scene) => s.people.ended.personId,
    明天才到任的人: (s: Scene) => s.people.early.personId,
    昨天已调离的人: (s: Scene) => s.people.left.personId,
    没有任何职责的人: (s: Scene) => s.people.plain.personId,
    不存在的人: () => '00000000-0000-0000-0000-000000000000',
  }).map(
    ([who, person]): Attack => ({
      title: `[TR-1] 由${who}作初审`,
      code: 'GK011',
      guard: NO_ROLE,
      run: (query, scene) => decide(query, scene, 'atL1', 1, { person_id: person(scene) }),
    }),
  ),
  {
    title: '以另一职责办理这一环节',
    code: 'GK005',
    guard: NO_STEP,
    run: (query, scene) =>
      decide(query, scene, 'atL1', 1, { role: 'publisher', person_id: scene.organ.cast.publisher.personId }),
  },
  {
    title: '位置和环节名不符',
    code: 'GK005',
    guard: NO_STEP,
    run: (query, scene) => decide(query, scene, 'atL1', 1, { step: 'l2' }),
  },
  {
    title: '办理流程里没有的环节',
    code: 'GK005',
    guard: NO_STEP,
    run: (query, scene) =>
      decide(query, scene, 'atL1', 5, {
        step: 'sign_off',
        role: 'disclosure_leader',
        person_id: scene.organ.cast.leader.personId,
      }),
  },
  {
    title: '已审定之后再回头初审',
    code: 'GK005',
    guard: { raise: 'the text is not under review' },
    run: (query, scene) => decide(query, scene, 'approved', 1),
  },
  {
    title: '[条例17] [条例17-3] 报请确定还没有答复就通过',
    code: 'GK005',
    guard: REFERRAL,
    run: (query, scene) => decide(query, scene, 'referred', 3),
  },
  {
    title: '[条例17] [条例17-3] 报请确定还没有答复就退回',
    code: 'GK005',
    guard: REFERRAL,
    run: (query, scene) =>
      decide(query, scene, 'referred', 3, { conclusion: 'return', return_to: 0, opinion: '算了' }),
  },
  {
    title: '没有报请确定却登记答复',
    code: 'GK005',
    guard: REFERRAL,
    run: (query, scene) =>
      decide(query, scene, 'atSecrecy', 3, { conclusion: 'referral_reply', opinion: '可以公开' }),
  },
  {
    title: '同一环节通过两次',
    code: 'GK005',
    guard: PASSED,
    run: (query, scene) => decide(query, scene, 'atL2', 1, { person_id: scene.organ.cast.l1b.personId }),
  },
  {
    title: '[TR-1] 初审未过就复审',
    code: 'GK005',
    guard: EARLIER,
    run: (query, scene) => decide(query, scene, 'atL1', 2),
  },
  {
    title: '[TR-1] 保密审查未过就终审',
    code: 'GK005',
    guard: EARLIER,
    run: (query, scene) => decide(query, scene, 'atSecrecy', 4),
  },
  {
    title: '[TR-1] 终审未过就签发',
    code: 'GK005',
    guard: EARLIER,
    run: (query, scene) => decide(query, scene, 'atL3', 5),
  },
  {
    title: '[TR-1] 分管领导未签就由主要领导签发',
    code: 'GK005',
    guard: EARLIER,
    run: (query, scene) => decide(query, scene, 'atLeaderOfC', 6),
  },
  {
    title: '[TR-3] 同一人初审之后又复审',
    code: 'GK004',
    guard: SEAT,
    run: async (query, scene) => {
      const person_id = scene.people.l1AndL2.personId;
      await decide(query, scene, 'atL1', 1, { person_id });
      await decide(query, scene, 'atL1', 2, { person_id });
    },
  },
  {
    title: '[TR-3] 同一人初审之后又作保密审查',
    code: 'GK004',
    guard: SEAT,
    run: async (query, scene) => {
      const person_id = scene.people.l1AndSecrecy.personId;
      await decide(query, scene, 'atL1', 1, { person_id });
      await decide(query, scene, 'atL1', 2);
      await decide(query, scene, 'atL1', 3, { person_id });
    },
  },
  {
    title: '[TR-3] 在复审退回过的人回头作初审',
    code: 'GK004',
    guard: SEAT,
    run: async (query, scene) => {
      const person_id = scene.people.l1AndL2.personId;
      const back = { conclusion: 'return', return_to: 1, opinion: '请初审再核' };
      await decide(query, scene, 'atL2', 2, { person_id, ...back });
      await decide(query, scene, 'atL2', 1, { person_id });
    },
  },
  ...([-1, 2, 4, 5, 6] as const).map(
    (return_to): Attack => ({
      title: `[TR-5] 终审退回到第 ${return_to} 环节`,
      code: 'GK005',
      guard: RETURN,
      run: (query, scene) =>
        decide(query, scene, 'atL3', 4, { conclusion: 'return', return_to, opinion: '请再核' }),
    }),
  ),
  ...BAD_ANSWERS.map(
    ([what, secrecy]): Attack => ({
      title: `[条例17] [REG-17-1] 保密审查通过但${what}`,
      code: 'GK013',
      guard: SECRECY,
      run: (query, scene) => decide(query, scene, 'atSecrecy', 3, { secrecy }),
    }),
  ),
  {
    title: '结论写成表外的值',
    code: '23514',
    guard: { constraint: 'conclusion_is_known', on: 'decision' },
    run: (query, scene) => decide(query, scene, 'atL1', 1, { conclusion: 'waive', opinion: '免审' }),
  },
  {
    title: '[TR-5] 退回不写理由',
    code: '23514',
    guard: { constraint: 'return_has_reason', on: 'decision' },
    run: (query, scene) =>
      decide(query, scene, 'atL1', 1, { conclusion: 'return', return_to: 0, opinion: '　 '.trim() }),
  },
  {
    title: '[TR-5] 退回不说退到哪里',
    code: '23514',
    guard: { constraint: 'return_says_where', on: 'decision' },
    run: (query, scene) => decide(query, scene, 'atL1', 1, { conclusion: 'pass', return_to: 0 }),
  },
  {
    title: '由初审人报请确定',
    code: '23514',
    guard: { constraint: 'referral_is_of_secrecy', on: 'decision' },
    run: (query, scene) =>
      decide(query, scene, 'atL1', 1, { conclusion: 'refer_secrecy', opinion: '拿不准' }),
  },
  {
    title: '发布环节的退回冒用流程里的位置',
    code: '23514',
    guard: { constraint: 'only_publication_has_no_position', on: 'decision' },
    run: (query, scene) => returnApproved(query, scene, 'approved', { position: 1 }),
  },
  // ── Return of an approved text ──
  {
    title: '在发布环节“通过”',
    code: 'GK005',
    guard: APPROVED_ONLY,
    run: (query, scene) => returnApproved(query, scene, 'approved', { conclusion: 'pass', return_to: null }),
  },
  {
    title: '在发布环节退回到某一级',
    code: 'GK005',
    guard: APPROVED_ONLY,
    run: (query, scene) => returnApproved(query, scene, 'approved', { return_to: 1 }),
  },
  {
    title: '审核中由发布员退回',
    code: 'GK005',
    guard: APPROVED_ONLY,
    run: (query, scene) => returnApproved(query, scene, 'atL2'),
  },
  {
    title: '由不是最后签发的审核人退回已审定的稿件',
    code: 'GK004',
    guard: SIGNER,
    run: (query, scene) =>
      returnApproved(query, scene, 'approved', {
        role: 'reviewer_l1',
        person_id: scene.organ.cast.l1.personId,
      }),
  },
  {
    title: '由外机关的发布员退回',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) =>
      returnApproved(query, scene, 'approved', { person_id: scene.other.cast.publisher.personId }),
  },
];

export const decisionControls: Control[] = [
  ...(
    [
      ['初审', 'atL1', 1],
      ['复审', 'atL2', 2],
      ['保密审查', 'atSecrecy', 3],
      ['终审', 'atL3', 4],
      ['分管领导签发', 'atLeader', 5],
      ['主要领导签发', 'atHead', 6],
    ] as const
  ).map(
    ([step, waiting, position]): Control => ({
      title: `${step}通过`,
      run: (query, scene) => decide(query, scene, waiting, position),
    }),
  ),
  {
    title: '上传过的文件没有写进这一稿的初审人可以审核',
    run: async (query, scene) => {
      const uploads = [{ sha256: scene.file.sha256, name: '附件.txt', by: scene.organ.cast.l1.personId }];
      const round = await ownRound(query, scene, { uploads });
      await insert(query, 'decision', decisionRow(scene, round, 1));
    },
  },
  {
    title: '终审退回一级',
    run: (query, scene) =>
      decide(query, scene, 'atL3', 4, { conclusion: 'return', return_to: 3, opinion: '请再核' }),
  },
  {
    title: '终审退回拟稿人',
    run: (query, scene) =>
      decide(query, scene, 'atL3', 4, { conclusion: 'return', return_to: 0, opinion: '请补充' }),
  },
  {
    title: '退回一级后由同一席位的另一人通过',
    run: async (query, scene) => {
      await decide(query, scene, 'atL2', 2, { conclusion: 'return', return_to: 1, opinion: '请再核' });
      await decide(query, scene, 'atL2', 1, { person_id: scene.organ.cast.l1b.personId });
    },
  },
  {
    title: '登记报请确定的答复，然后通过',
    run: async (query, scene) => {
      await decide(query, scene, 'referred', 3, { conclusion: 'referral_reply', opinion: '可以公开' });
      await decide(query, scene, 'referred', 3);
    },
  },
  { title: '发布员退回已审定的稿件', run: (query, scene) => returnApproved(query, scene, 'approved') },
  {
    title: '最后签发的人退回已审定的稿件',
    run: (query, scene) =>
      returnApproved(query, scene, 'approved', {
        role: 'reviewer_l3',
        person_id: scene.organ.cast.l3.personId,
      }),
  },
];
