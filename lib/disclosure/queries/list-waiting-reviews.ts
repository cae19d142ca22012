import 'server-only';
import { type LoadedRound, listOpenings, listOpenRounds, nameWrittenVersions } from '@/lib/approvals/queries';
import { whyNotBatch } from '@/lib/approvals/rules/batch';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { type NextStep, nextSteps, principalName, standingPasses } from '@/lib/approvals/rules/next-steps';
import { openSince } from '@/lib/approvals/rules/review-due';
import { asCandidate, type ClosedReason, type Lane } from '@/lib/approvals/types';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import type { Refusal } from '@/lib/platform/result';
import { listFindings } from '@/lib/proofreading/queries';
import { standingOf, whyNotPass } from '@/lib/proofreading/rules/handling';
import type { StoredFinding } from '@/lib/proofreading/types';
import { visibleTo } from '../policy';
import { deadlinesOf, lateStepWords } from '../reminders/queries';
import type { DisclosureAttr } from '../types';
import { lastSeenVersion, type SeenRound } from '../what-changed/rules/last-seen-version';
import { type BatchFacts, batchFactsOf } from './batch-facts';
import { type ItemRow, listRowsOf } from './list-items';

/** What the person knows of the text: nothing; the same text; an earlier version, by number. */
export type SeenBefore =
  | { readonly what: 'never' }
  /** `hasNews`: since they opened it, somebody else decided or answered a finding. */
  | { readonly what: 'same'; readonly hasNews: boolean }
  | { readonly what: 'changed'; readonly versionNumber: number };

/** A step that waits for a person, with all that a leader wants to know before opening it. */
export type WaitingReview = {
  readonly row: ItemRow;
  readonly what: string;
  /** Whom the person would stand for as a deputy. */
  readonly onBehalfOf: string | null;
  readonly href: string;
  readonly since: Date;
  readonly urgent: boolean;
  /** By how much it is late, in words (TR-9). */
  readonly late: string | null;
  readonly lane: Lane;
  readonly laneReason: string;
  readonly versionNumber: number;
  /** Everybody who wrote on the text, by name. */
  readonly writers: readonly string[];
  readonly disclosureAttr: DisclosureAttr;
  readonly artItem: string | null;
  readonly showsPersonalData: boolean;
  readonly attachments: number;
  readonly passes: readonly { readonly step: string; readonly name: string; readonly at: Date }[];
  /** Findings of proofreading: what blocks, what warns, and how many of all wait for an answer or a decision. */
  readonly findings: { readonly blocking: number; readonly warning: number; readonly undecided: number };
  readonly seen: SeenBefore;
  /** What follows a pass: `主要领导签发`, or `发布`. */
  readonly nextName: string;
  /** What a signature in a batch says; null where the step is no signature, which has a screen of its own. */
  readonly batch: {
    readonly roundId: string;
    readonly position: number;
    readonly contentHash: string;
    readonly decisionsSeen: number;
  } | null;
  /** Why it can't be signed in a batch now. */
  readonly whyNotBatch: readonly Refusal[];
};

/** A step whose role the person holds, and why they may not decide it. */
export type BarredReview = {
  readonly row: ItemRow;
  readonly what: string;
  readonly href: string;
  readonly refusals: readonly Refusal[];
};

/** The steps that wait for this person, and those that only wait for their role. */
export type WaitingReviews = {
  readonly reviews: readonly WaitingReview[];
  readonly barred: readonly BarredReview[];
};

type Mine = { readonly round: LoadedRound; readonly next: NextStep };

/** What waits for this person's review or signature, computed from the same rules that decide what they may do. */
export async function listWaitingReviews(actor: Actor): Promise<WaitingReviews> {
  if (visibleTo(actor).scope !== 'organ') return { reviews: [], barred: [] };
  const open = (await listOpenRounds(actor.organId)).map((round) => ({
    round,
    steps: nextSteps(round.facts, [asCandidate(actor)]),
  }));
  const mine = open.flatMap(({ round, steps }) =>
    steps.filter((next) => next.mayDecide.length > 0).map((next): Mine => ({ round, next })),
  );
  const others = open
    .filter(({ steps }) => steps.every((next) => next.mayDecide.length === 0))
    .flatMap(({ round, steps }) =>
      steps.filter((next) => next.barred.length > 0).map((next) => ({ round, next })),
    );
  const rows = new Map(
    (await listRowsOf([...new Set([...mine, ...others].map(({ round }) => round.itemId))])).map((row) => [
      row.id,
      row,
    ]),
  );
  // An emergency waits for nothing else (TR-11).
  const emergenciesFirst = mine.toSorted(
    (a, b) => Number(b.round.lane === 'emergency') - Number(a.round.lane === 'emergency'),
  );
  const reviews = await withFacts(actor, emergenciesFirst, rows);
  const barred = await Promise.all(
    others.map(async ({ round, next }) => {
      const refusals = next.barred.flatMap((entry) => entry.refusals);
      return {
        itemId: round.itemId,
        what: stepNameIn(next.step, round.facts.route),
        href: `/office/items/${round.itemId}`,
        refusals: await nameWrittenVersions(refusals, round, actor.personId),
      };
    }),
  );
  return {
    reviews,
    barred: barred.flatMap(({ itemId, ...entry }) => {
      const row = rows.get(itemId);
      return row ? [{ ...entry, row }] : [];
    }),
  };
}

async function withFacts(
  actor: Actor,
  mine: readonly Mine[],
  rows: ReadonlyMap<string, ItemRow>,
): Promise<WaitingReview[]> {
  const rounds = [...new Set(mine.map(({ round }) => round))];
  const findings = await listFindings(rounds.map(({ id }) => id));
  const [deadlines, texts, facts, seen, people] = await Promise.all([
    deadlinesOf(actor.organId),
    textsOf(rounds),
    batchFactsOf(rounds, actor.personId, staffDatabase(), findings),
    seenBefore(actor.personId, rounds),
    namesOf(
      rounds.flatMap((round) => [
        ...round.facts.contributors,
        ...round.decisions.map(({ personId }) => personId),
      ]),
    ),
  ]);
  const now = currentTime();
  const nameOf = (id: string) => people.get(id)?.name ?? '';
  return mine.flatMap(({ round, next }): WaitingReview[] => {
    const row = rows.get(round.itemId);
    const text = texts.get(round.versionId);
    if (row === undefined || text === undefined) return [];
    const { route } = round.facts;
    const own = findings.filter(({ roundId }) => roundId === round.id);
    const following = route.find((step) => step.stage > next.step.stage);
    const looked = facts.get(round.id) ?? { openedAt: null, changedAt: round.openedAt };
    return [
      {
        row: { ...row, title: text.title, contentClass: round.contentClass },
        what: next.awaitsReferralReply ? '登记报请确定的答复' : stepNameIn(next.step, route),
        onBehalfOf: principalName(round.facts, next.step, asCandidate(actor)),
        href: `/office/items/${round.itemId}/review`,
        since: openSince(round, next.step),
        urgent: round.contentClass === 'c',
        late: lateStepWords(round, next.step, deadlines, now),
        lane: round.lane,
        laneReason: round.laneReason,
        versionNumber: round.versionNumber,
        writers: round.facts.contributors.map(nameOf),
        disclosureAttr: text.disclosureAttr,
        artItem: text.artItem,
        showsPersonalData: text.showsPersonalData,
        attachments: text.attachments,
        passes: [...standingPasses(round.facts).entries()].flatMap(([position, pass]) => {
          const step = route.find((candidate) => candidate.position === position);
          const decision = round.decisions.find(({ seq }) => seq === pass.seq);
          return step && decision
            ? [{ step: stepNameIn(step, route), name: nameOf(pass.personId), at: decision.decidedAt }]
            : [];
        }),
        findings: countFindings(own),
        seen: seenState(looked, seen.get(round.id) ?? null, round),
        nextName: following ? stepNameIn(following, route) : '发布',
        batch:
          next.step.step === 'sign_off'
            ? {
                roundId: round.id,
                position: next.step.position,
                contentHash: round.facts.contentHash,
                decisionsSeen: round.decisions.length,
              }
            : null,
        whyNotBatch: [
          ...whyNotBatch(next.step, looked.openedAt, looked.changedAt),
          ...whyNotPass(
            own,
            next.step.step,
            route.map(({ step }) => step),
          ),
        ],
      },
    ];
  });
}

function countFindings(findings: readonly StoredFinding[]): WaitingReview['findings'] {
  const count = (wanted: StoredFinding['severity']) =>
    findings.filter(({ severity }) => severity === wanted).length;
  const undecided = findings.filter((finding) => standingOf(finding) !== 'done').length;
  return { blocking: count('blocking'), warning: count('warning'), undecided };
}

function seenState(
  { openedAt, changedAt }: BatchFacts,
  earlier: { versionNumber: number; contentHash: string } | null,
  round: LoadedRound,
): SeenBefore {
  if (openedAt !== null) return { what: 'same', hasNews: openedAt < changedAt };
  if (earlier === null) return { what: 'never' };
  return earlier.contentHash === round.facts.contentHash
    ? { what: 'same', hasNews: true }
    : { what: 'changed', versionNumber: earlier.versionNumber };
}

/** The newest other version each item's round has been preceded by that the person saw, by id of the round. */
async function seenBefore(
  personId: string,
  rounds: readonly LoadedRound[],
): Promise<Map<string, { versionNumber: number; contentHash: string } | null>> {
  const history = await staffDatabase().round.findMany({
    where: { itemId: { in: rounds.map(({ itemId }) => itemId) } },
    select: {
      id: true,
      itemId: true,
      versionId: true,
      contentHash: true,
      closedReason: true,
      version: { select: { number: true } },
      decisions: { select: { personId: true } },
    },
  });
  const openings = await listOpenings(history.map(({ id }) => id));
  return new Map(
    rounds.map((round) => {
      const own = history.filter(({ itemId }) => itemId === round.itemId);
      const seen = lastSeenVersion(
        personId,
        openings,
        own.map(
          ({ closedReason, version, ...rest }): SeenRound => ({
            ...rest,
            versionNumber: version.number,
            facts: { closed: closedReason as ClosedReason | null },
          }),
        ),
      );
      const contentHash = own.find(({ versionId }) => versionId === seen?.versionId)?.contentHash ?? '';
      return [round.id, seen ? { versionNumber: seen.versionNumber, contentHash } : null];
    }),
  );
}

type TextFacts = {
  title: string;
  disclosureAttr: DisclosureAttr;
  artItem: string | null;
  showsPersonalData: boolean;
  attachments: number;
};

/** What the list says of each frozen text, without reading the whole of it. */
async function textsOf(rounds: readonly LoadedRound[]): Promise<Map<string, TextFacts>> {
  const rows = await staffDatabase().$queryRaw<(TextFacts & { id: string })[]>`
    SELECT id, canonical::jsonb ->> 'title' AS title, canonical::jsonb ->> 'disclosure_attr' AS "disclosureAttr",
      canonical::jsonb ->> 'art_item' AS "artItem",
      coalesce(canonical::jsonb ->> 'personal_data_basis', '') <> '' AS "showsPersonalData",
      (SELECT count(*)::int FROM jsonb_array_elements(canonical::jsonb -> 'attachments') a(entry)
        WHERE NOT (coalesce((entry ->> 'inline')::boolean, false) AND entry ->> 'media_type' LIKE 'image/%'
          AND entry ->> 'sha256' = ANY(office.shown_pictures(canonical::jsonb)))) AS attachments
    FROM office.version WHERE id = ANY(${rounds.map(({ versionId }) => versionId)}::uuid[])`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
