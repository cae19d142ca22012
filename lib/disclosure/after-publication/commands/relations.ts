import 'server-only';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Result } from '@/lib/platform/result';
import { canSee } from '../../policy';
import { loadItem } from '../../queries/load-item';
import { followUpRefusal } from '../messages';
import { CORRECTION_NOTICE_ROLES } from '../policy';
import { canRelate } from '../rules/relations';
import type { RelationEndInput, RelationInput } from '../schema';
import { followUp } from './shared';

/**
 * Records that an item explains, corrects, or gives the reason for another. Readers see it where both are public; it is
 * no part of either text.
 *
 * Refusals: `correction_notice_role`; `related_unknown` (also of what the person may not see); `related_wrong_kind`; `related_already`.
 *
 * @rule PF-28 @rule TR-13 @rule TR-15
 */
export function relateItems(actor: Actor, input: RelationInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'relate', 'relate_items', async (tx, item) => {
    const { otherId, kind } = input;
    if (kind === 'correction_notice' && !holdsAny(actor, CORRECTION_NOTICE_ROLES))
      return [followUpRefusal('correction_notice_role', 'kind')];
    const other = await loadItem(otherId, tx);
    if (other === null || other.id === item.id || !canSee(actor, other))
      return [followUpRefusal('related_unknown', 'otherId')];
    if (!canRelate(kind, other.kind)) return [followUpRefusal('related_wrong_kind', 'otherId')];
    const relations = await tx.itemRelation.findMany({ where: { itemId: item.id, otherId, kind } });
    const ended = await tx.itemRelationEnd.count({
      where: { relationId: { in: relations.map((relation) => relation.id) } },
    });
    if (relations.length > ended) return [followUpRefusal('related_already', 'otherId')];
    const row = await tx.itemRelation.create({
      data: { itemId: item.id, otherId, kind, recordedBy: actor.personId, recordedAt: currentTime() },
    });
    return { table: 'itemRelation', id: row.id, row };
  });
}

/**
 * Takes a relation off, with a reason; the record of it stays.
 *
 * Refusals: `already_confirmed` where it is off already or not of this item.
 */
export function endRelation(actor: Actor, input: RelationEndInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'relate', 'end_relation', async (tx, item) => {
    const { relationId, reason } = input;
    const relation = await tx.itemRelation.findFirst({ where: { id: relationId, itemId: item.id } });
    const before = await tx.itemRelationEnd.findUnique({ where: { relationId } });
    if (relation === null || before !== null) return [followUpRefusal('already_confirmed')];
    const row = await tx.itemRelationEnd.create({
      data: { relationId, reason, endedBy: actor.personId, endedAt: currentTime() },
    });
    return { table: 'itemRelationEnd', id: relationId, row };
  });
}
