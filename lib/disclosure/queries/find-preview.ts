import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { asItemContent } from '../rules/content-format';
import type { ItemContent } from '../types';
import { findItem, getVersionContent } from './load-item';

/** A text to look at, with what it is in words. */
export type Preview = { readonly content: ItemContent; readonly what: string; readonly isPublic: boolean };

/** Which text of an item: its draft, a version by number, or a former state of the draft by revision. */
export type PreviewKey = { readonly version?: number; readonly draft?: number };

/** A text of an item to look at; null where there is none or it is out of scope. */
export async function findPreview(actor: Actor, itemId: string, key: PreviewKey): Promise<Preview | null> {
  const item = await findItem(actor, itemId);
  if (item === null) return null;
  const { version: versionNumber, draft: revision } = key;
  if (revision !== undefined) {
    if (!isCount(revision)) return null;
    const save = await staffDatabase().draftSave.findUnique({
      where: { itemId_revision: { itemId, revision } },
    });
    return save === null
      ? null
      : { content: asItemContent(save.content), what: `第 ${revision} 次保存的文字`, isPublic: false };
  }
  if (versionNumber === undefined)
    return { content: item.draft.content, what: '当前稿件的样子', isPublic: false };
  if (!isCount(versionNumber)) return null;
  const version = await staffDatabase().version.findUnique({
    where: { itemId_number: { itemId, number: versionNumber } },
    select: { id: true },
  });
  if (version === null) return null;
  const { content } = await getVersionContent(version.id);
  const isPublic =
    item.live?.versionId === version.id &&
    (item.publicState === 'published' || item.publicState === 'archived');
  return { content, what: `第 ${versionNumber} 稿`, isPublic };
}

/** Whether a number from an address can be a revision or the number of a version in the database. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 2 ** 31;
}
