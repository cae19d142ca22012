import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { auditItem, lockItem } from '../../commands/shared';
import type { LoadedItem } from '../../queries/load-item';
import { whyNotFollowUp } from '../policy';
import { followUpFacts } from '../queries/audited-follow-ups';
import type { FollowUp } from '../types';

/** A date as the database keeps it. */
export function asDate(civil: string): Date {
  return new Date(`${civil}T00:00:00Z`);
}

type Written = {
  readonly table: Parameters<typeof followUpFacts>[0];
  readonly id: string;
  readonly row: Parameters<typeof followUpFacts>[2];
};

/**
 * One act on a locked item after its publication: the person must see the item and hold a role of the act; `work` judges
 * the facts and writes the row; the act counts on the item and has its audit row.
 *
 * Refusals: `not_found`; `role_missing_follow_up`; those of `work`.
 */
export function followUp(
  actor: Actor,
  itemId: string,
  act: FollowUp,
  auditAction: string,
  work: (tx: Tx, item: LoadedItem) => Promise<readonly Refusal[] | Written>,
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'read', itemId, null);
    if (!locked.ok) return locked;
    const barred = whyNotFollowUp(actor, act);
    if (barred.length > 0) return refuse(...barred);
    const written = await work(tx, locked.value);
    if (!('table' in written)) return refuse(...written);
    await tx.item.update({ where: { id: itemId }, data: { revision: { increment: 1 } } });
    await auditItem(tx, actor, itemId, auditAction, followUpFacts(written.table, written.id, written.row));
    return ok(null);
  });
}
