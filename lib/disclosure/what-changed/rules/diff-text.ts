import { diffArrays } from 'diff';
import type { TextPart } from '../types';

/** Bound of the work: beyond it a line is told as wholly replaced. */
const MOST_TOKEN_EDITS = 1_500;

/** Numbers and Latin words whole (so that 15日→20日 reads as a changed number), everything else letter by letter. */
function tokens(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*|[A-Za-z]+|\s+|[\s\S]/gu) ?? [];
}

function partsOf(before: readonly string[], after: readonly string[]): TextPart[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_TOKEN_EDITS });
  if (!changes) {
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** Joins changes that only one common letter keeps apart: chance agreements make a difference unreadable. */
function withoutChaff(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed });
    if (added !== '') joined.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  parts.forEach((part, at) => {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else if (
      removed.length + added.length > 2 &&
      [...part.text].length === 1 &&
      isLargeChange(parts, at + 1)
    ) {
      removed += part.text;
      added += part.text;
    } else {
      flush();
      joined.push(part);
    }
  });
  flush();
  return joined;
}

function isLargeChange(parts: readonly TextPart[], from: number): boolean {
  let length = 0;
  for (let at = from; at < parts.length && parts[at]?.kind !== 'same'; at += 1)
    length += parts[at]?.text.length ?? 0;
  return length > 2;
}

/**
 * The difference of two lines, letter by letter for Chinese, by whole numbers and words for digits and Latin letters.
 * The kept and removed parts together are `before`, the kept and added parts together are `after`.
 */
export function diffText(before: string, after: string): TextPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const left = tokens(before);
  const right = tokens(after);
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1;
  }
  const head = left.slice(0, start).join('');
  const tail = left.slice(left.length - end).join('');
  const middle = partsOf(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [
    ...(head === '' ? [] : [{ kind: 'same' as const, text: head }]),
    ...withoutChaff(middle.filter((part) => part.text !== '')),
    ...(tail === '' ? [] : [{ kind: 'same' as const, text: tail }]),
  ];
}

/** The difference of two lists of names joined by 、, name by name. */
export function diffList(before: string, after: string): TextPart[] {
  if (before === after || before === '' || after === '') return diffText(before, after);
  const names = (list: string) => list.split(/(、)/);
  return partsOf(names(before), names(after));
}
