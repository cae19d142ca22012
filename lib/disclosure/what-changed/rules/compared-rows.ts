import type { BodyBlock } from '../../body/types';
import type {
  BodyChange,
  ComparableContent,
  ComparedRow,
  ComparedSection,
  ContentDiff,
  LineRow,
  NamedValue,
  TextPart,
  ValueChange,
} from '../types';
import { diffList, diffText } from './diff-text';
import { alignCells, pairCells, type RowPair } from './pair-cells';

/** Fields that hold a list of names, told name by name. */
const LISTS = ['columns', 'keywords'];

function valueRow({ path, label, before, after }: ValueChange): ComparedRow {
  const differ = LISTS.includes(path) ? diffList : diffText;
  return { what: 'value', label, before, after, parts: differ(before ?? '', after ?? '') };
}

function keptValue({ label, value }: NamedValue): ComparedRow {
  const parts: TextPart[] = value === null ? [] : [{ kind: 'same', text: value }];
  return { what: 'value', label, before: value, after: value, parts };
}

/** The changes among the values; with `all`, also the rest of them, in their order. */
function valueRows(changes: readonly ValueChange[], all: readonly NamedValue[] | null): ComparedRow[] {
  if (all === null) return changes.map(valueRow);
  const left = new Map(changes.map((change) => [change.path, change]));
  const rows = all.map((value) => {
    const change = left.get(value.path);
    left.delete(value.path);
    return change ? valueRow(change) : keptValue(value);
  });
  return [...rows, ...[...left.values()].map(valueRow)];
}

function attachmentRows(diff: ContentDiff, after: ComparableContent | null): ComparedRow[] {
  const kept = (after?.attachments ?? []).map((file) => file.name);
  const rows = diff.attachments.map((change): ComparedRow => {
    const name = change.kind === 'renamed' ? change.after : 'name' in change ? change.name : null;
    const at = change.kind === 'removed' || name === null ? -1 : kept.indexOf(name);
    if (at >= 0) kept.splice(at, 1);
    return { what: 'attachment', change };
  });
  return [...rows, ...kept.map((name): ComparedRow => ({ what: 'kept_attachment', name }))];
}

/** Changed rows of one table and one shape are aligned together. */
function lineRows(changes: readonly BodyChange[]): LineRow[] {
  const shapes = new Map<string, RowPair[]>();
  const pairOf = (change: BodyChange): [string, RowPair] | null => {
    if (change.kind !== 'changed' || !change.before.cells || !change.after.cells) return null;
    const pair = { before: change.before.cells, after: change.after.cells };
    const shape = [change.before.table, change.after.table, pair.before.length, pair.after.length].join(' ');
    return [shape, pair];
  };
  for (const change of changes) {
    const [shape, pair] = pairOf(change) ?? [];
    if (shape === undefined || !pair) continue;
    const pairs = shapes.get(shape) ?? [];
    pairs.push(pair);
    shapes.set(shape, pairs);
  }
  const alignments = new Map([...shapes].map(([shape, pairs]) => [shape, alignCells(pairs)]));
  return changes.map((change) => {
    const [shape, pair] = pairOf(change) ?? [];
    const alignment = shape === undefined ? undefined : alignments.get(shape);
    return { what: 'line', change, cells: pair && alignment ? pairCells(pair, alignment) : null };
  });
}

/** One unchanged line stays on either side of a change, so that its place is recognised; the rest is folded. */
function withFolds(lines: readonly LineRow[]): ComparedRow[] {
  const rows: ComparedRow[] = [];
  let folded: BodyBlock[] = [];
  const fold = () => {
    if (folded.length > 0) rows.push({ what: 'folded', blocks: folded });
    folded = [];
  };
  const isChanged = (at: number) => (lines[at]?.change.kind ?? 'same') !== 'same';
  lines.forEach((line, at) => {
    if (line.change.kind === 'same' && !isChanged(at - 1) && !isChanged(at + 1)) {
      folded.push(line.change.block);
      return;
    }
    fold();
    rows.push(line);
  });
  fold();
  return rows;
}

/** Whether a row tells of a change. */
export function isChangedRow(row: ComparedRow): boolean {
  switch (row.what) {
    case 'value':
      return row.before !== row.after;
    case 'attachment':
      return true;
    case 'line':
      return row.change.kind !== 'same';
    case 'kept_attachment':
    case 'folded':
      return false;
  }
}

/**
 * A difference as rows in reading order, old across from new, for the views side by side and inline. Of every text the
 * left parts of its lines are the old text and the right parts the new one.
 *
 * @param after the newer content, when what did not change is to be listed too; null folds it away
 */
export function comparedSections(diff: ContentDiff, after: ComparableContent | null): ComparedSection[] {
  const sections: Array<{ key: string; title: string; rows: ComparedRow[] }> = [
    { key: 'fields', title: '基本信息', rows: valueRows(diff.fields, after?.fields ?? null) },
    { key: 'attachments', title: '附件', rows: attachmentRows(diff, after) },
    { key: 'cells', title: '表格数据', rows: valueRows(diff.cells, after?.cells ?? null) },
    ...diff.bodies.map(({ path, label, changes }) => {
      const lines = lineRows(changes);
      return { key: path, title: label, rows: after ? lines : withFolds(lines) };
    }),
  ];
  let number = 0;
  return sections
    .filter(({ rows }) => (after ? rows.length > 0 : rows.some(isChangedRow)))
    .map(({ key, title, rows }) => ({
      key,
      title,
      rows: rows.map((row) => {
        if (isChangedRow(row)) number += 1;
        return { row, number: isChangedRow(row) ? number : null };
      }),
    }));
}
