import { PASTED_IMAGE_NOTE } from '../../messages';
import { isFileHash, linkHref } from '../../normal-form/rules';
import type { PastedElement, PastedNode } from '../types';
import { joinFakeLists } from './fake-lists';
import { readHtml, textInside } from './read-html';

const SIMPLE_BLOCKS = new Set('ul ol li blockquote tbody thead tfoot'.split(' '));
const RENAMED: Record<string, string> = { strong: 'b', em: 'i', del: 's', strike: 's', ins: 'u' };
const EMPHASIS = new Set(['b', 'i', 'u', 's']);
/** Elements that stand for a line or a group of lines: their borders part paragraphs. */
const GROUPS = new Set(
  'div section article main header footer aside figure figcaption center address form dl dt dd pre'.split(
    ' ',
  ),
);
const CELL_WIDEST = { colspan: 100, rowspan: 1_000 } as const;

/**
 * Turns HTML pasted from Word, WPS or a web page into the few plain elements the editor keeps: headings, paragraphs
 * with their alignment, emphasis, lists (Word's imitated ones made real where that loses nothing), tables with their
 * spans, safe links. Styles, classes, event attributes, comments and scripts go; an image becomes a visible note,
 * because pasted images are never loaded from where they came.
 *
 * This is for the author's comfort. What is stored is decided by the editor's schema and by `parseBody`.
 */
export function cleanPastedHtml(html: string): string {
  const root = readHtml(html);
  joinFakeLists(root);
  const isOwnCopy = hasSlice(root);
  return writeAll(root.children, { isOwnCopy, headingShift: isOwnCopy ? 0 : headingShift(root) });
}

/** A copy made in the editor itself keeps its heading levels, blank lines and spaces. */
type Context = { isOwnCopy: boolean; headingShift: number };

function hasSlice(node: PastedNode): boolean {
  return 'children' in node && (sliceAttribute(node) !== '' || node.children.some(hasSlice));
}

/** The topmost heading of the paste becomes level 2: the title of the page is level 1. */
function headingShift(root: PastedElement): number {
  let topmost = 7;
  const visit = (node: PastedNode) => {
    if (!('children' in node)) return;
    const level = headingLevel(node.tag);
    if (level !== null && textInside(node).trim() !== '') topmost = Math.min(topmost, level);
    node.children.forEach(visit);
  };
  visit(root);
  return topmost === 7 ? 0 : 2 - topmost;
}

function headingLevel(tag: string): number | null {
  const match = /^h([1-6])$/.exec(tag);
  return match ? Number(match[1]) : null;
}

function styleOf(element: PastedElement, property: string): string {
  const style = element.attrs.get('style') ?? '';
  const match = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i').exec(style);
  return (match?.[1] ?? '').trim().toLowerCase();
}

const EAST_ASIAN = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f]';
const LINE_END_IN_CHINESE = new RegExp(`(${EAST_ASIAN})[ \\t]*\\r?\\n[ \\t]*(?=${EAST_ASIAN})`, 'g');

function writeText(text: string): string {
  // A line end in the source between two Chinese characters is not a space.
  return text.replace(LINE_END_IN_CHINESE, '$1').replace(/>/g, '&gt;');
}

function writeAll(nodes: readonly PastedNode[], context: Context): string {
  return nodes.map((node) => write(node, context)).join('');
}

function write(node: PastedNode, context: Context): string {
  if (!('children' in node)) return 'text' in node ? writeText(node.text) : '';
  const { tag } = node;
  if (isHidden(node)) return '';
  const inner = () => writeAll(node.children, context);
  const level = headingLevel(tag);
  if (level !== null)
    return writeLine(`h${Math.min(4, Math.max(2, level + context.headingShift))}`, node, inner(), context);
  if (tag === 'p') return writeLine('p', node, inner(), context);
  if (tag === 'br' || tag === 'hr') return `<${tag}>`;
  if (tag === 'img') return writeImage(node);
  if (tag === 'a') return writeLink(node, inner());
  if (tag === 'table') return `<table${sliceAttribute(node)}>${inner()}</table>`;
  if (tag === 'tr') return `<tr>${inner()}</tr>`;
  if (tag === 'td' || tag === 'th') return `<${tag}${spans(node)}>${alignedCell(node, context)}</${tag}>`;
  if (SIMPLE_BLOCKS.has(tag)) return `<${tag}${sliceAttribute(node)}${startOf(node)}>${inner()}</${tag}>`;
  if (GROUPS.has(tag)) return `<div${sliceAttribute(node)}>${inner()}</div>`;
  const renamed = RENAMED[tag] ?? tag;
  if (EMPHASIS.has(renamed)) return isPlainAgain(node) ? inner() : emphasised(renamed, inner());
  if (tag === 'span' || tag === 'font') return writeSpan(node, inner());
  if (tag === 'caption') return '';
  return inner();
}

/** Word marks what it does not show; some pages hide text with it. */
function isHidden(element: PastedElement): boolean {
  return styleOf(element, 'display') === 'none' || styleOf(element, 'mso-hide') === 'all';
}

/** Where the editor's own copies say how they were cut; checked, because anybody can write it. */
function sliceAttribute(element: PastedElement): string {
  const slice = element.attrs.get('data-pm-slice') ?? '';
  return /^\d{1,2} \d{1,2}(?: -\d{1,2})? \[[^<>&]*\]$/.test(slice)
    ? ` data-pm-slice="${slice.replace(/"/g, '&quot;')}"`
    : '';
}

function alignOf(element: PastedElement): string {
  const own =
    element.attrs.get('data-align') || styleOf(element, 'text-align') || element.attrs.get('align') || '';
  const value = own.toLowerCase();
  if (value === 'center' || value === 'right') return value;
  // `left` is Word's word for nothing special; only the editor's own copies mean 顶格.
  return value === 'left' && element.attrs.get('data-align') === 'left' ? 'left' : '';
}

/** Indents made of spaces: the indent is drawn by the page. */
const LEADING_INDENT = /^(?:[\s\u3000\u00a0]|&nbsp;|&#160;|&#xa0;|&#12288;|&#x3000;|&emsp;|&ensp;)+/i;

function withoutIndent(inner: string): string {
  const opening = /^(?:<(?:b|i|u|s)>)*/.exec(inner)?.[0] ?? '';
  return opening + inner.slice(opening.length).replace(LEADING_INDENT, '');
}

function writeLine(tag: string, element: PastedElement, inner: string, context: Context): string {
  const text = context.isOwnCopy ? inner : withoutIndent(inner);
  // Word writes a blank line as a paragraph with one space in it.
  if (!context.isOwnCopy && text.replace(/<\/?(?:b|i|u|s|br)>/g, '').trim() === '') return '';
  const align = alignOf(element);
  const aligned = align !== '' && tag === 'p' ? ` data-align="${align}"` : '';
  return `<${tag}${sliceAttribute(element)}${aligned}>${text}</${tag}>`;
}

/** Alignment of a cell belongs to the paragraphs inside it; a cell without paragraphs gets one. */
function alignedCell(cell: PastedElement, context: Context): string {
  const align = alignOf(cell);
  const lines = cell.children.filter((child) => child.tag === 'p');
  if (align === '') return writeAll(cell.children, context);
  if (lines.length === 0) {
    const inner = writeAll(cell.children, context).trim();
    return /<(?:p|div|ul|ol|table|h\d)\b/.test(inner) || inner === ''
      ? inner
      : `<p data-align="${align}">${inner}</p>`;
  }
  for (const line of lines) {
    if ('children' in line && alignOf(line) === '') line.attrs.set('data-align', align);
  }
  return writeAll(cell.children, context);
}

function spans(element: PastedElement): string {
  const span = (name: 'colspan' | 'rowspan') => {
    const count = Number.parseInt(element.attrs.get(name) ?? '', 10);
    return count > 1 ? ` ${name}="${Math.min(count, CELL_WIDEST[name])}"` : '';
  };
  return span('colspan') + span('rowspan');
}

function startOf(element: PastedElement): string {
  const start = Number.parseInt(element.attrs.get('start') ?? '', 10);
  return element.tag === 'ol' && start > 1 && start < 100_000 ? ` start="${start}"` : '';
}

function writeImage(element: PastedElement): string {
  const file = element.attrs.get('data-file');
  if (!isFileHash(file)) return PASTED_IMAGE_NOTE;
  return `<img data-file="${file}" alt="${escapeAttribute(element.attrs.get('alt') ?? '')}">`;
}

function writeLink(element: PastedElement, inner: string): string {
  const href = linkHref(element.attrs.get('href') ?? '');
  return href === null ? inner : `<a href="${escapeAttribute(href)}">${inner}</a>`;
}

function escapeAttribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function emphasised(tag: string, inner: string): string {
  return inner.trim() === '' ? inner : `<${tag}>${inner}</${tag}>`;
}

/** `<b style="font-weight:normal">`, as some editors wrap everything they copy. */
function isPlainAgain(element: PastedElement): boolean {
  return /^(?:normal|400)$/.test(styleOf(element, 'font-weight')) && RENAMED[element.tag] !== 'i';
}

/** WPS and web editors say emphasis by style. */
function writeSpan(element: PastedElement, inner: string): string {
  let written = inner;
  const decoration = styleOf(element, 'text-decoration') || styleOf(element, 'text-decoration-line');
  if (/\bline-through\b/.test(decoration)) written = emphasised('s', written);
  if (/\bunderline\b/.test(decoration)) written = emphasised('u', written);
  if (/^(?:italic|oblique)/.test(styleOf(element, 'font-style'))) written = emphasised('i', written);
  if (/^(?:bold|bolder|[6-9]00)$/.test(styleOf(element, 'font-weight'))) written = emphasised('b', written);
  return written;
}
