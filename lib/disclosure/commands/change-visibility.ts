import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { getVersionContent } from '../queries/load-item';
import type { VisibilityAction } from '../transitions';
import { auditItem, isReportYearTaken, lockItem } from './shared';

const EVENT_KINDS: Record<VisibilityAction, string> = {
  hide: 'hide',
  withdraw_item: 'withdraw',
  restore: 'restore',
  archive: 'archive',
};

/**
 * Hides a public item at once, confirms the withdrawal of a hidden one, restores the same version, or archives. The
 * pages, lists, files and feeds follow at once, since all of them read what is live; a plan or a correction under
 * review is not touched.
 *
 * Refusals: those of the policy (state and role); `stale_item`; `report_year_taken` where a report of the same year is
 * public by now and the hidden one cannot come back beside it.
 *
 * @rule TR-14
 */
export function changeVisibility(
  actor: Actor,
  action: VisibilityAction,
  input: { itemId: string; itemRevision: number; reason: string },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, action, input.itemId, input.itemRevision);
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
      },
    });
    await tx.item.update({ where: { id: item.id }, data: { revision: { increment: 1 } } });
    await auditItem(tx, actor, item.id, action, {
      event_id: event.id,
      publication_id: event.publicationId,
      reason: event.reason,
      at: event.at.toISOString(),
    });
    return ok(null);
  });
}
