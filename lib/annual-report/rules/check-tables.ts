import { cellKind, listCells, readCell } from '@/lib/annual-report/rules/cells';
import { resultRows } from '@/lib/annual-report/rules/compute-totals';
import {
  type Cell,
  type CellRef,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE2_DOCUMENT_ROWS,
  TABLE3_APPLICANT_COLUMNS,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  TABLE4_OUTCOMES,
  type Table2,
  type Table2DocumentRow,
  type Table3,
  type Table3AnyRow,
  type Table3AsPublished,
  type Table3Column,
  type Table4,
  type TableViolation,
  type ViolationPlace,
} from '@/lib/annual-report/types';

/** Largest figure a cell takes; beyond it the input is a slip, not a count. */
export const MAX_FIGURE = 999_999_999;

/** Decimals of an amount in 万元: down to the 分. */
export const AMOUNT_DECIMALS = 6;

export type CheckOptions = {
  /** Count a blank cell as 0. Rows that are not in the report at all stay out of the check. */
  blankIsZero?: boolean;
};

/** A cell that takes part in no check: its row is missing, or it is blank and blanks do not count. */
const UNKNOWN = Symbol('unknown');

/** All numbers, or null as soon as one is unknown: a sum with a hole proves nothing. */
function known(values: readonly (number | typeof UNKNOWN)[]): number[] | null {
  const numbers = values.filter((value) => value !== UNKNOWN);
  return numbers.length === values.length ? numbers : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function figure(value: Cell | undefined, options: CheckOptions): number | typeof UNKNOWN {
  if (value === undefined) return UNKNOWN;
  if (value === null) return options.blankIsZero ? 0 : UNKNOWN;
  return value;
}

/** 第一项加第二项之和，等于第三项加第四项之和, for each column. @rule A3-1 */
export function checkBalance(table3: Table3AsPublished, options: CheckOptions = {}): TableViolation[] {
  return TABLE3_COLUMNS.flatMap((column): TableViolation[] => {
    const at = (row: Table3AnyRow) => figure(table3[row]?.[column], options);
    const left = known([at('received_new'), at('carried_in')]);
    const right = known([at('results.total'), at('carried_out')]);
    if (left === null || right === null || sum(left) === sum(right)) return [];
    return [{ rule: 'A3-1', where: { column }, found: sum(left), expected: sum(right) }];
  });
}

/** 三（七）总计 is the sum of the results, for each column. @rule A3-2 */
export function checkResultTotals(table3: Table3AsPublished, options: CheckOptions = {}): TableViolation[] {
  return TABLE3_COLUMNS.flatMap((column): TableViolation[] => {
    const total = figure(table3['results.total']?.[column], options);
    const addends = known(resultRows(table3).map((row) => figure(table3[row]?.[column], options)));
    if (total === UNKNOWN || addends === null || total === sum(addends)) return [];
    return [{ rule: 'A3-2', where: { column }, found: total, expected: sum(addends) }];
  });
}

/** 总计 of each row is 自然人 plus the five kinds of 法人或其他组织. @rule A3-3 */
export function checkRowTotals(table3: Table3AsPublished, options: CheckOptions = {}): TableViolation[] {
  const rows: Table3AnyRow[] = [...TABLE3_ROWS];
  rows.splice(rows.indexOf('results.total'), 0, LEGACY_OTHER_ROW);
  return rows.flatMap((row): TableViolation[] => {
    const total = figure(table3[row]?.total, options);
    const addends = known(TABLE3_APPLICANT_COLUMNS.map((column) => figure(table3[row]?.[column], options)));
    if (total === UNKNOWN || addends === null || total === sum(addends)) return [];
    return [{ rule: 'A3-3', where: { row }, found: total, expected: sum(addends) }];
  });
}

/** 总计 of each block of table four is the sum of its four outcomes. @rule A4-1 */
export function checkRemedyTotals(table4: Table4 | null, options: CheckOptions = {}): TableViolation[] {
  if (table4 === null) return [];
  return TABLE4_BLOCKS.flatMap((block): TableViolation[] => {
    const total = figure(table4[block].total, options);
    const addends = known(TABLE4_OUTCOMES.map((cell) => figure(table4[block][cell], options)));
    if (total === UNKNOWN || addends === null || total === sum(addends)) return [];
    return [{ rule: 'A4-1', where: { block }, found: total, expected: sum(addends) }];
  });
}

/** Whether a number can stand in a cell of this kind: whole, not negative; 万元 with up to six decimals. */
export function isAdmissibleFigure(value: number, kind: 'count' | 'amount'): boolean {
  if (!Number.isFinite(value) || value < 0 || value > MAX_FIGURE) return false;
  return kind === 'amount' ? Number(value.toFixed(AMOUNT_DECIMALS)) === value : Number.isInteger(value);
}

function placeOf(ref: CellRef): ViolationPlace {
  switch (ref.table) {
    case 'table2': {
      if ('column' in ref) return { row: ref.row, column: ref.column };
      const dot = ref.row.lastIndexOf('.');
      return { row: ref.row.slice(0, dot), column: ref.row.slice(dot + 1) };
    }
    case 'table3':
      return { row: ref.row, column: ref.column };
    case 'table4':
      return { row: ref.block, column: ref.cell };
  }
}

/**
 * Every figure is a whole number of at least 0; the amount in 万元 may have six decimals. With
 * `requireFilled` a blank cell is reported too (`found` null), as a report of our own prints every cell.
 * In table two the rule is called W2-2. @rule A3-4 @rule W2-2 @rule FR-1
 */
export function checkFigures(
  tables: ReportTables,
  options: { requireFilled?: boolean } = {},
): TableViolation[] {
  return listCells(tables).flatMap((ref): TableViolation[] => {
    const value = readCell(tables, ref);
    const isRight = value === null ? !options.requireFilled : isAdmissibleFigure(value, cellKind(ref));
    if (isRight) return [];
    const rule = ref.table === 'table2' ? 'W2-2' : 'A3-4';
    return [{ rule, where: placeOf(ref), found: value, expected: null }];
  });
}

/** The 勾稽 rules on tables that may be incomplete, as a published report is. */
export function checkReconciliation(
  report: { table3: Table3AsPublished; table4: Table4 | null },
  options: CheckOptions = {},
): TableViolation[] {
  return [
    ...checkBalance(report.table3, options),
    ...checkResultTotals(report.table3, options),
    ...checkRowTotals(report.table3, options),
    ...checkRemedyTotals(report.table4, options),
  ];
}

/** Every rule about the figures of one report: first those of sums, then those of single cells. */
export function checkTables(
  tables: ReportTables,
  options: CheckOptions & { requireFilled?: boolean } = {},
): TableViolation[] {
  return [...checkReconciliation(tables, options), ...checkFigures(tables, options)];
}

/** 上年结转 equals 结转下年度 of last year's report, for each column. @rule A3-5 */
export function checkCarriedIn(
  tables: { table3: Pick<Table3, 'carried_in'> },
  carriedOutLastYear: Record<Table3Column, Cell>,
): TableViolation[] {
  return TABLE3_COLUMNS.flatMap((column): TableViolation[] => {
    const found = tables.table3.carried_in[column];
    const expected = carriedOutLastYear[column];
    if (found === null || expected === null || found === expected) return [];
    return [{ rule: 'A3-5', where: { column }, found, expected }];
  });
}

/**
 * 现行有效件数 equals last year's plus 制发 minus 废止, for 规章 and 行政规范性文件; a difference asks for an
 * explanation. @rule W2-1
 */
export function checkDocumentsInForce(
  table2: Pick<Table2, Table2DocumentRow>,
  lastYear: Pick<Table2, Table2DocumentRow>,
): TableViolation[] {
  return TABLE2_DOCUMENT_ROWS.flatMap((row): TableViolation[] => {
    const { made, repealed, in_force: found } = table2[row];
    const before = lastYear[row].in_force;
    if (made === null || repealed === null || found === null || before === null) return [];
    const expected = before + made - repealed;
    return found === expected ? [] : [{ rule: 'W2-1', where: { row }, found, expected }];
  });
}
