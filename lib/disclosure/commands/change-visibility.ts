import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import type { HideReason } from '../after-publication/types';
import { disclosureRefusal } from '../messages';
import { getVersionContent } from '../queries/load-item';
import type { VisibilityAction } from '../transitions';
import { endPlan } from './end-plan';
import { auditItem, isReportYearTaken, lockItem, moveItem } from './shared';
import { tellVisibility } from './tell';

const EVENT_KINDS: Record<VisibilityAction, string> = {
  hide: 'hide',
  withdraw_item: 'withdraw',
  restore: 'restore',
  archive: 'archive',
};

/**
 * Hides a public item at once, confirms the withdrawal of a hidden one, restores the same version in the state it was
 * hidden from, or archives. The pages, lists, files and feeds follow at once, since all of them read what is live.
 * Hiding takes the plan of a correction off, so that nothing goes out at its hour; a correction under review goes on,
 * but is not published before the item is restored.
 *
 * Refusals: those of the policy (state and role); `stale_item`, but never of a hide, which may not wait for somebody to
 * look again; `report_year_taken` where a report of the same year is
 * public by now and the hidden one cannot come back beside it.
 *
 * @rule TR-14 @rule TR-15 @rule TR-16
 */
export function changeVisibility(
  actor: Actor,
  action: VisibilityAction,
  input: { itemId: string; itemRevision: number; reason: string; reasonKind?: HideReason | undefined },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const seenRevision = action === 'hide' ? null : input.itemRevision;
    const locked = await lockItem(tx, actor, action, input.itemId, seenRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    if (action === 'restore' && item.live !== null) {
      const { content } = await getVersionContent(item.live.versionId, tx);
      if (await isReportYearTaken(tx, item, content)) return refuse(disclosureRefusal('report_year_taken'));
    }
    const event = await tx.visibilityEvent.create({
      data: {
        itemId: item.id,
        publicationId: '00000000-0000-0000-0000-000000000000', // set by the database to what is public now
        kind: EVENT_KINDS[action],
        personId: actor.personId,
        reason: input.reason,
        reasonKind: action === 'hide' ? (input.reasonKind ?? 'other') : null,
      },
    });
    await tx.item.update({ where: { id: item.id }, data: { revision: { increment: 1 } } });
    await auditItem(tx, actor, item.id, action, {
      event_id: event.id,
      publication_id: event.publicationId,
      reason: event.reason,
      ...(event.reasonKind === null ? {} : { reason_kind: event.reasonKind }),
      at: event.at.toISOString(),
    });
    await tellVisibility(tx, actor, item, { action, id: event.id });
    if (action === 'hide' && item.draftState === 'scheduled') {
      await endPlan(tx, item, 'cancelled', null);
      await moveItem(tx, item, 'unschedule', 'approved');
      await auditItem(tx, actor, item.id, 'unschedule', { because: 'hide' });
    }
    return ok(null);
  });
}
