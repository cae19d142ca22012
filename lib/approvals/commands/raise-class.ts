import 'server-only';
import type { Actor } from '@/lib/organs/types';
import type { Tx } from '@/lib/platform/database';
import type { LoadedRound } from '../queries';
import { stepsToAdd } from '../rules/route';
import { type ContentClass, DEFAULT_ROUTE_SETTINGS } from '../types';

/**
 * Raises the class of a running round: the signatures it lacks come behind all others, by the settings the round began
 * with; what was passed stays passed (design.md §3).
 */
export async function raiseRound(tx: Tx, round: LoadedRound, contentClass: ContentClass): Promise<void> {
  const settings = { ...DEFAULT_ROUTE_SETTINGS, ...round.facts.settings };
  await tx.round.update({ where: { id: round.id }, data: { contentClass } });
  await tx.roundStep.createMany({
    data: stepsToAdd(round.facts.route, contentClass, round.lane, settings).map((step) => ({
      roundId: round.id,
      ...step,
    })),
  });
}

/** Keeps who changed the class of an item and why; the database refuses who may not. */
export async function recordClassChange(
  tx: Tx,
  actor: Actor,
  change: { itemId: string; fromClass: ContentClass; toClass: ContentClass; reason: string },
): Promise<string> {
  const stored = await tx.classChange.create({
    data: { ...change, personId: actor.personId, changedAt: new Date(0) }, // set by the database
  });
  return stored.id;
}
