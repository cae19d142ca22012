import type { Pause } from '@/lib/documents/rules/containers/read-xml';
import { readRawPdf } from '@/lib/documents/rules/pdf/raw-streams';
import { wordSearch } from './removed-words';

/** A stream of this size or more that begins like no text is a picture: words in it are pixels. */
const LARGE_STREAM = 1024 * 1024;
const SAMPLE = 4096;

/**
 * Searches the data of a PDF that nothing leads to as well: literal and hexadecimal strings outside of streams, and every
 * stream, as UTF-8, UTF-16 and GB 18030. Text that fonts encode in their own way is found by reading the pages instead.
 *
 * @param pause lets other work have its turn between streams
 * @returns indices of words found, each with where
 */
export async function searchRawPdf(
  bytes: Uint8Array,
  words: readonly string[],
  pause?: Pause,
): Promise<{ readonly word: number; readonly label: string }[]> {
  if (words.length === 0) return [];
  const search = wordSearch(words);
  const found = new Map<number, string>();
  const note = (text: string, label: string) => {
    for (const word of search(text)) if (!found.has(word)) found.set(word, label);
  };
  const { skeleton, streams } = readRawPdf(bytes);
  for (const text of stringsOf(skeleton)) note(text, '文件结构里的文字');
  for (const stream of streams) {
    if (stream.length >= LARGE_STREAM && !looksLikeText(stream)) continue;
    await pause?.();
    for (const text of decodings(stream)) note(text, '文件里的残留数据');
    for (const text of stringsOf(new TextDecoder('latin1').decode(stream))) note(text, '文件里的残留数据');
  }
  return [...found].map(([word, label]) => ({ word, label }));
}

function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const odd = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return odd * 10 < sample.length;
}

/** The same bytes as each encoding has them. */
function* decodings(bytes: Uint8Array): Generator<string> {
  yield new TextDecoder('utf-8').decode(bytes);
  yield new TextDecoder('gb18030').decode(bytes);
  yield new TextDecoder('utf-16be').decode(bytes);
  yield new TextDecoder('utf-16be').decode(bytes.subarray(1));
  yield new TextDecoder('utf-16le').decode(bytes);
  yield new TextDecoder('utf-16le').decode(bytes.subarray(1));
}

/** Literal `(…)` and hexadecimal `<…>` strings, decoded, and the pieces of a line joined: `[(Zhang)-20(san)]TJ`. */
function* stringsOf(source: string): Generator<string> {
  const run: string[] = [];
  for (const [, literal, hex] of source.matchAll(/\(((?:[^\\()]|\\[\s\S])*)\)|<([0-9A-Fa-f\s]{4,})>/g)) {
    const bytes = literal === undefined ? fromHex(hex ?? '') : fromLiteral(literal);
    run.push(new TextDecoder('latin1').decode(bytes));
    if (bytes.some((byte) => byte > 127 || byte === 0)) for (const text of decodings(bytes)) yield text;
  }
  yield run.join('');
}

function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s/g, '');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function fromLiteral(literal: string): Uint8Array {
  const bytes: number[] = [];
  for (const [piece, octal, escaped] of literal.matchAll(/\\([0-7]{1,3})|\\([\s\S])|[\s\S]/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255);
    else if (escaped !== undefined) {
      if (escaped !== '\n' && escaped !== '\r') bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
    } else bytes.push(piece.charCodeAt(0) & 255);
  }
  return Uint8Array.from(bytes);
}
