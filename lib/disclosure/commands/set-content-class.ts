import 'server-only';
import { isAtLeast } from '@/lib/approvals/rules/route';
import type { ContentClass } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { LEAST_CLASS } from '../types';
import { auditItem, lockItem } from './shared';

/**
 * Sets the content class of a draft, which decides its route. Outside the content hash, so it is no edit of the text.
 *
 * Refusals: those of the policy; `stale_item`; `class_too_low` below the least of the kind; `not_in_this_state` once
 * the text is submitted.
 */
export function setContentClass(
  actor: Actor,
  input: { itemId: string; itemRevision: number; contentClass: ContentClass },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'submit', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    if (!isAtLeast(input.contentClass, LEAST_CLASS[item.kind])) {
      return refuse(disclosureRefusal('class_too_low', 'contentClass'));
    }
    await tx.item.update({
      where: { id: item.id },
      data: { contentClass: input.contentClass, revision: { increment: 1 } },
    });
    await auditItem(tx, actor, item.id, 'set_content_class', {
      from: item.contentClass,
      to: input.contentClass,
    });
    return ok(null);
  });
}
