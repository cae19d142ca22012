import { listCells, readCell, writeCell } from '@/lib/annual-report/rules/cells';
import {
  type Cell,
  type CellRef,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE2_DOCUMENT_COLUMNS,
  TABLE3_APPLICANT_COLUMNS,
  TABLE3_OTHER_ROWS,
  TABLE3_RESULT_ROWS,
  TABLE4_BLOCKS,
  TABLE4_OUTCOMES,
  type Table3AnyRow,
  type Table3AsPublished,
} from '@/lib/annual-report/types';

/**
 * The rows whose sum is 三（七）总计: the 21 of the format in force, or those before 其他处理 and the merged
 * row, when the report prints 其他处理 as one row. @rule A3-2
 */
export function resultRows(table3: Table3AsPublished): Table3AnyRow[] {
  if (table3[LEGACY_OTHER_ROW] === undefined) return [...TABLE3_RESULT_ROWS];
  const split: readonly string[] = TABLE3_OTHER_ROWS;
  return [...TABLE3_RESULT_ROWS.filter((row) => !split.includes(row)), LEGACY_OTHER_ROW];
}

/** The sum of what is filled in; null as long as nothing is. */
function sumOfFilled(values: readonly Cell[]): Cell {
  const filled = values.filter((value) => value !== null);
  return filled.length === 0 ? null : filled.reduce((sum, value) => sum + value, 0);
}

/** Whether the figure follows from others (a 总计), so that nobody types it. */
export function isTotalCell(ref: CellRef): boolean {
  switch (ref.table) {
    case 'table2':
      return false;
    case 'table3':
      return ref.column === 'total' || ref.row === 'results.total';
    case 'table4':
      return ref.cell === 'total';
  }
}

/**
 * The tables with every 总计 worked out: 三（七）, the column 总计 of table three, and the totals of table
 * four. A total over cells of which some are blank is the sum of the others, so that it can be watched
 * while it grows; over blank cells only it is blank. Nothing else is changed: 结转下年度 is counted, not
 * computed. @rule A3-2 @rule A3-3 @rule A4-1
 */
export function computeTotals(tables: ReportTables): ReportTables {
  let next = tables;
  const set = (ref: CellRef, value: Cell) => {
    if (readCell(next, ref) !== value) next = writeCell(next, ref, value);
  };
  const addends = resultRows(tables.table3);
  for (const column of TABLE3_APPLICANT_COLUMNS) {
    const values = addends.map((row) => next.table3[row]?.[column] ?? null);
    set({ table: 'table3', row: 'results.total', column }, sumOfFilled(values));
  }
  for (const ref of listCells(tables)) {
    if (ref.table !== 'table3' || ref.column !== 'total') continue;
    const values = TABLE3_APPLICANT_COLUMNS.map((column) => readCell(next, { ...ref, column }));
    set(ref, sumOfFilled(values));
  }
  for (const block of TABLE4_BLOCKS) {
    const values = TABLE4_OUTCOMES.map((cell) => next.table4[block][cell]);
    set({ table: 'table4', block, cell: 'total' }, sumOfFilled(values));
  }
  return next;
}

/**
 * Whether nobody types this figure: a total, or 规章 of an organ that cannot make any (a district bureau),
 * which is 0.
 */
export function isComputedCell(ref: CellRef, options: { makesRules: boolean }): boolean {
  return isTotalCell(ref) || (!options.makesRules && ref.table === 'table2' && ref.row === 'art20_1.rules');
}

/**
 * The tables with everything filled in that nobody types: the totals, and 0 for 规章 unless the organ is
 * one that makes them (国务院部门, 省、设区的市 governments).
 */
export function fillComputedCells(tables: ReportTables, options: { makesRules: boolean }): ReportTables {
  let next = computeTotals(tables);
  if (options.makesRules) return next;
  for (const column of TABLE2_DOCUMENT_COLUMNS) {
    const ref: CellRef = { table: 'table2', row: 'art20_1.rules', column };
    if (readCell(next, ref) !== 0) next = writeCell(next, ref, 0);
  }
  return next;
}

/** A figure that stands in the report and is not what the others yield. */
export type Disagreement = { ref: CellRef; printed: number; computed: Cell };

/**
 * Which filled-in totals (and figures fixed at 0) differ from what `fillComputedCells` would put there:
 * to be told before they are replaced, because a number that somebody wrote is never dropped in silence.
 */
export function listDisagreements(tables: ReportTables, options: { makesRules: boolean }): Disagreement[] {
  const computed = fillComputedCells(tables, options);
  return listCells(tables).flatMap((ref) => {
    const printed = readCell(tables, ref);
    const value = readCell(computed, ref);
    return printed === null || printed === value ? [] : [{ ref, printed, computed: value }];
  });
}
