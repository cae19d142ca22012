import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { ItemContent } from '../types';
import { findItem, getVersionContent } from './load-item';

/** A text to look at, with what it is in words. */
export type Preview = { readonly content: ItemContent; readonly what: string; readonly isPublic: boolean };

/** The draft of an item, or one of its versions by number; null where there is none or it is out of scope. */
export async function findPreview(
  actor: Actor,
  itemId: string,
  versionNumber: number | null,
): Promise<Preview | null> {
  const item = await findItem(actor, itemId);
  if (item === null) return null;
  if (versionNumber === null) return { content: item.draft.content, what: '当前稿件的样子', isPublic: false };
  if (!Number.isInteger(versionNumber)) return null;
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
