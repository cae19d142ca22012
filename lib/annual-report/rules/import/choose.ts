import {
  type Cell,
  LEGACY_OTHER_ROW,
  TABLE3_COLUMNS,
  TABLE3_OTHER_ROWS,
  TABLE3_RESULT_ROWS,
  type Table3AnyRow,
  type Table3Row,
} from '@/lib/annual-report/types';
import type { RowFigures } from './figures';

/** Combinations of readings that are tried against the columns. */
const MOST_COMBINATIONS = 300_000;

/** Seven cells as a row of table three. */
export function toRow(cells: readonly Cell[]): Table3Row {
  const at = (i: number) => cells[i] ?? null;
  return {
    natural_person: at(0),
    'legal.business': at(1),
    'legal.research': at(2),
    'legal.public_welfare': at(3),
    'legal.legal_service': at(4),
    'legal.other': at(5),
    total: at(6),
  };
}

/** A row that is not known for certain. */
export function blankRow(): Table3Row {
  return toRow([]);
}

/** Whether the total of a row is the sum of its six columns; a row with blanks is not looked at. @rule A3-3 */
export function fitsRowSum(cells: readonly Cell[]): boolean {
  const total = cells.at(-1) ?? null;
  let sum = 0;
  for (const cell of cells.slice(0, -1)) {
    if (cell === null) return true;
    sum += cell;
  }
  return total === null || sum === total;
}

export type Chosen = {
  readonly rows: ReadonlyMap<Table3AnyRow, readonly Cell[]>;
  readonly byRowSum: readonly Table3AnyRow[];
  readonly byColumnSum: readonly Table3AnyRow[];
};

/**
 * Chooses among readings by the sums of the form: first by A3-3 of the row, then by A3-1 and A3-2 of the columns over
 * all rows at once. A reading is taken only where no other fits.
 *
 * @param rows readings and certain rows of one table three
 * @rule A3-1 @rule A3-2 @rule A3-3
 */
export function chooseReadings(rows: ReadonlyMap<Table3AnyRow, RowFigures | null>): Chosen {
  const chosen = new Map<Table3AnyRow, readonly Cell[]>();
  const open = new Map<Table3AnyRow, readonly (readonly Cell[])[]>();
  const byRowSum: Table3AnyRow[] = [];
  for (const [key, figures] of rows) {
    if (figures?.kind === 'known') chosen.set(key, figures.cells);
    // One reading that is asked all the same is one of unsure place.
    if (figures?.kind !== 'readings' || figures.readings.length < 2) continue;
    const fitting = figures.readings.filter(fitsRowSum);
    const [only] = fitting;
    if (fitting.length === 1 && only) {
      chosen.set(key, only);
      byRowSum.push(key);
    } else open.set(key, fitting.length > 0 ? fitting : figures.readings);
  }
  const byColumns = chooseByColumns(chosen, open);
  for (const [key, cells] of byColumns) chosen.set(key, cells);
  return { rows: chosen, byRowSum, byColumnSum: [...byColumns.keys()] };
}

/** A sum of one column that is 0 where the table is in order: how often each row counts in it. */
type Balance = { readonly column: number; readonly factors: ReadonlyMap<Table3AnyRow, number> };

function balances(isMerged: boolean): Balance[] {
  const split: readonly string[] = TABLE3_OTHER_ROWS;
  const results: Table3AnyRow[] = isMerged
    ? [...TABLE3_RESULT_ROWS.filter((row) => !split.includes(row)), LEGACY_OTHER_ROW]
    : [...TABLE3_RESULT_ROWS];
  const a31 = new Map<Table3AnyRow, number>([
    ['received_new', 1],
    ['carried_in', 1],
    ['results.total', -1],
    ['carried_out', -1],
  ]);
  const a32 = new Map<Table3AnyRow, number>([
    ...results.map((row) => [row, 1] as const),
    ['results.total', -1],
  ]);
  return TABLE3_COLUMNS.flatMap((_, column) => [a31, a32].map((factors) => ({ column, factors })));
}

/** Of the open rows those on which every fitting combination agrees. */
function chooseByColumns(
  certain: ReadonlyMap<Table3AnyRow, readonly Cell[]>,
  open: ReadonlyMap<Table3AnyRow, readonly (readonly Cell[])[]>,
): Map<Table3AnyRow, readonly Cell[]> {
  const keys = [...open.keys()];
  const count = keys.reduce((product, key) => product * (open.get(key)?.length ?? 0), 1);
  if (keys.length === 0 || count > MOST_COMBINATIONS) return new Map();
  const isMerged = certain.has(LEGACY_OTHER_ROW) || open.has(LEGACY_OTHER_ROW);
  const isBlank = (cell: Cell | undefined) => cell === undefined || cell === null;
  // A sum with a hole proves nothing.
  const proving = balances(isMerged).filter(({ column, factors }) =>
    [...factors.keys()].every(
      (row) =>
        !isBlank(certain.get(row)?.[column]) || open.get(row)?.every((cells) => !isBlank(cells[column])),
    ),
  );
  const rest = proving.map(({ column, factors }) =>
    [...factors].reduce((sum, [row, factor]) => sum + factor * (certain.get(row)?.[column] ?? 0), 0),
  );
  const readings = keys.map((key) =>
    (open.get(key) ?? []).map((cells) => ({
      cells,
      shares: proving.map(({ column, factors }) => (factors.get(key) ?? 0) * (cells[column] ?? 0)),
    })),
  );
  const agreed = new Map<Table3AnyRow, readonly Cell[] | null>();
  const picked: (readonly Cell[])[] = [];
  function next(at: number, sums: readonly number[]): void {
    const own = readings[at];
    if (own === undefined) {
      if (sums.every((sum) => sum === 0)) keep();
      return;
    }
    for (const { cells, shares } of own) {
      picked[at] = cells;
      next(
        at + 1,
        sums.map((sum, i) => sum + (shares[i] ?? 0)),
      );
    }
  }
  function keep(): void {
    for (const [i, key] of keys.entries()) {
      const cells = picked[i] ?? [];
      const before = agreed.get(key);
      if (before === undefined) agreed.set(key, cells);
      else if (before !== null && before !== cells) agreed.set(key, null);
    }
  }
  next(0, rest);
  return new Map([...agreed].flatMap(([key, cells]) => (cells === null ? [] : [[key, cells] as const])));
}

/** The readings of a row of table three, those that fit A3-3 first. */
export function sortedReadings(readings: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  return [...readings.filter(fitsRowSum), ...readings.filter((cells) => !fitsRowSum(cells))];
}
