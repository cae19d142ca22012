import 'server-only';
import { type DecisionRow, type LoadedRound, nameWrittenVersions } from '@/lib/approvals/queries';
import { type NextStep, nextSteps, principalName, returnTargets } from '@/lib/approvals/rules/next-steps';
import { standingReturn } from '@/lib/approvals/rules/standing-return';
import { asCandidate } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { comparableContent } from '../rules/comparable';
import type { ItemContent } from '../types';
import { diffContent } from '../what-changed/rules/diff-content';
import { hasSeenVersion, lastSeenVersion } from '../what-changed/rules/last-seen-version';
import type { ContentDiff } from '../what-changed/types';
import { findItemDetail, type ItemDetail } from './get-item-detail';
import { findProof, type ReviewProof } from './get-proof';
import { listColumns } from './list-columns';
import { getVersionContent } from './load-item';

/** A comparison offered to the reviewer and what it is against. */
export type Comparison = {
  readonly key: string;
  readonly title: string;
  readonly diff: ContentDiff;
  /** Numbers of the two versions. */
  readonly from: number;
  readonly to: number;
};

/** All that the review screen shows. */
export type Review = {
  readonly detail: ItemDetail;
  readonly round: LoadedRound;
  readonly content: ItemContent;
  readonly columnNames: ReadonlyMap<string, string>;
  /** Whether this person has opened or decided on this very text before: nothing changed since they last looked. */
  readonly hasSeen: boolean;
  /** Number of the newest other version this person saw; null where there is none. */
  readonly seenVersion: number | null;
  /** First what changed since this person last looked, then against the public version; empty for a first submission. */
  readonly comparisons: readonly Comparison[];
  /** The step this person may decide now, the positions a return can go to and whom they stand for; null where none. */
  readonly mine: {
    readonly next: NextStep;
    readonly returnTo: readonly number[];
    readonly onBehalfOf: string | null;
  } | null;
  /** The return that opened the step of this person again on the unchanged text (TR-5). */
  readonly standingReturn: DecisionRow | null;
  /** Why a person who holds the role of an open step may not decide it. */
  readonly barred: readonly Refusal[];
  /** The person's own opinion on an earlier version, so that passing again takes one tap (TR-2). */
  readonly formerOpinion: string | null;
  /** The person's own reason for returning an earlier version. */
  readonly formerReturn: string | null;
  /** 校 */
  readonly proof: ReviewProof;
};

/** The open round of an item as a reviewer sees it, or null where there is none or it is out of scope. */
export async function findReview(actor: Actor, itemId: string): Promise<Review | null> {
  const detail = await findItemDetail(actor, itemId);
  const round = detail?.rounds.find((candidate) => candidate.facts.closed === null);
  if (detail === null || round === undefined) return null;
  const [{ content }, columns] = await Promise.all([
    getVersionContent(round.versionId),
    listColumns(detail.item.organId),
  ]);
  const columnNames = new Map(columns.map((column) => [column.id, column.path]));
  const steps = nextSteps(round.facts, [asCandidate(actor)]);
  const next = steps.find((step) => step.mayDecide.length > 0);
  const barred = steps.flatMap((step) => step.barred.flatMap((entry) => entry.refusals));
  const seen = lastSeenVersion(actor.personId, detail.openings, detail.rounds);
  const hasSeen = hasSeenVersion(actor.personId, detail.openings, detail.rounds, round.versionId);
  const returned = next ? standingReturn(round.facts, next.step.position) : null;
  const former = findFormer(detail, round, actor.personId);
  return {
    detail,
    round,
    content,
    columnNames,
    hasSeen,
    seenVersion: seen?.versionNumber ?? null,
    comparisons: await compare(detail, round, content, columnNames, {
      versionId: seen?.versionId ?? null,
      title: hasSeen ? `与您此前看过的第 ${seen?.versionNumber} 稿相比的改动` : '自您上次查看以来的改动',
    }),
    mine: next
      ? {
          next,
          returnTo: returnTargets(round.facts, next.step),
          onBehalfOf: principalName(round.facts, next.step, asCandidate(actor)),
        }
      : null,
    standingReturn: round.decisions.find(({ seq }) => seq === returned?.seq) ?? null,
    barred: next ? [] : await nameWrittenVersions(barred, round, actor.personId),
    formerOpinion: former?.conclusion === 'pass' ? former.opinion : null,
    formerReturn: former?.conclusion === 'return' ? former.opinion : null,
    proof: await findProof(actor.personId, round, detail.rounds, content),
  };
}

/** The newest earlier version this person decided on, with what they wrote. */
function findFormer(detail: ItemDetail, round: LoadedRound, personId: string) {
  for (const earlier of detail.rounds) {
    if (earlier.id === round.id) continue;
    const decision = earlier.decisions.findLast((candidate) => candidate.personId === personId);
    if (decision) {
      const { conclusion, opinion } = decision;
      return { conclusion, opinion };
    }
  }
  return null;
}

async function compare(
  detail: ItemDetail,
  round: LoadedRound,
  content: ItemContent,
  columnNames: ReadonlyMap<string, string>,
  seen: { readonly versionId: string | null; readonly title: string },
): Promise<Comparison[]> {
  const previous = detail.versions.find((version) => version.number === round.versionNumber - 1)?.id ?? null;
  const wanted = [
    { key: 'seen', title: seen.title, versionId: seen.versionId },
    {
      key: 'previous',
      title: '与上一稿相比的改动',
      versionId: seen.versionId === previous ? null : previous,
    },
    { key: 'public', title: '与公开版本相比的改动', versionId: detail.item.live?.versionId ?? null },
  ];
  const after = comparableContent(content, columnNames);
  const shown = new Set<string>();
  const comparisons: Comparison[] = [];
  for (const { key, title, versionId } of wanted) {
    if (versionId === null || shown.has(versionId)) continue;
    shown.add(versionId);
    const earlier = await getVersionContent(versionId);
    const before = comparableContent(earlier.content, columnNames);
    const diff = diffContent(before, after);
    comparisons.push({ key, title, diff, from: earlier.number, to: round.versionNumber });
  }
  return comparisons;
}
