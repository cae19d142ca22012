import 'server-only';
import { LEAK_WATCHER_NAME, leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { storeFile } from '@/lib/platform/files';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { loadItem } from '../queries/load-item';
import { canonicalContent } from '../rules/canonical-content';
import type { ContentAttachment, ItemContent } from '../types';
import { auditItem, moveItem } from './shared';

/** A file of a canary. */
export type CanaryFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly inline: boolean;
};

/** The leak watch as the actor of audit rows; it holds no role. */
function watcher(organId: string): Actor {
  return {
    personId: leakWatcherId(organId),
    organId,
    sectionId: null,
    name: LEAK_WATCHER_NAME,
    post: '',
    roles: [],
    standsFor: [],
    clientAddress: null,
    reauthenticatedAt: null,
  };
}

/**
 * Plants a canary: a draft with files and a frozen version in the real tables, exactly as an author's would stand
 * there, written by the leak watch. No policy is asked, since the writer has no role; the database lets its items into
 * no review, so that they can't become public.
 *
 * @param input `itemId` is an address of ten letters that was never used; the content comes without its attachments
 */
export function plantCanary(
  organId: string,
  input: { itemId: string; content: ItemContent; files: readonly CanaryFile[] },
): Promise<Result<{ itemId: string }>> {
  const actor = watcher(organId);
  const { itemId } = input;
  return inTransaction(async (tx) => {
    await ensureWatcher(tx, actor);
    await tx.item.create({
      data: {
        id: itemId,
        organId,
        kind: input.content.kind,
        contentClass: 'a',
        draftState: 'draft',
        sectionId: null,
        createdBy: actor.personId,
        createdAt: currentTime(),
      },
    });
    const attachments = await storeFiles(tx, actor, itemId, input.files);
    const content = { ...input.content, attachments };
    const { canonical, contentHash } = canonicalContent(content);
    const draft = { revision: 1, content, contentHash, savedBy: actor.personId, savedAt: currentTime() };
    await tx.draft.create({ data: { itemId, ...draft } });
    const version = await tx.version.create({
      data: {
        itemId,
        organId,
        number: 0, // counted by the database
        draftRevision: 1,
        canonical,
        contentHash,
        frozenBy: actor.personId,
        frozenAt: currentTime(),
      },
    });
    await auditItem(tx, actor, itemId, 'plant_canary', {
      version_id: version.id,
      version: version.number,
      content_hash: contentHash,
      frozen_at: version.frozenAt.toISOString(),
      round_id: null,
    });
    return ok({ itemId });
  });
}

/** The person of the leak watch in this organ: long gone, so that no list of people in office names it. */
async function ensureWatcher(tx: Tx, { personId, organId, name }: Actor): Promise<void> {
  if ((await tx.person.count({ where: { id: personId } })) > 0) return;
  await tx.person.createMany({
    data: [{ id: personId, organId, name, post: '', leftOn: new Date('2000-01-01T00:00:00Z') }],
    skipDuplicates: true,
  });
}

async function storeFiles(
  tx: Tx,
  actor: Actor,
  itemId: string,
  files: readonly CanaryFile[],
): Promise<ContentAttachment[]> {
  const attachments: ContentAttachment[] = [];
  for (const { name, bytes, mediaType, inline } of files) {
    const sha256 = await storeFile(tx, bytes, mediaType);
    const upload = { itemId, sha256, name, uploadedBy: actor.personId, uploadedAt: currentTime() };
    await tx.upload.create({ data: upload });
    attachments.push({ name, sha256, size: bytes.length, media_type: mediaType, inline });
  }
  return attachments;
}

/**
 * Takes a canary away: the draft is cancelled, its text stays in the history as any other.
 *
 * Refusals: `not_found` for an item that is no canary; a cancelled one stays as it is.
 */
export function removeCanary(organId: string, itemId: string): Promise<Result<null>> {
  const actor = watcher(organId);
  return inTransaction<null>(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM office.item WHERE id = ${itemId} FOR NO KEY UPDATE`;
    const item = await loadItem(itemId, tx);
    if (item === null || item.organId !== organId || item.createdBy !== actor.personId) {
      return refuse(disclosureRefusal('not_found'));
    }
    if (item.draftState === 'cancelled') return ok(null);
    await moveItem(tx, item, 'cancel', 'cancelled');
    await auditItem(tx, actor, itemId, 'remove_canary');
    return ok(null);
  });
}

/** Canaries of an organ that were never taken away. */
export async function listLeftCanaries(organId: string): Promise<string[]> {
  const items = await staffDatabase().item.findMany({
    where: { organId, createdBy: leakWatcherId(organId), draftState: 'draft' },
    select: { id: true },
  });
  return items.map(({ id }) => id);
}
