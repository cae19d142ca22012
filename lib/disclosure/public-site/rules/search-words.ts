/** Longest question read, in characters. */
export const MAX_QUERY_CHARACTERS = 60;
/** Most words of a question that are looked for; more would only make a slow search slower. */
export const MAX_QUERY_WORDS = 5;
/** Most words looked for when the words of a question are taken apart. */
export const MAX_LOOSE_WORDS = 12;

/**
 * Signs that count for nothing in a search: spaces, invisible signs and brackets, which people write in many shapes or
 * leave out (〔2024〕, [2024], 【2024】). Square brackets belong to them too; each pattern below adds them in its own way.
 */
const NOTHING =
  ' \t\n\u000b\f\r\u0085\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\ufeff(){}〔〕【】〖〗〈〉《》「」『』';
const NOTHING_PATTERN = new RegExp(`[\\[\\]${NOTHING}]`, 'gu');
/** The same signs as a pattern of PostgreSQL. */
export const NOTHING_IN_SQL = `[][${NOTHING}]`;

/**
 * A text as it is compared: full width like half width (NFKC), capital Latin letters like small ones, without spaces and
 * brackets. `search-items.ts` does the same to what is searched.
 */
export function normalForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(NOTHING_PATTERN, '');
}

/** Words for the same thing, in normal form. */
const SYNONYMS = [['年报', '年度报告']] as const;

/** The words of a search question in normal form: parted by spaces, each once, cut to what is looked for. */
export function searchWords(query: string): string[] {
  const text = [...query.normalize('NFC')].slice(0, MAX_QUERY_CHARACTERS).join('');
  const words = text
    .replace(/\p{Cc}/gu, ' ')
    .split(/\s+/u)
    .map(normalForm)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MAX_QUERY_WORDS);
}

/** The other way to say a word that holds one of two words for the same thing; the word itself where there is none. */
export function otherWording(word: string): string {
  for (const [one, other] of SYNONYMS) {
    if (word.includes(one)) return word.replaceAll(one, other);
    if (word.includes(other)) return word.replaceAll(other, one);
  }
  return word;
}

const SYNONYM_PATTERN = new RegExp(`(${SYNONYMS.flat().join('|')})`, 'u');
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Words taken apart, for when a question has no hit as it was written: 技术改造措施 is looked for as 技术, 改造 and 措施.
 * Chinese runs are cut into dictionary words, of which single characters (的, 和) are left out where longer ones stand;
 * Latin letters and figures stay whole. Null where nothing can be taken apart.
 */
export function looserWords(words: readonly string[]): string[] | null {
  const loose = [...new Set(words.flatMap(partsOf))].slice(0, MAX_LOOSE_WORDS);
  return loose.length > words.length ? loose : null;
}

function partsOf(word: string): string[] {
  const runs = word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
  const parts = runs.flatMap((run) =>
    /\p{Script=Han}/u.test(run)
      ? run
          .split(SYNONYM_PATTERN)
          .flatMap((piece) =>
            SYNONYM_PATTERN.test(piece)
              ? [piece]
              : [...segmenter.segment(piece)].map(({ segment }) => segment),
          )
      : [run],
  );
  const longer = parts.filter((part) => !/^\p{Script=Han}?$/u.test(part));
  return longer.length > 0 ? longer : [word];
}

/** A pattern for LIKE that finds the word itself, whatever characters it is made of. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Where in a text words are found, from and to in UTF-16 units, in order and without overlap. */
function placesOf(text: string, words: readonly string[]): { from: number; to: number }[] {
  // The normal form, and for each of its units the character of the text it came from.
  let form = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = normalForm(character);
    form += part;
    for (let unit = 0; unit < part.length; unit += 1) {
      from.push(at);
      to.push(at + character.length);
    }
    at += character.length;
  }
  const places: { from: number; to: number }[] = [];
  for (const word of new Set(words.map(normalForm))) {
    if (word === '') continue;
    for (let found = form.indexOf(word); found >= 0; found = form.indexOf(word, found + word.length)) {
      places.push({ from: from[found] ?? 0, to: to[found + word.length - 1] ?? 0 });
    }
  }
  const merged: { from: number; to: number }[] = [];
  for (const place of places.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && place.from < last.to) last.to = Math.max(last.to, place.to);
    else merged.push(place);
  }
  return merged;
}

/** Characters shown around the first place found. */
const EXCERPT_CHARACTERS = 110;

/** The passage of a text around the first word found; its beginning where none is. */
export function excerptOf(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  const first = placesOf(plain, words)[0]?.from ?? 0;
  const start = Math.max(0, first - 30);
  const cut = plain.slice(start, start + EXCERPT_CHARACTERS);
  return `${start > 0 ? '…' : ''}${cut}${start + EXCERPT_CHARACTERS < plain.length ? '…' : ''}`;
}

/** A text cut into parts, those found marked, for showing. */
export function markWords(text: string, words: readonly string[]): { text: string; isFound: boolean }[] {
  const parts: { text: string; isFound: boolean }[] = [];
  let at = 0;
  for (const { from, to } of placesOf(text, words)) {
    parts.push({ text: text.slice(at, from), isFound: false }, { text: text.slice(from, to), isFound: true });
    at = to;
  }
  parts.push({ text: text.slice(at), isFound: false });
  return parts.filter((part) => part.text !== '');
}
