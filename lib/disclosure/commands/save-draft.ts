import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { recordRead } from '@/lib/reads/commands/record-read';
import { disclosureRefusal } from '../messages';
import { canonicalContent } from '../rules/canonical-content';
import type { ItemContent } from '../types';
import { auditItem, lockItem } from './shared';

/** Saved, or in conflict with what somebody saved meanwhile: then both texts are shown and nothing is overwritten. */
export type SaveOutcome =
  | { readonly saved: true; readonly revision: number; readonly savedAt: Date }
  | {
      readonly saved: false;
      readonly revision: number;
      readonly savedAt: Date;
      readonly savedBy: string;
      readonly content: ItemContent;
    };

/**
 * Saves the working copy. A save that changes nothing makes no revision. Every change is kept by the database with its
 * writer. The other text in the answer to a conflict is a reading, and logged as one.
 *
 * Refusals: those of the policy; `not_editable_in_state` unless the text is a draft or returned (a text under review
 * is opened with `startEdit` first, which voids its approvals).
 *
 * @rule TR-2 @rule TR-3
 */
export async function saveDraft(
  actor: Actor,
  input: { itemId: string; revision: number; content: ItemContent },
): Promise<Result<SaveOutcome>> {
  const saved = await inTransaction<SaveOutcome>(async (tx) => {
    const locked = await lockItem(tx, actor, 'edit', input.itemId, null);
    if (!locked.ok) return locked;
    const item = locked.value;
    const { draft } = item;
    if (item.draftState !== 'draft' && item.draftState !== 'returned') {
      return refuse(disclosureRefusal('not_editable_in_state'));
    }
    if (input.content.kind !== item.kind)
      return refuse(disclosureRefusal('not_in_this_state', 'content.kind'));
    const { contentHash } = canonicalContent(input.content);
    // Of a draft in an earlier format the stored hash is another, though nothing was changed.
    if (contentHash === canonicalContent(draft.content).contentHash)
      return ok({ saved: true, revision: draft.revision, savedAt: draft.savedAt });
    if (input.revision !== draft.revision) {
      const { revision, savedAt, savedBy, content } = draft;
      return ok({ saved: false, revision, savedAt, savedBy, content });
    }
    const saved = await tx.draft.update({
      where: { itemId: item.id },
      data: {
        revision: draft.revision + 1,
        content: input.content,
        contentHash,
        savedBy: actor.personId,
        savedAt: currentTime(),
      },
    });
    await auditItem(tx, actor, item.id, 'save_draft', {
      revision: saved.revision,
      content_hash: contentHash,
    });
    return ok({ saved: true, revision: saved.revision, savedAt: saved.savedAt });
  });
  // The answer to a conflict holds the whole of the other text: nobody gets it without a row that says so.
  if (saved.ok && !saved.value.saved) {
    const item = { id: input.itemId, organId: actor.organId };
    await recordRead(actor, item, { surface: 'edit', draftRevision: saved.value.revision });
  }
  return saved;
}
