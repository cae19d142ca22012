import type { ProofText, TextHit } from '../../types';
import { type Figure, type Grid, type GridCell, printFigure, readFigure, tablesOf } from './tables';

type Rule = 'sum_differs' | 'percentages_differ' | 'unit_differs';

const TOTAL = /^\s*(?:合\s*计|总\s*计|共\s*计|总\s*和|全部合计)\s*(?:[（(].*[）)])?\s*$/;
const SUBTOTAL = /^\s*小\s*计/;
const PART = /^\s*(?:其中|#|－|—|[（(]?其中)/;
/** Columns of things that are not added up. */
const NOT_ADDED =
  /序号|编号|代码|年份|年度|单价|均价|标准|比例|占比|比重|百分比|增长|增幅|降幅|排名|名次|得分|电话|日期|时间|备注|%|％|率$/;
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

function headOf(grid: Grid, column: number, above: number): string {
  return grid.rows
    .slice(0, above)
    .flat()
    .filter(
      (cell) =>
        cell.column <= column && cell.column + cell.columnSpan > column && readFigure(cell.text) === null,
    )
    .map((cell) => cell.text)
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
  return grid.rows.flatMap((row, at) => {
    if (!TOTAL.test(labelOf(row))) return [];
    const previous = grid.rows.findLastIndex((one, index) => index < at && TOTAL.test(labelOf(one)));
    const body = grid.rows.slice(previous + 1, at);
    return row.slice(1).flatMap((total) => {
      if (NOT_ADDED.test(headOf(grid, total.column, at)) || /[%％]/.test(total.text)) return [];
      const cells = body.flatMap((one) =>
        one
          .filter((cell) => cell.column === total.column && cell.columnSpan === total.columnSpan)
          .map((cell) => ({ label: labelOf(one), cell })),
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
}

function rowSums(grid: Grid): TextHit<Rule>[] {
  const heads = grid.rows.flatMap((row, at) =>
    row.filter((cell) => TOTAL.test(cell.text)).map((cell) => ({ cell, at })),
  );
  const named = heads.filter(({ cell, at }) => cell !== grid.rows[at]?.[0]);
  return named.flatMap(({ cell: head, at }) =>
    grid.rows.slice(at + head.rowSpan).flatMap((row) => {
      const total = row.find((cell) => cell.column === head.column && cell.columnSpan === head.columnSpan);
      if (!total) return [];
      const addends = row.flatMap((cell) => {
        const label = headOf(grid, cell.column, at + head.rowSpan);
        const figure = readFigure(cell.text);
        const isAddend = cell !== total && figure !== null && !NOT_ADDED.test(label) && label !== '';
        return isAddend ? [{ label, figure }] : [];
      });
      return judge(total, head.text.trim(), addends);
    }),
  );
}

const SHARE_HEAD = /占比|比重|百分比|所占比例|比例/;

function shareColumns(grid: Grid): TextHit<Rule>[] {
  const head = grid.rows[0] ?? [];
  return head.flatMap((cell) => {
    if (!SHARE_HEAD.test(cell.text)) return [];
    const shares = grid.rows
      .slice(1)
      .filter((row) => !TOTAL.test(labelOf(row)) && !SUBTOTAL.test(labelOf(row)))
      .flatMap((row) =>
        row.filter((one) => one.column === cell.column && /^[\d.]+\s*[%％]?$/.test(one.text.trim())),
      )
      .map((one) => readFigure(one.text));
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
  const heads = grid.rows.slice(0, 2).flat();
  return grid.rows.slice(1).flatMap((row) =>
    row.flatMap((cell) => {
      const own = OWN_UNIT.exec(cell.text)?.[1];
      const head = heads.find((one) => one.column === cell.column && UNIT_OF_HEAD.test(one.text));
      const unit = head && UNIT_OF_HEAD.exec(head.text)?.[1];
      if (!own || !unit || own === unit) return [];
      return [
        { rule: 'unit_differs' as const, line: cell.line, from: cell.from, to: cell.to, facts: { unit } },
      ];
    }),
  );
}
