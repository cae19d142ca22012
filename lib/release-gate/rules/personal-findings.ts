import type { FileText, FileTextPart } from '@/lib/documents/types';
import type { FindingRule } from '@/lib/proofreading/messages';
import { findBankCards, findSplitBankCards } from '@/lib/proofreading/rules/people/find-bank-cards';
import { findClassification } from '@/lib/proofreading/rules/people/find-classification';
import { findContactData } from '@/lib/proofreading/rules/people/find-contact-data';
import {
  findIdentityCards,
  findSplitIdentityCards,
} from '@/lib/proofreading/rules/people/find-identity-cards';
import { withoutShadowed } from '@/lib/proofreading/rules/shadowed';
import { inPieces } from '@/lib/proofreading/rules/text/windows';
import type { ProofText, TextHit } from '@/lib/proofreading/types';
import type { ReleaseRule } from '../types';

/** A rule that was met in a part of a file, how often, and in which line first. */
export type PersonalHit = {
  readonly rule: ReleaseRule;
  readonly path: string;
  readonly label: string;
  readonly count: number;
  /** From 0. */
  readonly line: number;
};

/** The rules of proofreading by what the gate calls them; the account of a unit is nobody's. */
const RULES: Readonly<Record<string, ReleaseRule | null>> = {
  id_card: 'id_card',
  id_card_unsure: 'id_card_unsure',
  id_card_old: 'id_card_unsure',
  bank_card: 'bank_card',
  bank_card_unsure: 'bank_card_unsure',
  bank_account_of_unit: null,
  mobile_number: 'mobile_number',
  email_address: 'email_address',
  home_address: 'home_address',
  birth_date: 'birth_date',
  passport_number: 'passport_number',
  classification_term: 'classification',
  classification_line: 'classification',
  classification_label: 'classification',
  classification_file_name: 'classification',
};

/**
 * Numbers and addresses of people, and classification markings, in the name and in every part of a file, with the finders
 * of proofreading. Counted by rule and part; the words themselves are not given.
 *
 * @param today civil date
 * @rule REG-17-2
 */
export function findPersonalData(name: string, text: FileText, today: string): PersonalHit[] {
  const parts: ProofText[] = [
    {
      path: 'name',
      label: '文件名',
      kind: 'file_name',
      lines: [{ text: name.replace(/\.[a-z0-9]+$/i, ''), kind: 'paragraph' }],
    },
    ...text.texts.map(toProofText),
  ];
  return parts.flatMap((part) => hitsOf(part, today));
}

function toProofText({ path, label, lines }: FileTextPart): ProofText {
  return { path, label, kind: 'prose', lines };
}

function hitsOf(part: ProofText, today: string): PersonalHit[] {
  const inLines = part.lines.flatMap(({ text }, line) =>
    inPieces<FindingRule>(text, (piece) => [
      ...findIdentityCards(piece, today),
      ...findBankCards(piece),
      ...findContactData(piece),
    ]).map((hit): TextHit<FindingRule> => ({ ...hit, line })),
  );
  const found = withoutShadowed([
    ...inLines,
    ...findClassification(part),
    ...findSplitIdentityCards(part, today),
    ...findSplitBankCards(part),
  ]);
  const hits = new Map<ReleaseRule, { count: number; line: number; seen: Set<string> }>();
  for (const { rule, line, from } of found) {
    const known = RULES[rule] ?? null;
    if (known === null) continue;
    const hit = hits.get(known) ?? { count: 0, line, seen: new Set() };
    const place = `${line}:${from}`;
    if (hit.seen.has(place)) continue;
    hit.seen.add(place);
    hits.set(known, { count: hit.count + 1, line: Math.min(hit.line, line), seen: hit.seen });
  }
  return [...hits].map(([rule, { count, line }]) => ({
    rule,
    path: part.path,
    label: part.label,
    count,
    line,
  }));
}
