import type { BodyDoc } from '@/lib/disclosure/body/types';

/**
 * The annual report (政府信息公开工作年度报告) as data. Keys are those of the exchange format
 * (`gongkai report check|import|export`), so a stored report, a printed one and an exported one are
 * one and the same object.
 */

/** A printed figure; null = the cell is blank: not stated, not the same as zero. */
export type Cell = number | null;

/** Columns of table three (申请人情况). */
export const TABLE3_COLUMNS = [
  'natural_person',
  'legal.business',
  'legal.research',
  'legal.public_welfare',
  'legal.legal_service',
  'legal.other',
  'total',
] as const;
export type Table3Column = (typeof TABLE3_COLUMNS)[number];

/** The columns whose sum is 总计. */
export const TABLE3_APPLICANT_COLUMNS = [
  'natural_person',
  'legal.business',
  'legal.research',
  'legal.public_welfare',
  'legal.legal_service',
  'legal.other',
] as const satisfies readonly Table3Column[];

/** The 21 addends of 三（七）总计, in printed order. */
export const TABLE3_RESULT_ROWS = [
  'results.public',
  'results.partial',
  'results.not_public.state_secret',
  'results.not_public.law_forbidden',
  'results.not_public.three_security_one_stability',
  'results.not_public.third_party_rights',
  'results.not_public.internal_affairs',
  'results.not_public.process_info',
  'results.not_public.enforcement_file',
  'results.not_public.admin_query',
  'results.unavailable.not_held',
  'results.unavailable.needs_creation',
  'results.unavailable.unclear_after_supplement',
  'results.not_processed.petition_complaint',
  'results.not_processed.duplicate',
  'results.not_processed.publication',
  'results.not_processed.excessive_repeated',
  'results.not_processed.confirm_or_reissue',
  'results.other.supplement_overdue',
  'results.other.fee_unpaid',
  'results.other.misc',
] as const;
export type Table3ResultRow = (typeof TABLE3_RESULT_ROWS)[number];

/** The 25 rows of table three, in printed order. */
export const TABLE3_ROWS = [
  'received_new',
  'carried_in',
  ...TABLE3_RESULT_ROWS,
  'results.total',
  'carried_out',
] as const;
export type Table3RowKey = (typeof TABLE3_ROWS)[number];

/** （六）其他处理 as one row, in reports printed after the format of 2019; it cannot be split. */
export const LEGACY_OTHER_ROW = 'legacy.results.other_all';
export type LegacyOtherRow = typeof LEGACY_OTHER_ROW;
export type Table3AnyRow = Table3RowKey | LegacyOtherRow;

/** The three rows that `LEGACY_OTHER_ROW` stands for. */
export const TABLE3_OTHER_ROWS = [
  'results.other.supplement_overdue',
  'results.other.fee_unpaid',
  'results.other.misc',
] as const satisfies readonly Table3ResultRow[];

export type Table3Row = Record<Table3Column, Cell>;

export type Table3OtherRow = (typeof TABLE3_OTHER_ROWS)[number];

/**
 * A whole table three: 25 rows, or, in an imported report that prints 其他处理 as one row, 23 with
 * `LEGACY_OTHER_ROW` in place of its three. The schema admits either, never a mixture.
 */
export type Table3 = Record<Exclude<Table3RowKey, Table3OtherRow>, Table3Row> &
  Partial<Record<Table3OtherRow | LegacyOtherRow, Table3Row>>;

/** Table three as found in a published report: rows may be cut off or merged. */
export type Table3AsPublished = Partial<Record<Table3AnyRow, Table3Row>>;

/** Columns of the first block of table two. */
export const TABLE2_DOCUMENT_COLUMNS = ['made', 'repealed', 'in_force'] as const;
export type Table2DocumentColumn = (typeof TABLE2_DOCUMENT_COLUMNS)[number];

/** Rows of the first block: 规章, 行政规范性文件. */
export const TABLE2_DOCUMENT_ROWS = ['art20_1.rules', 'art20_1.normative_docs'] as const;
export type Table2DocumentRow = (typeof TABLE2_DOCUMENT_ROWS)[number];

/** Rows with one figure each. */
export const TABLE2_FIGURE_ROWS = [
  'art20_5.licensing.decisions',
  'art20_6.penalty.decisions',
  'art20_6.coercion.decisions',
  'art20_8.admin_fee.amount_wan',
] as const;
export type Table2FigureRow = (typeof TABLE2_FIGURE_ROWS)[number];

/** The one cell that is money: 万元, up to six decimals. */
export const AMOUNT_ROW = 'art20_8.admin_fee.amount_wan' satisfies Table2FigureRow;

/** The ten cells of table two, in printed order. */
export const TABLE2_CELLS = [
  'art20_1.rules.made',
  'art20_1.rules.repealed',
  'art20_1.rules.in_force',
  'art20_1.normative_docs.made',
  'art20_1.normative_docs.repealed',
  'art20_1.normative_docs.in_force',
  ...TABLE2_FIGURE_ROWS,
] as const satisfies readonly (`${Table2DocumentRow}.${Table2DocumentColumn}` | Table2FigureRow)[];

export type Table2Documents = Record<Table2DocumentColumn, Cell>;
export type Table2 = Record<Table2DocumentRow, Table2Documents> & Record<Table2FigureRow, Cell>;

/** Blocks of table four: 行政复议, 未经复议直接起诉, 复议后起诉. */
export const TABLE4_BLOCKS = ['review', 'litigation_direct', 'litigation_after_review'] as const;
export type Table4Block = (typeof TABLE4_BLOCKS)[number];

/** The addends of a block of table four. */
export const TABLE4_OUTCOMES = ['upheld', 'corrected', 'other', 'pending'] as const;

/** Cells of a block of table four, in printed order. */
export const TABLE4_CELLS = [...TABLE4_OUTCOMES, 'total'] as const;
export type Table4Cell = (typeof TABLE4_CELLS)[number];
export type Table4 = Record<Table4Block, Record<Table4Cell, Cell>>;

export type ReportTables = { table2: Table2; table3: Table3; table4: Table4 };

/** The sections that are text; 二, 三 and 四 are the tables. */
export const TEXT_SECTIONS = ['section_1', 'section_5', 'section_6'] as const;
export type TextSection = (typeof TEXT_SECTIONS)[number];
export type ReportSections = Record<TextSection, BodyDoc>;

/** What a version of an annual report contains; `year` is the year reported on. */
export type ReportContent = { year: number; tables: ReportTables; sections: ReportSections };

/** The figures of a report as somebody published it: rows may be missing, cells blank, figures wrong. */
export type PublishedReport = {
  table2: Record<Table2DocumentRow, Table2Documents> | null;
  table3: Table3AsPublished | null;
  table4: Table4 | null;
};

/** Address of one figure. */
export type CellRef =
  | { table: 'table2'; row: Table2DocumentRow; column: Table2DocumentColumn }
  | { table: 'table2'; row: Table2FigureRow }
  | { table: 'table3'; row: Table3AnyRow; column: Table3Column }
  | { table: 'table4'; block: Table4Block; cell: Table4Cell };

/** A whole number, or 万元 with decimals. */
export type CellKind = 'count' | 'amount';

/** Rules about figures. A3-4 also covers the cells of table four (there `row` is the block). */
export const TABLE_RULES = ['A3-1', 'A3-2', 'A3-3', 'A3-4', 'A4-1', 'W2-1', 'W2-2', 'A3-5'] as const;
export type TableRule = (typeof TABLE_RULES)[number];

/** Rules about the text. */
export const TEXT_RULES = ['AR-C3', 'AR-C4', 'AR-C5'] as const;
export type TextRule = (typeof TEXT_RULES)[number];
export type ReportRule = TableRule | TextRule;

/** Where a figure is wrong: a column or row of table three, a block of table four, or one cell. */
export type ViolationPlace =
  | { column: Table3Column }
  | { row: string }
  | { block: Table4Block }
  | { row: string; column: string };

/**
 * A breach of a rule about figures, in the shape `gongkai report check --json` prints. `found` is the
 * left side or the printed total, `expected` the other; null where there is no such number.
 */
export type TableViolation = {
  rule: TableRule;
  where: ViolationPlace;
  found: Cell;
  expected: Cell;
};

/** A remark on the text. `excerpt` shows the place in the words of the text. */
export type TextViolation = {
  rule: TextRule;
  where: { section: TextSection };
  found: number;
  expected: number;
  excerpt?: string;
};

export type ReportViolation = TableViolation | TextViolation;

/** `blocking` stops the report from being submitted; `warning` asks for a look. */
export type Severity = 'blocking' | 'warning';

/** Printed forms: 国办公开办函〔2021〕30号, 〔2019〕60号, table two of 2021 with 其他处理 as one row, anything else. */
export const REPORT_FORMATS = ['2021', '2019', 'mixed', 'other'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A row of table two as printed after the format of 2019; 采购总金额 stays text, its unit varies. */
export type LegacyTable2Row = Readonly<Record<string, Cell | string>>;

/**
 * Table two of a report read from a file. `raw`: the words of a row, or of the whole table of 2019, whose digits run
 * together. Rows of 2019 stand under `legacy.*` keys and are never turned into those of 2021.
 */
export type ImportedTable2 = {
  layout?: '2019';
  raw?: string;
} & Partial<Record<Table2DocumentRow, (Table2Documents & { raw?: string }) | null>> &
  Partial<Record<Table2FigureRow, Cell>> & { readonly [legacy: `legacy.${string}`]: LegacyTable2Row };

/**
 * A row whose figures could not be read for certain: every reading there is, in the order of its cells, those that fit
 * the sums first; none where digits are too few. `row` is a row of table two or three, or `table4` with its 15 cells.
 */
export type ImportQuestion = { readonly row: string; readonly readings: readonly (readonly Cell[])[] };

/** A report read from a file, in the keys of the exchange format. */
export type ImportedReport = {
  readonly organisation: string | null;
  readonly year: number | null;
  readonly title: string | null;
  readonly published_at: string | null;
  readonly format: ReportFormat;
  readonly sections: Readonly<Record<TextSection, string | null>>;
  readonly table2: ImportedTable2;
  readonly table3: Table3AsPublished;
  readonly table4: Table4;
  readonly questions: readonly ImportQuestion[];
  readonly notes: readonly string[];
};
