import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';

/** Openings closer together than this are one, unless somebody decided between: a reload is no second look. */
const SAME_LOOK_MS = 60_000;

/**
 * Notes that a person opened the review of a round. Time spent, what changed since the last look, and signing in a
 * batch rest on it.
 */
export async function recordOpening(actor: Actor, roundId: string): Promise<void> {
  const last = await staffDatabase().reviewOpening.findFirst({
    where: { roundId, personId: actor.personId },
    orderBy: { openedAt: 'desc' },
  });
  const isJustNow = last !== null && currentTime().getTime() - last.openedAt.getTime() < SAME_LOOK_MS;
  if (isJustNow && (await isUnchangedSince(roundId, actor.personId, last.openedAt))) return;
  await staffDatabase().reviewOpening.create({
    data: { roundId, personId: actor.personId, openedAt: new Date(0) }, // set by the database
  });
}

/** Whether nobody else did anything about the text since: a look before that was not at what lies there now. */
async function isUnchangedSince(roundId: string, personId: string, openedAt: Date): Promise<boolean> {
  const after = { gt: openedAt };
  const database = staffDatabase();
  const round = await database.round.findUniqueOrThrow({ where: { id: roundId }, select: { itemId: true } });
  const [decided, raised, handled] = await Promise.all([
    database.decision.count({ where: { roundId, decidedAt: after } }),
    database.classChange.count({ where: { itemId: round.itemId, changedAt: after } }),
    database.findingHandling.count({
      where: { finding: { roundId }, at: after, personId: { not: personId } },
    }),
  ]);
  return decided + raised + handled === 0;
}
