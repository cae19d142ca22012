import { type Cell, TABLE3_COLUMNS, type Table3AnyRow } from '@/lib/annual-report/types';
import { fitsRowSum } from './choose';
import {
  type CellReading,
  type FigureKind,
  isRunTogether,
  type RowFigures,
  readCellText,
  readTokens,
  rowTokens,
} from './figures';
import { type FoundLabel, findBlurred, findLabels, labelOfCell, ROW_LABELS, rowIndex } from './labels';
import { byPlace, columnPlaces } from './places-on-page';
import type { SourceCell, SourceLine } from './source';
import { type FigureToken, figureGroups, type Stream, wordsOf } from './stream';

/** Cells of a row of table three. */
export const ROW_CELLS = TABLE3_COLUMNS.length;
const KINDS: readonly FigureKind[] = TABLE3_COLUMNS.map(() => 'count');

/** What was met in table three, in reading order: a label with its figures, a label alone, figures alone. */
export type RowHit = {
  readonly key: Table3AnyRow | null;
  readonly figures: RowFigures | null;
  /** Label and figures stand in one row of a table, or on one line. */
  readonly isAnchored: boolean;
};

/** Figures of one row without a blank: what can be put in its place by order. */
export function isFullRow(figures: RowFigures | null): boolean {
  return figures?.kind === 'known' && figures.cells.every((cell) => cell !== null);
}

/** Reads what stands in the lines `from` to `to` of table three. */
export function readRows(lines: readonly SourceLine[], stream: Stream, from: number, to: number): RowHit[] {
  const hits: RowHit[] = [];
  const columns = figureColumns(lines, ROW_CELLS, labelAt);
  let at = from;
  while (at < to) {
    const line = stream[at]?.line ?? 0;
    const source = lines[line];
    const isRow = source?.kind === 'row';
    let end = at;
    // Lines of text are read together: a label may go over several.
    while (end < to && (isRow ? stream[end]?.line === line : lines[stream[end]?.line ?? 0]?.kind === 'text'))
      end += 1;
    if (source?.kind === 'row') {
      const hit = readRow(source.cells, columns.get(source.table) ?? null);
      if (hit) hits.push(hit);
    } else hits.push(...readText(stream, at, end));
    at = Math.max(end, at + 1);
  }
  return hits;
}

/**
 * The columns in which each table has its figures, from the rows that have exactly so many cells behind their label;
 * nothing for a table whose file does not tell columns. The columns most rows agree on count.
 *
 * @param labelAt place of the label among the cells of a row, -1 where it has none
 */
export function figureColumns(
  lines: readonly SourceLine[],
  cells: number,
  labelAt: (row: readonly SourceCell[]) => number,
): Map<number, readonly number[]> {
  const seen = new Map<number, Map<string, number>>();
  for (const line of lines) {
    if (line.kind !== 'row') continue;
    const at = labelAt(line.cells);
    const behind = at < 0 ? [] : line.cells.slice(at + 1);
    const columns = behind.flatMap(({ column, span = 1 }) => (span === 1 ? (column ?? []) : []));
    if (columns.length !== cells || behind.length !== cells) continue;
    const counts = seen.get(line.table) ?? new Map<string, number>();
    counts.set(columns.join(), (counts.get(columns.join()) ?? 0) + 1);
    seen.set(line.table, counts);
  }
  return new Map(
    [...seen].map(([table, counts]) => {
      const [best = ''] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
      return [table, best.split(',').map(Number)];
    }),
  );
}

/** Place of the label of table three among the cells of a row. */
function labelAt(cells: readonly SourceCell[]): number {
  return cells.findLastIndex((_, i) => labelIn(cells, i) !== null);
}

function labelIn(cells: readonly SourceCell[], at: number): Table3AnyRow | null {
  return labelOfCell(
    cells[at]?.text ?? '',
    cells.slice(at + 1).some(({ text }) => /\d/.test(text)),
  );
}

function isFilled(text: string): boolean {
  const cell = readCellText(text, 'amount');
  return cell.ok && cell.value !== null;
}

function readRow(cells: readonly SourceCell[], columns: readonly number[] | null): RowHit | null {
  const label = labelAt(cells);
  const first = cells.findIndex(({ text }, i) => i > label && (isFilled(text) || /\d/.test(text)));
  const key = labelIn(cells, label);
  if (first < 0) {
    // A row of blanks has the cells of a row; the head of a group may have none.
    const rest = cells.slice(label + 1);
    const isBlank = rest.length >= ROW_CELLS && rest.every(({ text }) => text.trim() === '');
    const blanks = isBlank ? known(KINDS.map(() => ({ ok: true, value: null }))) : null;
    return key === null ? null : { key, figures: byColumn(rest, columns, KINDS) ?? blanks, isAnchored: true };
  }
  const rest = cells.slice(label < 0 ? first : label + 1);
  const figures = byColumn(rest, columns, KINDS) ?? byOrder(rest, KINDS);
  return { key, figures, isAnchored: key !== null };
}

/** The cells by the columns of the table; null where they are not known or a cell lies across two. */
export function byColumn(
  cells: readonly SourceCell[],
  columns: readonly number[] | null,
  kinds: readonly FigureKind[],
): RowFigures | null {
  if (columns === null || columns.length !== kinds.length) return null;
  const own = columns.map((column) => cells.find((cell) => cell.column === column && (cell.span ?? 1) === 1));
  const isOther = (cell: SourceCell) => cell.text.trim() !== '' && !own.includes(cell);
  if (own.some((cell) => cell === undefined) || cells.some(isOther)) return null;
  return known(own.map((cell, i) => readCellText(cell?.text ?? '', kinds[i] ?? 'count')));
}

function known(cells: readonly CellReading[]): RowFigures | null {
  const values = cells.flatMap((cell) => (cell.ok ? [cell.value] : []));
  if (values.length !== cells.length) return null;
  const remarks = cells.flatMap((cell) => (cell.ok && cell.remark ? [cell.remark] : []));
  return { kind: 'known', cells: values, remarks };
}

/**
 * The cells behind a label by their order. Where some are blank and there are more cells than the row has, the row may
 * begin at several of them: then each beginning is a reading.
 */
export function byOrder(cells: readonly SourceCell[], kinds: readonly FigureKind[]): RowFigures | null {
  const texts = cells.map(({ text }) => text);
  const filled = texts.filter((text) => text.trim() !== '');
  if (filled.length === 0) return null;
  if (!filled.every(isFilled) || filled.length >= kinds.length || cells.some(({ span = 1 }) => span > 1)) {
    const tokens = filled.flatMap((text) => text.trim().split(/\s+/));
    return readTokens(tokens, kinds, { isGlued: tokens.some(isRunTogether), fits: null });
  }
  const firstFilled = texts.findIndex((text) => text.trim() !== '');
  const lastFilled = texts.findLastIndex((text) => text.trim() !== '');
  const readings: Cell[][] = [];
  let remarks: readonly string[] = [];
  for (let from = 0; from <= firstFilled; from += 1) {
    if (from + kinds.length > texts.length || from + kinds.length <= lastFilled) continue;
    const row = known(
      texts.slice(from, from + kinds.length).map((text, i) => readCellText(text, kinds[i] ?? 'count')),
    );
    if (row?.kind !== 'known') continue;
    readings.push([...row.cells]);
    remarks = row.remarks;
  }
  const [only] = readings;
  if (readings.length === 1 && only) return { kind: 'known', cells: only, remarks };
  return { kind: 'readings', readings, raw: filled.join(' ') };
}

/** Labels and figures of a stretch of text. */
function readText(stream: Stream, from: number, to: number): RowHit[] {
  const labels = withBlurred(stream, from, to);
  const stretches = labels.map((label, i) => ({
    label,
    groups: figureGroups(stream, label.from, labels[i + 1]?.from ?? to, label.chars),
    // “…00000002其他法律”: the last digit may be the number of the next label.
    isDoubtful: labels[i + 1]?.hasDoubtfulNumber === true,
  }));
  const isGlued = stretches.some(({ groups }) =>
    groups.some(({ tokens }) => tokens.some(({ text }) => isRunTogether(text))),
  );
  const places = columnPlaces(stretches.flatMap(({ groups }) => groups.map(({ tokens }) => tokens)));
  const before = figureGroups(stream, from, labels[0]?.from ?? to);
  return [
    ...before.flatMap(({ tokens }) => stray(tokens, isGlued)),
    ...stretches.flatMap(({ label, groups, isDoubtful }): RowHit[] => {
      const [own, ...others] = groups;
      const isAsked = own !== undefined && (isDoubtful || own.isTouched);
      return [
        {
          key: label.key,
          figures:
            own === undefined ? null : isAsked ? asked(own.tokens) : figuresOf(own.tokens, places, isGlued),
          isAnchored: isOnOneLine(stream, label, own?.tokens ?? [], labels),
        },
        ...others.flatMap((group) => stray(group.tokens, isGlued)),
      ];
    }),
  ];
}

function asked(tokens: readonly FigureToken[]): RowFigures {
  return { kind: 'readings', readings: [], raw: tokens.map(({ text }) => text).join(' ') };
}

function figuresOf(
  tokens: readonly FigureToken[],
  places: readonly number[] | null,
  isGlued: boolean,
): RowFigures {
  const own = rowTokens(tokens, ROW_CELLS);
  const placed = places === null ? null : byPlace(own, places, KINDS);
  return (
    placed ??
    readTokens(
      own.map(({ text }) => text),
      KINDS,
      { isGlued, fits: fitsRowSum },
    )
  );
}

/** Figures under no label, where they could be those of a row. */
function stray(tokens: readonly FigureToken[], isGlued: boolean): RowHit[] {
  const digits = tokens.reduce((sum, { text }) => sum + text.length, 0);
  return digits >= ROW_CELLS
    ? [{ key: null, figures: figuresOf(tokens, null, isGlued), isAnchored: false }]
    : [];
}

/** Labels as printed, and, between two of them, those that are missing and nearly there. */
function withBlurred(stream: Stream, from: number, to: number): FoundLabel[] {
  const words = wordsOf(stream, from, to);
  const found = findLabels(words);
  const has = (key: Table3AnyRow) => found.some((one) => one.key === key);
  for (const { key } of ROW_LABELS) {
    if (has(key)) continue;
    const before = found.findLast((one) => rowIndex(one.key) < rowIndex(key));
    const after = found.find((one) => rowIndex(one.key) > rowIndex(key) && one.from >= (before?.to ?? from));
    const between = words.filter(({ at }) => at >= (before?.to ?? from) && at < (after?.from ?? to));
    const blurred = findBlurred(between, key);
    if (blurred) {
      found.push(blurred);
      found.sort((a, b) => a.from - b.from);
    }
  }
  return found;
}

function isOnOneLine(
  stream: Stream,
  label: FoundLabel,
  tokens: readonly FigureToken[],
  labels: readonly FoundLabel[],
): boolean {
  const line = stream[label.from]?.line;
  if (tokens.length === 0 || tokens.some((token) => token.line !== line)) return false;
  return labels.every((other) => other === label || stream[other.from]?.line !== line);
}
