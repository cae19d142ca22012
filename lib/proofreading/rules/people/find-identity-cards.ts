import type { Hit } from '../../types';
import { halfWidth } from '../text/characters';
import { matchesOf } from '../text/matches';

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

/**
 * Identity card numbers (居民身份证号): a plausible birthday inside; with a right check digit they block, without they
 * are asked about. Old ones of 15 digits are asked about where the line speaks of identity cards.
 *
 * @param today civil date, no birthday is later
 * @rule TR-18
 */
export function findIdentityCards(line: string, today: string): Hit<Rule>[] {
  const digits = halfWidth(line);
  const hits = matchesOf(EIGHTEEN, digits).flatMap(({ from, to, text }): Hit<Rule>[] => {
    const number = text.replace(/[ -]/g, '');
    if (!PROVINCES.has(number.slice(0, 2)) || !isPlausibleBirthday(number.slice(6, 14), today)) return [];
    const rule = hasIdCheckDigit(number) ? 'id_card' : 'id_card_unsure';
    return [{ rule, from, to, suggestion: maskIdCard(number.toUpperCase()) }];
  });
  if (!ID_WORDS.test(line)) return hits;
  const old = matchesOf(FIFTEEN, digits)
    .filter(({ text }) => PROVINCES.has(text.slice(0, 2)))
    .map(({ from, to, text }) => ({ rule: 'id_card_old' as const, from, to, suggestion: maskIdCard(text) }));
  return [...hits, ...old];
}
