import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';

/** Openings closer together than this are one: a reload is no second look. */
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
  if (last !== null && currentTime().getTime() - last.openedAt.getTime() < SAME_LOOK_MS) return;
  await staffDatabase().reviewOpening.create({
    data: { roundId, personId: actor.personId, openedAt: new Date(0) }, // set by the database
  });
}
