import type { FindingPlace, ProofText } from '@/lib/proofreading/types';

/** Where a place lies, as people say it: `正文第3段`, `标题`, `附件“名单.xlsx”第2张工作表第14行`. */
export function placeName(texts: readonly ProofText[], place: Pick<FindingPlace, 'path' | 'line'>): string {
  const text = texts.find((one) => one.path === place.path);
  if (text === undefined) return place.path.startsWith('report') ? '年报' : '全文';
  if (text.lines.length < 2) return text.label;
  const isRow = text.lines[place.line]?.kind === 'row';
  if (!isRow) return `${text.label}第${place.line + 1}段`;
  return `${text.label}表格“${firstCell(text, place.line)}”一行`;
}

/** What a row is called: the words of its first cell that has any. */
function firstCell(text: ProofText, line: number): string {
  const words = (text.lines[line]?.text ?? '').split('\t').find((cell) => cell.trim() !== '') ?? '空行';
  return words.length > 12 ? `${words.slice(0, 12)}…` : words.replaceAll('\n', ' ');
}

/** The words at a place; empty where the text has none there. */
export function wordsAt(texts: readonly ProofText[], place: Omit<FindingPlace, 'excerpt'>): string {
  const line = texts.find((one) => one.path === place.path)?.lines[place.line];
  return line?.text.slice(place.from, place.to) ?? '';
}

/** What a reviewer points at: words that were marked, or words written out to be looked for in a line. */
export type PointedPlace = {
  readonly path: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly words: string;
};

/** Longest excerpt of a finding, in characters. */
const EXCERPT_CHARACTERS = 40;

/**
 * The place of a reviewer's own finding in the text he reviews; null where that text has no such line, or no such words
 * in it. Without any words the whole line is meant; words that are not in the line are looked for in the whole text.
 * Long numbers are masked, so that a stored finding holds none.
 */
export function pointedPlace(texts: readonly ProofText[], pointed: PointedPlace): FindingPlace | null {
  const lines = texts.find((one) => one.path === pointed.path)?.lines ?? [];
  const words = pointed.words.trim();
  const isMarked = (lines[pointed.line]?.text.slice(pointed.from, pointed.to) ?? '') === words;
  const isThere = words === '' || lines[pointed.line]?.text.includes(words);
  const at = isThere ? pointed.line : lines.findIndex((line) => line.text.includes(words));
  const line = lines[at];
  if (line === undefined) return null;
  const found = words === '' || isMarked ? pointed.from : line.text.indexOf(words);
  const from = Math.min(found, line.text.length);
  const to = words === '' ? Math.min(Math.max(pointed.to, from), line.text.length) : from + words.length;
  const said = to > from ? line.text.slice(from, to) : line.text;
  return { path: pointed.path, line: at, from, to, excerpt: excerptOf(said) };
}

function excerptOf(words: string): string {
  const masked = words.replace(/\d{7,}[\dXx]?/g, (number) => `${number.slice(0, 3)}***${number.slice(-2)}`);
  const characters = [...masked];
  return characters.length <= EXCERPT_CHARACTERS
    ? masked
    : `${characters.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`;
}
