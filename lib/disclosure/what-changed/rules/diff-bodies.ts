import { diffArrays } from 'diff';
import { bodyBlocks } from '../../body/rules';
import type { BodyBlock, BodyDoc } from '../../body/types';
import type { BodyChange } from '../types';
import { changed, MOST_BLOCK_EDITS, pairUp } from './pair-lines';

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
