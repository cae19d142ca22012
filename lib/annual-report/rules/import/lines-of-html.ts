import { decodeEntities, readHtml, textInside } from '@/lib/disclosure/body/paste/rules/read-html';
import type { PastedElement, PastedNode } from '@/lib/disclosure/body/paste/types';
import type { SourceCell, SourceLine } from './source';

/** Entities of Chinese pages beside those that occur in attributes. */
const NAMED: Readonly<Record<string, string>> = {
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  times: '×',
  yen: '¥',
};

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  'p div section article h1 h2 h3 h4 h5 h6 ul ol li table tr td th blockquote pre br hr dl dt dd body header footer main'.split(
    ' ',
  ),
);
/** A span larger than any table of the form. */
const MOST_SPAN = 100;

function textOf(node: PastedNode): string {
  const written = textInside(node).replace(
    /&([a-z]+);/gi,
    (whole, name: string) => NAMED[name.toLowerCase()] ?? whole,
  );
  return decodeEntities(written);
}

function isElement(node: PastedNode): node is PastedElement {
  return 'children' in node;
}

/** The lines of an HTML page; tables by their cells, merged ones in their columns. */
export function linesOfHtml(html: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let text = '';
  let tables = 0;
  const endLine = () => {
    if (text.trim() !== '')
      lines.push({ kind: 'text', pieces: [{ text: text.replace(/\s+/g, ' ').trim() }] });
    text = '';
  };
  function visit(node: PastedNode): void {
    if (!isElement(node)) {
      text += textOf(node);
      return;
    }
    if (node.tag === 'table' && !holdsTable(node)) {
      endLine();
      tables += 1;
      for (const cells of gridOf(node)) lines.push({ kind: 'row', cells, table: tables });
      return;
    }
    const isBlock = BLOCKS.has(node.tag);
    if (isBlock) endLine();
    for (const child of node.children) visit(child);
    if (isBlock) endLine();
  }
  visit(readHtml(html));
  endLine();
  return lines;
}

/** A table with tables inside lays out a page. */
function holdsTable(table: PastedElement): boolean {
  const has = (node: PastedNode): boolean =>
    isElement(node) && (node.tag === 'table' || node.children.some(has));
  return table.children.some(has);
}

function rowsOf(table: PastedElement): PastedElement[] {
  return table.children.filter(isElement).flatMap((child) => (child.tag === 'tr' ? [child] : rowsOf(child)));
}

function span(cell: PastedElement, name: string): number {
  const value = Number(cell.attrs.get(name) ?? 1);
  return Number.isInteger(value) && value > 0 ? Math.min(value, MOST_SPAN) : 1;
}

/** The cells of each row with the columns they begin in. */
function gridOf(table: PastedElement): SourceCell[][] {
  /** How many more rows a cell from above reaches down, by column. */
  const reaching: number[] = [];
  return rowsOf(table).map((row) => {
    const cells: SourceCell[] = [];
    const begun: { column: number; rows: number; columns: number }[] = [];
    let column = 0;
    for (const cell of row.children.filter(isElement)) {
      if (cell.tag !== 'td' && cell.tag !== 'th') continue;
      while ((reaching[column] ?? 0) > 0) column += 1;
      const columns = span(cell, 'colspan');
      cells.push({ text: cellText(cell), column, span: columns });
      begun.push({ column, rows: span(cell, 'rowspan'), columns });
      column += columns;
    }
    for (const [i, left] of reaching.entries()) reaching[i] = Math.max(0, (left ?? 0) - 1);
    for (const one of begun) {
      for (let i = 0; i < one.columns; i += 1) reaching[one.column + i] = one.rows - 1;
    }
    return cells;
  });
}

function cellText(cell: PastedElement): string {
  const inner = (node: PastedNode): string => {
    if (!isElement(node)) return textOf(node);
    return BLOCKS.has(node.tag)
      ? ` ${node.children.map(inner).join('')} `
      : node.children.map(inner).join('');
  };
  return cell.children.map(inner).join('').replace(/\s+/g, ' ').trim();
}
