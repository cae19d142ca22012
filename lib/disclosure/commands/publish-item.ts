import 'server-only';
import { approvalRefusal } from '@/lib/approvals/messages';
import { findOpenRound } from '@/lib/approvals/queries';
import { isRoundPassed } from '@/lib/approvals/rules/next-steps';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { getVersionContent, type LoadedItem } from '../queries/load-item';
import { isTakenOff } from '../transitions';
import { endPlan } from './end-plan';
import { auditItem, isReportYearTaken, lockItem, moveItem } from './shared';
import { tellPublished } from './tell';

/**
 * Makes the approved version of a locked item public. Shared by publishing now and by a plan at its hour; the database
 * checks every step of the route again.
 *
 * Refusals: `hidden_first`; `not_approved`; `own_publication`; `report_year_taken`.
 *
 * @rule TR-14
 */
export async function putOnline(
  tx: Tx,
  actor: Actor,
  item: LoadedItem,
): Promise<Result<{ publicationId: string }>> {
  if (isTakenOff(item.publicState)) return refuse(disclosureRefusal('hidden_first'));
  const round = await findOpenRound(item.id, tx);
  if (round === null || !isRoundPassed(round.facts)) return refuse(disclosureRefusal('not_approved'));
  if (round.facts.contributors.includes(actor.personId)) return refuse(disclosureRefusal('own_publication'));
  const { content } = await getVersionContent(round.versionId, tx);
  if (await isReportYearTaken(tx, item, content)) return refuse(disclosureRefusal('report_year_taken'));
  const publication = await tx.publication.create({
    data: {
      itemId: item.id,
      organId: item.organId,
      versionId: round.versionId,
      roundId: round.id,
      contentHash: round.facts.contentHash,
      publisherId: actor.personId,
    },
  });
  await moveItem(tx, item, 'publish', 'none');
  await auditItem(tx, actor, item.id, 'publish', {
    publication_id: publication.id,
    version_id: round.versionId,
    round_id: round.id,
    content_hash: round.facts.contentHash,
    published_at: publication.publishedAt.toISOString(),
  });
  await tellPublished(tx, actor, item, round, publication.id);
  return ok({ publicationId: publication.id });
}

/**
 * Publishes an approved or scheduled item now.
 *
 * Refusals: those of the policy (`hidden_first` where the item was taken off); `stale_item`; `not_approved`; `own_publication`; `report_year_taken` where another
 * report of the year became public meanwhile.
 *
 * @rule TR-1 @rule TR-3 @rule TR-20
 */
export function publishItem(
  actor: Actor,
  input: { itemId: string; itemRevision: number },
): Promise<Result<{ publicationId: string }>> {
  return inTransaction(async (tx) => {
    const locked = await lockItem(tx, actor, 'publish', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    await endPlan(tx, locked.value, 'published', null);
    return putOnline(tx, actor, locked.value);
  });
}

/**
 * Plans the publication of an approved item for an hour. The plan names this round, so this version and no later one.
 *
 * Refusals: those of the policy; `stale_item`; `publish_time_past`; `own_publication`.
 */
export function schedulePublication(
  actor: Actor,
  input: { itemId: string; itemRevision: number; publishAt: Date },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'schedule', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    if (input.publishAt <= currentTime()) return refuse(disclosureRefusal('publish_time_past', 'publishAt'));
    const round = await findOpenRound(item.id, tx);
    if (round === null) return refuse(approvalRefusal('round_closed'));
    if (round.facts.contributors.includes(actor.personId))
      return refuse(disclosureRefusal('own_publication'));
    await tx.plan.create({
      data: {
        itemId: item.id,
        roundId: round.id,
        publishAt: input.publishAt,
        plannedBy: actor.personId,
        plannedAt: currentTime(),
      },
    });
    await moveItem(tx, item, 'schedule', 'scheduled');
    await auditItem(tx, actor, item.id, 'schedule', {
      round_id: round.id,
      publish_at: input.publishAt.toISOString(),
    });
    return ok(null);
  });
}

/**
 * Takes a planned publication off; the approval stands.
 *
 * Refusals: those of the policy; `stale_item`.
 */
export function unschedulePublication(
  actor: Actor,
  input: { itemId: string; itemRevision: number },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockItem(tx, actor, 'unschedule', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    await endPlan(tx, locked.value, 'cancelled', null);
    await moveItem(tx, locked.value, 'unschedule', 'approved');
    await auditItem(tx, actor, locked.value.id, 'unschedule');
    return ok(null);
  });
}
