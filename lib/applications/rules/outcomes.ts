import { articleLabel } from '@/lib/letters/rules/articles';
import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import { linesOf, plain, valueInWords } from '@/lib/letters/rules/merge';
import { lawfulMode, RECONSIDERATION_FIRST_SINCE } from '@/lib/letters/rules/remedy';
import type { LetterCode, LetterFields, RemedyMode } from '@/lib/letters/types/letters';
import type { CivilDate } from '@/lib/platform/dates';
import type {
  EvidenceKey,
  EvidenceNeed,
  GroundField,
  Grounds,
  OutcomeRow,
  PartialGround,
} from '../types/outcomes';
import { OUTCOME_TABLE } from './outcome-table';

/** The row of an outcome, with its one letter; null for pairs that don't exist. @rule LT-T1 */
export function findOutcome(outcome: string, subOutcome: string | null): OutcomeRow | null {
  return OUTCOME_TABLE.find((row) => row.outcome === outcome && row.subOutcome === subOutcome) ?? null;
}

/** The rows a case of this kind may end with: 更正 has its own, every other case those of table three. */
export function outcomesFor(kind: string): readonly OutcomeRow[] {
  const isCorrection = kind === 'record_correction';
  return OUTCOME_TABLE.filter((row) => (row.outcome === 'record_correction') === isCorrection);
}

/** Whether the reply itself hands information out: what goes with it has to pass the release gate. @rule REG-17-1 */
export function handsOut(outcome: string | null, subOutcome: string | null): boolean {
  return outcome === 'partial' || (outcome === 'public' && subOutcome === 'provided');
}

/** Whether a ground lies in Art. 14 to 16: what 不予公开 means where 复议 has to come first. */
export function isRefusalGround(outcome: string): boolean {
  return outcome.startsWith('not_public.') && outcome !== 'not_public.admin_query';
}

/**
 * Which remedies a letter tells of. By outcome and day of the act: 复议 first for 不予公开 under Art. 14 to 16 since
 * 2024-01-01; for a partial reply where a withheld part rests on those articles; the procedural letters none. The letter
 * alone decides where it concludes nothing (L00 to L10).
 *
 * @param partialGrounds outcome codes of the withheld parts
 * @param actDate civil date of the letter
 * @rule REG-37-1 @rule LT-10 @law 条例51
 */
export function remedyMode(
  letter: LetterCode,
  outcome: string | null,
  partialGrounds: readonly string[],
  actDate: CivilDate,
): RemedyMode {
  const byLetter = lawfulMode(letter, actDate);
  if (letter.startsWith('L') || outcome === null) return byLetter;
  if (actDate < RECONSIDERATION_FIRST_SINCE) return 'either';
  if (outcome === 'partial') return partialGrounds.some(isRefusalGround) ? 'part' : 'either';
  return isRefusalGround(outcome) ? 'reconsideration_first' : 'either';
}

/** Whether an answer says something in the form its field wants. */
function isAnswered(field: GroundField, value: Grounds[string] | undefined): boolean {
  switch (field.kind) {
    case 'confirmation':
      return value === true;
    case 'lines':
      return typeof value !== 'boolean' && linesOf(value).length > 0;
    case 'text':
    case 'choice':
    case 'date':
    case 'law_name':
    case 'law_article': {
      if (typeof value !== 'string') return false;
      const { key, label: name, kind, choices } = field;
      const definition = { key, name, kind, ...(choices ? { choices } : {}) };
      return valueInWords(definition, value) != null;
    }
  }
}

/**
 * The grounds a decision still has to state, in the order of the form. Whoever may refuse says why (REG-16-1); a free kind
 * of internal information is no choice (REG-14-1).
 *
 * @rule REG-14-1 @rule REG-16-1
 */
export function missingGrounds(row: OutcomeRow, grounds: Grounds): GroundField[] {
  return row.grounds.filter((field) => {
    const value = grounds[field.key];
    const isEmpty = value === undefined || value === '' || value === false;
    return field.isOptional ? !isEmpty && !isAnswered(field, value) : !isAnswered(field, value);
  });
}

/** Answers to questions that the row does not ask. */
export function foreignGrounds(row: OutcomeRow, grounds: Grounds): string[] {
  return Object.keys(grounds).filter((key) => !row.grounds.some((field) => field.key === key));
}

/**
 * The evidence still missing before sign-off.
 *
 * @param onFile keys of what is there: files marked so, records, served letters, events
 * @rule REG-EV-1
 */
export function missingEvidence(
  row: OutcomeRow,
  grounds: Grounds,
  onFile: ReadonlySet<EvidenceKey>,
): EvidenceNeed[] {
  const isStated = missingGrounds(row, grounds).length === 0;
  return row.evidence.filter((need) => (need.source === 'grounds' ? !isStated : !onFile.has(need.key)));
}

/** Why the withheld parts of a partial reply can't stand; empty where they can. */
export type PartialProblem =
  | { readonly why: 'none_withheld' }
  | { readonly why: 'not_partial' }
  | { readonly why: 'incomplete'; readonly index: number; readonly fields: readonly string[] };

/**
 * The withheld parts of a partial reply: at least one, each named, with its ground, its reason and its answers. They stand
 * in the letter and are counted nowhere (REG-37-1).
 *
 * @rule REG-37-1 @law 条例37
 */
export function checkPartialGrounds(row: OutcomeRow, parts: readonly PartialGround[]): PartialProblem[] {
  if (row.outcome !== 'partial') return parts.length > 0 ? [{ why: 'not_partial' }] : [];
  if (parts.length === 0) return [{ why: 'none_withheld' }];
  return parts.flatMap((part, index): PartialProblem[] => {
    const ground = findOutcome(part.outcome, null);
    const asked = ground === null ? [] : missingGrounds(ground, withReason(part));
    const fields = [
      ...(ground === null ? ['依据'] : []),
      ...(plain(part.withheld) === '' ? ['不予公开的内容'] : []),
      ...asked.map((field) => field.label),
      ...(plain(part.reason) === '' && !asked.some((field) => field.key === 'reason') ? ['理由'] : []),
    ];
    return fields.length > 0 ? [{ why: 'incomplete', index, fields }] : [];
  });
}

function withReason(part: PartialGround): Grounds {
  return { ...part.grounds, reason: part.reason };
}

/** The withheld parts as the letter lists them: what, by which article, why. */
export function withheldLines(parts: readonly PartialGround[]): string[] {
  return parts.map((part) => {
    const articles = (findOutcome(part.outcome, null)?.articles ?? []).map(articleLabel).join('、');
    return `${plain(part.withheld)}，依据《条例》${articles}${otherLaw(part.grounds)}，理由：${plain(part.reason)}`;
  });
}

/** The other law a ground rests on, where it names one. */
function otherLaw({ law_name: name, law_article: article }: Grounds): string {
  if (typeof name !== 'string' || typeof article !== 'string' || plain(name) === '') return '';
  return `、《${plain(name).replace(/^《|》$/g, '')}》${plain(article)}`;
}

/** Fields of the letter that the decision itself answers: the shared keys, the sub-outcome, the withheld parts. */
export function letterFieldsOf(
  row: OutcomeRow,
  grounds: Grounds,
  parts: readonly PartialGround[] = [],
): LetterFields {
  const keys = row.letter === null ? [] : fieldKeysOf(row.letter);
  const shared = row.grounds.flatMap((field) => {
    const value = grounds[field.key];
    const isShared = keys.includes(field.key) && value !== undefined && typeof value !== 'boolean';
    return isShared ? [[field.key, value] as const] : [];
  });
  return {
    ...Object.fromEntries(shared),
    ...(row.letter === 'R02' && row.subOutcome !== null ? { sub_outcome: row.subOutcome } : {}),
    ...(row.letter === 'R03' ? { withheld: withheldLines(parts) } : {}),
    ...(row.letter === 'R21' && row.subOutcome !== null ? { correction_result: row.subOutcome } : {}),
    ...(row.letter === 'R22' && row.subOutcome === 'other' ? { not_application_kind: 'other' } : {}),
  };
}
