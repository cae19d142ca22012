import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';
import type { LetterDocument, ParagraphStyle, RemedyMode } from '../types/letters';
import { LETTER_CODES, PARAGRAPH_STYLES, REMEDY_MODES } from '../types/letters';

/** Number of the canonical form of letters. */
const FORMAT = 1;

/**
 * A letter as bytes that are hashed: every decision of its route is about exactly these. Number and date are not among
 * them; a letter gets those when it is sealed.
 *
 * @rule LT-1
 */
export function canonicalLetter(letter: LetterDocument): { canonical: string; contentHash: string } {
  const canonical = canonicalJson({
    _format: FORMAT,
    code: letter.code,
    organ_name: letter.organName,
    title: letter.title,
    addressee: letter.addressee,
    // Pairs, not objects: the text of a letter holds no brace, and the database can see that (LT-T3).
    paragraphs: letter.paragraphs.map(({ style, text }) => [style, text]),
    slip: letter.slip,
    enclosures: letter.enclosures,
    remedy_mode: letter.remedyMode,
    is_electronic: letter.isElectronic,
  });
  return { canonical, contentHash: sha256Hex(canonical) };
}

/** The letter that was frozen. Throws on bytes that are none. */
export function readCanonicalLetter(canonical: string): LetterDocument {
  const stored = JSON.parse(canonical) as { readonly [key: string]: Json };
  const text = (key: string) => {
    const value = stored[key];
    if (typeof value !== 'string') throw new Error(`the letter has no ${key}`);
    return value;
  };
  const list = (key: string): readonly Json[] => {
    const value = stored[key];
    return Array.isArray(value) ? value : [];
  };
  const code = LETTER_CODES.find((one) => one === stored.code);
  if (code === undefined) throw new Error('the letter has no code');
  return {
    code,
    organName: text('organ_name'),
    title: text('title'),
    addressee: text('addressee'),
    paragraphs: list('paragraphs').map((pair) => {
      const [style, words] = pair as readonly [ParagraphStyle, string];
      return { style: PARAGRAPH_STYLES.find((one) => one === style) ?? 'body', text: words };
    }),
    slip: list('slip').map(String),
    enclosures: list('enclosures').map((pair) => {
      const [name, sha256] = pair as readonly [string, string];
      return [name, sha256] as const;
    }),
    remedyMode: REMEDY_MODES.find((one): one is RemedyMode => one === stored.remedy_mode) ?? 'none',
    isElectronic: stored.is_electronic === true,
  };
}
