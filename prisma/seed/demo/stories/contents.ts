import { bodyFromText } from '@/lib/disclosure/body/rules';
import type { BlockNode, BodyDoc, InlineNode, TableRowNode } from '@/lib/disclosure/body/types';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import { type DemoText, texts } from '../data';

const TEXTS = texts();

/** A text of the demo by key. */
export function demoText(key: string): DemoText {
  const text = TEXTS.get(key);
  if (text === undefined) throw new Error(`no demo text ${key}`);
  return text;
}

/** Lines as a body, with blocks after it. */
export function bodyOf(lines: readonly string[], ...blocks: readonly BlockNode[]): BodyDoc {
  const { content } = bodyFromText(lines.join('\n'));
  return { type: 'doc', content: [...content, ...blocks] };
}

/** What a text says of itself, as fields of an item; what it leaves open stays as the organ's own. */
export function contentOf(key: string, ...blocks: readonly BlockNode[]): Partial<ItemContent> {
  const text = demoText(key);
  return {
    title: text.title,
    body: bodyOf(text.text, ...blocks),
    doc_no: text.doc_no,
    genre: text.genre ?? '',
    art_item: text.art ?? null,
    effective_from: text.effective_from ?? null,
    expires_at: text.expires_at ?? null,
    ...(text.formed_at === '' ? {} : { formed_at: text.formed_at }),
    ...(text.source ? { content_source: text.source } : {}),
    ...(text.issuing_organ ? { issuing_organ: text.issuing_organ } : {}),
  };
}

function text(words: string): InlineNode[] {
  return [{ type: 'text', text: words }];
}

export function paragraph(words: string): BlockNode {
  return { type: 'paragraph', content: text(words) };
}

/** A paragraph with one link inside the site. */
export function linkParagraph(before: string, words: string, href: string): BlockNode {
  return {
    type: 'paragraph',
    content: [
      { type: 'text', text: before },
      { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] },
    ],
  };
}

export function heading(words: string): BlockNode {
  return { type: 'heading', attrs: { level: 2 }, content: text(words) };
}

export function bulletList(...items: readonly string[]): BlockNode {
  return {
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}

/** A table whose first row is its header. */
export function table(...rows: readonly (readonly string[])[]): BlockNode {
  const content: TableRowNode[] = rows.map((cells, index) => ({
    type: 'tableRow',
    content: cells.map((cell) => ({
      type: index === 0 ? 'tableHeader' : 'tableCell',
      content: [paragraph(cell)],
    })),
  }));
  return { type: 'table', content };
}

/** The picture among the files of an item. */
export function picture(files: readonly ContentAttachment[], alt: string): BlockNode {
  const file = files.find((candidate) => candidate.inline);
  if (file === undefined) throw new Error('the item has no picture');
  return { type: 'image', attrs: { file: file.sha256, alt } };
}
