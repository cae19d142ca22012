import 'server-only';
import { casesOfSameApplicant } from '@/lib/personal-data/queries';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { numberInMonth } from '../rules/fees';

type Reader = Pick<
  Tx,
  'application' | 'applicantIdentity' | 'applicationFile' | 'personalDataView' | '$queryRaw'
>;

/** What the fee of a case is reckoned from. */
export type FeeStanding = {
  /** The n-th of the month, from 1. */
  readonly nth: number;
  /** How many the applicant has in that month so far. */
  readonly count: number;
  /** YYYY-MM of the first receipt. */
  readonly month: string;
  /** False where no identity document is on file: then only this case is counted. */
  readonly isIdentityKnown: boolean;
  /** Whether a notice was sent, so that the number stays. */
  readonly isKept: boolean;
  /** 分 of the notices sent so far, oldest first. */
  readonly notified: readonly number[];
};

/**
 * Which application of the month a case is for its applicant, by identity number and not by name; who acts for somebody
 * counts for them. Null before it is registered, and for kinds that are no application. Who may see the case is for the
 * caller.
 *
 * @rule FEE-1 @rule FEE-3 @rule SET-F1 @rule SET-F2
 */
export async function feeStanding(
  caseId: string,
  database: Reader = staffDatabase(),
): Promise<FeeStanding | null> {
  const others = await casesOfSameApplicant(caseId, database);
  // One after the other: a transaction has one connection.
  const units = await database.application.findMany({
    where: {
      id: { in: [caseId, ...others] },
      kind: 'application',
      registeredAt: { not: null },
      receiptDate: { not: null },
    },
    select: { id: true, receiptDate: true, registeredAt: true, mergedIntoId: true },
  });
  const identity = await database.applicantIdentity.findFirst({
    where: { applicationId: caseId, party: 'applicant' },
    select: { revision: true },
  });
  const sent = await sentDecisions(caseId, database);
  const place = numberInMonth(
    units.map((unit) => ({
      id: unit.id,
      receivedOn: unit.receiptDate?.toISOString().slice(0, 10) ?? '',
      registeredAt: unit.registeredAt?.toISOString() ?? '',
      mergedIntoId: unit.mergedIntoId,
    })),
    caseId,
  );
  if (place === null) return null;
  const [first] = sent;
  return {
    ...place,
    ...(first === undefined ? {} : { nth: first.nth, month: first.month }),
    isIdentityKnown: identity !== null,
    isKept: first !== undefined,
    notified: sent.map(({ fen }) => Number(fen)),
  };
}

type SentDecision = { nth: number; month: string; fen: bigint };

/** The decisions whose notice was sent, oldest first: the notice names its decision in what issuing it does. */
function sentDecisions(caseId: string, database: Reader): Promise<SentDecision[]> {
  return database.$queryRaw<SentDecision[]>`
    SELECT d.nth_of_month AS nth, d.fee_month AS month, d.amount_fen AS fen FROM office.fee_decision d
    WHERE d.application_id = ${caseId}::uuid AND EXISTS (
      SELECT 1 FROM office.application_event e
      LEFT JOIN office.letter_effect x ON x.letter_id::text = e.detail ->> 'letterId'
      WHERE e.application_id = d.application_id AND e.action = 'notify_fee'
        AND (e.detail ->> 'letterId' = d.letter_id::text OR x.effect ->> 'feeDecisionId' = d.id::text))
    ORDER BY d.proposed_at, d.id`;
}
