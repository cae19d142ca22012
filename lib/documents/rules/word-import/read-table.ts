import {
  type BlockNode,
  BODY_LIMITS,
  type TableCellNode,
  type TableRowNode,
} from '@/lib/disclosure/body/types';
import { childOf, elementsOf, findAll, valueAt, type XmlElement } from '../containers/read-xml';
import { placeOf, type Reader } from './reader';

type Cell = {
  readonly column: number;
  readonly span: number;
  rows: number;
  readonly isHead: boolean;
  content: BlockNode[];
};

const EMPTY: BlockNode = { type: 'paragraph' };

function count(value: string | undefined, least: number): number {
  const number = Number(value ?? least);
  return Number.isInteger(number) && number >= least ? Math.min(number, 1_000) : least;
}

/** Rows of a table, through the wrappers that Word puts around them. */
function rowsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((child) =>
    child.name === 'w:tr'
      ? [child]
      : child.name === 'w:tblPr' || child.name === 'w:tblGrid'
        ? []
        : rowsOf(child),
  );
}

/**
 * A table with its merged cells: columns by `gridSpan`, rows by `vMerge`. Rows marked as headings become header cells,
 * and so does a first row that is bold throughout. Deleted rows go.
 *
 * @param read what stands in a cell
 */
export function readTable(
  table: XmlElement,
  reader: Reader,
  read: (cell: XmlElement) => BlockNode[],
): BlockNode[] {
  const outer = reader.met.table;
  reader.met.tables += 1;
  reader.met.table = `第${reader.met.tables}张表`;
  const where = placeOf(reader);
  const all = rowsOf(table);
  const cellCount = all.reduce((sum, row) => sum + findAll(row, 'w:tc').length, 0);
  if (cellCount > BODY_LIMITS.tableCells) {
    const size = cellCount.toLocaleString('en-US');
    reader.report.add(
      'tables',
      where,
      `有${size}个单元格，正文放不下，没有导入；请另存为 Excel 作为附件上传`,
    );
    reader.met.table = outer;
    return [
      {
        type: 'paragraph',
        content: [{ type: 'text', text: `［${where}过大（${size}个单元格），没有导入］` }],
      },
    ];
  }
  const rows: Cell[][] = [];
  /** The cell that reaches down from above, by column. */
  const reaching = new Map<number, Cell>();
  for (const row of all) {
    const properties = childOf(row, 'w:trPr');
    if (childOf(properties, 'w:del')) {
      reader.report.add('tracked_changes', where, '删去的行已去掉');
      continue;
    }
    if (childOf(properties, 'w:ins')) reader.report.add('tracked_changes', where, '插入的行已采用');
    rows.push(readRow(row, properties, reaching, read));
  }
  reader.met.table = outer;
  markFirstRow(rows);
  if (rows.length > 1 && !rows[0]?.every((cell) => cell.isHead))
    reader.report.add('tables', where, '没有标明表头行；请采用后把光标放在首行，点“表头行”');
  if (rows.every((row) => row.length === 0)) return [];
  return [{ type: 'table', content: rows.map(toRow) }];
}

function readRow(
  row: XmlElement,
  properties: XmlElement | undefined,
  reaching: Map<number, Cell>,
  read: (cell: XmlElement) => BlockNode[],
): Cell[] {
  const isHead = childOf(properties, 'w:tblHeader') !== undefined;
  const cells: Cell[] = [];
  let column = count(valueAt(properties, ['w:gridBefore'], 'w:val'), 0);
  if (column > 0) cells.push({ column: 0, span: column, rows: 1, isHead, content: [EMPTY] });
  for (const element of cellsOf(row)) {
    const own = childOf(element, 'w:tcPr');
    const span = count(valueAt(own, ['w:gridSpan'], 'w:val'), 1);
    const merge = childOf(own, 'w:vMerge');
    const above = reaching.get(column);
    const isContinued = merge !== undefined && merge.attrs['w:val'] !== 'restart';
    if (isContinued && above && above.span === span) {
      above.rows += 1;
      // Word keeps what stood in a cell before it was merged; it is not shown, but it is not lost here.
      const content = read(element).filter(
        (block) => block.type !== 'paragraph' || block.content !== undefined,
      );
      above.content = [...above.content, ...content];
    } else {
      const content = read(element);
      const cell: Cell = { column, span, rows: 1, isHead, content: content.length > 0 ? content : [EMPTY] };
      cells.push(cell);
      if (merge !== undefined) reaching.set(column, cell);
      else reaching.delete(column);
    }
    column += span;
  }
  return cells;
}

/** Cells of a row, through wrappers, but not those of tables inside them. */
function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((child) =>
    child.name === 'w:tc'
      ? [child]
      : child.name === 'w:trPr' || child.name === 'w:tblPrEx'
        ? []
        : cellsOf(child),
  );
}

/** A first row whose every word is bold is a heading, as people make one without knowing the setting. */
function markFirstRow(rows: Cell[][]): void {
  const [first] = rows;
  if (!first || rows.length < 2 || first.some((cell) => cell.isHead)) return;
  if (first.every((cell) => isBold(cell.content))) rows[0] = first.map((cell) => ({ ...cell, isHead: true }));
}

function isBold(content: readonly BlockNode[]): boolean {
  const texts = content.flatMap((block) =>
    block.type === 'paragraph' ? (block.content ?? []).filter((node) => node.type === 'text') : [],
  );
  return texts.length > 0 && texts.every((node) => node.marks?.some((mark) => mark.type === 'bold'));
}

function toRow(cells: readonly Cell[]): TableRowNode {
  const content = cells.map((cell): TableCellNode => {
    const spans = {
      ...(cell.span > 1 ? { colspan: cell.span } : {}),
      ...(cell.rows > 1 ? { rowspan: cell.rows } : {}),
    };
    return {
      type: cell.isHead ? 'tableHeader' : 'tableCell',
      ...(Object.keys(spans).length > 0 ? { attrs: spans } : {}),
      content: cell.isHead ? cell.content.map(plain) : cell.content,
    };
  });
  return content.length > 0 ? { type: 'tableRow', content } : { type: 'tableRow' };
}

/** Header cells are bold by themselves. */
function plain(block: BlockNode): BlockNode {
  if (block.type !== 'paragraph' || !block.content) return block;
  return {
    ...block,
    content: block.content.map((node) => {
      if (node.type !== 'text' || !node.marks) return node;
      const marks = node.marks.filter((mark) => mark.type !== 'bold');
      return marks.length > 0 ? { ...node, marks } : { type: 'text', text: node.text };
    }),
  };
}
