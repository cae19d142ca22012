import type { CellRef, ImportedReport, ImportedTable2, LegacyTable2Row } from '@/lib/annual-report/types';
import { LEGACY_OTHER_ROW } from '@/lib/annual-report/types';
import type { LayoutRow, TableLayout } from '../format-2021/layout';
import { SECTION_TITLES } from '../format-2021/layout';
import { TABLE4_LAYOUT } from '../format-2021/table-four';
import { TABLE3_LAYOUT, TABLE3_LAYOUT_MERGED_OTHER } from '../format-2021/table-three';
import { TABLE2_LAYOUT } from '../format-2021/table-two';

/** A cell as it is printed; `value` is set where it is a figure. */
export type PrintCell = {
  readonly text: string;
  readonly value: number | null;
  /** A label, over a column, beside a row or over a block; else a figure. */
  readonly kind: 'head' | 'row' | 'block' | 'figure';
  readonly at: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly isSum: boolean;
};

export type PrintTable = {
  readonly caption: string;
  readonly columnCount: number;
  /** Rows of labels at the top, printed again on every page. */
  readonly headRows: number;
  readonly rows: readonly (readonly PrintCell[])[];
};

type Value = number | string | null;

/** Tables two, three and four of a report in the form in which it was printed, cells not stated left blank. */
export function printTables(report: ImportedReport): Record<'table2' | 'table3' | 'table4', PrintTable> {
  const isMerged = report.table3[LEGACY_OTHER_ROW] !== undefined;
  const valueAt = (ref: CellRef): Value => {
    switch (ref.table) {
      case 'table2': {
        const row = report.table2[ref.row];
        if ('column' in ref) return typeof row === 'object' ? (row?.[ref.column] ?? null) : null;
        return typeof row === 'number' ? row : null;
      }
      case 'table3':
        return report.table3[ref.row]?.[ref.column] ?? null;
      case 'table4':
        return report.table4[ref.block][ref.cell];
    }
  };
  return {
    table2: report.table2.layout === '2019' ? oldTableTwo(report.table2) : toPrint(TABLE2_LAYOUT, valueAt),
    table3: toPrint(isMerged ? TABLE3_LAYOUT_MERGED_OTHER : TABLE3_LAYOUT, valueAt),
    table4: toPrint(TABLE4_LAYOUT, valueAt),
  };
}

function toPrint(layout: TableLayout, valueAt: (ref: CellRef) => Value): PrintTable {
  const row = ({ cells, isSum }: LayoutRow) =>
    cells.map((cell): PrintCell => {
      const { at, colSpan } = cell;
      if (cell.kind === 'figure') return figure(valueAt(cell.ref), at, colSpan, isSum);
      const kind = cell.heads === 'column' ? 'head' : cell.heads;
      return { text: cell.text, value: null, kind, at, colSpan, rowSpan: cell.rowSpan, isSum };
    });
  return {
    caption: layout.caption,
    columnCount: layout.columnCount,
    headRows: layout.header.length,
    rows: [...layout.header, ...layout.bodies.flat()].map(row),
  };
}

function figure(value: Value, at: number, colSpan: number, isSum = false): PrintCell {
  const text = value === null ? '' : String(value);
  return {
    text,
    value: typeof value === 'number' ? value : null,
    kind: 'figure',
    at,
    colSpan,
    rowSpan: 1,
    isSum,
  };
}

type OldBlock = {
  readonly title: string;
  readonly columns: readonly (readonly [key: string, label: string])[];
  readonly rows: readonly (readonly [key: `legacy.${string}`, label: string])[];
};

const ITEMS = [
  ['prev_items', '上一年项目数量'],
  ['delta', '本年增/减'],
] as const;
const DECISIONS = [...ITEMS, ['decisions', '处理决定数量']] as const;

/** Table two of 国办公开办函〔2019〕60号. */
const OLD_BLOCKS: readonly OldBlock[] = [
  {
    title: '第二十条第（一）项',
    columns: [
      ['newly_made', '本年新制作数量'],
      ['newly_published', '本年新公开数量'],
      ['total_published', '对外公开总数量'],
    ],
    rows: [
      ['legacy.art20_1.rules', '规章'],
      ['legacy.art20_1.normative_docs', '规范性文件'],
    ],
  },
  {
    title: '第二十条第（五）项',
    columns: DECISIONS,
    rows: [
      ['legacy.art20_5.licensing', '行政许可'],
      ['legacy.art20_5.other_services', '其他对外管理服务事项'],
    ],
  },
  {
    title: '第二十条第（六）项',
    columns: DECISIONS,
    rows: [
      ['legacy.art20_6.penalty', '行政处罚'],
      ['legacy.art20_6.coercion', '行政强制'],
    ],
  },
  {
    title: '第二十条第（八）项',
    columns: ITEMS,
    rows: [['legacy.art20_8.admin_fee', '行政事业性收费']],
  },
  {
    title: '第二十条第（九）项',
    columns: [
      ['projects', '采购项目数量'],
      ['amount', '采购总金额'],
    ],
    rows: [['legacy.art20_9.procurement', '政府集中采购']],
  },
];

/** Columns that three and two figures divide evenly, behind two for the label. */
const OLD_COLUMNS = 8;
const OLD_LABEL = 2;

function oldTableTwo(table: ImportedTable2): PrintTable {
  const label = (text: string, kind: PrintCell['kind'], at: number, colSpan: number): PrintCell => ({
    text,
    value: null,
    kind,
    at,
    colSpan,
    rowSpan: 1,
    isSum: false,
  });
  const rows = OLD_BLOCKS.flatMap(({ title, columns, rows: own }) => {
    const span = (OLD_COLUMNS - OLD_LABEL) / columns.length;
    const place = (i: number) => OLD_LABEL + i * span;
    return [
      [label(title, 'block', 0, OLD_COLUMNS)],
      [
        label('信息内容', 'head', 0, OLD_LABEL),
        ...columns.map(([, text], i) => label(text, 'head', place(i), span)),
      ],
      ...own.map(([key, text]) => {
        const values: LegacyTable2Row = table[key] ?? {};
        return [
          label(text, 'row', 0, OLD_LABEL),
          ...columns.map(([column], i) => figure(values[column] ?? null, place(i), span)),
        ];
      }),
    ];
  });
  return { caption: SECTION_TITLES.table2, columnCount: OLD_COLUMNS, headRows: 0, rows };
}
