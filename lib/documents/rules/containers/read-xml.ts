import { SaxesParser, type SaxesTagNS } from 'saxes';
import { FILE_LIMITS } from '../../types';
import { MalformedFile, TooLargeInside } from './faults';

/** Namespaces of Office by the prefix this code knows them under: the transitional ones, and those of ISO strict. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 's',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 's',
  'http://schemas.openxmlformats.org/presentationml/2006/main': 'p',
  'http://purl.oclc.org/ooxml/presentationml/main': 'p',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments': 'tc',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

/** An element under its known name, e.g. `w:p`; elements of unknown namespaces keep their own prefix behind `?`. */
export type XmlElement = {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
};

export type XmlVisitor = {
  open?: (name: string, attrs: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  /** Asked between pieces: true ends the reading. */
  isDone?: () => boolean;
};

/** Lets other work of the process have its turn; handed in, since rules know no clock. */
export type Pause = () => Promise<void>;

/** Characters parsed before a pause. */
const STEP = 256 * 1024;

function nameOf(uri: string, prefix: string, local: string): string {
  const known = PREFIXES[uri];
  if (known !== undefined) return `${known}:${local}`;
  return uri === '' ? local : `?${prefix}:${local}`;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/**
 * Walks an XML part once, in pieces. A document type is refused, so no entity is ever declared.
 *
 * @throws MalformedFile for what is not well formed, TooLargeInside for too much nesting
 */
export async function walkXml(bytes: Uint8Array, visitor: XmlVisitor, pause?: Pause): Promise<void> {
  const source = decode(bytes);
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on('error', (error) => {
    throw new MalformedFile(error.message);
  });
  parser.on('doctype', () => {
    throw new MalformedFile('document type');
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    depth += 1;
    if (depth > FILE_LIMITS.depth) throw new TooLargeInside();
    const attrs: Record<string, string> = {};
    for (const attr of Object.values(tag.attributes)) {
      if (attr.prefix !== 'xmlns' && attr.name !== 'xmlns')
        attrs[nameOf(attr.uri, attr.prefix, attr.local)] = attr.value;
    }
    visitor.open?.(nameOf(tag.uri, tag.prefix, tag.local), attrs);
  });
  parser.on('closetag', (tag: SaxesTagNS) => {
    depth -= 1;
    visitor.close?.(nameOf(tag.uri, tag.prefix, tag.local));
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  for (let at = 0; at < source.length; at += STEP) {
    parser.write(source.slice(at, at + STEP));
    if (visitor.isDone?.()) return;
    if (source.length > STEP) await pause?.();
  }
  parser.close();
}

/**
 * Reads an XML part as a tree.
 *
 * @throws MalformedFile, TooLargeInside as `walkXml`
 */
export async function readXml(bytes: Uint8Array, pause?: Pause): Promise<XmlElement> {
  const root: XmlElement = { name: '', attrs: {}, children: [] };
  const open: XmlElement[] = [root];
  let count = 0;
  await walkXml(
    bytes,
    {
      open(name, attrs) {
        count += 1;
        if (count > FILE_LIMITS.elements) throw new TooLargeInside();
        const element: XmlElement = { name, attrs, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      close: () => void open.pop(),
      text: (text) => void open.at(-1)?.children.push(text),
    },
    pause,
  );
  const element = elementsOf(root)[0];
  if (!element) throw new MalformedFile('empty');
  return element;
}

/** The element children of an element. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** A value several children down: `valueAt(p, ['w:pPr', 'w:jc'], 'w:val')`. */
export function valueAt(
  element: XmlElement | undefined,
  path: readonly string[],
  attr: string,
): string | undefined {
  return path.reduce<XmlElement | undefined>(childOf, element)?.attrs[attr];
}

/** All elements of a name inside, in order; not those inside one another. */
export function findAll(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (at: XmlElement) => {
    for (const child of elementsOf(at)) {
      if (child.name === name) found.push(child);
      else visit(child);
    }
  };
  visit(element);
  return found;
}

/** All text inside an element. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** A switch of Office (`w:b`, `w:vanish`): on unless its value says off; undefined where it is not set. */
export function switchOf(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = childOf(properties, name);
  if (!element) return undefined;
  const value = element.attrs[`${name.split(':')[0]}:val`];
  return value === undefined || !/^(?:0|false|off|none)$/.test(value);
}
