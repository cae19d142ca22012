import type { PastedElement, PastedNode } from '../types';

/** Elements whose content is not text for readers, or not text at all: dropped with everything inside. */
const DROPPED_WITH_CONTENT = new Set(
  'script style xml head title meta link base svg math iframe frame frameset object embed applet video audio canvas noscript template select option textarea button'.split(
    ' ',
  ),
);
/** Of these, those whose content the tokenizer must not read as markup. */
const RAW_CONTENT = new Set('script style xml title textarea noscript iframe'.split(' '));
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** An element that opens here closes those listed, up to the nearest container that may hold it. */
const CLOSED_BY: Record<string, { closes: string[]; within: string[] }> = {
  li: { closes: ['li'], within: ['ul', 'ol'] },
  tr: { closes: ['tr', 'td', 'th'], within: ['table'] },
  td: { closes: ['td', 'th'], within: ['tr', 'table'] },
  th: { closes: ['td', 'th'], within: ['tr', 'table'] },
};
const CLOSES_PARAGRAPH = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li table tr td th blockquote div hr section article pre dl dd dt'.split(' '),
);
const PARAGRAPH_LIVES_IN = new Set(['td', 'th', 'li', 'blockquote', 'div', 'section', 'article', 'body']);
/** Deeper nesting than any document has: further elements are read as if their tags were not there. */
const DEEPEST = 120;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Decodes the entities that occur in attributes; what it does not know stays as written. */
export function decodeEntities(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function attributesOf(source: string): Map<string, string> {
  const attrs = new Map<string, string>();
  for (const match of source.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!attrs.has(name)) attrs.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''));
  }
  return attrs;
}

/** The end of the tag that begins at `from`: quotes may hold a `>`. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at += 1) {
    const letter = html[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return at;
    // A quote opens a value only after `=`; elsewhere it is a stray letter.
    else if ((letter === '"' || letter === "'") && /=\s*$/.test(html.slice(Math.max(from, at - 8), at)))
      quote = letter;
  }
  return html.length;
}

/**
 * Reads pasted HTML into a small tree without a browser: comments (Word's conditional ones too), declarations and
 * elements that hold no text are dropped, open elements are closed as HTML would. Never throws, takes linear time.
 */
export function readHtml(html: string): PastedElement {
  const root: PastedElement = { tag: 'body', attrs: new Map(), children: [] };
  const open: PastedElement[] = [root];
  const top = () => open[open.length - 1] ?? root;
  const addText = (text: string) => {
    if (text !== '') top().children.push({ tag: '', text });
  };
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) {
      addText(html.slice(at));
      break;
    }
    addText(html.slice(at, next));
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = /^<\/?([a-z][^\s/>]*)/i.exec(html.slice(next, next + 80));
    if (!name) {
      if (/^<[!?/]/.test(html.slice(next, next + 2))) {
        const end = html.indexOf('>', next);
        at = end < 0 ? html.length : end + 1;
      } else {
        addText('&lt;');
        at = next + 1;
      }
      continue;
    }
    const tag = (name[1] ?? '').toLowerCase();
    const end = tagEnd(html, next + name[0].length);
    at = end + 1;
    if (html[next + 1] === '/') close(open, tag);
    else if (DROPPED_WITH_CONTENT.has(tag)) {
      if (!VOID.has(tag) && html[end - 1] !== '/') at = afterDropped(html, tag, at);
    } else
      openElement(open, tag, attributesOf(html.slice(next + name[0].length, end)), html[end - 1] === '/');
  }
  return root;
}

/** Where reading goes on after a dropped element; a head that is never closed ends at the body. */
function afterDropped(html: string, tag: string, from: number): number {
  const pattern = new RegExp(`<(/?)${tag}(?=[\\s/>])[^>]*>${tag === 'head' ? '|<body(?=[\\s>])' : ''}`, 'gi');
  pattern.lastIndex = from;
  let depth = 1;
  for (let match = pattern.exec(html); match; match = pattern.exec(html)) {
    if (match[1] === undefined) return match.index;
    if (match[1] === '/') depth -= 1;
    else if (!RAW_CONTENT.has(tag)) depth += 1;
    if (depth === 0) return pattern.lastIndex;
  }
  return html.length;
}

function close(open: PastedElement[], tag: string) {
  for (let at = open.length - 1; at > 0; at -= 1) {
    const element = open[at];
    if (element?.tag === tag) {
      open.length = at;
      return;
    }
    // A stray end tag inside a cell does not end the table around it.
    if (
      element &&
      (element.tag === 'td' || element.tag === 'th') &&
      !['tr', 'tbody', 'thead', 'tfoot', 'table'].includes(tag)
    ) {
      return;
    }
  }
}

function openElement(open: PastedElement[], tag: string, attrs: Map<string, string>, isSelfClosed: boolean) {
  if (CLOSES_PARAGRAPH.has(tag)) closeOpen(open, ['p'], (element) => PARAGRAPH_LIVES_IN.has(element.tag));
  const rule = CLOSED_BY[tag];
  if (rule) closeOpen(open, rule.closes, (element) => rule.within.includes(element.tag));
  if (open.length > DEEPEST) return;
  const element: PastedElement = { tag, attrs, children: [] };
  open[open.length - 1]?.children.push(element);
  // Namespaced tags of Word (`<o:p/>`) may be closed in place; in HTML proper the slash means nothing.
  if (!VOID.has(tag) && !(isSelfClosed && tag.includes(':'))) open.push(element);
}

/** Closes the outermost open element named in `tags` that stands inside the nearest stop. */
function closeOpen(
  open: PastedElement[],
  tags: readonly string[],
  isStop: (element: PastedElement) => boolean,
) {
  for (let at = open.length - 1; at > 0; at -= 1) {
    const element = open[at];
    if (!element || isStop(element)) return;
    if (tags.includes(element.tag)) {
      open.length = at;
      closeOpen(open, tags, isStop);
      return;
    }
  }
}

/** All text inside, entities as written. */
export function textInside(node: PastedNode): string {
  return node.tag === '' && 'text' in node
    ? node.text
    : 'children' in node
      ? node.children.map(textInside).join('')
      : '';
}
