import type { CellPair } from '../types';
import { diffText } from './diff-text';

/** Which cell of the old row stands across from which of the new one, by index from 0; null: from none. */
export type CellAlignment = ReadonlyArray<readonly [before: number | null, after: number | null]>;

/** The cells of a row before and after. */
export type RowPair = { readonly before: readonly string[]; readonly after: readonly string[] };

/** Bound of the work on one table: comparisons of cells. Beyond it fewer rows are looked at. */
const MOST_COMPARISONS = 500_000;
/** How much two cells speak for being one: the same words, both a figure, both empty.【约定】 */
const SAME_WORDS = 1;
const BOTH_FIGURES = 0.2;
const BOTH_EMPTY = 0.1;
const FIGURE = /^[\d.,%+\-－—\s]+$/;

function agreement(before: string, after: string): number {
  if (before === after) return before === '' ? BOTH_EMPTY : SAME_WORDS;
  return FIGURE.test(before) && FIGURE.test(after) ? BOTH_FIGURES : 0;
}

/**
 * How the cells of a table's rows stand across from each other when columns came or went, judged over all rows
 * together, so that one new column is one new column in every row. All pairs have the same two lengths.
 */
export function alignCells(rows: readonly RowPair[]): CellAlignment {
  const left = rows[0]?.before.length ?? 0;
  const right = rows[0]?.after.length ?? 0;
  if (left === right) return Array.from({ length: left }, (_, at) => [at, at] as const);
  const sample = rows.slice(0, Math.max(1, Math.floor(MOST_COMPARISONS / Math.max(1, left * right))));
  const width = right + 1;
  const best = new Float64Array((left + 1) * width);
  const scores = new Float64Array((left + 1) * width);
  for (const { before, after } of sample) {
    before.forEach((cell, i) => {
      after.forEach((other, j) => {
        const at = i * width + j;
        scores[at] = (scores[at] ?? 0) + agreement(cell, other);
      });
    });
  }
  const value = (table: Float64Array, i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = left - 1; i >= 0; i -= 1) {
    for (let j = right - 1; j >= 0; j -= 1) {
      const score = value(scores, i, j);
      const paired = score > 0 ? score + value(best, i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, value(best, i + 1, j), value(best, i, j + 1));
    }
  }
  const alignment: Array<readonly [number | null, number | null]> = [];
  let [i, j] = [0, 0];
  while (i < left || j < right) {
    const score = i < left && j < right ? value(scores, i, j) : 0;
    if (score > 0 && value(best, i, j) === score + value(best, i + 1, j + 1)) {
      alignment.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (i < left && (j >= right || value(best, i + 1, j) >= value(best, i, j + 1))) {
      alignment.push([i, null]);
      i += 1;
    } else {
      alignment.push([null, j]);
      j += 1;
    }
  }
  return alignment;
}

/** The cells of one row across from each other. The old cells in order are `before`, the new ones `after`. */
export function pairCells({ before, after }: RowPair, alignment: CellAlignment): CellPair[] {
  return alignment.map(([i, j]) => {
    const from = i === null ? null : (before[i] ?? '');
    const to = j === null ? null : (after[j] ?? '');
    return { before: from, after: to, parts: diffText(from ?? '', to ?? '') };
  });
}
