import { type FindingRule, findingMessage } from '../messages';
import type {
  Dictionaries,
  Finding,
  Hit,
  PlacedHit,
  ProofLine,
  ProofreadingInput,
  ProofText,
  TextHit,
} from '../types';
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
import { limitedInItem, limitedInText } from './limits';
import { findBankCards, findSplitBankCards } from './people/find-bank-cards';
import { findClassification } from './people/find-classification';
import { findContactData } from './people/find-contact-data';
import { findIdentityCards, findSplitIdentityCards } from './people/find-identity-cards';
import { findProtectedNames } from './people/find-protected-names';
import { withoutShadowed } from './shadowed';
import { findAttachments } from './surroundings/find-attachments';
import { findImages } from './surroundings/find-images';
import { findLinks } from './surroundings/find-links';
import { findResidue } from './surroundings/find-residue';
import { inPieces } from './text/windows';
import { findCommonWords } from './wording/find-common-words';
import { findCorrections, findDeadlineWording, findDoubledWords } from './wording/find-corrections';
import { findProtectedTerms } from './wording/find-protected-terms';
import { findCoordinates, findSensitiveTerms } from './wording/find-sensitive-terms';

/** Longest excerpt of a finding, in characters. */
const EXCERPT_CHARACTERS = 40;

/** Characters of lines that are read between two pauses. */
const PAUSE_CHARACTERS = 10_000;

/**
 * Everything the rules find in an input (校对): misspelt words, markings, personal data, figures, dates, form, links and
 * files. Findings come in the order of the texts, then of the place; the same input gives the same list. Of a rule that
 * goes on and on some are listed and the rest is counted (`limitedInText`, `limitedInItem`).
 *
 * @param dictionaries of the organ, with its settings; what blocks can't be switched off
 * @rule TR-17 @rule TR-18 @rule REG-17-2
 */
export function proofread(input: ProofreadingInput, dictionaries: Dictionaries): Finding[] {
  const steps = proofreadInSteps(input, dictionaries);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `proofread` with pauses, so that a server can answer others while it reads a long text. */
export function* proofreadInSteps(
  input: ProofreadingInput,
  dictionaries: Dictionaries,
): Generator<void, Finding[]> {
  const settings = new Map(dictionaries.settings.map((one) => [one.rule, one]));
  const across: PlacedHit<FindingRule>[] = [];
  for (const find of [findDeadlines, findDocNumberField, findTitles, findAttachments]) {
    across.push(...find(input));
    yield;
  }
  const findings: Finding[][] = [];
  for (const text of input.texts) {
    const hits: TextHit<FindingRule>[][] = [across.filter((hit) => hit.path === text.path)];
    for (const found of findInText(text, input, dictionaries)) {
      hits.push(found);
      yield;
    }
    const wanted = hits
      .flat()
      .filter(
        (hit) => !(isAdjustable(hit.rule) && settings.get(hit.rule)?.isOff && hit.severity !== 'blocking'),
      );
    const ordered = inOrder(withoutShadowed(wanted));
    yield;
    findings.push(
      limitedInText(ordered, (hit) => toFinding(text, hit, input, settings.get(hit.rule)?.severity)),
    );
    yield;
  }
  return limitedInItem(findings.flat());
}

function* findInText(
  text: ProofText,
  { facts }: ProofreadingInput,
  dictionaries: Dictionaries,
): Generator<TextHit<FindingRule>[]> {
  let read = 0;
  for (const [at, line] of text.lines.entries()) {
    const hits = findInLine(text, line, facts.today, dictionaries);
    read += line.text.length;
    const isPause = read >= PAUSE_CHARACTERS || hits.length > 0;
    if (isPause) {
      read = 0;
      yield hits.map((hit) => ({ ...hit, line: at }));
    }
  }
  yield findClassification(text);
  yield findSplitIdentityCards(text, facts.today);
  yield findSplitBankCards(text);
  yield findTableSums(text);
  yield findQuantityDifferences(text);
  yield findDates(text, facts);
  yield findPunctuation(text);
  yield findUnpaired(text);
  yield findSpacing(text);
  yield findNumbering(text);
}

function findInLine(
  text: ProofText,
  line: ProofLine,
  today: string,
  dictionaries: Dictionaries,
): Hit<FindingRule>[] {
  const words = line.text;
  if (words === '') return findImages(line);
  const hasDocNumbers = text.path === 'doc_no' || text.kind !== 'metadata';
  return [
    ...findImages(line),
    ...inPieces<FindingRule>(words, (piece) => [
      ...findProtectedTerms(piece, dictionaries),
      ...findProtectedNames(piece, dictionaries),
      ...findCorrections(piece, dictionaries),
      ...findCommonWords(piece, dictionaries),
      ...findDoubledWords(piece),
      ...findDeadlineWording(piece),
      ...findSensitiveTerms(piece, dictionaries),
      ...findCoordinates(piece),
      ...findIdentityCards(piece, today),
      ...findBankCards(piece),
      ...findContactData(piece),
      ...findQuantities(piece),
      ...(hasDocNumbers ? findDocNumbers(piece, today) : []),
      ...findResidue(piece),
    ]),
    ...findLinks(line),
  ];
}

/** By place, then by rule; the same rule at the same place once. */
function inOrder(hits: readonly TextHit<FindingRule>[]): TextHit<FindingRule>[] {
  const sorted = [...hits].sort(
    (a, b) =>
      a.line - b.line || a.from - b.from || a.to - b.to || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  return sorted.filter((hit, at) => {
    const before = sorted[at - 1];
    return !(
      before &&
      before.rule === hit.rule &&
      before.line === hit.line &&
      before.from === hit.from &&
      before.to === hit.to
    );
  });
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
