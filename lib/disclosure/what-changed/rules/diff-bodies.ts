import { diffArrays } from 'diff';
import { bodyBlocks } from '../../body/rules';
import type { BodyBlock, BodyDoc } from '../../body/types';
import type { BodyChange, FormChange, RowCellChange } from '../types';
import { diffText } from './diff-text';

// Bounds of the work. Beyond them a difference is told more coarsely (lines removed and added), never left out.
const MOST_BLOCK_EDITS = 1_500;
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

/** Pairs removed with added lines in order, so that the sum of similarities is greatest. */
function pairUp(removed: readonly BodyBlock[], added: readonly BodyBlock[]): BodyChange[] {
  if (removed.length * added.length > MOST_PAIRINGS) {
    return [...removed.map((block) => gone(block)), ...added.map((block) => fresh(block))];
  }
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

function changed(before: BodyBlock, after: BodyBlock): BodyChange {
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

/**
 * What changed from one body to another, line by line in reading order. Unchanged lines are listed as `same`; two
 * bodies are equal exactly when all are. Work is bounded: very large rewrites are told as removed and added lines.
 */
export function diffBodies(before: BodyDoc, after: BodyDoc): BodyChange[] {
  const left = bodyBlocks(before);
  const right = bodyBlocks(after);
  let start = 0;
  while (start < left.length && start < right.length && left[start]?.form === right[start]?.form) start += 1;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end]?.form === right[right.length - 1 - end]?.form
  ) {
    end += 1;
  }
  return withRegrouping([
    ...kept(left.slice(0, start), right.slice(0, start)),
    ...align(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...kept(left.slice(left.length - end), right.slice(right.length - end)),
  ]);
}

type Aligned = BodyChange | { kind: 'kept'; before: BodyBlock; after: BodyBlock };

function kept(before: readonly BodyBlock[], after: readonly BodyBlock[]): Aligned[] {
  return before.flatMap((block, at) => {
    const other = after[at];
    return other ? [{ kind: 'kept' as const, before: block, after: other }] : [];
  });
}

function align(left: readonly BodyBlock[], right: readonly BodyBlock[]): Aligned[] {
  const runs = diffArrays(
    left.map((block) => block.form),
    right.map((block) => block.form),
    { maxEditLength: MOST_BLOCK_EDITS },
  );
  if (!runs) return pairUp(left, right);
  const changes: Aligned[] = [];
  let [i, j] = [0, 0];
  let [removed, added] = [0, 0];
  const flush = () => {
    changes.push(...pairUp(left.slice(i - removed, i), right.slice(j - added, j)));
    [removed, added] = [0, 0];
  };
  for (const { value, ...run } of runs) {
    if (run.removed) [i, removed] = [i + value.length, removed + value.length];
    else if (run.added) [j, added] = [j + value.length, added + value.length];
    else {
      flush();
      changes.push(...kept(left.slice(i, i + value.length), right.slice(j, j + value.length)));
      [i, j] = [i + value.length, j + value.length];
    }
  }
  flush();
  return changes;
}

/**
 * A line that stayed but now begins a list (or no longer does) has changed, for instance when one list was split in
 * two. Not so when the line before it came or went: a new first item takes the beginning from the old one.
 */
function withRegrouping(aligned: readonly Aligned[]): BodyChange[] {
  return aligned.map((change, at): BodyChange => {
    if (change.kind !== 'kept') return change;
    const previous = aligned[at - 1]?.kind;
    const isExplained = previous === 'added' || previous === 'removed';
    if (change.before.begins === change.after.begins || isExplained)
      return { kind: 'same', block: change.after };
    return changed(change.before, change.after);
  });
}
