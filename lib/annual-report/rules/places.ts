import { listCells } from '@/lib/annual-report/rules/cells';
import { resultRows } from '@/lib/annual-report/rules/compute-totals';
import type { CellRef, ReportTables, TableViolation } from '@/lib/annual-report/types';

function isTable3Column(ref: CellRef, column: string): boolean {
  return ref.table === 'table3' && ref.column === column;
}

/** Whether a cell stands at `row` and `column` as a violation names them. */
function isAt(ref: CellRef, row: string, column: string): boolean {
  switch (ref.table) {
    case 'table2':
      return 'column' in ref ? ref.row === row && ref.column === column : ref.row === `${row}.${column}`;
    case 'table3':
      return ref.row === row && ref.column === column;
    case 'table4':
      return ref.block === row && ref.cell === column;
  }
}

/**
 * The cells that take part in a breach, in printed order: those to mark, the first one being where to start
 * looking.
 */
export function cellsOfViolation(tables: ReportTables, violation: TableViolation): CellRef[] {
  const { where } = violation;
  return listCells(tables).filter((ref) => {
    if ('block' in where) return ref.table === 'table4' && ref.block === where.block;
    if ('row' in where && 'column' in where) return isAt(ref, where.row, where.column);
    if ('row' in where) return ref.table !== 'table4' && ref.row === where.row;
    if (!isTable3Column(ref, where.column) || ref.table !== 'table3') return false;
    switch (violation.rule) {
      case 'A3-1':
        return ['received_new', 'carried_in', 'results.total', 'carried_out'].includes(ref.row);
      case 'A3-5':
        return ref.row === 'carried_in';
      default:
        return ref.row === 'results.total' || resultRows(tables.table3).includes(ref.row);
    }
  });
}
