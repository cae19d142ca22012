import type { ReactNode } from 'react';
import { linkHref } from '@/lib/disclosure/body/normal-form/rules';
import type {
  BlockNode,
  BodyDoc,
  InlineNode,
  ListItemNode,
  TableCellNode,
  TableNode,
  TableRowNode,
  TextNode,
} from '@/lib/disclosure/body/types';
import { bodyLook } from './body-look';
import { inOrder } from './in-order';

type Context = {
  /** Address of an attachment by SHA-256, or null when it may not be shown here. */
  fileHref: (sha256: string) => string | null;
  /** Prefix of addresses inside this site. */
  basePath: string;
  nextTable: () => number;
};

/**
 * A body as the public reads it. Pure: usable in a page, in the review screen and for a static release.
 * It writes only elements and attributes named here; a node it does not know renders nothing.
 */
export function BodyView({
  doc,
  fileHref,
  basePath = '',
  name,
}: {
  doc: BodyDoc;
  fileHref: Context['fileHref'];
  basePath?: string;
  /** Path of this text, where somebody will point at its words (a review); nothing of it is public. */
  name?: string | undefined;
}) {
  let tables = 0;
  const context: Context = { fileHref, basePath, nextTable: () => ++tables };
  return (
    <div className={bodyLook} data-text={name}>
      {blocks(doc.content, context)}
    </div>
  );
}

function blocks(nodes: readonly BlockNode[], context: Context): ReactNode {
  return inOrder(nodes, (node) => block(node, context));
}

function block(node: BlockNode, context: Context): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p data-align={node.attrs?.align}>{inlines(node.content, context, <br />)}</p>;
    case 'heading': {
      const Heading = headings[node.attrs.level];
      return Heading ? <Heading>{inlines(node.content, context)}</Heading> : null;
    }
    case 'bulletList':
      return <ul>{inOrder(node.content, (item) => listItem(item, context))}</ul>;
    case 'orderedList':
      return <ol start={node.attrs?.start}>{inOrder(node.content, (item) => listItem(item, context))}</ol>;
    case 'blockquote':
      return <blockquote>{blocks(node.content, context)}</blockquote>;
    case 'horizontalRule':
      return <hr />;
    case 'image': {
      const src = context.fileHref(node.attrs.file);
      // The words stay when the picture can't be had: nothing that was approved disappears without a trace.
      if (src === null) return <p data-align="center">（图片：{node.attrs.alt || '无法显示'}）</p>;
      // biome-ignore lint/performance/noImgElement: public pages are static HTML without the framework's image runtime.
      return <img src={src} alt={node.attrs.alt} loading="lazy" decoding="async" />;
    }
    case 'table':
      return table(node, context);
    default:
      return null;
  }
}

const headings = { 2: 'h2', 3: 'h3', 4: 'h4' } as const;

function listItem(item: ListItemNode, context: Context): ReactNode {
  return <li>{blocks(item.content, context)}</li>;
}

/** `whenEmpty` keeps the height of a blank line that the author left on purpose. */
function inlines(
  nodes: readonly InlineNode[] | undefined,
  context: Context,
  whenEmpty: ReactNode = null,
): ReactNode {
  if (!nodes || nodes.length === 0) return whenEmpty;
  return inOrder(nodes, (node) => inline(node, context));
}

function inline(node: InlineNode, context: Context): ReactNode {
  if (node.type === 'hardBreak') return <br />;
  return node.type === 'text' ? markedText(node, context) : null;
}

function markedText(node: TextNode, context: Context): ReactNode {
  let shown: ReactNode = node.text;
  // Innermost last in the stored order: the link is outermost.
  for (const mark of [...(node.marks ?? [])].reverse()) {
    switch (mark.type) {
      case 'bold':
        shown = <strong>{shown}</strong>;
        break;
      case 'italic':
        shown = <em>{shown}</em>;
        break;
      case 'underline':
        shown = <u>{shown}</u>;
        break;
      case 'strike':
        shown = <s>{shown}</s>;
        break;
      case 'link':
        shown = (
          <Link href={mark.attrs.href} context={context}>
            {shown}
          </Link>
        );
        break;
    }
  }
  return shown;
}

/**
 * Links open in the same window: whoever wants another one can ask the browser for it. `noreferrer` because the same
 * view shows drafts inside the office, whose address is nobody's business. No `nofollow`: every link was reviewed.
 */
function Link({
  href,
  context,
  children,
}: {
  href: string;
  context: Context;
  children: ReactNode;
}): ReactNode {
  // The body was checked when it was stored; this holds even for one that was not.
  if (linkHref(href) !== href) return children;
  if (href.startsWith('attachment:')) {
    const file = context.fileHref(href.slice('attachment:'.length));
    return file === null ? children : <a href={file}>{children}</a>;
  }
  if (href.startsWith('/')) return <a href={`${context.basePath}${href}`}>{children}</a>;
  const isWeb = href.startsWith('http:') || href.startsWith('https:');
  return (
    <a href={href} rel={isWeb ? 'external noopener noreferrer' : undefined}>
      {children}
    </a>
  );
}

/** Rows at the top that consist of header cells only, as far as no cell reaches from them into the rows below. */
function headRows(rows: readonly TableRowNode[]): number {
  let head = 0;
  while (head < rows.length && rows[head]?.content?.every((cell) => cell.type === 'tableHeader')) head += 1;
  const reaches = (count: number) =>
    rows
      .slice(0, count)
      .some((row, at) => row.content?.some((cell) => at + (cell.attrs?.rowspan ?? 1) > count));
  while (head > 0 && reaches(head)) head -= 1;
  return head === rows.length ? 0 : head;
}

function table(node: TableNode, context: Context): ReactNode {
  const head = headRows(node.content);
  const rows = (from: readonly TableRowNode[], scope: 'col' | 'row') =>
    inOrder(from, (row) => <tr>{inOrder(row.content ?? [], (cell) => tableCell(cell, scope, context))}</tr>);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={`表格 ${context.nextTable()}，可左右滚动`} tabIndex={0}>
      <table>
        {head > 0 && <thead>{rows(node.content.slice(0, head), 'col')}</thead>}
        <tbody>{rows(node.content.slice(head), 'row')}</tbody>
      </table>
    </section>
  );
}

/** A number, an amount or a share: set to the right so that digits stand under digits. */
const FIGURE = /^[-+−]?\d[\d,]*(?:\.\d+)?[%％]?$/;

function tableCell(cell: TableCellNode, scope: 'col' | 'row', context: Context): ReactNode {
  const only = cell.content.length === 1 ? cell.content[0] : undefined;
  const line = only?.type === 'paragraph' ? only : undefined;
  const plain =
    line?.content?.length === 1 && line.content[0]?.type === 'text' ? line.content[0].text.trim() : '';
  const attrs = {
    colSpan: cell.attrs?.colspan,
    rowSpan: cell.attrs?.rowspan,
    'data-align':
      line?.attrs?.align ?? (FIGURE.test(plain) && cell.type === 'tableCell' ? 'right' : undefined),
  };
  const content = line ? inlines(line.content, context) : blocks(cell.content, context);
  if (cell.type === 'tableCell') return <td {...attrs}>{content}</td>;
  return (
    <th {...attrs} scope={scope}>
      {content}
    </th>
  );
}
