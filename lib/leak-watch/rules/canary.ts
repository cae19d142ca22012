import { CANARY_PLACES, type CanaryPlace, type CanaryWords } from '../types';

/** Constant beginning of the canary's title, so that a person who ever meets it knows what it is. */
export const CANARY_TITLE = '泄漏检测稿件';

/** Letters of item ids (lib/disclosure/commands/create-item.ts): none easily confused with another. */
const ID_LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';
/** Length of the Latin words, letters; with 32 letters each has 100 bits. */
const WORD_LETTERS = 20;
/** Rare characters of three bytes each, which no text of an organ puts side by side. */
const HAN = '彧旻昉昀翀翊翎翙翚耆耄耋苌苕茇荙荛荪莛菂菖萑葭蒟蓂蕤藜藿虬螭';
const HAN_LETTERS = 12;

function spell(bytes: Uint8Array, letters: string, length: number): string {
  const alphabet = [...letters];
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** Random bytes that `makeWords` needs for each place. */
export const BYTES_PER_WORD = 64;

/**
 * The words of a canary or its twin from random bytes: `BYTES_PER_WORD` for each of `CANARY_PLACES`, in order. Words of
 * one place have the same length and alphabet whatever the bytes, so that two answers can be compared byte for byte.
 */
export function makeWords(random: Uint8Array): CanaryWords {
  const words = CANARY_PLACES.map((place, at) => {
    const bytes = random.subarray(at * BYTES_PER_WORD, (at + 1) * BYTES_PER_WORD);
    if (bytes.length < BYTES_PER_WORD) throw new Error('too few random bytes for the words of a canary');
    return [place, wordOf(place, bytes)] as const;
  });
  return Object.fromEntries(words) as CanaryWords;
}

function wordOf(place: CanaryPlace, bytes: Uint8Array): string {
  const word = spell(bytes, ID_LETTERS, WORD_LETTERS);
  switch (place) {
    case 'item_id':
      return spell(bytes, ID_LETTERS, 10);
    case 'file_hash':
    case 'image_hash':
      return spell(bytes, '0123456789abcdef', 64);
    case 'title_chinese':
      return spell(bytes, HAN, HAN_LETTERS);
    case 'file_name':
      return `${word}.txt`;
    case 'image_name':
      return `${word}.png`;
    case 'title':
    case 'summary':
    case 'body':
    case 'keyword':
    case 'doc_no':
    case 'source':
    case 'file_text':
    case 'image_text':
      return word;
  }
}
