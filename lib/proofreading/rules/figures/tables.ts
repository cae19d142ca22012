import type { ProofCell, ProofText } from '../../types';
import { halfWidth } from '../text/characters';

/** A cell where it stands: index of its line, its words, and the columns it covers. */
export type GridCell = ProofCell & { readonly line: number; readonly text: string };

/** One table of a text: its rows in order, each with the cells that begin in it. */
export type Grid = { readonly rows: readonly (readonly GridCell[])[] };

/** The tables of a text. Rows without cells are left out. */
export function tablesOf(text: ProofText): Grid[] {
  const grids = new Map<number, GridCell[][]>();
  text.lines.forEach((line, at) => {
    if (line.kind !== 'row' || line.table === undefined) return;
    const cells = (line.cells ?? []).map((cell) => ({
      ...cell,
      line: at,
      text: line.text.slice(cell.from, cell.to),
    }));
    const rows = grids.get(line.table) ?? [];
    rows.push(cells);
    grids.set(line.table, rows);
  });
  return [...grids.values()].map((rows) => ({ rows }));
}

/** A figure and how many decimals it is written with. */
export type Figure = { readonly value: number; readonly decimals: number };

/** The figure of a cell, `0` for a dash, null for words. Thousands separators and one unit behind it are read over. */
export function readFigure(text: string): Figure | null {
  const plain = halfWidth(text).trim();
  if (/^[-—–－/／]*$/.test(plain)) return plain === '' ? null : { value: 0, decimals: 0 };
  const match = /^(-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?)\s*(?:%|％|[\u4e00-\u9fff]{1,3})?$/.exec(plain);
  if (!match) return null;
  return {
    value: Number((match[1] ?? '').replace(/[,，]/g, '')),
    decimals: Math.max(0, (match[2] ?? '').length - 1),
  };
}

/** A sum as it is printed, without the noise of binary fractions. */
export function printFigure(value: number): string {
  return String(Number(value.toFixed(6)));
}
