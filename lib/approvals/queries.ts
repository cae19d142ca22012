import 'server-only';
import { type settingOf, settingsOf } from '@/lib/organs/queries';
import type { Role } from '@/lib/organs/types';
import type { AuditedRecord } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { Refusal } from '@/lib/platform/result';
import { proofHandsOf } from '@/lib/proofreading/queries';
import { approvalRefusal } from './messages';
import {
  type ClosedReason,
  type Conclusion,
  type ContentClass,
  DEFAULT_ROUTE_SETTINGS,
  type Lane,
  type ProofHand,
  type RoundFacts,
  type RouteSettings,
  type SecrecyAnswers,
  type Step,
} from './types';

type Reader = Pick<Tx, 'round' | '$queryRaw'>;

/** A decision as the screens and the 信息发布审批表 show it. */
export type DecisionRow = {
  id: string;
  seq: number;
  position: number | null;
  step: Step | 'publication';
  role: Role;
  personId: string;
  conclusion: Conclusion;
  returnTo: number | null;
  opinion: string;
  reviewChecklist: Record<string, boolean>;
  proofChecklist: Record<string, boolean>;
  secrecy: SecrecyAnswers | null;
  contentHash: string;
  decidedAt: Date;
  /** The person a deputy stood for (TR-4). */
  onBehalfOf: string | null;
  clientAddress: string | null;
};

/** A round with all that the rules and the screens need. */
export type LoadedRound = {
  id: string;
  itemId: string;
  organId: string;
  versionId: string;
  versionNumber: number;
  contentClass: ContentClass;
  lane: Lane;
  laneReason: string;
  openedBy: string;
  openedAt: Date;
  closedAt: Date | null;
  facts: RoundFacts;
  decisions: DecisionRow[];
};

const include = {
  steps: { orderBy: { position: 'asc' } },
  decisions: { orderBy: { seq: 'asc' } },
  version: { select: { number: true, contributors: { select: { personId: true } } } },
  item: { select: { sectionId: true } },
} as const;

async function readRounds(
  database: Reader,
  where: Parameters<Reader['round']['findMany']>[0],
): Promise<LoadedRound[]> {
  const rounds = await database.round.findMany({ ...where, include });
  const ids = rounds.map((round) => round.id);
  const hands = await proofHandsOf(database, ids);
  return rounds.map((round) => {
    const decisions = round.decisions.map(
      (decision): DecisionRow => ({
        id: decision.id,
        seq: decision.seq,
        position: decision.position,
        step: decision.step as Step | 'publication',
        role: decision.role as Role,
        personId: decision.personId,
        conclusion: decision.conclusion as Conclusion,
        returnTo: decision.returnTo,
        opinion: decision.opinion,
        reviewChecklist: decision.reviewChecklist as Record<string, boolean>,
        proofChecklist: decision.proofChecklist as Record<string, boolean>,
        secrecy: decision.secrecy as SecrecyAnswers | null,
        contentHash: decision.contentHash,
        decidedAt: decision.decidedAt,
        onBehalfOf: decision.onBehalfOf,
        clientAddress: decision.clientAddress,
      }),
    );
    return {
      id: round.id,
      itemId: round.itemId,
      organId: round.organId,
      versionId: round.versionId,
      versionNumber: round.version.number,
      contentClass: round.contentClass as ContentClass,
      lane: round.lane as Lane,
      laneReason: round.laneReason,
      openedBy: round.openedBy,
      openedAt: round.openedAt,
      closedAt: round.closedAt,
      decisions,
      facts: {
        contentHash: round.contentHash,
        route: round.steps.map((step) => ({
          position: step.position,
          step: step.step as Step,
          role: step.role as Role,
          stage: step.stage,
        })),
        decisions,
        contributors: round.version.contributors.map((contributor) => contributor.personId),
        settings: round.settings as unknown as RouteSettings,
        lane: round.lane as Lane,
        sectionId: round.item.sectionId,
        proofHands: (hands.get(round.id) ?? []) as ProofHand[],
        closed: round.closedReason as ClosedReason | null,
      },
    };
  });
}

/** One round, or null. */
export async function loadRound(database: Reader, roundId: string): Promise<LoadedRound | null> {
  const [round] = await readRounds(database, { where: { id: roundId } });
  return round ?? null;
}

/** The open round of an item, or null. */
export async function findOpenRound(
  itemId: string,
  database: Reader = staffDatabase(),
): Promise<LoadedRound | null> {
  const [round] = await readRounds(database, { where: { itemId, closedAt: null } });
  return round ?? null;
}

/** All rounds of an item, newest first. */
export function listRounds(itemId: string, database: Reader = staffDatabase()): Promise<LoadedRound[]> {
  return readRounds(database, { where: { itemId }, orderBy: { openedAt: 'desc' } });
}

/** The open rounds of an organ, oldest first: what the 待办 list is computed from. */
export function listOpenRounds(organId: string): Promise<LoadedRound[]> {
  return readRounds(staffDatabase(), { where: { organId, closedAt: null }, orderBy: { openedAt: 'asc' } });
}

/** The rounds of an organ that are open, or were opened or decided on between two instants, the first included. */
export function listRoundsBetween(organId: string, from: Date, until: Date): Promise<LoadedRound[]> {
  const within = { gte: from, lt: until };
  const touched = [{ closedAt: null }, { openedAt: within }, { decisions: { some: { decidedAt: within } } }];
  return readRounds(staffDatabase(), { where: { organId, OR: touched }, orderBy: { openedAt: 'asc' } });
}

/** The rounds of the emergency lane that run or led to a publication, with a pass that has no word written yet (TR-11). */
export async function listRoundsOwingOpinions(organId: string): Promise<LoadedRound[]> {
  const found = await staffDatabase().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.id FROM office.round r JOIN office.decision d ON d.round_id = r.id
    WHERE r.organ_id = ${organId}::uuid AND r.lane = 'emergency' AND coalesce(r.closed_reason, 'published') = 'published'
      AND d.conclusion = 'pass' AND btrim(d.opinion) = ''
      AND NOT EXISTS (SELECT 1 FROM office.late_opinion l WHERE l.decision_id = d.id)`;
  return readRounds(staffDatabase(), {
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { openedAt: 'asc' },
  });
}

/** Everything a decision says, in the form in which its audit row keeps it. */
export function decisionFacts(
  decision: Awaited<ReturnType<Tx['decision']['findUniqueOrThrow']>>,
  itemId: string,
): { readonly [key: string]: Json } {
  const { decidedAt, secrecy, reviewChecklist, proofChecklist, onBehalfOf, delegationId, ...rest } = decision;
  const { reauthenticatedAt, ...stored } = rest;
  return {
    ...stored,
    // Rows from before there were deputies say nothing of them.
    ...(onBehalfOf === null ? {} : { onBehalfOf, delegationId }),
    ...(reauthenticatedAt === null ? {} : { reauthenticatedAt: reauthenticatedAt.toISOString() }),
    item_id: itemId,
    decidedAt: decidedAt.toISOString(),
    secrecy: secrecy as Json,
    reviewChecklist: reviewChecklist as Json,
    proofChecklist: proofChecklist as Json,
  };
}

/** Every decision of every organ, page by page, for comparison with the audit log. */
export async function* readAuditedDecisions(
  database: Pick<Tx, 'decision' | 'decisionSigner'>,
): AsyncGenerator<AuditedRecord<'decision'>> {
  const page = 500;
  for (let after: string | null = null; ; ) {
    const decisions: ({ round: { organId: string; itemId: string } } & Awaited<
      ReturnType<Tx['decision']['findUniqueOrThrow']>
    >)[] = await database.decision.findMany({
      include: { round: { select: { organId: true, itemId: true } } },
      orderBy: { id: 'asc' },
      take: page,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    });
    const signers = await database.decisionSigner.findMany({
      where: { decisionId: { in: decisions.map((decision) => decision.id) } },
    });
    for (const { round, ...decision } of decisions) {
      // The name that the sheet prints is that of the hour, as the log has it.
      const signer = signers.find((candidate) => candidate.decisionId === decision.id)?.name ?? null;
      const who = { person_id: decision.personId, person_name: signer };
      const facts = { ...decisionFacts(decision, round.itemId), ...who };
      yield { type: 'decision', id: decision.id, chain: round.organId, facts };
    }
    after = decisions.at(-1)?.id ?? null;
    if (decisions.length < page) return;
  }
}

/** The open rounds of given items. */
export function listOpenRoundsOf(itemIds: readonly string[]): Promise<LoadedRound[]> {
  return readRounds(staffDatabase(), { where: { itemId: { in: [...itemIds] }, closedAt: null } });
}

/** The settings of the routes of an organ as they stand today. */
export async function routeSettingsOf(
  organId: string,
  database: Parameters<typeof settingOf>[3] = staffDatabase(),
): Promise<RouteSettings> {
  const set = await settingsOf(organId, Object.keys(DEFAULT_ROUTE_SETTINGS), database);
  return { ...DEFAULT_ROUTE_SETTINGS, ...(Object.fromEntries(set) as Partial<RouteSettings>) };
}

/** The class a reviewer last gave an item; null where none did. Nobody goes below it but 终审. */
export async function raisedClassOf(
  itemId: string,
  database: Pick<Tx, 'classChange'> = staffDatabase(),
): Promise<ContentClass | null> {
  const last = await database.classChange.findFirst({
    where: { itemId },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
  });
  return last === null ? null : (last.toClass as ContentClass);
}

/** When each person opened the review of a round, oldest first. */
export type OpeningRow = { roundId: string; personId: string; openedAt: Date };

/** The openings of rounds, oldest first. */
export function listOpenings(
  roundIds: readonly string[],
  database: Pick<Tx, 'reviewOpening'> = staffDatabase(),
): Promise<OpeningRow[]> {
  return database.reviewOpening.findMany({
    where: { roundId: { in: [...roundIds] } },
    orderBy: { openedAt: 'asc' },
    select: { roundId: true, personId: true, openedAt: true },
  });
}

/** Later written opinions of decisions, by decision (TR-11). */
export async function lateOpinionsOf(
  decisionIds: readonly string[],
  database: Pick<Tx, 'lateOpinion'> = staffDatabase(),
): Promise<Map<string, { opinion: string; writtenAt: Date }>> {
  const rows = await database.lateOpinion.findMany({ where: { decisionId: { in: [...decisionIds] } } });
  return new Map(rows.map(({ decisionId, opinion, writtenAt }) => [decisionId, { opinion, writtenAt }]));
}

/**
 * Refusals with the versions named in which a person had a hand, where that is why they are refused: what is not
 * possible says why. A hand in the files alone leaves the general sentence.
 *
 * @rule TR-3
 */
export async function nameWrittenVersions(
  refusals: readonly Refusal[],
  round: Pick<LoadedRound, 'itemId' | 'versionNumber'>,
  personId: string,
  database: Pick<Tx, '$queryRaw'> = staffDatabase(),
): Promise<Refusal[]> {
  if (!refusals.some(({ code }) => code === 'own_work')) return [...refusals];
  // A save belongs to the first version frozen after it; who submits a text stands for it too.
  const rows = await database.$queryRaw<{ number: number }[]>`
    SELECT DISTINCT v.number FROM office.version v
    WHERE v.item_id = ${round.itemId} AND v.number <= ${round.versionNumber} AND (
      v.frozen_by = ${personId}::uuid
      OR EXISTS (SELECT 1 FROM office.draft_save s
        WHERE s.item_id = v.item_id AND s.saved_by = ${personId}::uuid AND s.revision <= v.draft_revision
          AND s.revision > coalesce((SELECT max(p.draft_revision) FROM office.version p
            WHERE p.item_id = v.item_id AND p.number < v.number), -1)))
    ORDER BY v.number`;
  const named = approvalRefusal('own_work', { versions: rows.map(({ number }) => number) });
  return refusals.map((refusal) => (refusal.code === 'own_work' ? { ...refusal, ...named } : refusal));
}
