import type { Hit, ProofText, TextHit } from '../../types';
import { matchesOf } from '../text/matches';
import { acrossShadows, inShadow } from '../text/shadow';

type Rule = 'id_card' | 'id_card_unsure' | 'id_card_old';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

/** First two digits of the places of registration (GB/T 2260), 81–83 for residence permits. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/**
 * Whether the last character of an 18-digit number is its check digit: digits 1–17 times their weights, modulo 11,
 * looked up in 1 0 X 9 8 7 6 5 4 3 2.
 *
 * @param number 17 digits and a digit or X
 * @rule TR-18
 */
export function hasIdCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK_DIGITS[sum % 11] === number[17]?.toUpperCase();
}

/** Whether a birthday `YYYYMMDD` is a date of this calendar between 1900 and `today` (`YYYY-MM-DD`). */
export function isPlausibleBirthday(digits: string, today: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const days = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  const isDate = (month ?? 0) >= 1 && (month ?? 0) <= 12 && (day ?? 0) >= 1 && (day ?? 0) <= days;
  const written = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isDate && (year ?? 0) >= 1900 && written <= today;
}

/** The number with only its first two and last three characters: `35*************123` (a city's notice of 2023). */
export function maskIdCard(number: string): string {
  return `${number.slice(0, 2)}${'*'.repeat(number.length - 5)}${number.slice(-3)}`;
}

const EIGHTEEN =
  /(?<![0-9A-Za-z*])[1-8]\d{5}[ -]?(?:18|19|20)\d{2}(?:[ -]?\d{2}){2}[ -]?\d{3}[\dXx](?![0-9A-Za-z*])/g;
const FIFTEEN =
  /(?<![0-9A-Za-z*])[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z*])/g;
const ID_WORDS = /身份证|公民身份|证件号/;

/** One mark between two digits, or the end of a line. */
const SEPARATOR =
  '(?:[ \\t\\u00a0\\u2002-\\u200a\\u3000·•・‧.．,，、_\\-‐–—/／|*]|[ \\u3000]{0,4}\\n[ \\u3000]{0,4})';
/** Found at every digit, for a number may begin inside of what looks like another. */
const SPACED = new RegExp(
  `(?<![0-9A-Za-z*])(?=([1-8](?:${SEPARATOR}?\\d){16}${SEPARATOR}?[\\dXx])(?![0-9A-Za-z*]))`,
  'g',
);
/** More marks than this inside a number are set between figures of a list, unless the same one stands between all. */
const MOST_SEPARATORS = 4;

/** Numbers with a right check digit and marks between the digits. */
function findSpaced(line: string, today: string): Hit<Rule>[] {
  const hits: Hit<Rule>[] = [];
  for (const { from, groups } of matchesOf(SPACED, line)) {
    const text = groups[0] ?? '';
    const number = text.replace(/[^\dXx]/g, '');
    const separators = text.match(/[^\dXx]+/g) ?? [];
    const isEven =
      separators.length >= 16 && new Set(separators).size === 1 && !/[\t,，、]/.test(separators[0] ?? '');
    if (separators.length === 0 || (separators.length > MOST_SEPARATORS && !isEven)) continue;
    if (!PROVINCES.has(number.slice(0, 2)) || !isPlausibleBirthday(number.slice(6, 14), today)) continue;
    if (!hasIdCheckDigit(number)) continue;
    const suggestion = maskIdCard(number.toUpperCase());
    hits.push({ rule: 'id_card', from, to: from + text.length, suggestion });
  }
  return hits;
}

/**
 * Identity card numbers (居民身份证号): a plausible birthday inside; with a right check digit they block, without they
 * are asked about. Old ones of 15 digits are asked about where the line speaks of identity cards. Characters that are not
 * seen and single marks between the digits hide none.
 *
 * @param today civil date, no birthday is later
 * @rule TR-18
 */
export function findIdentityCards(line: string, today: string): Hit<Rule>[] {
  return inShadow(line, (shadow) => findInShadow(shadow, today));
}

/** Identity card numbers with the end of a line, or of a paragraph, between their digits. @rule TR-18 */
export function findSplitIdentityCards(text: ProofText, today: string): TextHit<Rule>[] {
  return acrossShadows(text, (whole) => findSpaced(whole, today));
}

function findInShadow(digits: string, today: string): Hit<Rule>[] {
  const plain = matchesOf(EIGHTEEN, digits).flatMap(({ from, to, text }): Hit<Rule>[] => {
    const number = text.replace(/[ -]/g, '');
    if (!PROVINCES.has(number.slice(0, 2)) || !isPlausibleBirthday(number.slice(6, 14), today)) return [];
    const rule = hasIdCheckDigit(number) ? 'id_card' : 'id_card_unsure';
    return [{ rule, from, to, suggestion: maskIdCard(number.toUpperCase()) }];
  });
  const known = new Set(plain.map((hit) => hit.from));
  const hits = [...plain, ...findSpaced(digits, today).filter((hit) => !known.has(hit.from))];
  if (!ID_WORDS.test(digits)) return hits;
  const old = matchesOf(FIFTEEN, digits)
    .filter(({ text }) => PROVINCES.has(text.slice(0, 2)))
    .map(({ from, to, text }) => ({ rule: 'id_card_old' as const, from, to, suggestion: maskIdCard(text) }));
  return [...hits, ...old];
}
