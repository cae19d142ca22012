import 'server-only';
import type { Actor } from '@/lib/organs/types';
import type { Tx } from '@/lib/platform/database';
import { routeSettingsOf } from '../queries';
import { routeFor } from '../rules/route';
import type { ClosedReason, ContentClass, Lane } from '../types';

/** What a round is opened for. */
export type RoundSubject = {
  readonly itemId: string;
  readonly versionId: string;
  readonly contentHash: string;
  readonly contentClass: ContentClass;
  readonly lane: Lane;
  /** Why the emergency lane is taken; empty in the others. */
  readonly laneReason: string;
};

/** Opens the round of a frozen version: copies the route and the settings, which later changes do not touch. */
export async function openRound(tx: Tx, actor: Actor, subject: RoundSubject): Promise<{ roundId: string }> {
  const settings = await routeSettingsOf(actor.organId, tx);
  const round = await tx.round.create({
    data: {
      ...subject,
      organId: actor.organId,
      settings,
      openedBy: actor.personId,
      openedAt: new Date(0), // set by the database
    },
  });
  await tx.roundStep.createMany({
    data: routeFor(subject.contentClass, subject.lane, settings).map((step) => ({
      roundId: round.id,
      ...step,
    })),
  });
  return { roundId: round.id };
}

/** Closes the open round of an item, if there is one; its decisions no longer count. */
export async function closeRound(
  tx: Tx,
  itemId: string,
  reason: Exclude<ClosedReason, 'published'>,
): Promise<void> {
  await tx.round.updateMany({
    where: { itemId, closedAt: null },
    data: { closedAt: new Date(), closedReason: reason },
  });
}
