import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { auditItem, lockItem, moveItem } from './shared';

/**
 * Gives up a draft: an item never public is cancelled (its text is kept), of a public one the correction is dropped
 * and the public version stands alone.
 *
 * Refusals: those of the policy; `stale_item`.
 */
export function cancelDraft(
  actor: Actor,
  input: { itemId: string; itemRevision: number; draftRevision: number },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'cancel', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    // A text saved by somebody else meanwhile is not given up unseen.
    if (input.draftRevision !== item.draft.revision) return refuse(disclosureRefusal('stale_item'));
    await moveItem(tx, item, 'cancel', item.live === null ? 'cancelled' : 'none');
    await auditItem(tx, actor, item.id, 'cancel', { content_hash: item.draft.contentHash });
    return ok(null);
  });
}
