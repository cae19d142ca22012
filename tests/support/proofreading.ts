import fs from 'node:fs';
import path from 'node:path';
import { proofread } from '@/lib/proofreading/rules/proofread';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import type {
  Dictionaries,
  Finding,
  FindingKind,
  FindingPlace,
  ProofFacts,
  ProofLine,
  ProofText,
  ProtectedName,
} from '@/lib/proofreading/types';

const FIXTURES = path.resolve(import.meta.dirname, '..', 'fixtures');

export const FACTS: ProofFacts = {
  today: '2024-06-28',
  formedAt: null,
  expiresAt: null,
  itemYear: null,
  docNo: '',
  genre: '',
  attachments: [],
  personalDataExemption: null,
};

export function proseOf(...lines: (string | ProofLine)[]): ProofText {
  return {
    path: 'body',
    label: '正文',
    kind: 'prose',
    lines: lines.map((line) => (typeof line === 'string' ? { text: line, kind: 'paragraph' } : line)),
  };
}

export function textOf(kind: ProofText['kind'], at: string, words: string): ProofText {
  return { path: at, label: at, kind, lines: [{ text: words, kind: 'paragraph' }] };
}

/** Rows of a table, one cell after the other without merged ones. */
export function rowsOf(...rows: string[][]): ProofLine[] {
  return rows.map((cells) => {
    let from = 0;
    const places = cells.map((cell, column) => {
      const place = { from, to: from + cell.length, column, columnSpan: 1, rowSpan: 1 };
      from = place.to + 1;
      return place;
    });
    return { text: cells.join('\t'), kind: 'row', table: 1, cells: places };
  });
}

export function proofreadTexts(
  texts: ProofText[],
  facts: Partial<ProofFacts> = {},
  dictionaries: Partial<Dictionaries> = {},
): Finding[] {
  return proofread({ texts, facts: { ...FACTS, ...facts } }, { ...SHIPPED_DICTIONARIES, ...dictionaries });
}

/** What is found of some kinds in a text of these lines, as `rule “words”`. */
export function foundIn(
  lines: string | ProofLine | (string | ProofLine)[],
  kinds: FindingKind | FindingKind[],
  facts: Partial<ProofFacts> = {},
  dictionaries: Partial<Dictionaries> = {},
): string[] {
  const text = proseOf(...[lines].flat());
  return proofreadTexts([text], facts, dictionaries)
    .filter((finding) => [kinds].flat().includes(finding.kind))
    .map(({ rule, place }) => `${rule} ${wordsAt([text], place)}`);
}

export function wordsAt(texts: readonly ProofText[], place: Omit<FindingPlace, 'excerpt'>): string {
  const line = texts.find((text) => text.path === place.path)?.lines[place.line];
  return line?.text.slice(place.from, place.to) ?? '(no such line)';
}

// ── The labelled set ─────────────────────────────────────────────────────────────────────────────────────────────

export type Label = Omit<FindingPlace, 'excerpt'> & { kind: FindingKind };
type Document = {
  article: string;
  facts: ProofFacts;
  texts: ProofText[];
  planted: Label[];
  random: Label[];
  natural: Label[];
};
export type LabelledSet = { names: ProtectedName[]; documents: Document[] };

export function readLabelledSet(): LabelledSet {
  return JSON.parse(fs.readFileSync(path.join(FIXTURES, 'proofreading/labelled-set.json'), 'utf8'));
}

export type Page = { article: string; title: string; body_text: string; attachments: string[] };

export function readPages(): Page[] {
  return JSON.parse(fs.readFileSync(path.join(FIXTURES, 'proofreading/pages.json'), 'utf8'));
}

/** One mistake may be told as any of these: a wrong word of the list is often a mistyped name of the list as well. */
const SAME: Partial<Record<FindingKind, string>> = { typo: 'word', protected_term: 'word' };
const family = (kind: FindingKind) => SAME[kind] ?? kind;

function meets(label: Label, { place }: Finding): boolean {
  if (place.path !== label.path || place.line !== label.line) return false;
  const isEmpty = label.from === label.to || place.from === place.to;
  return isEmpty ? place.from === label.from : place.from < label.to && place.to > label.from;
}

export type Score = { kind: FindingKind; planted: number; met: number; told: number; right: number };

/**
 * For each kind: mistakes set in, how many are met by a finding of the kind, findings of the kind, how many of them
 * stand at a mistake. `random` counts the randomly mistyped characters that any finding meets.
 */
export function measure(set: LabelledSet): { scores: Score[]; random: { planted: number; met: number } } {
  const scores = new Map<FindingKind, Score>();
  const of = (kind: FindingKind) => {
    const score = scores.get(kind) ?? { kind, planted: 0, met: 0, told: 0, right: 0 };
    scores.set(kind, score);
    return score;
  };
  const random = { planted: 0, met: 0 };
  for (const { texts, facts, planted, random: mistyped, natural } of set.documents) {
    const findings = proofread({ texts, facts }, { ...SHIPPED_DICTIONARIES, protectedNames: set.names });
    for (const label of planted) {
      of(label.kind).planted += 1;
      const isMet = findings.some((one) => family(one.kind) === family(label.kind) && meets(label, one));
      if (isMet) of(label.kind).met += 1;
    }
    for (const label of mistyped) {
      random.planted += 1;
      if (findings.some((one) => meets(label, one))) random.met += 1;
    }
    for (const finding of findings) {
      of(finding.kind).told += 1;
      const isRight =
        mistyped.some((label) => meets(label, finding)) ||
        [...planted, ...natural].some(
          (label) => family(label.kind) === family(finding.kind) && meets(label, finding),
        );
      if (isRight) of(finding.kind).right += 1;
    }
  }
  return { scores: [...scores.values()], random };
}
