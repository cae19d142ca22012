import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type CaseCast, caseInHand, makeCaseCast } from '../../../support/cases';
import { type Attack, type Control, insert, type Query } from './attack';
import { type Change, NO_ROLE } from './cast';
import type { Scene } from './scene';

/* What the office knows from its cases: full text, proposals to publish, fees that never rise, notices about a case. */

const seeded = { proposed: '', decided: '', free: '', foreign: '', proposal: '' };
let cast: CaseCast;
let other: CaseCast;

/** Files the cases of the scene: one with a proposal that waits, one with a decided one, one with none. */
export async function seedKnowledge(staff: pg.Client, scene: Scene): Promise<void> {
  const query: Query = (sql, values) => staff.query(sql, values);
  cast = await makeCaseCast(staff, scene.organ);
  other = await makeCaseCast(staff, scene.other);
  seeded.proposed = (await caseInHand(cast.handler)).id;
  seeded.decided = (await caseInHand(cast.handler)).id;
  seeded.free = (await caseInHand(cast.handler)).id;
  seeded.foreign = (await caseInHand(other.handler)).id;
  seeded.proposal = await proposal(query, scene, { application_id: seeded.proposed });
  const declined = await proposal(query, scene, { application_id: seeded.decided });
  await decision(query, { proposal_id: declined });
}

const now = () => new Date().toISOString();

async function proposal(query: Query, scene: Scene, changes: Change = {}): Promise<string> {
  const { rows } = await insert(query, 'publication_proposal', {
    application_id: seeded.free,
    organ_id: scene.organ.id,
    source: 'staff',
    title: '名单',
    reason: '常有人问',
    proposed_by: cast.handler.personId,
    proposed_at: now(),
    ...changes,
  });
  return String(rows[0]?.id);
}
const decision = (query: Query, changes: Change = {}) =>
  insert(query, 'publication_proposal_decision', {
    proposal_id: seeded.proposal,
    conclusion: 'declined',
    reason: '尚未批复',
    decided_by: cast.head.personId,
    decided_at: now(),
    ...changes,
  });
const accepted = (scene: Scene, changes: Change = {}): Change => ({
  conclusion: 'accepted',
  reason: '',
  item_id: scene.items.draft,
  target_date: '2026-12-31',
  ...changes,
});
const fee = (query: Query, changes: Change = {}) =>
  insert(query, 'fee_decision', {
    application_id: seeded.free,
    scale: 'by_volume',
    nth_of_month: 1,
    fee_month: '2026-03',
    pages: 60,
    by_item_fen: 0,
    by_volume_fen: 30_000,
    amount_fen: 30_000,
    reason: '数量明显超过合理范围',
    proposed_by: cast.handler.personId,
    proposed_at: now(),
    ...changes,
  });
/** A charge, and its notice as sent. */
async function notified(query: Query): Promise<void> {
  const letter = randomUUID();
  await fee(query, { letter_id: letter });
  await insert(query, 'application_event', {
    application_id: seeded.free,
    action: 'notify_fee',
    to_state: 'awaiting_payment',
    on_date: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    actor_kind: 'staff',
    person_id: cast.handler.personId,
    person_name: '承办人',
    detail: { letterId: letter },
  });
}
const notice = (query: Query, scene: Scene, changes: Change = {}) =>
  insert(query, 'notice', {
    organ_id: scene.organ.id,
    person_id: cast.handler.personId,
    kind: 'case_overdue',
    application_id: seeded.free,
    params: {},
    created_at: now(),
    dedupe_key: 'case_red:test',
    ...changes,
  });

function checks(
  on: string,
  write: (query: Query, scene: Scene, changes: Change) => Promise<unknown>,
  spoiled: Record<string, (scene: Scene) => Change>,
): Attack[] {
  return Object.entries(spoiled).map(([constraint, changes]) => ({
    title: `${on}：${constraint}`,
    code: '23514',
    guard: { constraint, on },
    run: (query, scene) => write(query, scene, changes(scene)),
  }));
}

export const KNOWLEDGE_TABLES = {
  publication_proposal: 'reason',
  publication_proposal_case: 'application_id',
  publication_proposal_decision: 'reason',
} as const;

export const knowledgeAttacks: Attack[] = [
  ...checks('publication_proposal', proposal, {
    proposal_source_is_known: () => ({ source: 'x' }),
    proposal_has_title: () => ({ title: ' ' }),
    proposal_has_reason: () => ({ reason: ' ' }),
  }),
  ...checks('publication_proposal_decision', (query, _, changes) => decision(query, changes), {
    proposal_conclusion_is_known: () => ({ conclusion: 'x' }),
    accepted_proposal_has_draft_and_date: (scene) => accepted(scene, { target_date: null }),
    declined_proposal_has_reason: () => ({ reason: ' ' }),
  }),
  {
    title: '外机关的人提出主动公开建议',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query, scene) => proposal(query, scene, { proposed_by: other.handler.personId }),
  },
  {
    title: '同一件申请同时有两项建议',
    code: 'GK013',
    guard: { raise: 'a case has one proposal at a time' },
    run: (query, scene) => proposal(query, scene, { application_id: seeded.proposed }),
  },
  {
    title: '建议里列入外机关的申请',
    code: 'GK011',
    guard: { raise: 'a proposal rests on cases of its own organ' },
    run: (query) =>
      insert(query, 'publication_proposal_case', {
        proposal_id: seeded.proposal,
        application_id: seeded.foreign,
      }),
  },
  {
    title: '不是工作机构负责人的人决定',
    code: 'GK011',
    guard: NO_ROLE,
    run: (query) => decision(query, { decided_by: cast.handlerB.personId }),
  },
  {
    title: '自己提出，自己决定',
    code: 'GK004',
    guard: { raise: 'whoever proposes a publication does not decide on it' },
    run: async (query, scene) => {
      const proposal_id = await proposal(query, scene, { proposed_by: cast.head.personId });
      await decision(query, { proposal_id });
    },
  },
  {
    title: '决定的草稿是外机关的',
    code: 'GK011',
    guard: { raise: 'a proposal leads to a draft of its organ' },
    given: (scene) =>
      `SET LOCAL session_replication_role = replica;
       UPDATE office.item SET organ_id = '${scene.other.id}' WHERE id = '${scene.items.draft}';
       SET LOCAL session_replication_role = origin`,
    run: (query, scene) => decision(query, accepted(scene)),
  },
  {
    title: '决定的不是草稿，是已经公开的信息',
    code: 'GK011',
    guard: { raise: 'a proposal leads to a draft of its organ' },
    run: (query, scene) => decision(query, accepted(scene, { item_id: scene.items.published })),
  },
  {
    title: '[FEE-14] 收费通知发出后提高数额',
    code: 'GK013',
    guard: { raise: 'the amount of a notice never increases' },
    // The notice itself is another guard's business.
    given: () => 'ALTER TABLE office.application_event DISABLE TRIGGER application_event_letter_guard',
    run: async (query) => {
      await notified(query);
      await fee(query, { pages: 61, by_volume_fen: 31_000, amount_fen: 31_000 });
    },
  },
  {
    title: '通知说的是外机关的申请',
    code: 'GK011',
    guard: { raise: 'a notice is about a case of its organ' },
    run: (query, scene) => notice(query, scene, { application_id: seeded.foreign }),
  },
  ...(['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] as const).map(
    (verb): Attack => ({
      title: `${verb} office.application_search`,
      code: '42501',
      guard: { right: `GRANT ${verb} ON office.application_search TO gongkai_staff` },
      run: (query, scene) =>
        query(
          {
            INSERT: `INSERT INTO office.application_search VALUES ('${randomUUID()}', '${scene.organ.id}', '', '')`,
            UPDATE: `UPDATE office.application_search SET terms = ''`,
            DELETE: 'DELETE FROM office.application_search',
            TRUNCATE: 'TRUNCATE office.application_search',
          }[verb],
        ),
    }),
  ),
];

export const knowledgeControls: Control[] = [
  {
    title: '提出建议、不采纳后再提、采纳',
    run: async (query, scene) => {
      await proposal(query, scene);
      const again = await proposal(query, scene, { application_id: seeded.decided });
      await decision(query, { proposal_id: again, ...accepted(scene) });
    },
  },
  { title: '通知说的是本机关的申请', run: (query, scene) => notice(query, scene) },
];
