/** Longest question read, in characters. */
export const MAX_QUERY_CHARACTERS = 60;
/** Most words of a question that are looked for; more would only make a slow search slower. */
export const MAX_QUERY_WORDS = 5;

/** The words of a search question: parted by spaces, each once, cut to what is looked for. */
export function searchWords(query: string): string[] {
  const text = [...query.normalize('NFC')].slice(0, MAX_QUERY_CHARACTERS).join('');
  const words = text
    .replace(/\p{Cc}/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MAX_QUERY_WORDS);
}

/** A pattern for LIKE that finds the word itself, whatever characters it is made of. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Characters shown around the first place found. */
const EXCERPT_CHARACTERS = 110;

/** The passage of a text around the first word found; its beginning where none is. */
export function excerptOf(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  const lower = plain.toLowerCase();
  const places = words.map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const start = Math.max(0, first - 30);
  const cut = plain.slice(start, start + EXCERPT_CHARACTERS);
  return `${start > 0 ? '…' : ''}${cut}${start + EXCERPT_CHARACTERS < plain.length ? '…' : ''}`;
}

/** A text cut into parts, those found marked, for showing. */
export function markWords(text: string, words: readonly string[]): { text: string; isFound: boolean }[] {
  if (words.length === 0) return [{ text, isFound: false }];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'giu'))
    .map((part, at) => ({ text: part, isFound: at % 2 === 1 }))
    .filter((part) => part.text !== '');
}
