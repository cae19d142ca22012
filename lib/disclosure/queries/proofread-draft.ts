import 'server-only';
import { STEP_NAMES, type Step } from '@/lib/approvals/types';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { proofreadingRefusal } from '@/lib/proofreading/messages';
import { type FormerWords, formerWords, listFindings } from '@/lib/proofreading/queries';
import { likenessKey } from '@/lib/proofreading/rules/handling';
import type { HandlingAct, KeyedFinding, Severity, StoredFinding } from '@/lib/proofreading/types';
import { recordRead } from '@/lib/reads/commands/record-read';
import { disclosureRefusal } from '../messages';
import { placeName, wordsAt } from '../rules/place-names';
import { findItem } from './load-item';
import { proofreadItem } from './proofread-item';
import { inTurn } from './proofreading-turns';

/** What somebody wrote about a finding alike of an earlier version. */
export type FormerAnswer = { readonly act: HandlingAct; readonly reason: string; readonly by: string };

/** A finding as the editor shows it. `words` are those of the text itself, to find the place again. */
export type DraftFinding = KeyedFinding & {
  readonly words: string;
  readonly where: string;
  readonly likeness: string;
  readonly former: FormerAnswer | null;
};

/** What a reviewer found himself in the last version; `isChanged`: those words are no longer there. */
export type FormerRemark = {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: StoredFinding['place'];
  readonly by: string;
  readonly isChanged: boolean;
};

export type DraftProofreading = {
  /** Of the text that was read. */
  readonly revision: number;
  readonly findings: readonly DraftFinding[];
  readonly remarks: readonly FormerRemark[];
};

/** Who a handling is by, as people say it: `郑示（初审 · 一校）`, `冯示（拟稿）`. */
export function handledBy(name: string | undefined, step: string): string {
  return `${name ?? ''}（${step === 'author' ? '拟稿' : (STEP_NAMES[step as Step] ?? step)}）`;
}

/**
 * Proofreads the working copy as it was saved, with what was written about findings alike before and what reviewers
 * found themselves in the last version. It tells words of the text, so it is logged as a reading on the edit page; what
 * one saved oneself within five minutes of such a reading belongs to it.
 *
 * Refusals: `not_found`; `stale_item` where another revision is saved by now; `proofreading_busy` where the person has a
 * text being read and another one waiting already.
 *
 * @rule TR-17
 */
export async function proofreadDraft(
  actor: Actor,
  input: { itemId: string; draftRevision: number },
): Promise<Result<DraftProofreading>> {
  const turn = inTurn(actor.personId, () => readDraft(actor, input));
  return turn ?? refuse(proofreadingRefusal('proofreading_busy'));
}

async function readDraft(
  actor: Actor,
  input: { itemId: string; draftRevision: number },
): Promise<Result<DraftProofreading>> {
  const item = await findItem(actor, input.itemId);
  if (item === null) return refuse(disclosureRefusal('not_found'));
  if (item.draft.revision !== input.draftRevision) return refuse(disclosureRefusal('stale_item'));
  // The findings hold words of the text.
  await recordRead(actor, item, {
    surface: 'edit',
    draftRevision: item.draft.revision,
    isOwnSaving: item.draft.savedBy === actor.personId,
  });
  const { findings, texts } = await proofreadItem(item, item.draft.content);
  const rounds = await staffDatabase().round.findMany({
    where: { itemId: item.id },
    orderBy: { openedAt: 'asc' },
    select: { id: true },
  });
  const earlier = await listFindings(rounds.map((round) => round.id));
  const people = await namesOf(
    earlier.flatMap(({ foundBy, handlings }) => [
      ...(foundBy ? [foundBy] : []),
      ...handlings.map((handling) => handling.personId),
    ]),
  );
  const words = formerWords(earlier);
  const last = rounds.at(-1)?.id;
  return ok({
    revision: item.draft.revision,
    findings: findings.map((finding) => ({
      ...finding,
      words: wordsAt(texts, finding.place),
      where: placeName(texts, finding.place),
      likeness: likenessKey(finding),
      former: formerAnswer(words, likenessKey(finding), people),
    })),
    remarks: earlier
      .filter(({ origin, roundId }) => origin === 'reviewer' && roundId === last)
      .map(({ id, severity, message, place, foundBy, foundStep }) => ({
        id,
        severity,
        message,
        place,
        by: handledBy(people.get(foundBy ?? '')?.name, foundStep ?? ''),
        isChanged: !hasExcerpt(texts, place),
      })),
  });
}

/** The author's own last words about a finding alike, else those of whoever handled it last. */
function formerAnswer(
  words: FormerWords,
  likeness: string,
  people: ReadonlyMap<string, { name: string }>,
): FormerAnswer | null {
  const said = words.get(likeness) ?? [];
  const answer = said.findLast((one) => one.step === 'author') ?? said.at(-1);
  if (answer === undefined) return null;
  return {
    act: answer.act,
    reason: answer.reason,
    by: handledBy(people.get(answer.personId)?.name, answer.step),
  };
}

/** Whether the words of an earlier finding still stand somewhere in the text it was in. */
export function hasExcerpt(
  texts: Parameters<typeof wordsAt>[0],
  { path, excerpt }: StoredFinding['place'],
): boolean {
  // Shortened or masked words are met by what is left of them at their head.
  const [head = ''] = excerpt.split(/…|\*{3}/);
  const lines = texts.find((text) => text.path === path)?.lines ?? [];
  return head !== '' && lines.some((line) => line.text.includes(head));
}
