import { z } from 'zod';

/** What neither PostgreSQL nor a Word file can hold: controls, lone surrogates, non-characters. Nobody types them. */
const UNSTORABLE = /[\p{Noncharacter_Code_Point}\p{Cs}]|[^\P{Cc}\t\n\r]/u;

/**
 * Unstorable characters, controls, and characters without a shape: marks of direction (they make a text read differently
 * from what is stored), joiners, fillers, selectors and the empty Braille cell (they hide a word from proofreading, or
 * make an empty text look written).
 */
const ODD =
  /[\p{Noncharacter_Code_Point}\p{Cs}\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff9-\ufffb]/u;
const JOINERS = /[\u200c\u200d]/;
/** Variants of a picture or an ideograph: the two of emoji, the standardised ones, and those of the registry (IVS). */
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const TAKES_SELECTOR = /[\p{Extended_Pictographic}\p{Script=Han}]/u;
/** Letters that join: the scripts of Xinjiang, Inner Mongolia and Tibet are written with joiners and selectors. */
const TAKES_JOINER =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|(?![\p{Script=Han}\p{Script=Latin}])[\p{L}\p{M}]/u;
const MONGOLIAN_SELECTORS = /[\u180b-\u180f]/;
const MONGOLIAN = /\p{Script=Mongolian}/u;

function isLawful(character: string, before: string): boolean {
  if (SELECTORS.test(character)) return TAKES_SELECTOR.test(before);
  if (MONGOLIAN_SELECTORS.test(character)) return MONGOLIAN.test(before);
  return JOINERS.test(character) && TAKES_JOINER.test(before);
}

/**
 * Removes what must never stand in text: unstorable and shapeless characters, save selectors and joiners where their
 * script or picture has them. A tab or line break becomes one space, so that words stay apart. Does not normalise.
 */
export function withoutForbiddenCharacters(text: string): string {
  const line = text.replace(/[\t\n\r\u2028\u2029]+/g, ' ');
  if (!ODD.test(line)) return line;
  let kept = '';
  let before = '';
  for (const character of line) {
    if (ODD.test(character) && !isLawful(character, before)) continue;
    kept += character;
    before = character;
  }
  return kept;
}

/** The one form in which a line of text is stored: no forbidden characters, Unicode NFC. */
export function cleanText(text: string): string {
  return withoutForbiddenCharacters(text).normalize('NFC');
}

/** `cleanText` of each line; lines stay. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(cleanText)
    .join('\n');
}

/** Whether anything in a text can be seen. */
export function isBlank(text: string): boolean {
  return cleanText(text).replace(/\p{M}/gu, '').trim() === '';
}

/**
 * Words that somebody writes for the record (意见, 理由, 说明): shapeless characters go, lines stay, ends are trimmed;
 * what can't be stored is refused in plain words, for a record is never mended afterwards.
 *
 * @param max characters
 * @param label what people call the field
 */
export function writtenText(max: number, label: string) {
  return z
    .string()
    .refine((value) => !UNSTORABLE.test(value), `${label}含有无法保存的字符，请重新输入。`)
    .transform((value) => (isBlank(value) ? '' : cleanLines(value).trim()))
    .refine((value) => value.length <= max, `${label}请控制在${max}字以内。`);
}

/** `writtenText` that must say something; `sentence` asks for it. */
export function neededText(max: number, label: string, sentence = `请写明${label}。`) {
  return writtenText(max, label).refine((value) => value !== '', sentence);
}

/** `text` without what XML 1.0 forbids, which makes a program refuse the whole file. */
export function withoutXmlForbidden(text: string): string {
  return text.replace(/[\ufffe\uffff\p{Cs}]|[^\P{Cc}\t\n\r\u007f-\u009f]/gu, '');
}
