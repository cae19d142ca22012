import {
  type FigureCell,
  label,
  SECTION_TITLES,
  type TableLayout,
} from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_BLOCKS, TABLE4_CELLS, type Table4Cell } from '@/lib/annual-report/types';

export const TABLE4_CELL_LABELS = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
} as const satisfies Record<Table4Cell, string>;

/** 四、政府信息公开行政复议、行政诉讼情况: one row of fifteen figures under three blocks. */
export const TABLE4_LAYOUT: TableLayout = {
  caption: SECTION_TITLES.table4,
  columnCount: 15,
  labelColumns: 0,
  header: [
    {
      id: 'h1',
      isSum: false,
      cells: [
        label('review', '行政复议', 'column', { at: 0, colSpan: 5 }),
        label('litigation', '行政诉讼', 'column', { at: 5, colSpan: 10 }),
      ],
    },
    {
      id: 'h2',
      isSum: false,
      cells: [
        ...TABLE4_CELLS.map((cell, i) =>
          label(`review-${cell}`, TABLE4_CELL_LABELS[cell], 'column', { at: i, rowSpan: 2 }),
        ),
        label('litigation_direct', '未经复议直接起诉', 'column', { at: 5, colSpan: 5 }),
        label('litigation_after_review', '复议后起诉', 'column', { at: 10, colSpan: 5 }),
      ],
    },
    {
      id: 'h3',
      isSum: false,
      cells: TABLE4_BLOCKS.slice(1).flatMap((block, b) =>
        TABLE4_CELLS.map((cell, i) =>
          label(`${block}-${cell}`, TABLE4_CELL_LABELS[cell], 'column', { at: 5 * (b + 1) + i }),
        ),
      ),
    },
  ],
  bodies: [
    [
      {
        id: 'r1',
        isSum: false,
        cells: TABLE4_BLOCKS.flatMap((block, b) =>
          TABLE4_CELLS.map((cell, i): FigureCell => {
            const parents = block === 'review' ? [block] : ['litigation', block];
            return {
              kind: 'figure',
              ref: { table: 'table4', block, cell },
              at: 5 * b + i,
              colSpan: 1,
              headers: [...parents, `${block}-${cell}`],
            };
          }),
        ),
      },
    ],
  ],
};
