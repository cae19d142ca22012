import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { type ItemPermission, whyNot } from '../policy';
import { type LoadedItem, loadItem } from '../queries/load-item';
import { type ItemAction, nextStates } from '../transitions';
import type { DraftState, ItemContent } from '../types';

/**
 * Locks an item, then asks the policy about it as it is now. `seenRevision` is what the form showed; null where the
 * form carries something finer (the draft's revision, the round).
 *
 * Refusals: those of the policy; `stale_item` when somebody acted on the item meanwhile.
 */
export async function lockItem(
  tx: Tx,
  actor: Actor,
  permission: ItemPermission,
  itemId: string,
  seenRevision: number | null,
): Promise<Result<LoadedItem>> {
  await tx.$queryRaw`SELECT 1 FROM office.item WHERE id = ${itemId} FOR NO KEY UPDATE`;
  const item = await loadItem(itemId, tx);
  // What the person may not see is answered like what does not exist, before anything about its state is said.
  if (item === null || whyNot(actor, 'read', item).length > 0) return refuse(disclosureRefusal('not_found'));
  if (seenRevision !== null && seenRevision !== item.revision) return refuse(disclosureRefusal('stale_item'));
  const refusals = whyNot(actor, permission, item);
  return refusals.length > 0 ? refuse(...refusals) : ok(item);
}

/**
 * Moves the text of a locked item along its table and counts the act. `to` is checked here and again by the database.
 */
export async function moveItem(tx: Tx, item: LoadedItem, action: ItemAction, to: DraftState): Promise<void> {
  if (!nextStates(item.draftState, action).includes(to)) {
    throw new Error(`no transition ${item.draftState} --${action}--> ${to}`);
  }
  await tx.item.update({ where: { id: item.id }, data: { draftState: to, revision: { increment: 1 } } });
}

/**
 * Whether another report of the year this content reports on is public: one per organ and year.
 *
 * @rule AR-T8
 */
export async function isReportYearTaken(
  tx: Tx,
  item: Pick<LoadedItem, 'id' | 'organId'>,
  content: ItemContent,
): Promise<boolean> {
  if (content.report === null) return false;
  const other = await tx.liveItem.findFirst({
    where: {
      organId: item.organId,
      reportYear: content.report.year,
      publicState: { in: ['published', 'archived'] },
      itemId: { not: item.id },
    },
  });
  return other !== null;
}

/** Writes the audit row of an act on an item. */
export function auditItem(
  tx: Tx,
  actor: Actor,
  itemId: string,
  action: string,
  detail?: Json,
): Promise<void> {
  return writeAudit(tx, {
    organId: actor.organId,
    actor,
    action,
    subject: { type: 'item', id: itemId },
    ...(detail === undefined ? {} : { detail }),
  });
}
