import type { CellRef, ReportTables, TextSection } from '@/lib/annual-report/types';

/**
 * The printed form of tables two, three and four: 国办公开办函〔2021〕30号, for the reports of 2021 and later.
 * One description drives the public page, the editor and every export. Labels are exactly those of the
 * format, full-width punctuation included. @rule FR-3
 */

/** A printed label. `id` is unique within its table and is what figures name as their headers. */
export type LabelCell = {
  kind: 'label';
  id: string;
  text: string;
  /** Over a column of figures, beside a row of them, or over a block of rows. */
  heads: 'column' | 'row' | 'block';
  /** The first column of the table it stands in, counted from 0. */
  at: number;
  colSpan: number;
  rowSpan: number;
};

/** A printed figure, with the labels it belongs to, outermost first. */
export type FigureCell = {
  kind: 'figure';
  ref: CellRef;
  at: number;
  colSpan: number;
  headers: string[];
};

export type LayoutRow = {
  /** Unique within its table. */
  id: string;
  cells: (LabelCell | FigureCell)[];
  /** A row of totals, set apart in print. */
  isSum: boolean;
};

export type TableLayout = {
  /** Title of the section the table stands in. */
  caption: string;
  columnCount: number;
  /** How many columns at the left hold labels. */
  labelColumns: number;
  header: LayoutRow[];
  /** Groups of rows that belong together (`tbody`). */
  bodies: LayoutRow[][];
};

/** Titles of the six sections, exactly. */
export const SECTION_TITLES = {
  section_1: '一、总体情况',
  table2: '二、主动公开政府信息情况',
  table3: '三、收到和处理政府信息公开申请情况',
  table4: '四、政府信息公开行政复议、行政诉讼情况',
  section_5: '五、存在的主要问题及改进情况',
  section_6: '六、其他需要报告的事项',
} as const satisfies Record<TextSection | keyof ReportTables, string>;

/** A label at its place in the grid of the table. */
export function label(
  id: string,
  text: string,
  heads: LabelCell['heads'],
  place: { at: number; colSpan?: number; rowSpan?: number },
): LabelCell {
  const { at, colSpan = 1, rowSpan = 1 } = place;
  return { kind: 'label', id, text, heads, at, colSpan, rowSpan };
}

/** All labels of a table by their id. */
export function labelsById(layout: TableLayout): Map<string, LabelCell> {
  const cells = [...layout.header, ...layout.bodies.flat()].flatMap((row) => row.cells);
  return new Map(cells.filter((cell) => cell.kind === 'label').map((cell) => [cell.id, cell]));
}

/** The words that name a figure, outermost label first: ["三、本年度办理结果", "（一）予以公开", …, "自然人"]. */
export function figurePath(layout: TableLayout, figure: FigureCell): string[] {
  const labels = labelsById(layout);
  return figure.headers.flatMap((id) => labels.get(id)?.text ?? []);
}
