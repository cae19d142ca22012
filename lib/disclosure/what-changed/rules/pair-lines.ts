import { diffArrays } from 'diff';
import type { BodyBlock } from '../../body/types';
import type { BodyChange, FormChange, RowCellChange } from '../types';
import { diffText } from './diff-text';

// Bounds of the work. Beyond them a difference is told more coarsely (lines removed and added), never left out.
export const MOST_BLOCK_EDITS = 1_500;
const MOST_PAIRINGS = 40_000;
const SIMILARITY_SAMPLE = 400;
/** Share of common letter pairs from which two lines count as one line that was changed.【约定】 */
const SIMILAR_ENOUGH = 0.35;

function pairsOfLetters(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  const sample = text.slice(0, SIMILARITY_SAMPLE);
  for (let at = 0; at + 1 < sample.length; at += 1) {
    const pair = sample.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

type Measured = { block: BodyBlock; pairs: Map<string, number>; count: number };

function measured(block: BodyBlock): Measured {
  const pairs = pairsOfLetters(block.text);
  let count = 0;
  for (const times of pairs.values()) count += times;
  return { block, pairs, count };
}

/** 0 (nothing in common) to 1 (the same words). Lines of different nature (a row and a paragraph) are never one line. */
function similarity(left: Measured, right: Measured): number {
  if ((left.block.kind === 'row') !== (right.block.kind === 'row')) return 0;
  if ((left.block.kind === 'image') !== (right.block.kind === 'image')) return 0;
  if (left.block.kind === 'image' && left.block.file === right.block.file) return 1;
  if (left.block.text === right.block.text) return 1;
  if (left.count === 0 || right.count === 0) return 0;
  let common = 0;
  for (const [pair, times] of left.pairs) common += Math.min(times, right.pairs.get(pair) ?? 0);
  return (2 * common) / (left.count + right.count);
}

/**
 * Pairs removed with added lines in order, so that the sum of similarities is greatest. Where there are too many to
 * compare each with each, lines that begin alike hold the place and what lies between them is paired.
 */
export function pairUp(removed: readonly BodyBlock[], added: readonly BodyBlock[]): BodyChange[] {
  if (removed.length * added.length <= MOST_PAIRINGS) return bestPairs(removed, added);
  const runs = diffArrays(removed.map(beginning), added.map(beginning), { maxEditLength: MOST_BLOCK_EDITS });
  if (!runs) return inStep(removed, added);
  const changes: BodyChange[] = [];
  let [i, j] = [0, 0];
  let [left, right] = [0, 0];
  const flush = () => {
    const [old, now] = [removed.slice(i - left, i), added.slice(j - right, j)];
    changes.push(...(left * right > MOST_PAIRINGS ? inStep(old, now) : bestPairs(old, now)));
    [left, right] = [0, 0];
  };
  for (const { value, ...run } of runs) {
    if (run.removed) [i, left] = [i + value.length, left + value.length];
    else if (run.added) [j, right] = [j + value.length, right + value.length];
    else {
      flush();
      for (let at = 0; at < value.length; at += 1) {
        const [old, now] = [removed[i + at], added[j + at]];
        if (old && now) changes.push(changed(old, now));
      }
      [i, j] = [i + value.length, j + value.length];
    }
  }
  flush();
  return changes;
}

/** What a line is found again by: of a row its first words, of a text its first letters. */
function beginning(block: BodyBlock): string {
  const words = block.cells ? (block.cells.find((cell) => cell !== '') ?? '') : block.text.slice(0, 12);
  return `${block.kind === 'row' || block.kind === 'image' ? block.kind : 'text'} ${words}`;
}

/** As many lines as before: each is compared with the one in its place. Otherwise all went and all came. */
function inStep(removed: readonly BodyBlock[], added: readonly BodyBlock[]): BodyChange[] {
  if (removed.length !== added.length) return [...removed.map(gone), ...added.map(fresh)];
  return removed.flatMap((old, at) => {
    const now = added[at];
    if (now === undefined) return [];
    return similarity(measured(old), measured(now)) >= SIMILAR_ENOUGH
      ? [changed(old, now)]
      : [gone(old), fresh(now)];
  });
}

function bestPairs(removed: readonly BodyBlock[], added: readonly BodyBlock[]): BodyChange[] {
  const left = removed.map(measured);
  const right = added.map(measured);
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  const scores = new Float64Array((left.length + 1) * width);
  left.forEach((from, i) => {
    right.forEach((to, j) => {
      const score = similarity(from, to);
      scores[i * width + j] = score >= SIMILAR_ENOUGH ? score : 0;
    });
  });
  const at = (table: Float64Array, i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const score = at(scores, i, j);
      const paired = score > 0 ? score + at(best, i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, at(best, i + 1, j), at(best, i, j + 1));
    }
  }
  const changes: BodyChange[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const from = left[i];
    const to = right[j];
    const score = at(scores, i, j);
    if (from && to && score > 0 && at(best, i, j) === score + at(best, i + 1, j + 1)) {
      changes.push(changed(from.block, to.block));
      i += 1;
      j += 1;
    } else if (from && (!to || at(best, i + 1, j) >= at(best, i, j + 1))) {
      changes.push(gone(from.block));
      i += 1;
    } else if (to) {
      changes.push(fresh(to.block));
      j += 1;
    }
  }
  return changes;
}

function gone(block: BodyBlock): BodyChange {
  return { kind: 'removed', block };
}

function fresh(block: BodyBlock): BodyChange {
  return { kind: 'added', block };
}

/** One line that was changed, with all that is different about it. */
export function changed(before: BodyBlock, after: BodyBlock): BodyChange {
  return {
    kind: 'changed',
    before,
    after,
    parts: diffText(before.text, after.text),
    cells: rowCells(before, after),
    form: formChanges(before, after),
  };
}

function rowCells(before: BodyBlock, after: BodyBlock): RowCellChange[] | null {
  if (!before.cells || !after.cells || before.cells.length !== after.cells.length) return null;
  const changes: RowCellChange[] = [];
  before.cells.forEach((cell, at) => {
    const other = after.cells?.[at] ?? '';
    if (cell !== other) changes.push({ column: at + 1, parts: diffText(cell, other) });
  });
  return changes;
}

function kindOf(block: BodyBlock): string {
  return block.kind === 'heading' ? `heading${block.level ?? ''}` : block.kind;
}

function formChanges(before: BodyBlock, after: BodyBlock): FormChange[] {
  const changes: FormChange[] = [];
  if (kindOf(before) !== kindOf(after))
    changes.push({ what: 'kind', before: kindOf(before), after: kindOf(after) });
  if (before.align !== after.align) {
    changes.push({ what: 'align', before: before.align ?? 'none', after: after.align ?? 'none' });
  }
  const links = Math.max(before.links.length, after.links.length);
  for (let at = 0; at < links; at += 1) {
    const [from, to] = [before.links[at] ?? null, after.links[at] ?? null];
    if (from !== to) changes.push({ what: 'link', before: from, after: to });
  }
  if (before.file !== after.file) changes.push({ what: 'image_file' });
  // Whatever else differs is told at least as such: a line that is here must say what is different about it.
  if (changes.length === 0 && (before.shape !== after.shape || before.text === after.text)) {
    changes.push({ what: 'other_form' });
  }
  return changes;
}
