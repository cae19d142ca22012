import { TABLE3_COLUMNS } from '@/lib/annual-report/types';
import { type FigureKind, type RowFigures, readCellText } from './figures';
import type { FigureToken } from './stream';

/** Whole rows that must agree before places on the page say anything. */
const LEAST_ROWS = 4;
/** Share of the distance between two columns by which a figure may stand beside the middle of its own. */
const OFF_CENTRE = 0.4;

/**
 * Where the columns of table three stand on the page, from the rows in which every cell has a figure; null where the
 * file does not tell places, or the rows do not stand below one another.
 */
export function columnPlaces(rows: readonly (readonly FigureToken[])[]): number[] | null {
  const places = rows.flatMap((tokens) => {
    const own = tokens.flatMap(({ x }) => (x === null ? [] : [x]));
    return tokens.length === TABLE3_COLUMNS.length && own.length === tokens.length ? [own] : [];
  });
  if (places.length < LEAST_ROWS) return null;
  const middle = TABLE3_COLUMNS.map((_, i) => median(places.map((own) => own[i] ?? 0)));
  const isApart = (own: readonly number[]) => own.every((x, i) => column(x, middle) === i);
  return places.every(isApart) ? middle : null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The column a place belongs to, -1 between two. */
function column(x: number, middle: readonly number[]): number {
  return middle.findIndex((centre, i) => {
    const distances = [middle[i - 1], middle[i + 1]].flatMap((other) =>
      other === undefined ? [] : [Math.abs(other - centre)],
    );
    return Math.abs(x - centre) <= OFF_CENTRE * Math.min(...distances);
  });
}

/** A row with blanks by the places of its figures; null where they do not say. */
export function byPlace(
  tokens: readonly FigureToken[],
  middle: readonly number[],
  kinds: readonly FigureKind[],
): RowFigures | null {
  if (tokens.length === 0 || tokens.length >= kinds.length) return null;
  const columns = tokens.map(({ x }) => (x === null ? -1 : column(x, middle)));
  if (columns.includes(-1) || new Set(columns).size < columns.length) return null;
  const cells = kinds.map((kind, i) => readCellText(tokens[columns.indexOf(i)]?.text ?? '', kind));
  const values = cells.flatMap((cell) => (cell.ok ? [cell.value] : []));
  const remarks = cells.flatMap((cell) => (cell.ok && cell.remark ? [cell.remark] : []));
  return values.length === kinds.length ? { kind: 'known', cells: values, remarks } : null;
}
