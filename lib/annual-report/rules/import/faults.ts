import { figurePath } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE3_LAYOUT, TABLE3_LAYOUT_MERGED_OTHER } from '@/lib/annual-report/rules/format-2021/table-three';
import {
  LEGACY_OTHER_ROW,
  TABLE3_OTHER_ROWS,
  TABLE3_ROWS,
  type Table3AnyRow,
  type Table3AsPublished,
} from '@/lib/annual-report/types';

/** Why a file is not read as a report. */
export type ImportFault =
  | { readonly code: 'empty' }
  | { readonly code: 'too_long' }
  | { readonly code: 'two_reports' }
  | { readonly code: 'no_table_three' }
  | { readonly code: 'other_kind' }
  | { readonly code: 'before_2019'; readonly year: number };

/** Whether a reading ended with a fault. */
export function isFault<T extends object>(read: T | ImportFault): read is ImportFault {
  return 'code' in read;
}

/** What the form calls a row of table three. */
export function rowName(row: Table3AnyRow): string {
  for (const layout of [TABLE3_LAYOUT, TABLE3_LAYOUT_MERGED_OTHER]) {
    for (const { cells } of layout.bodies.flat()) {
      const figure = cells.find(
        (cell) => cell.kind === 'figure' && cell.ref.table === 'table3' && cell.ref.row === row,
      );
      if (figure?.kind !== 'figure') continue;
      const labels = figurePath(layout, figure);
      return labels.slice(0, labels.indexOf('申请人情况')).at(-1) ?? row;
    }
  }
  return row;
}

/** Whether a table prints （六）其他处理 as one row. */
export function isMergedTable(table3: Table3AsPublished): boolean {
  return table3[LEGACY_OTHER_ROW] !== undefined;
}

/** The rows of table three in printed order, of either form. */
export function rowOrder(isMerged: boolean): Table3AnyRow[] {
  if (!isMerged) return [...TABLE3_ROWS];
  const split: readonly string[] = TABLE3_OTHER_ROWS;
  const rows: Table3AnyRow[] = TABLE3_ROWS.filter((row) => !split.includes(row));
  rows.splice(rows.indexOf('results.total'), 0, LEGACY_OTHER_ROW);
  return rows;
}
