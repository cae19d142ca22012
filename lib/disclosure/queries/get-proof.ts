import 'server-only';
import type { LoadedRound } from '@/lib/approvals/queries';
import { namesOf } from '@/lib/organs/queries';
import { formerWords, listFindings } from '@/lib/proofreading/queries';
import { likenessKey, standingOf } from '@/lib/proofreading/rules/handling';
import type { ProofText, StoredFinding } from '@/lib/proofreading/types';
import { placeName } from '../rules/place-names';
import { proofreadingInput } from '../rules/proofread-content';
import type { ItemContent } from '../types';
import { type FormerAnswer, type FormerRemark, handledBy, hasExcerpt } from './proofread-draft';
import { proofreadFacts } from './proofread-item';

/** A finding as a reviewer sees it. */
export type ReviewFinding = Pick<
  StoredFinding,
  | 'id'
  | 'origin'
  | 'rule'
  | 'kind'
  | 'severity'
  | 'place'
  | 'message'
  | 'suggestion'
  | 'exemptBasis'
  | 'foundBy'
> & {
  readonly where: string;
  readonly standing: ReturnType<typeof standingOf>;
  /** Who found it, where that was a person. */
  readonly finder: string | null;
  readonly answers: readonly (FormerAnswer & { readonly at: Date })[];
  /** What was written about the same in an earlier version: the reader's own words, else a reviewer's. */
  readonly former: FormerAnswer | null;
};

/** A text of the item with the beginnings of its lines, to choose a place from. */
export type PlaceChoice = {
  readonly path: string;
  readonly label: string;
  readonly lines: readonly { readonly line: number; readonly start: string }[];
};

/** 校: everything the review screen shows about the wording of a version. */
export type ReviewProof = {
  readonly findings: readonly ReviewFinding[];
  /** Findings of the version before that this one no longer has. */
  readonly fixed: readonly { readonly id: string; readonly message: string; readonly excerpt: string }[];
  /** What reviewers found themselves in the version before. */
  readonly remarks: readonly FormerRemark[];
  readonly places: readonly PlaceChoice[];
  /** How many findings the person of a decision handled at its step, by decision. */
  readonly handled: ReadonlyMap<string, number>;
};

/** Longest text whose lines are offered one by one; in a longer one the words are looked for. */
const LINES_OFFERED = 400;
const START_CHARACTERS = 18;

/**
 * The findings of a round with all that was done about them, beside those of the version before.
 *
 * @param rounds all rounds of the item, newest first
 */
export async function findProof(
  personId: string,
  round: LoadedRound,
  rounds: readonly LoadedRound[],
  content: ItemContent,
): Promise<ReviewProof> {
  const [all, facts] = await Promise.all([
    listFindings(rounds.map((one) => one.id)),
    proofreadFacts({ id: round.itemId, organId: round.organId }, content),
  ]);
  const { texts } = proofreadingInput(content, facts);
  const current = all.filter((finding) => finding.roundId === round.id);
  const before = rounds[rounds.findIndex((one) => one.id === round.id) + 1];
  const former = all.filter((finding) => finding.roundId === before?.id);
  const people = await namesOf(
    all.flatMap(({ foundBy, handlings }) => [
      ...(foundBy ? [foundBy] : []),
      ...handlings.map((handling) => handling.personId),
    ]),
  );
  const name = (id: string) => people.get(id)?.name;
  const words = formerWords(all.filter((finding) => finding.roundId !== round.id));
  const alike = new Set(current.map(likenessKey));
  return {
    findings: current.map(({ id, origin, rule, kind, severity, place, message, ...finding }) => {
      const said = (words.get(likenessKey({ rule, place, message })) ?? []).filter(
        (one) => one.step !== 'author',
      );
      const own = said.findLast((one) => one.personId === personId) ?? said.at(-1);
      return {
        id,
        origin,
        rule,
        kind,
        severity,
        place,
        message,
        suggestion: finding.suggestion,
        exemptBasis: finding.exemptBasis,
        foundBy: finding.foundBy,
        where: placeName(texts, place),
        standing: standingOf(finding),
        finder: finding.foundBy && handledBy(name(finding.foundBy), finding.foundStep ?? ''),
        answers: finding.handlings.map(({ act, reason, personId: by, step, at }) => ({
          act,
          reason,
          by: handledBy(name(by), step),
          at,
        })),
        former: own
          ? { act: own.act, reason: own.reason, by: handledBy(name(own.personId), own.step) }
          : null,
      };
    }),
    fixed: former
      .filter((finding) => finding.origin === 'automatic' && !alike.has(likenessKey(finding)))
      .map(({ id, message, place }) => ({ id, message, excerpt: place.excerpt })),
    remarks: former
      .filter((finding) => finding.origin === 'reviewer')
      .map(({ id, severity, message, place, foundBy, foundStep }) => ({
        id,
        severity,
        message,
        place,
        by: handledBy(name(foundBy ?? ''), foundStep ?? ''),
        isChanged: !hasExcerpt(texts, place),
      })),
    places: texts.map(placeChoice),
    handled: handledCounts(round, current),
  };
}

function placeChoice({ path, label, lines }: ProofText): PlaceChoice {
  const offered = lines.length > LINES_OFFERED ? lines.slice(0, 1) : lines;
  return {
    path,
    label,
    lines: offered.map(({ text }, line) => ({
      line,
      start: text.length > START_CHARACTERS ? `${text.slice(0, START_CHARACTERS)}…` : text,
    })),
  };
}

function handledCounts(round: LoadedRound, findings: readonly StoredFinding[]): Map<string, number> {
  return new Map(
    round.decisions.map(({ id, personId, step }) => [
      id,
      findings.filter((finding) =>
        finding.handlings.some((handling) => handling.personId === personId && handling.step === step),
      ).length,
    ]),
  );
}
