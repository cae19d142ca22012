import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';

/** Openings closer together than this are one, unless somebody acted between: a reload is no second look. */
const SAME_LOOK_MS = 60_000;

/**
 * Notes that a person opened the review of a round. Time spent, what changed since the last look, and signing in a
 * batch rest on it. Nothing is noted where the page shows fewer decisions than there are by now, or a round that has
 * ended meanwhile: that was no look at what lies there.
 *
 * @param decisionsShown how many decisions the page shows; left out = all there are
 */
export async function recordOpening(actor: Actor, roundId: string, decisionsShown?: number): Promise<void> {
  // A guard that refuses is no fault of the page: the round was closed while it was read.
  await inTransaction<null>(async (tx) => {
    // Waits for who is deciding at this moment.
    await tx.$queryRaw`SELECT 1 FROM office.round WHERE id = ${roundId}::uuid FOR SHARE`;
    const given = await tx.decision.count({ where: { roundId } });
    if (decisionsShown !== undefined && decisionsShown !== given) return ok(null);
    const last = await tx.reviewOpening.findFirst({
      where: { roundId, personId: actor.personId },
      orderBy: { openedAt: 'desc' },
    });
    const isJustNow = last !== null && currentTime().getTime() - last.openedAt.getTime() < SAME_LOOK_MS;
    if (isJustNow && (await isUnchangedSince(tx, roundId, actor.personId, last.openedAt))) return ok(null);
    await tx.reviewOpening.create({
      data: { roundId, personId: actor.personId, openedAt: new Date(0) }, // set by the database
    });
    return ok(null);
  });
}

/** Whether nobody else did anything about the text since: a look before that was not at what lies there now. */
async function isUnchangedSince(tx: Tx, roundId: string, personId: string, openedAt: Date): Promise<boolean> {
  const after = { gt: openedAt };
  const round = await tx.round.findUniqueOrThrow({ where: { id: roundId }, select: { itemId: true } });
  const decided = await tx.decision.count({ where: { roundId, decidedAt: after } });
  const raised = await tx.classChange.count({ where: { itemId: round.itemId, changedAt: after } });
  const handled = await tx.findingHandling.count({
    where: { finding: { roundId }, at: after, personId: { not: personId } },
  });
  return decided + raised + handled === 0;
}
