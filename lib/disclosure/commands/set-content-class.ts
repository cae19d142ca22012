import 'server-only';
import { raiseRound, recordClassChange } from '@/lib/approvals/commands/raise-class';
import { approvalRefusal } from '@/lib/approvals/messages';
import { findOpenRound, raisedClassOf } from '@/lib/approvals/queries';
import { isAtLeast } from '@/lib/approvals/rules/route';
import type { ContentClass } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import type { LoadedItem } from '../queries/load-item';
import { LEAST_CLASS } from '../types';
import { auditItem, lockItem } from './shared';
import { tellClassChanged } from './tell';

/**
 * Sets the content class of a draft, which decides its route. Outside the content hash, so it is no edit of the text.
 *
 * Refusals: those of the policy; `stale_item`; `class_too_low` below the least of the kind; `class_raised_by_reviewer`;
 * `not_in_this_state` once the text is submitted.
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
    const raised = await raisedClassOf(item.id, tx);
    if (raised !== null && !isAtLeast(input.contentClass, raised)) {
      return refuse(approvalRefusal('class_raised_by_reviewer', {}, 'contentClass'));
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

/**
 * A reviewer changes the class, with a reason: anybody who reviews raises it while the text is under review, and the
 * signatures it then needs come behind the others; the final reviewer alone lowers it, in person, on a draft or a returned
 * text they had no hand in.
 *
 * Refusals: those of the policy; `stale_item`; `class_unchanged`; `class_too_low`; `class_not_lower` while the text is
 * under review; `class_raised_by_reviewer`; `class_lowered_by_hand`; `not_in_this_state`.
 */
export function changeClassAsReviewer(
  actor: Actor,
  input: { itemId: string; itemRevision: number; contentClass: ContentClass; reason: string },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const permission = 'change_class';
    const locked = await lockItem(tx, actor, permission, input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    const { contentClass, reason } = input;
    if (contentClass === item.contentClass) return refuse(approvalRefusal('class_unchanged'));
    if (!isAtLeast(contentClass, LEAST_CLASS[item.kind])) {
      return refuse(disclosureRefusal('class_too_low', 'contentClass'));
    }
    const isUnderReview = item.draftState === 'in_review' || item.draftState === 'secrecy_referred';
    const isRaise = isAtLeast(contentClass, item.contentClass);
    if (!isRaise && isUnderReview) return refuse(approvalRefusal('class_not_lower'));
    if (!isRaise && !actor.roles.includes('reviewer_l3')) {
      return refuse(approvalRefusal('class_raised_by_reviewer'));
    }
    if (!isRaise && (await hasHandIn(tx, item, actor))) {
      return refuse(approvalRefusal('class_lowered_by_hand'));
    }
    const changeId = await recordClassChange(tx, actor, {
      itemId: item.id,
      fromClass: item.contentClass,
      toClass: contentClass,
      reason: reason.trim(),
    });
    const round = await findOpenRound(item.id, tx);
    if (round !== null) await raiseRound(tx, round, contentClass);
    await tx.item.update({ where: { id: item.id }, data: { contentClass, revision: { increment: 1 } } });
    await tellClassChanged(tx, actor, item, changeId);
    await auditItem(tx, actor, item.id, 'change_class', {
      change_id: changeId,
      from: item.contentClass,
      to: contentClass,
      reason: reason.trim(),
    });
    return ok(null);
  });
}

/** Whether a person created the item, saved its text or brought a file to it. */
async function hasHandIn(tx: Tx, item: LoadedItem, actor: Actor): Promise<boolean> {
  if (item.createdBy === actor.personId) return true;
  const where = { itemId: item.id };
  const save = await tx.draftSave.findFirst({ where: { ...where, savedBy: actor.personId } });
  return (
    save !== null || (await tx.upload.findFirst({ where: { ...where, uploadedBy: actor.personId } })) !== null
  );
}
