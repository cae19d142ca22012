import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { findItem } from './load-item';

/** A file brought to an item, with the name under which it came last. */
export type UploadRow = { sha256: string; name: string; size: number; mediaType: string };

const select = { sha256: true, name: true, file: { select: { size: true, mediaType: true } } } as const;

/** A file of an item that the actor may see; what is out of scope does not exist. */
export async function findUpload(actor: Actor, itemId: string, sha256: string): Promise<UploadRow | null> {
  if ((await findItem(actor, itemId)) === null) return null;
  const upload = await staffDatabase().upload.findFirst({
    where: { itemId, sha256 },
    orderBy: { uploadedAt: 'desc' },
    select,
  });
  return upload && { sha256, name: upload.name, ...upload.file };
}

/** All files brought to an item that the actor may see, under the names they came with. */
export async function listUploads(
  actor: Actor,
  itemId: string,
): Promise<Pick<UploadRow, 'sha256' | 'name' | 'size'>[]> {
  if ((await findItem(actor, itemId)) === null) return [];
  const uploads = await staffDatabase().upload.findMany({ where: { itemId }, select });
  return uploads.map(({ sha256, name, file }) => ({ sha256, name, size: file.size }));
}

/** Whether everybody can read this file of the item now. */
export async function isPublicFile(itemId: string, sha256: string): Promise<boolean> {
  // Kept by the triggers behind a publication; a hidden or withdrawn item has none.
  return (await staffDatabase().liveAttachment.count({ where: { itemId, sha256 } })) > 0;
}
