import type { PastedElement, PastedNode } from '../types';
import { decodeEntities, textInside } from './read-html';

/** What Word says about a paragraph that only looks like an item of a list. */
type FakeItem = { level: number; marker: string };

const BULLET = /^[·•●○■□◆◇▪▫➢➤Øøo§luüvnvq\-–—*]$/u;
const DECIMAL = /^(\d{1,5})[.．]$/;

/** `mso-list:l0 level1 lfo1` on the paragraph, and the marker in a part that is to be ignored. */
function fakeItem(node: PastedNode): FakeItem | null {
  if (!('children' in node) || node.tag !== 'p') return null;
  const level = /mso-list\s*:[^;]*\blevel(\d)/i.exec(node.attrs.get('style') ?? '')?.[1];
  const marker = findMarker(node);
  if (!level || !marker) return null;
  const text = decodeEntities(textInside(marker)).replace(/[\s\u00a0\u3000]+/g, '');
  // Chinese numbers (一、（一）第一条) and letters are part of an official text: a list would print 1. 2. 3. instead.
  return BULLET.test(text) || DECIMAL.test(text) ? { level: Number(level), marker: text } : null;
}

function isMarker(node: PastedNode): node is PastedElement {
  return 'children' in node && /mso-list\s*:\s*ignore/i.test(node.attrs.get('style') ?? '');
}

function findMarker(element: PastedElement): PastedElement | null {
  for (const child of element.children) {
    if (!('children' in child)) continue;
    const found = isMarker(child) ? child : findMarker(child);
    if (found) return found;
  }
  return null;
}

function withoutMarker(element: PastedElement): PastedElement {
  const children = element.children
    .filter((child) => !isMarker(child))
    .map((child) => ('children' in child ? withoutMarker(child) : child));
  return { ...element, children };
}

function listFor(item: FakeItem): PastedElement {
  const start = DECIMAL.exec(item.marker)?.[1];
  const attrs = new Map<string, string>(start && start !== '1' ? [['start', start]] : []);
  return { tag: start ? 'ol' : 'ul', attrs, children: [] };
}

/**
 * Makes real lists of Word's paragraphs that only look like items, in place, nested by their level. Those whose marker
 * a list could not print again stay paragraphs and keep the marker as text.
 */
export function joinFakeLists(root: PastedElement) {
  const children: PastedNode[] = [];
  let open: Array<{ level: number; list: PastedElement }> = [];
  for (const child of root.children) {
    const item = fakeItem(child);
    if (item && 'children' in child) {
      open = addItem(children, open, item, withoutMarker(child));
      continue;
    }
    if ('children' in child) {
      joinFakeLists(child);
      open = [];
    } else if (textInside(child).trim() !== '') open = [];
    // White space between two items does not part them.
    if (open.length === 0) children.push(child);
  }
  root.children = children;
}

function addItem(
  into: PastedNode[],
  open: Array<{ level: number; list: PastedElement }>,
  item: FakeItem,
  line: PastedElement,
) {
  const stack = open.filter((entry) => entry.level <= item.level);
  const wanted = listFor(item);
  let current = stack.at(-1);
  if (current && current.level === item.level && current.list.tag !== wanted.tag) {
    stack.pop();
    current = stack.at(-1);
  }
  if (!current || current.level < item.level) {
    const parentItem = current?.list.children.at(-1);
    if (parentItem && 'children' in parentItem) parentItem.children.push(wanted);
    else into.push(wanted);
    current = { level: item.level, list: wanted };
    stack.push(current);
  }
  current.list.children.push({ tag: 'li', attrs: new Map(), children: [line] });
  return stack;
}
