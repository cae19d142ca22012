import canonicalize from 'canonicalize';
import { cleanText } from '@/lib/platform/text';
import type {
  BlockNode,
  BodyBlock,
  BodyDoc,
  HeadingLevel,
  InlineNode,
  ParagraphNode,
  TableRowNode,
} from './types';

/** The SHA-256 of every attachment the body shows or links to, each once, in order of first mention. */
export function filesOf(doc: BodyDoc): string[] {
  return [...new Set(mentionsOf(doc).map(({ sha256 }) => sha256))];
}

/** The SHA-256 of every picture the body shows, each once; a file it only links to is none. */
export function picturesOf(doc: BodyDoc): string[] {
  return [...new Set(mentionsOf(doc).flatMap(({ sha256, isShown }) => (isShown ? [sha256] : [])))];
}

function mentionsOf(doc: BodyDoc): { sha256: string; isShown: boolean }[] {
  const mentions: { sha256: string; isShown: boolean }[] = [];
  const visitInline = (nodes: readonly InlineNode[] | undefined) => {
    for (const node of nodes ?? []) {
      if (node.type !== 'text') continue;
      for (const mark of node.marks ?? []) {
        if (mark.type === 'link' && mark.attrs.href.startsWith('attachment:'))
          mentions.push({ sha256: mark.attrs.href.slice(11), isShown: false });
      }
    }
  };
  const visit = (node: BlockNode) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return visitInline(node.content);
      case 'image':
        mentions.push({ sha256: node.attrs.file, isShown: true });
        return;
      case 'bulletList':
      case 'orderedList':
        for (const item of node.content) item.content.forEach(visit);
        return;
      case 'blockquote':
        return node.content.forEach(visit);
      case 'table':
        for (const row of node.content) for (const cell of row.content ?? []) cell.content.forEach(visit);
        return;
      case 'horizontalRule':
        return;
    }
  };
  doc.content.forEach(visit);
  return mentions;
}

/** Whether there is nothing to read: no text other than spaces, no image, no table with text. */
export function isEmptyBody(doc: BodyDoc): boolean {
  return bodyBlocks(doc).every((block) => block.kind !== 'image' && block.text.trim() === '');
}

/** Plain text: one line per paragraph, item, image (its alternative text) and table row (cells parted by tabs). */
export function bodyText(doc: BodyDoc): string {
  return bodyBlocks(doc)
    .filter((block) => block.text !== '')
    .map((block) => block.text)
    .join('\n');
}

function inlineText(nodes: readonly InlineNode[] | undefined): string {
  return (nodes ?? []).map((node) => (node.type === 'text' ? node.text : '\n')).join('');
}

function inlineLinks(nodes: readonly InlineNode[] | undefined): string[] {
  const links: string[] = [];
  for (const node of nodes ?? []) {
    if (node.type !== 'text') continue;
    for (const mark of node.marks ?? []) {
      // One link over text of two kinds of emphasis is two text nodes, but one link to the reader.
      if (mark.type === 'link' && links.at(-1) !== mark.attrs.href) links.push(mark.attrs.href);
    }
  }
  return links;
}

/** What surrounds a block: `kinds` names lists, quotes and tables, `begins` says which of them begin with it. */
type Place = { kinds: string; begins: string };

const OUTERMOST: Place = { kinds: '', begins: '' };

function inside(place: Place, kind: string, isFirst: boolean): Place {
  return { kinds: `${place.kinds}${kind}/`, begins: `${place.begins}${isFirst ? '1' : '0'}` };
}

function identity(
  node: BlockNode | TableRowNode,
  place: Place,
): Pick<BodyBlock, 'form' | 'shape' | 'begins'> {
  const written = canonicalize(node) ?? '';
  return {
    form: place.kinds + written,
    shape: place.kinds + written.replace(/"(text|alt)":"(?:[^"\\]|\\.)*"/g, '"$1":""'),
    begins: place.begins,
  };
}

function rowBlock(row: TableRowNode, table: number, index: number, place: Place): BodyBlock {
  const perCell = (row.content ?? []).map((cell) => bodyBlocks({ type: 'doc', content: cell.content }));
  const cells = perCell.map((blocks) =>
    blocks
      .map((block) => block.text)
      .join('\n')
      .trim(),
  );
  const links = perCell.flat().flatMap((block) => block.links);
  return { kind: 'row', text: cells.join('\t'), ...identity(row, place), links, table, row: index, cells };
}

function textKind(kinds: string): 'paragraph' | 'listItem' | 'quote' {
  if (kinds.includes('blockquote')) return 'quote';
  return kinds.includes('List') ? 'listItem' : 'paragraph';
}

/**
 * The body as a flat list of blocks, for differences and plain text. A table gives one block per row, so that a
 * changed figure is found in its row and cell; a table inside a cell belongs to that cell.
 */
export function bodyBlocks(doc: BodyDoc): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  let tables = 0;
  const visit = (node: BlockNode, place: Place) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading': {
        const kind = node.type === 'heading' ? 'heading' : textKind(place.kinds);
        const detail =
          node.type === 'heading'
            ? { level: node.attrs.level }
            : node.attrs
              ? { align: node.attrs.align }
              : {};
        const { content } = node;
        blocks.push({
          kind,
          text: inlineText(content),
          ...identity(node, place),
          links: inlineLinks(content),
          ...detail,
        });
        return;
      }
      case 'horizontalRule':
        blocks.push({ kind: 'rule', text: '', ...identity(node, place), links: [] });
        return;
      case 'image': {
        const { alt, file } = node.attrs;
        blocks.push({ kind: 'image', text: alt, ...identity(node, place), links: [], file });
        return;
      }
      case 'blockquote':
        node.content.forEach((child, at) => {
          visit(child, inside(place, 'blockquote', at === 0));
        });
        return;
      case 'bulletList':
      case 'orderedList': {
        const list = node.type === 'orderedList' ? `orderedList${node.attrs?.start ?? 1}` : node.type;
        node.content.forEach((item, at) => {
          const inList = inside(place, list, at === 0);
          item.content.forEach((child, first) => {
            visit(child, inside(inList, 'item', first === 0));
          });
        });
        return;
      }
      case 'table': {
        tables += 1;
        node.content.forEach((row, at) => {
          blocks.push(rowBlock(row, tables, at + 1, inside(place, 'table', at === 0)));
        });
        return;
      }
    }
  };
  for (const node of doc.content) visit(node, OUTERMOST);
  return blocks;
}

/** Longest line that is still taken for a heading; longer ones are paragraphs that begin with a number.【约定】 */
const HEADING_LINE_CHARACTERS = 50;

function headingLevelOf(line: string): HeadingLevel | null {
  if ([...line].length > HEADING_LINE_CHARACTERS || /[。；;！!？?]/.test(line)) return null;
  if (/^[一二三四五六七八九十百]+、/.test(line)) return 2;
  if (/^[（(][一二三四五六七八九十百]+[）)]/.test(line)) return 3;
  return null;
}

/**
 * A body from plain text, for the import of articles: one paragraph per line, blank lines and indents dropped (the
 * indent is drawn), short lines 一、… as heading 2 and （一）… as heading 3.
 */
export function bodyFromText(text: string): BodyDoc {
  const content: BlockNode[] = [];
  for (const raw of text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)) {
    const line = cleanText(raw).trim();
    if (line === '') continue;
    const level = headingLevelOf(line);
    const inline: ParagraphNode['content'] = [{ type: 'text', text: line }];
    content.push(
      level === null
        ? { type: 'paragraph', content: inline }
        : { type: 'heading', attrs: { level }, content: inline },
    );
  }
  return { type: 'doc', content };
}
