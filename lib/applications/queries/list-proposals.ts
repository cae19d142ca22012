import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { Proposal, ProposalSource } from '../types/knowledge';
import { isToldTo } from './ledger-rows';
import { mayReadLedger } from './list-cases';

/** A case that was confirmed to ask for the same information. */
export type SameInformationCase = {
  readonly id: string;
  readonly outcome: string | null;
  /** Hash of the applicant's number in hex; null where none is on file. */
  readonly lookup: string | null;
};

/** A case with all that are linked to it as asking for the same information, over any number of steps. @rule REG-44-3 */
export function sameInformationCases(
  caseId: string,
  database: Pick<Tx, '$queryRaw'> = staffDatabase(),
): Promise<SameInformationCase[]> {
  return database.$queryRaw<SameInformationCase[]>`
    WITH RECURSIVE same (id) AS (
      SELECT ${caseId}::uuid
      UNION
      SELECT CASE l.application_id WHEN same.id THEN l.other_id ELSE l.application_id END
      FROM same JOIN office.application_link l
        ON l.kind = 'same_information' AND same.id IN (l.application_id, l.other_id)
    )
    SELECT a.id, a.outcome, (SELECT encode(i.lookup, 'hex') FROM office.applicant_identity i
      WHERE i.application_id = a.id AND i.party = 'applicant' ORDER BY i.revision DESC LIMIT 1) AS lookup
    FROM same JOIN office.application a ON a.id = same.id ORDER BY a.submitted_at, a.id`;
}

/** Proposals shown at once; the undecided ones come first. */
const SHOWN = 100;

type Row = Omit<Proposal, 'decision' | 'source'> & {
  source: string;
  conclusion: 'accepted' | 'declined' | null;
  decisionReason: string | null;
  itemId: string | null;
  targetDate: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  isPublished: boolean;
};

/** The proposals to publish of a person's organ (条例44): what waits first, then the newest. @law 条例44 */
export async function listProposals(actor: Actor): Promise<Proposal[]> {
  if (!mayReadLedger(actor)) return [];
  const rows = await staffDatabase().$queryRawUnsafe<Row[]>(
    `SELECT p.id, p.source, p.title, p.reason, by.name AS "proposedBy", p.proposed_at AS "proposedAt",
       p.proposed_by = $1::uuid AS "isOwn", d.conclusion, d.reason AS "decisionReason", d.item_id AS "itemId",
       d.target_date::text AS "targetDate", decider.name AS "decidedBy", d.decided_at AS "decidedAt",
       EXISTS (SELECT 1 FROM office.live_item l WHERE l.item_id = d.item_id AND l.public_state IN ('published', 'archived'))
         AS "isPublished",
       (SELECT count(*)::int FROM office.publication_proposal_case c WHERE c.proposal_id = p.id) AS "caseCount",
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'no', coalesce(a.application_no, a.submission_no))
         ORDER BY a.submitted_at, a.id) FROM office.publication_proposal_case c JOIN office.application a
         ON a.id = c.application_id WHERE c.proposal_id = p.id AND ${isToldTo('$1')}), '[]') AS cases
     FROM office.publication_proposal p JOIN office.person by ON by.id = p.proposed_by
     JOIN office.application a ON a.id = p.application_id
     LEFT JOIN office.publication_proposal_decision d ON d.proposal_id = p.id
     LEFT JOIN office.person decider ON decider.id = d.decided_by
     WHERE p.organ_id = $2::uuid AND ${isToldTo('$1')}
     ORDER BY (d.proposal_id IS NULL) DESC, coalesce(d.decided_at, p.proposed_at) DESC, p.id LIMIT ${SHOWN}`,
    actor.personId,
    actor.organId,
  );
  const today = civilDate(currentTime());
  return rows.map(
    ({ conclusion, decisionReason, itemId, targetDate, decidedBy, decidedAt, isPublished, ...row }) => ({
      ...row,
      source: row.source as ProposalSource,
      decision:
        conclusion === null || decidedAt === null
          ? null
          : {
              conclusion,
              reason: decisionReason ?? '',
              itemId,
              targetDate,
              decidedBy: decidedBy ?? '',
              decidedAt,
              isPublished,
              isOverdue: targetDate !== null && !isPublished && targetDate < today,
            },
    }),
  );
}

/** Who may be asked to write the draft of an accepted proposal, by name. */
export function listWriters(organId: string): Promise<{ id: string; name: string }[]> {
  return staffDatabase().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM office.person WHERE organ_id = ${organId}::uuid AND office.holds_role(id, 'author')
    ORDER BY name, id`;
}
