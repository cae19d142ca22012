import { type Answer, CANARY_PLACES, type CanaryPlace, type CanaryWords } from '../types';

/**
 * The forms in which a word can stand in an answer: as it is, in an address, in a JSON or RSC text, as HTML entities, and
 * inside base64 whatever stands before it.
 */
export function formsOf(word: string): readonly string[] {
  const points = [...word].map((letter) => letter.codePointAt(0) ?? 0);
  const units = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
  const isPlain = /^[\x20-\x7e]*$/.test(word);
  const escaped = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  const forms = [
    word,
    ...(isPlain
      ? []
      : [
          encodeURIComponent(word),
          escaped,
          points.map((point) => `&#${point};`).join(''),
          points.map((point) => `&#x${point.toString(16)};`).join(''),
        ]),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** The stable middle of the base64 of a text that holds this word, for each of the three ways it can be cut. */
export function base64FormsOf(word: string): readonly string[] {
  const bytes = new TextEncoder().encode(word);
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    // Letters that share bits with what stands before or after the word are left out.
    const text = btoa(String.fromCharCode(...padded));
    const first = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((padded.length - (padded.length % 3)) / 3) * 4);
    return text.slice(first, whole);
  });
}

/** What a search for words needs, made once for all answers. */
export type WordSearch = readonly {
  readonly place: CanaryPlace;
  readonly forms: readonly string[];
  readonly base64: readonly string[];
}[];

/** Prepares the search for the words of a canary. */
export function wordSearch(words: CanaryWords): WordSearch {
  return CANARY_PLACES.map((place) => {
    // Without their endings, so that a name is found cut short as well.
    const word = words[place].replace(/\.(?:txt|png)$/, '');
    return { place, forms: formsOf(word), base64: base64FormsOf(word) };
  });
}

/** Which words of the canary stand anywhere in an answer: in its body or in a header. */
export function wordsIn(answer: Answer, search: WordSearch): CanaryPlace[] {
  const headers = answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  const text = `${headers}\n${new TextDecoder().decode(answer.body)}`;
  const lower = text.toLowerCase();
  return search
    .filter(
      ({ forms, base64 }) =>
        forms.some((form) => lower.includes(form)) || base64.some((form) => text.includes(form)),
    )
    .map(({ place }) => place);
}

/** A text with every word of the canary replaced by the name of its place: safe to keep and to show. */
export function maskWords(text: string, words: CanaryWords): string {
  return CANARY_PLACES.reduce(
    (masked, place) =>
      masked
        .replaceAll(words[place], `‹${place}›`)
        .replaceAll(encodeURIComponent(words[place]), `‹${place}›`)
        .replaceAll(words[place].toUpperCase(), `‹${place}›`),
    text,
  );
}
