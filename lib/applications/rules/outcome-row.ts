import type { Article } from '@/lib/letters/rules/articles';
import type { LetterCode } from '@/lib/letters/types/letters';
import type { EvidenceNeed, GroundField, Outcome, OutcomeRow, SubOutcome } from '../types/outcomes';
import { ofLetter } from './outcome-grounds';

/** A row of the table of outcomes; where it counts in table three follows from its outcome. */
export function row(
  code: Outcome | `${Outcome}/${SubOutcome}`,
  label: string,
  letter: LetterCode | null,
  articles: readonly Article[],
  needs: readonly EvidenceNeed[],
  grounds: readonly GroundField[],
): OutcomeRow {
  const [outcome, subOutcome = null] = code.split('/') as [Outcome, SubOutcome?];
  const reportRow = outcome === 'record_correction' ? null : (`results.${outcome}` as const);
  return { outcome, subOutcome, label, articles, letter, evidence: needs, grounds, reportRow };
}

/** An article of 条例. */
export function art(article: number): Article {
  return { article };
}

/** An item (项) of Art. 36. */
export function item(number: number): Article {
  return { article: 36, item: number };
}

/** A paragraph (款) of an article. */
export function paragraph(article: number, number: number): Article {
  return { article, paragraph: number };
}

/** Fields the letter has too. */
export function fields(...keys: string[]): GroundField[] {
  return keys.map(ofLetter);
}
