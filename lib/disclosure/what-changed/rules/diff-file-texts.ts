import type { FileText, FileTextPart } from '@/lib/documents/types';
import type { BlockNode, BodyDoc } from '../../body/types';
import type { AttachmentChange, ContentDiff } from '../types';
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

/** The SHA-256 in what identifies an attachment's bytes (`hash type size`). */
function hashOf(identity: string): string {
  return identity.split(' ')[0] ?? '';
}

/** The SHA-256 of the files whose texts are needed to tell what changed inside replaced attachments. */
export function filesToRead(diff: ContentDiff): string[] {
  return diff.attachments.flatMap((change) =>
    change.kind === 'replaced' ? [hashOf(change.before), hashOf(change.after)] : [],
  );
}

/**
 * A difference that also tells what changed inside replaced attachments: for each whether its text is another, and
 * the changed lines. A file that can't be read to its end is told as `unread`, never as the same.
 *
 * @param texts what could be read of the files, by SHA-256
 */
export function withFileTexts(diff: ContentDiff, texts: ReadonlyMap<string, FileText>): ContentDiff {
  const bodies = [...diff.bodies];
  const attachments = diff.attachments.map((change): AttachmentChange => {
    if (change.kind !== 'replaced') return change;
    const [before, after] = [texts.get(hashOf(change.before)), texts.get(hashOf(change.after))];
    if (!isWhole(before) || !isWhole(after)) return { ...change, text: 'unread' };
    const changed = diffFileTexts(change.name, before, after);
    bodies.push(...changed);
    return { ...change, text: changed.length > 0 ? 'changed' : 'same' };
  });
  return { ...diff, attachments, bodies };
}

function isWhole(text: FileText | undefined): text is FileText {
  return text?.status === 'read' && text.warnings.every((warning) => warning.code !== 'cut_short');
}
