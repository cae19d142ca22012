import {
  type FigureCell,
  type LabelCell,
  type LayoutRow,
  label,
  SECTION_TITLES,
  type TableLayout,
} from '@/lib/annual-report/rules/format-2021/layout';
import {
  type CellRef,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE3_COLUMNS,
  type Table3AnyRow,
  type Table3Column,
} from '@/lib/annual-report/types';

export const TABLE3_COLUMN_LABELS = {
  natural_person: '自然人',
  'legal.business': '商业企业',
  'legal.research': '科研机构',
  'legal.public_welfare': '社会公益组织',
  'legal.legal_service': '法律服务机构',
  'legal.other': '其他',
  total: '总计',
} as const satisfies Record<Table3Column, string>;

type RowTree = { text: string; row: Table3AnyRow } | { text: string; rows: RowTree[] };

const OTHER_SPLIT: RowTree = {
  text: '（六）其他处理',
  rows: [
    {
      text: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      row: 'results.other.supplement_overdue',
    },
    {
      text: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      row: 'results.other.fee_unpaid',
    },
    { text: '3.其他', row: 'results.other.misc' },
  ],
};

const OTHER_MERGED: RowTree = { text: '（六）其他处理', row: LEGACY_OTHER_ROW };

function table3Tree(other: RowTree): RowTree[] {
  return [
    { text: '一、本年新收政府信息公开申请数量', row: 'received_new' },
    { text: '二、上年结转政府信息公开申请数量', row: 'carried_in' },
    {
      text: '三、本年度办理结果',
      rows: [
        { text: '（一）予以公开', row: 'results.public' },
        { text: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', row: 'results.partial' },
        {
          text: '（三）不予公开',
          rows: [
            { text: '1.属于国家秘密', row: 'results.not_public.state_secret' },
            { text: '2.其他法律行政法规禁止公开', row: 'results.not_public.law_forbidden' },
            { text: '3.危及“三安全一稳定”', row: 'results.not_public.three_security_one_stability' },
            { text: '4.保护第三方合法权益', row: 'results.not_public.third_party_rights' },
            { text: '5.属于三类内部事务信息', row: 'results.not_public.internal_affairs' },
            { text: '6.属于四类过程性信息', row: 'results.not_public.process_info' },
            { text: '7.属于行政执法案卷', row: 'results.not_public.enforcement_file' },
            { text: '8.属于行政查询事项', row: 'results.not_public.admin_query' },
          ],
        },
        {
          text: '（四）无法提供',
          rows: [
            { text: '1.本机关不掌握相关政府信息', row: 'results.unavailable.not_held' },
            { text: '2.没有现成信息需要另行制作', row: 'results.unavailable.needs_creation' },
            { text: '3.补正后申请内容仍不明确', row: 'results.unavailable.unclear_after_supplement' },
          ],
        },
        {
          text: '（五）不予处理',
          rows: [
            { text: '1.信访举报投诉类申请', row: 'results.not_processed.petition_complaint' },
            { text: '2.重复申请', row: 'results.not_processed.duplicate' },
            { text: '3.要求提供公开出版物', row: 'results.not_processed.publication' },
            { text: '4.无正当理由大量反复申请', row: 'results.not_processed.excessive_repeated' },
            {
              text: '5.要求行政机关确认或重新出具已获取信息',
              row: 'results.not_processed.confirm_or_reissue',
            },
          ],
        },
        other,
        { text: '（七）总计', row: 'results.total' },
      ],
    },
    { text: '四、结转下年度继续办理', row: 'carried_out' },
  ];
}

/** Label columns of table three: 三、 · （三） · 1. */
const LABEL_DEPTH = 3;

function leafCount(node: RowTree): number {
  return 'row' in node ? 1 : node.rows.reduce((count, child) => count + leafCount(child), 0);
}

const COLUMN_HEADERS: Record<Table3Column, string[]> = {
  natural_person: ['c', 'c0'],
  'legal.business': ['c', 'cl', 'c1'],
  'legal.research': ['c', 'cl', 'c2'],
  'legal.public_welfare': ['c', 'cl', 'c3'],
  'legal.legal_service': ['c', 'cl', 'c4'],
  'legal.other': ['c', 'cl', 'c5'],
  total: ['c', 'c6'],
};

/** One printed row per leaf; a group's label stands in the first row of the group and spans the rest. */
function flatten(tree: RowTree[]): LayoutRow[] {
  const rows: LayoutRow[] = [];
  function visit(node: RowTree, depth: number, parents: string[], begun: LabelCell[]): LabelCell[] {
    if ('row' in node) {
      const id = `r${rows.length + 1}`;
      const own = label(id, node.text, 'row', { at: depth, colSpan: LABEL_DEPTH - depth });
      const figures = TABLE3_COLUMNS.map((column, i): FigureCell => {
        const headers = [...parents, id, ...COLUMN_HEADERS[column]];
        const ref: CellRef = { table: 'table3', row: node.row, column };
        return { kind: 'figure', ref, at: LABEL_DEPTH + i, colSpan: 1, headers };
      });
      rows.push({ id, isSum: node.row === 'results.total', cells: [...begun, own, ...figures] });
      return [];
    }
    const id = `g${rows.length + 1}-${depth}`;
    const group = label(id, node.text, 'row', { at: depth, rowSpan: leafCount(node) });
    let pending = [...begun, group];
    for (const child of node.rows) pending = visit(child, depth + 1, [...parents, id], pending);
    return pending;
  }
  let pending: LabelCell[] = [];
  for (const node of tree) pending = visit(node, 0, [], pending);
  return rows;
}

function table3Header(): LayoutRow[] {
  const legal = TABLE3_COLUMNS.filter((column) => column.startsWith('legal.'));
  const notice = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
  return [
    {
      id: 'h1',
      isSum: false,
      cells: [
        label('n', notice, 'column', { at: 0, colSpan: LABEL_DEPTH, rowSpan: 3 }),
        label('c', '申请人情况', 'column', { at: LABEL_DEPTH, colSpan: TABLE3_COLUMNS.length }),
      ],
    },
    {
      id: 'h2',
      isSum: false,
      cells: [
        label('c0', TABLE3_COLUMN_LABELS.natural_person, 'column', { at: LABEL_DEPTH, rowSpan: 2 }),
        label('cl', '法人或其他组织', 'column', { at: LABEL_DEPTH + 1, colSpan: legal.length }),
        label('c6', TABLE3_COLUMN_LABELS.total, 'column', {
          at: LABEL_DEPTH + TABLE3_COLUMNS.length - 1,
          rowSpan: 2,
        }),
      ],
    },
    {
      id: 'h3',
      isSum: false,
      cells: legal.map((column, i) =>
        label(`c${i + 1}`, TABLE3_COLUMN_LABELS[column], 'column', { at: LABEL_DEPTH + 1 + i }),
      ),
    },
  ];
}

function table3(other: RowTree): TableLayout {
  return {
    caption: SECTION_TITLES.table3,
    columnCount: LABEL_DEPTH + TABLE3_COLUMNS.length,
    labelColumns: LABEL_DEPTH,
    header: table3Header(),
    bodies: [flatten(table3Tree(other))],
  };
}

/** 三、收到和处理政府信息公开申请情况: 25 rows, 三 over 22 of them. */
export const TABLE3_LAYOUT = table3(OTHER_SPLIT);

/** The same with （六）其他处理 as one row: 23 rows, 三 over 20 of them, as printed until 2020 and by some later. */
export const TABLE3_LAYOUT_MERGED_OTHER = table3(OTHER_MERGED);

/** The form in which these figures are printed. */
export function table3LayoutOf(tables: Pick<ReportTables, 'table3'>): TableLayout {
  return tables.table3[LEGACY_OTHER_ROW] === undefined ? TABLE3_LAYOUT : TABLE3_LAYOUT_MERGED_OTHER;
}
