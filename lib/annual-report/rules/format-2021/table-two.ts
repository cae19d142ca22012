import {
  type FigureCell,
  type LayoutRow,
  label,
  SECTION_TITLES,
  type TableLayout,
} from '@/lib/annual-report/rules/format-2021/layout';
import {
  TABLE2_DOCUMENT_COLUMNS,
  type Table2DocumentRow,
  type Table2FigureRow,
} from '@/lib/annual-report/types';

const DOCUMENT_COLUMN_LABELS = {
  made: '本年制发件数',
  repealed: '本年废止件数',
  in_force: '现行有效件数',
} as const;

type Table2Block = { title: string; figureLabel: string; rows: { row: Table2FigureRow; text: string }[] };

const DOCUMENT_ROWS: { row: Table2DocumentRow; text: string }[] = [
  { row: 'art20_1.rules', text: '规章' },
  { row: 'art20_1.normative_docs', text: '行政规范性文件' },
];

const FIGURE_BLOCKS: Table2Block[] = [
  {
    title: '第二十条第（五）项',
    figureLabel: '本年处理决定数量',
    rows: [{ row: 'art20_5.licensing.decisions', text: '行政许可' }],
  },
  {
    title: '第二十条第（六）项',
    figureLabel: '本年处理决定数量',
    rows: [
      { row: 'art20_6.penalty.decisions', text: '行政处罚' },
      { row: 'art20_6.coercion.decisions', text: '行政强制' },
    ],
  },
  {
    title: '第二十条第（八）项',
    figureLabel: '本年收费金额（单位：万元）',
    rows: [{ row: 'art20_8.admin_fee.amount_wan', text: '行政事业性收费' }],
  },
];

function blockHead(id: string, title: string): LayoutRow {
  return { id, isSum: false, cells: [label(id, title, 'block', { at: 0, colSpan: 4 })] };
}

function documentsBlock(): LayoutRow[] {
  return [
    blockHead('b1', '第二十条第（一）项'),
    {
      id: 'b1-head',
      isSum: false,
      cells: [
        label('b1-name', '信息内容', 'column', { at: 0 }),
        ...TABLE2_DOCUMENT_COLUMNS.map((column, i) =>
          label(`b1-${column}`, DOCUMENT_COLUMN_LABELS[column], 'column', { at: i + 1 }),
        ),
      ],
    },
    ...DOCUMENT_ROWS.map(({ row, text }, i): LayoutRow => {
      const id = `b1-r${i + 1}`;
      return {
        id,
        isSum: false,
        cells: [
          label(id, text, 'row', { at: 0 }),
          ...TABLE2_DOCUMENT_COLUMNS.map((column, j): FigureCell => {
            const headers = ['b1', id, `b1-${column}`];
            return { kind: 'figure', ref: { table: 'table2', row, column }, at: j + 1, colSpan: 1, headers };
          }),
        ],
      };
    }),
  ];
}

function figuresBlock(block: Table2Block, number: number): LayoutRow[] {
  const id = `b${number}`;
  return [
    blockHead(id, block.title),
    {
      id: `${id}-head`,
      isSum: false,
      cells: [
        label(`${id}-name`, '信息内容', 'column', { at: 0 }),
        label(`${id}-figure`, block.figureLabel, 'column', { at: 1, colSpan: 3 }),
      ],
    },
    ...block.rows.map(({ row, text }, i): LayoutRow => {
      const rowId = `${id}-r${i + 1}`;
      const headers = [id, rowId, `${id}-figure`];
      return {
        id: rowId,
        isSum: false,
        cells: [
          label(rowId, text, 'row', { at: 0 }),
          { kind: 'figure', ref: { table: 'table2', row }, at: 1, colSpan: 3, headers },
        ],
      };
    }),
  ];
}

/** 二、主动公开政府信息情况: four blocks, each with its title, its labels and its rows. */
export const TABLE2_LAYOUT: TableLayout = {
  caption: SECTION_TITLES.table2,
  columnCount: 4,
  labelColumns: 1,
  header: [],
  bodies: [documentsBlock(), ...FIGURE_BLOCKS.map((block, i) => figuresBlock(block, i + 2))],
};
