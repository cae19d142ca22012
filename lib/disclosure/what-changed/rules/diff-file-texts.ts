import type { FileText, FileTextPart } from '@/lib/documents/types';
import type { BlockNode, BodyDoc } from '../../body/types';
import type { ContentDiff } from '../types';
import { diffBodies } from './diff-bodies';

const EMPTY: BodyDoc = { type: 'doc', content: [] };

/** The lines of a part of a file as a body, so that they are compared like one; rows that follow each other are a table. */
function docOf({ lines }: Pick<FileTextPart, 'lines'>): BodyDoc {
  const content: BlockNode[] = [];
  for (const { text, kind } of lines) {
    const paragraph = (words: string): BlockNode => ({
      type: 'paragraph',
      content: [{ type: 'text', text: words }],
    });
    if (kind !== 'row') {
      content.push(paragraph(text));
      continue;
    }
    const row = {
      type: 'tableRow' as const,
      content: text.split('\t').map((cell) => ({ type: 'tableCell' as const, content: [paragraph(cell)] })),
    };
    const last = content.at(-1);
    if (last?.type === 'table') last.content.push(row);
    else content.push({ type: 'table', content: [row] });
  }
  return { type: 'doc', content };
}

/**
 * What changed in the text that readers find inside an attachment whose bytes changed, part by part (body, sheets,
 * pages). Empty where the texts are the same: then formats, pictures or properties changed.
 *
 * @param name of the attachment, for the titles
 */
export function diffFileTexts(name: string, before: FileText, after: FileText): ContentDiff['bodies'] {
  const old = new Map(before.texts.map((part) => [part.path, part]));
  const parts = after.texts.map((part) => {
    const was = old.get(part.path);
    old.delete(part.path);
    return { part, changes: diffBodies(was ? docOf(was) : EMPTY, docOf(part)) };
  });
  for (const part of old.values()) parts.push({ part, changes: diffBodies(docOf(part), EMPTY) });
  return parts
    .filter(({ changes }) => changes.some((change) => change.kind !== 'same'))
    .map(({ part, changes }) => ({
      path: `file:${name}:${part.path}`,
      label: part.label === '' ? `附件“${name}”里的文字` : `附件“${name}”里的文字：${part.label}`,
      changes,
    }));
}
