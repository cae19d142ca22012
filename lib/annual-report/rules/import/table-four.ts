import { type Cell, TABLE4_BLOCKS, TABLE4_CELLS, type Table4 } from '@/lib/annual-report/types';
import { type FigureKind, isRunTogether, type RowFigures, readTokens } from './figures';
import { byColumn, byOrder } from './rows';
import type { SourceLine } from './source';
import { figureGroups, isFigureChar, type Stream, textOf } from './stream';

const CELLS = TABLE4_BLOCKS.length * TABLE4_CELLS.length;
const KINDS: readonly FigureKind[] = Array.from({ length: CELLS }, () => 'count');

/** Fifteen cells as table four. */
export function toTableFour(cells: readonly Cell[]): Table4 {
  const block = (b: number) => {
    const at = (i: number) => cells[TABLE4_CELLS.length * b + i] ?? null;
    return { upheld: at(0), corrected: at(1), other: at(2), pending: at(3), total: at(4) };
  };
  return { review: block(0), litigation_direct: block(1), litigation_after_review: block(2) };
}

/**
 * The row of figures of table four in a stretch of the file; null where the table is not there, or has no row of
 * figures.
 */
export function readTableFour(
  lines: readonly SourceLine[],
  stream: Stream,
  from: number,
  to: number,
): RowFigures | null {
  if (!/维持/.test(textOf(stream, from, to))) return null;
  return fromRows(lines, stream, from, to) ?? fromText(lines, stream, from, to);
}

function fromRows(lines: readonly SourceLine[], stream: Stream, from: number, to: number): RowFigures | null {
  const first = stream[from]?.line ?? 0;
  const last = stream[to - 1]?.line ?? 0;
  const rows = lines.slice(first, last + 1).filter((line) => line.kind === 'row');
  let hasHead = false;
  for (const row of rows) {
    const isHead = row.cells.some(({ text }) => /[\u4e00-\u9fff]/.test(text));
    if (isHead) hasHead ||= row.cells.some(({ text }) => /维持|总\s*计/.test(text));
    else if (hasHead) {
      const figures = byColumn(row.cells, own(row.cells), KINDS) ?? byOrder(row.cells, KINDS);
      if (figures !== null) return figures;
    }
  }
  return null;
}

/** A row of fifteen cells, none of them over two columns, has each in its place, blank or not. */
function own(cells: readonly { column?: number; span?: number }[]): number[] | null {
  const columns = cells.flatMap(({ column, span = 1 }) => (column === undefined || span > 1 ? [] : [column]));
  return columns.length === CELLS && cells.length === CELLS ? columns : null;
}

/** The first figures behind the last label: the labels of the head name no figure. */
function fromText(lines: readonly SourceLine[], stream: Stream, from: number, to: number): RowFigures | null {
  const text = textOf(stream, from, to);
  const heads = [...text.matchAll(/维持|纠正|结果|审结|总计|起诉/g)].map(({ index }) => from + index + 2);
  const start = heads.find((at) => at < to && isFigureChar(stream[at]?.ch ?? ''));
  if (start === undefined) return null;
  const [group] = figureGroups(stream, start, to);
  if (group === undefined || group.tokens.some(({ line }) => lines[line]?.kind !== 'text')) return null;
  const raw = group.tokens.map(({ text: token }) => token);
  return group.isTouched
    ? { kind: 'readings', readings: [], raw: raw.join(' ') }
    : readTokens(withoutPageNumber(group.tokens), KINDS, {
        isGlued: raw.some(isRunTogether),
        fits: fitsBlockSums,
      });
}

/** Fifteen figures on one line, and one on a line by itself: that is the number of the page. */
function withoutPageNumber(tokens: readonly { text: string; line: number }[]): string[] {
  const lines = [...new Set(tokens.map(({ line }) => line))];
  const full = lines.find((line) => tokens.filter((token) => token.line === line).length === CELLS);
  const kept =
    full === undefined || tokens.length > CELLS + 1 ? tokens : tokens.filter(({ line }) => line === full);
  return kept.map(({ text }) => text);
}

/**
 * Of the readings of table four the one that fits A4-1 in all three blocks; null where none or several do.
 *
 * @rule A4-1
 */
export function chooseTableFour(figures: RowFigures | null): readonly Cell[] | null {
  if (figures?.kind !== 'readings' || figures.readings.length < 2) return null;
  const fitting = figures.readings.filter(fitsBlockSums);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Whether the total of each block is the sum of its four outcomes. @rule A4-1 */
export function fitsBlockSums(cells: readonly Cell[]): boolean {
  return TABLE4_BLOCKS.every((_, block) => {
    const own = cells.slice(TABLE4_CELLS.length * block, TABLE4_CELLS.length * (block + 1));
    const total = own.at(-1) ?? null;
    const addends = own.slice(0, -1);
    if (total === null || addends.includes(null)) return true;
    return addends.reduce<number>((sum, cell) => sum + (cell ?? 0), 0) === total;
  });
}
