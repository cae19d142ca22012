import { isHan } from '../text/characters';
import { areConfusable, confusableWith } from './confusables';

/** Terms of at least this many characters are also found with any one character changed, missing or too many. */
const LONG_TERM = 6;

/** How a mistyped term is looked for: `miss` is a mistake as a whole, `anchor` a piece that was typed right. */
export type NearMissKey = { readonly kind: 'miss' } | { readonly kind: 'anchor'; readonly offset: number };

/** A term with two neighbours swapped, or with one character that sounds or looks alike: every such writing. */
export function swappedOrConfused(term: string): string[] {
  return [...swapped(term), ...confused(term)];
}

function swapped(term: string): string[] {
  return Array.from({ length: term.length - 1 }, (_, at) =>
    [term.slice(0, at), term[at + 1], term[at], term.slice(at + 2)].join(''),
  ).filter((one) => one !== term);
}

function confused(term: string): string[] {
  return [...term].flatMap((character, at) =>
    [...confusableWith(character)].map((other) => term.slice(0, at) + other + term.slice(at + 1)),
  );
}

/**
 * What to look for in a text to meet a mistyped term: every single mistake of a short term by a character that sounds or
 * looks alike, two characters swapped, and for a long term its two halves, one of which a single mistake leaves whole.
 */
export function nearMissKeys(term: string): [text: string, key: NearMissKey][] {
  const whole = term.length < LONG_TERM ? swappedOrConfused(term) : swapped(term);
  const keys = whole.map((text): [string, NearMissKey] => [text, { kind: 'miss' }]);
  if (term.length < LONG_TERM) return keys;
  const middle = term.length >> 1;
  return [
    ...keys,
    [term.slice(0, middle), { kind: 'anchor', offset: 0 }],
    [term.slice(middle), { kind: 'anchor', offset: middle }],
  ];
}

/** Length of the longest common beginning of `term` and the line from `at` on. */
function commonStart(term: string, line: string, at: number): number {
  let length = 0;
  while (length < term.length && term[length] === line[at + length]) length += 1;
  return length;
}

function commonEnd(term: string, line: string, end: number): number {
  let length = 0;
  while (length < term.length && term[term.length - 1 - length] === line[end - 1 - length]) length += 1;
  return length;
}

/** What stands in the line in place of `piece`, beginning at `from` and ending at `to` where they are given. */
type Place = { from: number; to: number };

/**
 * The mistyped half beside a half that was typed right: one character changed, missing or too many in it. At the outer
 * edge of the term only a character that sounds or looks alike counts, for a shorter name may be meant.
 *
 * @param isBehind whether the mistyped half follows the right one
 */
function mistypedHalf(line: string, right: Place, half: string, isBehind: boolean): Place | null {
  const fits = (length: number): Place | null => {
    const place = isBehind
      ? { from: right.to, to: right.to + length }
      : { from: right.from - length, to: right.from };
    if (place.from < 0 || place.to > line.length) return null;
    const start = commonStart(half, line, place.from);
    const end = commonEnd(half, line, place.to);
    if (start === half.length && length === half.length) return null;
    const mistakes = length === half.length ? 1 : 0;
    if (start + end < Math.min(half.length, length) - mistakes) return null;
    const isOuterEdge = (isBehind ? start : end) >= half.length - (length > half.length ? 0 : 1);
    if (mistakes === 0)
      return !isOuterEdge && [...line.slice(place.from, place.to)].every(isHan) ? place : null;
    const wrong = line[place.from + start] ?? '';
    return isHan(wrong) && (!isOuterEdge || areConfusable(half[start] ?? '', wrong)) ? place : null;
  };
  return fits(half.length) ?? fits(half.length - 1) ?? fits(half.length + 1);
}

/** Where a long term stands with one mistake around a half of it that was typed right, or null. */
export function nearMissAround(line: string, term: string, right: Place, offset: number): Place | null {
  const middle = term.length >> 1;
  if (offset === 0) {
    const place = mistypedHalf(line, right, term.slice(middle), true);
    return place && { from: right.from, to: place.to };
  }
  const place = mistypedHalf(line, right, term.slice(0, middle), false);
  return place && { from: place.from, to: right.to };
}
