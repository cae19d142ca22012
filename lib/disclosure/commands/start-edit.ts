import 'server-only';
import { closeRound } from '@/lib/approvals/commands/open-round';
import { findOpenRound } from '@/lib/approvals/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { getVersionContent } from '../queries/load-item';
import { canonicalContent } from '../rules/canonical-content';
import { startOfCorrection } from '../rules/content-format';
import { endPlan } from './end-plan';
import { auditItem, lockItem, moveItem } from './shared';
import { tellVoided } from './tell';

/**
 * Opens a text for editing. Under review, approved or scheduled: its round is closed, every decision of it is void and
 * its plan is off. Public: a correction begins from the public text, which stays public meanwhile; of a hidden item one
 * can be written, but not published before the item is restored.
 *
 * Refusals: those of the policy (`not_editable_in_state` of a withdrawn item); `stale_item`; `not_in_this_state` where it is a draft already.
 *
 * @rule TR-2 @rule TR-12
 */
export function startEdit(
  actor: Actor,
  input: { itemId: string; itemRevision: number },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'edit', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    if (item.draftState === 'draft' || item.draftState === 'returned') {
      return refuse(disclosureRefusal('not_in_this_state'));
    }
    await endPlan(tx, item, 'cancelled', null);
    const round = await findOpenRound(item.id, tx);
    await closeRound(tx, item.id, 'edited');
    if (round !== null) await tellVoided(tx, actor, item, round);
    await moveItem(tx, item, 'edit', 'draft');
    if (item.draftState === 'none' && item.live !== null) {
      const published = await getVersionContent(item.live.versionId, tx);
      // The note of the last correction belongs to the version it corrected.
      const content = startOfCorrection(published.content);
      const { contentHash } = canonicalContent(content);
      if (contentHash !== canonicalContent(item.draft.content).contentHash) {
        await tx.draft.update({
          where: { itemId: item.id },
          data: {
            revision: item.draft.revision + 1,
            content,
            contentHash,
            savedBy: actor.personId,
            savedAt: currentTime(),
          },
        });
      }
    }
    await auditItem(tx, actor, item.id, 'edit', { from: item.draftState });
    return ok(null);
  });
}
