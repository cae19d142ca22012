import type { ProofText, TextHit } from '../../types';
import { keptPer } from '../text/term-index';
import { type Figure, type Grid, type GridCell, printFigure, readFigure, tablesOf } from './tables';

type Rule = 'sum_differs' | 'percentages_differ' | 'unit_differs' | 'sums_unchecked';

const TOTAL = /^\s*(?:合\s*计|总\s*计|共\s*计|总\s*和|全部合计)\s*(?:[（(].*[）)])?\s*$/;
const SUBTOTAL = /^\s*小\s*计/;
const PART = /^\s*(?:其中|#|－|—|[（(]?其中)/;
/** Columns of things that are not added up. */
const NOT_ADDED =
  /序号|编号|代码|年份|年度|单价|均价|标准|比例|占比|比重|百分比|增长|增幅|降幅|排名|名次|得分|电话|日期|时间|备注|%|％|率$/;
/** Cells a table has at most, merged ones counted for each column they cover. */
const MOST_COVERED = 100_000;
/** Words above a figure beyond these are no heads. */
const HEAD_ROWS = 12;
/** Totals that are added up per table. No table has more; the rest is told, not passed over. */
const MOST_TOTALS = 100;
/** A row of figures below a row of words begins the body of a table. */
const MIN_ADDENDS = 2;

/** Sums in tables that have a row or column 合计 or 总计, shares that should make 100%, and units that differ. */
export function findTableSums(text: ProofText): TextHit<Rule>[] {
  return tablesOf(text).flatMap((grid) => [
    ...columnSums(grid),
    ...rowSums(grid),
    ...shareColumns(grid),
    ...strayUnits(grid),
  ]);
}

/** Words of the heads of a column above a row. A grid is asked often, so that it is read once. */
const headsOf = keptPer((grid: Grid) => {
  const words = new Map<number, { at: number; text: string }[]>();
  let covered = 0;
  grid.rows.forEach((row, at) => {
    for (const cell of row) {
      if (readFigure(cell.text) !== null) continue;
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        covered += 1;
        if (covered > MOST_COVERED) return;
        const heads = words.get(column) ?? [];
        heads.push({ at, text: cell.text });
        words.set(column, heads);
      }
    }
  });
  return words;
});

function headOf(grid: Grid, column: number, above: number): string {
  const heads = headsOf(grid).get(column) ?? [];
  const end = heads.findIndex((head) => head.at >= above);
  // What a column is about stands in its first rows.
  return heads
    .slice(0, Math.min(HEAD_ROWS, end < 0 ? heads.length : end))
    .map((head) => head.text)
    .join(' ');
}

const labelOf = (row: readonly GridCell[]) => row[0]?.text.trim() ?? '';

/** Whether the figures add up, allowing for the rounding of each where decimals are printed. */
function addsUp(total: Figure, addends: readonly Figure[]): boolean {
  const sum = addends.reduce((all, one) => all + one.value, 0);
  const decimals = Math.max(total.decimals, ...addends.map((one) => one.decimals));
  const tolerance = decimals === 0 ? 1e-6 : 0.5 * 10 ** -decimals * (addends.length + 1);
  return Math.abs(sum - total.value) <= tolerance;
}

/**
 * The ways in which rows may make a total: all of them, without parts (其中) and subtotals, or the subtotals alone. The
 * first way is what a reader expects and is told.
 */
function waysToAdd<One extends { label: string }>(all: readonly One[]): One[][] {
  const plain = all.filter((one) => !SUBTOTAL.test(one.label) && !PART.test(one.label));
  const subtotals = all.filter((one) => SUBTOTAL.test(one.label));
  return [plain, [...all], subtotals].filter((one) => one.length >= MIN_ADDENDS);
}

type Addend = { label: string; figure: Figure };

function judge(total: GridCell, name: string, addends: readonly Addend[]): TextHit<Rule>[] {
  const figure = readFigure(total.text);
  const ways = waysToAdd(addends);
  const first = ways[0];
  if (
    !figure ||
    !first ||
    ways.some((way) =>
      addsUp(
        figure,
        way.map((one) => one.figure),
      ),
    )
  )
    return [];
  const expected = printFigure(first.reduce((all, one) => all + one.figure.value, 0));
  const facts = { total: name, found: total.text.trim(), expected };
  return [
    { rule: 'sum_differs', line: total.line, from: total.from, to: total.to, facts, suggestion: expected },
  ];
}

function columnSums(grid: Grid): TextHit<Rule>[] {
  const all = grid.rows.flatMap((row, at) => (TOTAL.test(labelOf(row)) ? [{ row, at }] : []));
  const sums = all.slice(0, MOST_TOTALS).flatMap(({ row, at }, index) => {
    const body = grid.rows.slice((all[index - 1]?.at ?? -1) + 1, at);
    const columns = cellsByColumn(body);
    return row.slice(1).flatMap((total) => {
      if (NOT_ADDED.test(headOf(grid, total.column, at)) || /[%％]/.test(total.text)) return [];
      const cells = (columns.get(total.column) ?? []).filter(
        ({ cell }) => cell.columnSpan === total.columnSpan,
      );
      const below = cells.slice(cells.findIndex(({ cell }) => readFigure(cell.text) !== null));
      const addends = below.flatMap(({ label, cell }) => {
        const figure = readFigure(cell.text);
        return figure ? [{ label, figure }] : [];
      });
      // A cell with words among the figures: what it stands for can't be added.
      const hasWords = below.some(({ cell }) => cell.text.trim() !== '' && readFigure(cell.text) === null);
      return hasWords ? [] : judge(total, '合计', addends);
    });
  });
  return [...sums, ...unchecked(all.slice(MOST_TOTALS).flatMap(({ row }) => row.slice(0, 1)))];
}

/** The cells that begin in each column, with the label of their row. */
function cellsByColumn(rows: readonly (readonly GridCell[])[]) {
  const columns = new Map<number, { label: string; cell: GridCell }[]>();
  for (const row of rows) {
    const label = labelOf(row);
    for (const cell of row) {
      const cells = columns.get(cell.column) ?? [];
      cells.push({ label, cell });
      columns.set(cell.column, cells);
    }
  }
  return columns;
}

/** Totals beyond those that are added up: told at the first of them, so that nobody takes them for checked. */
function unchecked(totals: readonly GridCell[]): TextHit<Rule>[] {
  const first = totals[0];
  if (first === undefined) return [];
  const facts = { count: String(totals.length), checked: String(MOST_TOTALS) };
  return [{ rule: 'sums_unchecked', line: first.line, from: first.from, to: first.to, facts }];
}

function rowSums(grid: Grid): TextHit<Rule>[] {
  const heads = grid.rows.flatMap((row, at) =>
    row.filter((cell) => TOTAL.test(cell.text)).map((cell) => ({ cell, at })),
  );
  const named = heads.filter(({ cell, at }) => cell !== grid.rows[at]?.[0]);
  const sums = named.slice(0, MOST_TOTALS).flatMap(({ cell: head, at }) =>
    grid.rows.slice(at + head.rowSpan).flatMap((row) => {
      const total = row.find((cell) => cell.column === head.column && cell.columnSpan === head.columnSpan);
      if (!total) return [];
      const addends = row.flatMap((cell) => {
        const figure = readFigure(cell.text);
        if (cell === total || figure === null) return [];
        const label = headOf(grid, cell.column, at + head.rowSpan);
        return !NOT_ADDED.test(label) && label !== '' ? [{ label, figure }] : [];
      });
      return judge(total, head.text.trim(), addends);
    }),
  );
  return [...sums, ...unchecked(named.slice(MOST_TOTALS).map(({ cell }) => cell))];
}

const SHARE_HEAD = /占比|比重|百分比|所占比例|比例/;

function shareColumns(grid: Grid): TextHit<Rule>[] {
  const head = (grid.rows[0] ?? []).filter((cell) => SHARE_HEAD.test(cell.text));
  if (head.length === 0) return [];
  const body = grid.rows.slice(1).filter((row) => !TOTAL.test(labelOf(row)) && !SUBTOTAL.test(labelOf(row)));
  const columns = cellsByColumn(body);
  return head.flatMap((cell) => {
    const shares = (columns.get(cell.column) ?? [])
      .filter(({ cell: one }) => /^[\d.]+\s*[%％]?$/.test(one.text.trim()))
      .map(({ cell: one }) => readFigure(one.text));
    if (shares.length < 3 || shares.some((one) => one === null)) return [];
    const sum = shares.reduce((all, one) => all + (one?.value ?? 0), 0);
    const decimals = Math.max(...shares.map((one) => one?.decimals ?? 0));
    const tolerance = 0.5 * 10 ** -decimals * shares.length + 1e-6;
    // Far from 100 the shares are of different wholes.
    if (Math.abs(sum - 100) <= tolerance || sum < 80 || sum > 120) return [];
    const place = { line: cell.line, from: cell.from, to: cell.to };
    return [{ rule: 'percentages_differ' as const, ...place, facts: { found: printFigure(sum) } }];
  });
}

const UNIT_OF_HEAD = /[（(](?:单位[:：])?\s*(亿元|万元|元)\s*[）)]/;
const OWN_UNIT = /\d\s*(亿元|万元|元)\s*$/;

function strayUnits(grid: Grid): TextHit<Rule>[] {
  const heads = new Map<number, GridCell>();
  for (const cell of grid.rows.slice(0, 2).flat()) {
    if (!heads.has(cell.column) && UNIT_OF_HEAD.test(cell.text)) heads.set(cell.column, cell);
  }
  return grid.rows.slice(1).flatMap((row) =>
    row.flatMap((cell) => {
      const own = OWN_UNIT.exec(cell.text)?.[1];
      const head = heads.get(cell.column);
      const unit = head && UNIT_OF_HEAD.exec(head.text)?.[1];
      if (!own || !unit || own === unit) return [];
      return [
        { rule: 'unit_differs' as const, line: cell.line, from: cell.from, to: cell.to, facts: { unit } },
      ];
    }),
  );
}
