/** What the rule needs of a decision and of the openings before it. */
type Given = { readonly personId: string; readonly decidedAt: Date };
type Opened = { readonly personId: string; readonly openedAt: Date };

/**
 * Seconds a person took for a decision: from the first opening after the step became open (the decision before it, or
 * the beginning of the round) to the decision; where they opened it only earlier, from the last such opening. Null where
 * they never opened it.
 */
export function secondsSpent(
  decision: Given,
  before: { readonly roundOpenedAt: Date; readonly decisions: readonly Given[] },
  openings: readonly Opened[],
): number | null {
  const own = openings
    .filter((opening) => opening.personId === decision.personId && opening.openedAt <= decision.decidedAt)
    .map((opening) => opening.openedAt.getTime());
  if (own.length === 0) return null;
  const openSince = Math.max(
    before.roundOpenedAt.getTime(),
    ...before.decisions
      .filter((other) => other.decidedAt < decision.decidedAt)
      .map((other) => other.decidedAt.getTime()),
  );
  const fresh = own.filter((at) => at >= openSince);
  const start = fresh.length > 0 ? Math.min(...fresh) : Math.max(...own);
  return Math.round((decision.decidedAt.getTime() - start) / 1000);
}
