import { type FindingRule, findingMessage } from '../messages';
import type { Dictionaries, Finding, Hit, PlacedHit, ProofreadingInput, ProofText, TextHit } from '../types';
import { FINDING_RULES, isAdjustable } from './catalogue';
import { findDates } from './figures/find-dates';
import { findDeadlines } from './figures/find-deadlines';
import { findQuantities, findQuantityDifferences } from './figures/find-quantities';
import { findTableSums } from './figures/find-table-sums';
import { findDocNumberField, findDocNumbers } from './form/find-doc-numbers';
import { findNumbering } from './form/find-numbering';
import { findPunctuation } from './form/find-punctuation';
import { findSpacing } from './form/find-spacing';
import { findTitles } from './form/find-titles';
import { findUnpaired } from './form/find-unpaired';
import { findBankCards } from './people/find-bank-cards';
import { findClassification } from './people/find-classification';
import { findContactData } from './people/find-contact-data';
import { findIdentityCards } from './people/find-identity-cards';
import { findProtectedNames } from './people/find-protected-names';
import { withoutShadowed } from './shadowed';
import { findAttachments } from './surroundings/find-attachments';
import { findImages } from './surroundings/find-images';
import { findLinks } from './surroundings/find-links';
import { findResidue } from './surroundings/find-residue';
import { findCommonWords } from './wording/find-common-words';
import { findCorrections, findDeadlineWording, findDoubledWords } from './wording/find-corrections';
import { findProtectedTerms } from './wording/find-protected-terms';
import { findCoordinates, findSensitiveTerms } from './wording/find-sensitive-terms';

/** Longest excerpt of a finding, in characters. */
const EXCERPT_CHARACTERS = 40;

/**
 * Everything the rules find in an input (校对): misspelt words, markings, personal data, figures, dates, form, links and
 * files. Findings come in the order of the texts, then of the place; the same input gives the same list.
 *
 * @param dictionaries of the organ, with its settings; what blocks can't be switched off
 * @rule TR-17 @rule TR-18 @rule REG-17-2
 */
export function proofread(input: ProofreadingInput, dictionaries: Dictionaries): Finding[] {
  const settings = new Map(dictionaries.settings.map((one) => [one.rule, one]));
  const inText = input.texts.map((text) => ({ text, hits: findInText(text, input, dictionaries) }));
  const across: PlacedHit<FindingRule>[] = [
    ...findDeadlines(input),
    ...findDocNumberField(input),
    ...findTitles(input),
    ...findAttachments(input),
  ];
  return inText.flatMap(({ text, hits }) => {
    const own = across.filter((hit) => hit.path === text.path);
    const wanted = [...hits, ...own].filter(
      (hit) => !(isAdjustable(hit.rule) && settings.get(hit.rule)?.isOff && hit.severity !== 'blocking'),
    );
    return inOrder(withoutShadowed(wanted)).map((hit) =>
      toFinding(text, hit, input, settings.get(hit.rule)?.severity),
    );
  });
}

function findInText(
  text: ProofText,
  { facts }: ProofreadingInput,
  dictionaries: Dictionaries,
): TextHit<FindingRule>[] {
  const byLine = text.lines.flatMap((line, at) => {
    const words = line.text;
    const hits: Hit<FindingRule>[] = [
      ...findImages(line),
      ...(words === ''
        ? []
        : [
            ...findProtectedTerms(words, dictionaries),
            ...findProtectedNames(words, dictionaries),
            ...findCorrections(words, dictionaries),
            ...findCommonWords(words, dictionaries),
            ...findDoubledWords(words),
            ...findDeadlineWording(words),
            ...findSensitiveTerms(words, dictionaries),
            ...findCoordinates(words),
            ...findIdentityCards(words, facts.today),
            ...findBankCards(words),
            ...findContactData(words),
            ...findQuantities(words),
            ...(text.path === 'doc_no' || text.kind !== 'metadata' ? findDocNumbers(words, facts.today) : []),
            ...findLinks(line),
            ...findResidue(words),
          ]),
    ];
    return hits.map((hit) => ({ ...hit, line: at }));
  });
  return [
    ...findClassification(text),
    ...byLine,
    ...findTableSums(text),
    ...findQuantityDifferences(text),
    ...findDates(text, facts),
    ...findPunctuation(text),
    ...findUnpaired(text),
    ...findSpacing(text),
    ...findNumbering(text),
  ];
}

/** By place, then by rule; the same rule at the same place once. */
function inOrder(hits: readonly TextHit<FindingRule>[]): TextHit<FindingRule>[] {
  const key = (hit: TextHit<FindingRule>) => `${hit.rule} ${hit.line} ${hit.from} ${hit.to}`;
  const seen = new Set<string>();
  const once = hits.filter((hit) => !seen.has(key(hit)) && seen.add(key(hit)));
  return once.sort(
    (a, b) =>
      a.line - b.line || a.from - b.from || a.to - b.to || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function toFinding(
  text: ProofText,
  hit: TextHit<FindingRule>,
  { facts }: ProofreadingInput,
  wished: Finding['severity'] | undefined,
): Finding {
  const { kind, severity } = FINDING_RULES[hit.rule];
  const { line, from, to, suggestion } = hit;
  const words = text.lines[line]?.text.slice(from, to) ?? '';
  // The excerpt is stored with the finding, so a number of a person goes into it masked.
  const isNumber = kind === 'personal_data' && suggestion !== undefined;
  const excerpt = shorten(isNumber ? suggestion : words);
  const isExempt = kind === 'personal_data' && facts.personalDataExemption !== null;
  const own = hit.severity ?? (isAdjustable(hit.rule) ? wished : undefined) ?? severity;
  return {
    rule: hit.rule,
    kind,
    severity: isExempt && own === 'blocking' ? 'warning' : own,
    place: { path: text.path, line, from, to, excerpt },
    message: findingMessage(hit.rule, { text: excerpt, suggestion: suggestion ?? '', ...hit.facts }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(isExempt && facts.personalDataExemption ? { exempt: facts.personalDataExemption } : {}),
  };
}

function shorten(words: string): string {
  const characters = [...words];
  if (characters.length <= EXCERPT_CHARACTERS) return words;
  return `${characters.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`;
}
