import {
  AMOUNT_ROW,
  type Cell,
  type CellKind,
  type CellRef,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE2_DOCUMENT_COLUMNS,
  TABLE2_DOCUMENT_ROWS,
  TABLE2_FIGURE_ROWS,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  TABLE4_CELLS,
  type Table3AnyRow,
  type Table3Row,
} from '@/lib/annual-report/types';

function rowOf(value: Cell): Table3Row {
  return {
    natural_person: value,
    'legal.business': value,
    'legal.research': value,
    'legal.public_welfare': value,
    'legal.legal_service': value,
    'legal.other': value,
    total: value,
  };
}

function tablesOf(value: Cell): ReportTables {
  const documents = () => ({ made: value, repealed: value, in_force: value });
  const block = () => ({ upheld: value, corrected: value, other: value, pending: value, total: value });
  return {
    table2: {
      'art20_1.rules': documents(),
      'art20_1.normative_docs': documents(),
      'art20_5.licensing.decisions': value,
      'art20_6.penalty.decisions': value,
      'art20_6.coercion.decisions': value,
      'art20_8.admin_fee.amount_wan': value,
    },
    table3: {
      received_new: rowOf(value),
      carried_in: rowOf(value),
      'results.public': rowOf(value),
      'results.partial': rowOf(value),
      'results.not_public.state_secret': rowOf(value),
      'results.not_public.law_forbidden': rowOf(value),
      'results.not_public.three_security_one_stability': rowOf(value),
      'results.not_public.third_party_rights': rowOf(value),
      'results.not_public.internal_affairs': rowOf(value),
      'results.not_public.process_info': rowOf(value),
      'results.not_public.enforcement_file': rowOf(value),
      'results.not_public.admin_query': rowOf(value),
      'results.unavailable.not_held': rowOf(value),
      'results.unavailable.needs_creation': rowOf(value),
      'results.unavailable.unclear_after_supplement': rowOf(value),
      'results.not_processed.petition_complaint': rowOf(value),
      'results.not_processed.duplicate': rowOf(value),
      'results.not_processed.publication': rowOf(value),
      'results.not_processed.excessive_repeated': rowOf(value),
      'results.not_processed.confirm_or_reissue': rowOf(value),
      'results.other.supplement_overdue': rowOf(value),
      'results.other.fee_unpaid': rowOf(value),
      'results.other.misc': rowOf(value),
      'results.total': rowOf(value),
      carried_out: rowOf(value),
    },
    table4: { review: block(), litigation_direct: block(), litigation_after_review: block() },
  };
}

/** Tables two to four with every one of the 200 cells blank. */
export function emptyTables(): ReportTables {
  return tablesOf(null);
}

/** Tables two to four with 0 in every cell. @rule FR-1 */
export function zeroTables(): ReportTables {
  return tablesOf(0);
}

/** Every figure of the report in printed order: 10 + 175 + 15, or with the merged row in place of its three. */
export function listCells(tables: ReportTables): CellRef[] {
  const merged = tables.table3[LEGACY_OTHER_ROW] !== undefined;
  const rows: Table3AnyRow[] = TABLE3_ROWS.filter((row) => !merged || !row.startsWith('results.other.'));
  if (merged) rows.splice(rows.indexOf('results.total'), 0, LEGACY_OTHER_ROW);
  return [
    ...TABLE2_DOCUMENT_ROWS.flatMap((row) =>
      TABLE2_DOCUMENT_COLUMNS.map((column): CellRef => ({ table: 'table2', row, column })),
    ),
    ...TABLE2_FIGURE_ROWS.map((row): CellRef => ({ table: 'table2', row })),
    ...rows.flatMap((row) => TABLE3_COLUMNS.map((column): CellRef => ({ table: 'table3', row, column }))),
    ...TABLE4_BLOCKS.flatMap((block) =>
      TABLE4_CELLS.map((cell): CellRef => ({ table: 'table4', block, cell })),
    ),
  ];
}

/** A stable name for a cell, unique in the report: key for maps and for elements of a page. */
export function cellId(ref: CellRef): string {
  switch (ref.table) {
    case 'table2':
      return 'column' in ref ? `table2/${ref.row}/${ref.column}` : `table2/${ref.row}`;
    case 'table3':
      return `table3/${ref.row}/${ref.column}`;
    case 'table4':
      return `table4/${ref.block}/${ref.cell}`;
  }
}

/** Whether a cell holds a whole number or an amount in 万元. @rule FR-4 */
export function cellKind(ref: CellRef): CellKind {
  return ref.table === 'table2' && ref.row === AMOUNT_ROW ? 'amount' : 'count';
}

/** The figure in a cell; null when it is blank or its row is not in this report. */
export function readCell(tables: ReportTables, ref: CellRef): Cell {
  switch (ref.table) {
    case 'table2':
      return 'column' in ref ? tables.table2[ref.row][ref.column] : tables.table2[ref.row];
    case 'table3':
      return tables.table3[ref.row]?.[ref.column] ?? null;
    case 'table4':
      return tables.table4[ref.block][ref.cell];
  }
}

/** A copy of the tables with one figure changed. */
export function writeCell(tables: ReportTables, ref: CellRef, value: Cell): ReportTables {
  switch (ref.table) {
    case 'table2':
      return {
        ...tables,
        table2:
          'column' in ref
            ? { ...tables.table2, [ref.row]: { ...tables.table2[ref.row], [ref.column]: value } }
            : { ...tables.table2, [ref.row]: value },
      };
    case 'table3': {
      const row: Table3Row = { ...(tables.table3[ref.row] ?? rowOf(null)), [ref.column]: value };
      return { ...tables, table3: { ...tables.table3, [ref.row]: row } };
    }
    case 'table4':
      return {
        ...tables,
        table4: { ...tables.table4, [ref.block]: { ...tables.table4[ref.block], [ref.cell]: value } },
      };
  }
}

/** A figure as it is printed: no thousands separator, no trailing zeros, blank when not stated. @rule FR-2 */
export function formatCell(value: Cell): string {
  return value === null ? '' : String(value);
}
