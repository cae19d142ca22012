import { normalise, type SourceLine } from './source';

/** How far a character stands from the one before it. */
export const GLUED = 0;
export const SPACED = 1;
export const NEW_CELL = 2;
export const NEW_LINE = 3;

/** One character that is no blank. */
export type StreamChar = {
  readonly ch: string;
  readonly gap: 0 | 1 | 2 | 3;
  readonly line: number;
  readonly x: number | null;
};

/** All characters of a file in reading order; blanks are gaps. */
export type Stream = readonly StreamChar[];

/** The characters of the lines, without blanks. */
export function streamOf(lines: readonly SourceLine[]): Stream {
  const chars: StreamChar[] = [];
  for (const [line, source] of lines.entries()) {
    let gap: StreamChar['gap'] = NEW_LINE;
    const parts = source.kind === 'text' ? source.pieces : source.cells;
    for (const part of parts) {
      const x = 'x' in part && part.x !== undefined ? part.x : null;
      for (const ch of normalise(part.text)) {
        if (/\s/.test(ch)) gap = Math.max(gap, SPACED) as StreamChar['gap'];
        else {
          chars.push({ ch, gap, line, x });
          gap = GLUED;
        }
      }
      gap = Math.max(gap, source.kind === 'row' ? NEW_CELL : GLUED) as StreamChar['gap'];
    }
  }
  return chars;
}

/** What a figure of a table is written with. */
const FIGURE_CHAR = /[\d.,+\-/\\—―]/;

/** Whether a character can be part of a figure. */
export function isFigureChar(ch: string): boolean {
  return FIGURE_CHAR.test(ch);
}

/** A figure by itself: no number of a heading (“1.”, “(2)”). */
const FIGURE = /^(?:[+-]?\d[\d,]*(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[-/\\—―]+)$/;

/** Whether a text is one figure or the mark of none. */
export function isFigure(text: string): boolean {
  return FIGURE.test(text);
}

/** Characters of a stretch of the stream that belong to words; `at` is the place in the stream. */
export type WordChar = { readonly ch: string; readonly at: number };

/**
 * The words of a stretch: figures that stand by themselves are left out, so that a label whose figures were printed
 * beside its first line is whole again. Figures glued to words stay.
 */
export function wordsOf(stream: Stream, from: number, to: number): WordChar[] {
  const words: WordChar[] = [];
  let at = from;
  while (at < to) {
    let end = at + 1;
    while (end < to && stream[end]?.gap === GLUED) end += 1;
    const token = textOf(stream, at, end);
    const next = end < to ? stream[end] : undefined;
    // “2 . 其他”: the number of a label that lost its dot.
    const isNumber = /^\d$/.test(token) && next !== undefined && /[.、．)]/.test(next.ch);
    if (!isFigure(token) || isNumber) {
      for (let i = at; i < end; i += 1) words.push({ ch: stream[i]?.ch ?? '', at: i });
    }
    at = end;
  }
  return words;
}

/** The characters of a stretch. */
export function textOf(stream: Stream, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i += 1) text += stream[i]?.ch ?? '';
  return text;
}

/** Figures that stand together, before a word breaks them off. */
export type FigureGroup = {
  readonly tokens: readonly FigureToken[];
  /** A unit follows at once (“0条”, “02023年”): the last figure may belong to a sentence. */
  readonly isTouched: boolean;
};

/** Figure characters without a gap between them: one figure, or several whose digits ran together. */
export type FigureToken = { readonly text: string; readonly line: number; readonly x: number | null };

/** What follows a number in a sentence. */
const UNIT = /[年月日号条件个项次元万人份起宗例位名家页%‰a-z]/i;

/** The groups of figures in a stretch; characters named in `skip` are words whatever they are. */
export function figureGroups(
  stream: Stream,
  from: number,
  to: number,
  skip: ReadonlySet<number> = new Set(),
): FigureGroup[] {
  const groups: { tokens: FigureToken[]; isTouched: boolean }[] = [];
  let tokens: FigureToken[] = [];
  const close = (isTouched: boolean) => {
    if (tokens.length > 0) groups.push({ tokens, isTouched });
    tokens = [];
  };
  for (let at = from; at < to; at += 1) {
    const char = stream[at];
    if (!char || skip.has(at)) continue;
    if (!isFigureChar(char.ch)) {
      close(char.gap === GLUED && UNIT.test(char.ch));
      continue;
    }
    const last = tokens.at(-1);
    const isGlued =
      char.gap === GLUED && at > from && !skip.has(at - 1) && isFigureChar(stream[at - 1]?.ch ?? '');
    if (last && isGlued) tokens[tokens.length - 1] = { ...last, text: last.text + char.ch };
    else tokens.push({ text: char.ch, line: char.line, x: char.x });
  }
  close(false);
  return groups;
}
