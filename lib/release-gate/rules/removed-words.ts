import { LEAST_WORD, MOST_REMOVED_WORDS, REMOVED_WORD_LENGTH, type SearchedPlace } from '../types';

/** As words are compared: compatibility forms (full-width, radicals of fonts) plain, nothing unseen, no spaces, small. */
export function plainForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .toLowerCase();
}

/** The same without any mark: numbers are set apart in many ways. */
function bareForm(plain: string): string {
  return plain.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Digits from which on a word is a number, in which marks do not count. */
const NUMBER_DIGITS = 5;

type Needle = { readonly index: number; readonly form: string; readonly isNumber: boolean };

function needlesOf(words: readonly string[]): Needle[] {
  return words.flatMap((word, index): Needle[] => {
    const plain = plainForm(word);
    const isNumber = (plain.match(/\p{Nd}/gu) ?? []).length >= NUMBER_DIGITS;
    const form = isNumber ? bareForm(plain) : plain;
    return form === '' ? [] : [{ index, form, isNumber }];
  });
}

/** A search for the same words in many texts; gives the indices of those that stand in a text. */
export function wordSearch(words: readonly string[]): (text: string) => number[] {
  const needles = needlesOf(words);
  const hasNumbers = needles.some(({ isNumber }) => isNumber);
  return (text) => {
    if (needles.length === 0 || text === '') return [];
    const plain = plainForm(text);
    const bare = hasNumbers ? bareForm(plain) : '';
    return needles
      .filter(({ form, isNumber }) => (isNumber ? bare : plain).includes(form))
      .map(({ index }) => index);
  };
}

/** Where removed words still stand: the index of each with the first place of each kind in which it was found. */
export function findRemovedWords(
  words: readonly string[],
  places: readonly SearchedPlace[],
): { word: number; kind: SearchedPlace['kind']; label: string }[] {
  const search = wordSearch(words);
  const found: { word: number; kind: SearchedPlace['kind']; label: string }[] = [];
  for (const { kind, label, text } of places) {
    for (const word of search(text)) {
      if (!found.some((hit) => hit.word === word && hit.label === label)) found.push({ word, kind, label });
    }
  }
  return found;
}

/**
 * The words of a list as somebody typed it, one a line: blank lines and repetitions go.
 *
 * @returns the words, or the index (from 0) of the first line that is too short or too long, or -1 for too many
 */
export function readRemovedWords(
  text: string,
):
  | { readonly words: readonly string[] }
  | { readonly problem: 'too_short' | 'too_long' | 'too_many'; readonly line: number } {
  const words: string[] = [];
  const seen = new Set<string>();
  for (const [line, written] of text.split(/\r\n|\r|\n/).entries()) {
    const word = written.trim();
    const plain = plainForm(word);
    if (plain === '') continue;
    if ([...plain].length < LEAST_WORD) return { problem: 'too_short', line };
    if ([...word].length > REMOVED_WORD_LENGTH) return { problem: 'too_long', line };
    if (seen.has(plain)) continue;
    seen.add(plain);
    words.push(word);
  }
  return words.length > MOST_REMOVED_WORDS ? { problem: 'too_many', line: -1 } : { words };
}
