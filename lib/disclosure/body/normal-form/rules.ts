import { cleanText, withoutForbiddenCharacters } from '@/lib/platform/text';
import { BODY_LIMITS, MARK_ORDER } from '../types';

/** 64 lower-case hex digits: the SHA-256 by which an attachment is named. */
const SHA256 = /^[0-9a-f]{64}$/;

/** Whether `value` is the SHA-256 of a file in the form this system writes it. */
export function isFileHash(value: unknown): value is string {
  return typeof value === 'string' && SHA256.test(value);
}

/** White space, controls, backslashes and invisible characters have no place in an address: browsers read them their own way. */
const ODD_IN_ADDRESS =
  /[\p{Cc}\p{White_Space}\\\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|\p{Surrogate}/u;

/**
 * The address a link may carry, in the form it is stored, or null when it is refused.
 * Allowed: http and https with a host and without a user name (`https://gov.cn@elsewhere` deceives), mailto, tel, an
 * address inside this site (`/…`, not `//…`), and `attachment:<sha256>` for a file of the same item.
 */
export function linkHref(raw: string): string | null {
  const href = raw.trim().normalize('NFC');
  if (href.length === 0 || href.length > BODY_LIMITS.hrefLength || ODD_IN_ADDRESS.test(href)) return null;
  if (href.startsWith('/')) return href.startsWith('//') ? null : href;
  const match = /^([a-z]+):(.*)$/i.exec(href);
  if (!match) return null;
  const scheme = (match[1] ?? '').toLowerCase();
  const rest = match[2] ?? '';
  switch (scheme) {
    case 'http':
    case 'https':
      return hasPlainHost(`${scheme}:${rest}`) ? `${scheme}:${rest}` : null;
    case 'mailto':
      return /^[^\s@:/]+@[^\s@:/]+$/.test(rest) ? `mailto:${rest}` : null;
    case 'tel':
      return /^\+?[0-9][0-9().,;=*#-]*$/.test(rest) ? `tel:${rest}` : null;
    case 'attachment':
      return isFileHash(rest) ? `attachment:${rest}` : null;
    default:
      return null;
  }
}

function hasPlainHost(address: string): boolean {
  if (!/^https?:\/\/[^/?#@]+(?:[/?#]|$)/.test(address)) return false;
  try {
    const url = new URL(address);
    return url.hostname !== '' && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}

/** A JSON object of unknown content. */
export type Json = Record<string, unknown>;

/** Whether `value` is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, at) => sameJson(value, right[at]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
    );
  }
  return left === right;
}

/** What Tiptap or a paste adds and this system does not keep. Anything else unknown is left for `parseBody` to refuse. */
const DROPPED_ATTRIBUTES: Record<string, readonly string[]> = {
  link: ['target', 'rel', 'class', 'title'],
  orderedList: ['type'],
  image: ['src', 'title', 'width', 'height'],
  tableCell: ['colwidth', 'align'],
  tableHeader: ['colwidth', 'align'],
};

/** Attributes whose default says nothing. */
const DEFAULTS: Record<string, Json> = {
  orderedList: { start: 1 },
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
};

const MAY_BE_CHILDLESS: readonly string[] = ['paragraph', 'heading', 'tableRow'];
const ATTRIBUTE_ORDER = ['align', 'level', 'start', 'colspan', 'rowspan', 'file', 'alt', 'href'];

function cleanAttrs(type: string, attrs: unknown): unknown {
  if (attrs === null || attrs === undefined) return undefined;
  if (!isObject(attrs)) return attrs;
  const kept: Json = {};
  const rank = (key: string) =>
    ATTRIBUTE_ORDER.includes(key) ? ATTRIBUTE_ORDER.indexOf(key) : ATTRIBUTE_ORDER.length;
  for (const key of Object.keys(attrs).sort((a, b) => rank(a) - rank(b))) {
    const value = attrs[key];
    if (value === null || value === undefined) continue;
    if (DROPPED_ATTRIBUTES[type]?.includes(key)) continue;
    if (Object.hasOwn(DEFAULTS[type] ?? {}, key) && DEFAULTS[type]?.[key] === value) continue;
    define(kept, key, cleanAttr(type, key, value));
  }
  if (type === 'image' && !Object.hasOwn(kept, 'alt')) kept.alt = '';
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function cleanAttr(type: string, key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'image' && key === 'alt') return cleanText(value).trim();
  if (type === 'link' && key === 'href') return linkHref(value) ?? value;
  return value;
}

/** Sets an own property even for `__proto__`, which plain assignment would swallow and so hide from `parseBody`. */
function define(target: Json, key: string, value: unknown) {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function withExtras(clean: Json, node: Json, known: readonly string[]): Json {
  for (const key of Object.keys(node)) if (!known.includes(key)) define(clean, key, node[key]);
  return clean;
}

function cleanMarks(marks: unknown): unknown {
  if (marks === null || marks === undefined) return undefined;
  if (!Array.isArray(marks)) return marks;
  const clean: unknown[] = [];
  for (const raw of marks) {
    const next = cleanMark(raw);
    if (!clean.some((known) => sameJson(known, next))) clean.push(next);
  }
  const rank = (value: unknown) => {
    const at = isObject(value) ? (MARK_ORDER as readonly unknown[]).indexOf(value.type) : -1;
    return at < 0 ? MARK_ORDER.length : at;
  };
  clean.sort((a, b) => rank(a) - rank(b));
  return clean.length > 0 ? clean : undefined;
}

function cleanMark(raw: unknown): unknown {
  if (!isObject(raw) || typeof raw.type !== 'string') return raw;
  const attrs = cleanAttrs(raw.type, raw.attrs);
  const clean: Json = attrs === undefined ? { type: raw.type } : { type: raw.type, attrs };
  return withExtras(clean, raw, ['type', 'attrs']);
}

function cleanTextNode(node: Json): Json {
  const marks = cleanMarks(node.marks);
  const clean: Json = { type: 'text' };
  if (marks !== undefined) clean.marks = marks;
  clean.text = typeof node.text === 'string' ? withoutForbiddenCharacters(node.text) : node.text;
  return withExtras(clean, node, ['type', 'marks', 'text']);
}

function isPlainText(value: unknown): value is Json & { text: string } {
  return (
    isObject(value) &&
    value.type === 'text' &&
    typeof value.text === 'string' &&
    Object.keys(value).every((key) => key === 'type' || key === 'marks' || key === 'text')
  );
}

/** Drops empty text, joins neighbours with equal marks, and only then composes: a letter and its accent may arrive apart. */
function joinTexts(children: readonly unknown[]): unknown[] {
  const joined: unknown[] = [];
  for (const child of children) {
    if (isPlainText(child)) {
      if (child.text === '') continue;
      const last = joined.at(-1);
      if (isPlainText(last) && sameJson(last.marks, child.marks)) {
        joined[joined.length - 1] = { ...last, text: last.text + child.text };
        continue;
      }
    }
    joined.push(child);
  }
  return joined.map((child) =>
    isPlainText(child) ? { ...child, text: child.text.normalize('NFC') } : child,
  );
}

function isEmptyParagraph(value: unknown): boolean {
  return (
    isObject(value) &&
    value.type === 'paragraph' &&
    Object.keys(value).every((key) => key === 'type' || key === 'attrs') &&
    isPlainAlign(value.attrs)
  );
}

function isPlainAlign(attrs: unknown): boolean {
  return attrs === undefined || (isObject(attrs) && Object.keys(attrs).every((key) => key === 'align'));
}

function cleanNode(node: unknown, depth: number): unknown {
  // Deeper than allowed: left as it is, `parseBody` refuses it by its depth.
  if (depth > BODY_LIMITS.depth || !isObject(node) || typeof node.type !== 'string') return node;
  const { type } = node;
  if (type === 'text') return cleanTextNode(node);
  const clean: Json = { type };
  const attrs = cleanAttrs(type, node.attrs);
  if (attrs !== undefined) clean.attrs = attrs;
  if (Array.isArray(node.content)) {
    const content = joinTexts(node.content.map((child) => cleanNode(child, depth + 1)));
    if (type === 'doc') while (isEmptyParagraph(content.at(-1))) content.pop();
    if (content.length > 0 || !MAY_BE_CHILDLESS.includes(type)) clean.content = content;
  } else if (node.content !== null && node.content !== undefined) {
    clean.content = node.content;
  } else if (type === 'doc') {
    clean.content = [];
  }
  // Tiptap keeps the emphasis of the text before a line break on the break itself, where it shows nothing.
  const known = type === 'hardBreak' ? ['type', 'attrs', 'content', 'marks'] : ['type', 'attrs', 'content'];
  return withExtras(clean, node, known);
}

/**
 * The normal form of what an editor hands over: drops the attributes Tiptap adds (`target`, `rel`, `class`,
 * `colwidth`, nulls, defaults), empty text and empty paragraphs at the end; joins neighbouring text with equal marks;
 * removes forbidden characters and composes to NFC; orders keys and marks. Running it twice changes nothing.
 * It never makes a bad body good: what it does not know stays, and `parseBody` refuses it.
 */
export function cleanBody(input: unknown): unknown {
  return cleanNode(input, 1);
}
