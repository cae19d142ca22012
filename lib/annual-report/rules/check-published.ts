import {
  type CheckOptions,
  checkCarriedIn,
  checkDocumentsInForce,
  checkReconciliation,
} from '@/lib/annual-report/rules/check-tables';
import {
  type Cell,
  LEGACY_OTHER_ROW,
  type PublishedReport,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  TABLE4_CELLS,
  type Table3Row,
  type TableViolation,
} from '@/lib/annual-report/types';

function isWrongFigure(value: Cell | undefined): value is number {
  return typeof value === 'number' && (!Number.isInteger(value) || value < 0);
}

/** Every figure of tables three and four is a whole number of at least 0; blanks and missing rows are skipped. */
function checkPrintedFigures({ table3, table4 }: PublishedReport): TableViolation[] {
  const wrong = (row: string, column: string, found: Cell | undefined): TableViolation[] =>
    isWrongFigure(found) ? [{ rule: 'A3-4', where: { row, column }, found, expected: null }] : [];
  const rows = [...TABLE3_ROWS, LEGACY_OTHER_ROW] as const;
  return [
    ...rows.flatMap((row) => TABLE3_COLUMNS.flatMap((column) => wrong(row, column, table3?.[row]?.[column]))),
    ...TABLE4_BLOCKS.flatMap((block) =>
      TABLE4_CELLS.flatMap((cell) => wrong(block, cell, table4?.[block][cell])),
    ),
  ];
}

function zeroed<T extends Record<string, Cell>>(row: T, options: CheckOptions): T {
  if (!options.blankIsZero) return row;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? 0])) as T;
}

/**
 * What `gongkai report check` says of a report as published: the sums of tables three and four and their figures; with
 * the report of the year before also what was carried over. Blank cells are skipped, or count as 0 where asked.
 *
 * @rule A3-1 @rule A3-2 @rule A3-3 @rule A3-4 @rule A4-1 @rule A3-5 @rule W2-1
 */
export function checkPublishedReport(
  report: PublishedReport,
  previous: PublishedReport | null,
  options: CheckOptions = {},
): TableViolation[] {
  const { table2, table4 } = report;
  const table3 = report.table3 ?? {};
  const carriedIn: Table3Row | undefined = table3.carried_in;
  const carriedOut: Table3Row | undefined = previous?.table3?.carried_out;
  const before = previous?.table2 ?? null;
  return [
    ...checkReconciliation({ table3, table4 }, options),
    ...checkPrintedFigures(report),
    ...(carriedIn && carriedOut
      ? checkCarriedIn({ table3: { carried_in: zeroed(carriedIn, options) } }, zeroed(carriedOut, options))
      : []),
    ...(table2 && before ? checkDocumentsInForce(table2, before) : []),
  ];
}
