import type { LineKind, ProofCell, ProofLine, ProofLink } from '@/lib/proofreading/types';
import { bodyBlocks } from '../body/rules';
import type { BlockNode, BodyBlock, BodyDoc, InlineNode, TableNode } from '../body/types';

const KINDS: Readonly<Record<BodyBlock['kind'], LineKind>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  listItem: 'list_item',
  quote: 'quote',
  rule: 'rule',
  image: 'image',
  row: 'row',
};

/**
 * The body as lines for proofreading, one per block of `bodyBlocks` and under the same index: with the places of links
 * in their words, and of the cells of each row in the grid of the table (merged cells count with all they cover).
 */
export function bodyLines(doc: BodyDoc): ProofLine[] {
  const sources = lineSources(doc);
  return bodyBlocks(doc).map((block, at): ProofLine => {
    const source = sources[at];
    const line = { text: block.text, kind: KINDS[block.kind] };
    if (block.kind === 'row') {
      const columns = source?.kind === 'row' ? source.columns : [];
      const links = block.links.map((href) => ({ from: 0, to: block.text.length, href }));
      return {
        ...line,
        table: block.table,
        cells: cellsOf(block, columns),
        ...(links.length > 0 ? { links } : {}),
      };
    }
    const links = source?.kind === 'inline' ? linksOf(source.nodes) : [];
    return links.length > 0 ? { ...line, links } : line;
  });
}

type Columns = Pick<ProofCell, 'column' | 'columnSpan' | 'rowSpan'>;
type Source =
  | { kind: 'inline'; nodes: readonly InlineNode[] }
  | { kind: 'row'; columns: readonly Columns[] }
  | { kind: 'none' };

/** What each block came from, in the order of `bodyBlocks`. */
function lineSources(doc: BodyDoc): Source[] {
  const sources: Source[] = [];
  const visit = (node: BlockNode) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        sources.push({ kind: 'inline', nodes: node.content ?? [] });
        return;
      case 'image':
      case 'horizontalRule':
        sources.push({ kind: 'none' });
        return;
      case 'blockquote':
        node.content.forEach(visit);
        return;
      case 'bulletList':
      case 'orderedList':
        for (const item of node.content) item.content.forEach(visit);
        return;
      case 'table':
        for (const columns of gridOf(node)) sources.push({ kind: 'row', columns });
        return;
    }
  };
  doc.content.forEach(visit);
  return sources;
}

/** For each row, the column in which each of its cells begins: columns taken by cells from above are passed over. */
function gridOf(table: TableNode): Columns[][] {
  const taken = new Map<number, number>();
  return table.content.map((row) => {
    let column = 0;
    const columns = (row.content ?? []).map((cell): Columns => {
      while ((taken.get(column) ?? 0) > 0) column += 1;
      const place = { column, columnSpan: cell.attrs?.colspan ?? 1, rowSpan: cell.attrs?.rowspan ?? 1 };
      column += place.columnSpan;
      return place;
    });
    for (const [at, rows] of taken) taken.set(at, rows - 1);
    for (const { column: first, columnSpan, rowSpan } of columns) {
      if (rowSpan < 2) continue;
      for (let at = first; at < first + columnSpan; at += 1) taken.set(at, rowSpan - 1);
    }
    return columns;
  });
}

function cellsOf(block: BodyBlock, columns: readonly Columns[]): ProofCell[] {
  let from = 0;
  return (block.cells ?? []).map((text, at) => {
    const cell = {
      from,
      to: from + text.length,
      ...(columns[at] ?? { column: at, columnSpan: 1, rowSpan: 1 }),
    };
    from = cell.to + 1;
    return cell;
  });
}

/** The links of a line; one link over text of several kinds of emphasis is one. */
function linksOf(nodes: readonly InlineNode[]): ProofLink[] {
  const links: ProofLink[] = [];
  let at = 0;
  for (const node of nodes) {
    const length = node.type === 'text' ? node.text.length : 1;
    const mark = node.type === 'text' ? node.marks?.find((one) => one.type === 'link') : undefined;
    const last = links.at(-1);
    if (mark?.type === 'link') {
      if (last?.to === at && last.href === mark.attrs.href)
        links[links.length - 1] = { ...last, to: at + length };
      else links.push({ from: at, to: at + length, href: mark.attrs.href });
    }
    at += length;
  }
  return links;
}
