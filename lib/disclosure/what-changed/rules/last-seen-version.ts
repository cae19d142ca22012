/** A person opened the review of a round. */
export type ReviewOpening = { readonly roundId: string; readonly personId: string };

/** A round as this rule needs it. */
export type SeenRound = {
  readonly id: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly facts: { readonly closed: string | null };
  readonly decisions: ReadonlyArray<{ readonly personId: string }>;
};

/**
 * The version a person last saw before the one in hand: the newest other version whose review they opened or decided
 * on. The version in hand is that of the open round, or of the newest round where none is open. Null where they saw
 * none: then there is nothing to be told as changed “since they last looked”.
 *
 * Having opened counts, not only having decided: who read version 2 and came to decide only version 3 is shown what
 * changed from 2 to 3. Openings by others, deputies included, do not count.
 *
 * @param openings of any person, in any order
 * @param rounds all rounds of one item, in any order
 * @rule TR-2
 */
export function lastSeenVersion(
  personId: string,
  openings: readonly ReviewOpening[],
  rounds: readonly SeenRound[],
): { versionId: string; versionNumber: number } | null {
  const newestFirst = [...rounds].sort((a, b) => b.versionNumber - a.versionNumber);
  const inHand = rounds.find((round) => round.facts.closed === null) ?? newestFirst[0];
  const opened = new Set(
    openings.filter((opening) => opening.personId === personId).map((opening) => opening.roundId),
  );
  const seen = newestFirst.find(
    (round) =>
      round.versionId !== inHand?.versionId &&
      (opened.has(round.id) || round.decisions.some((decision) => decision.personId === personId)),
  );
  return seen ? { versionId: seen.versionId, versionNumber: seen.versionNumber } : null;
}

/**
 * Whether a person has opened the review of the version in hand, or decided on it, before now: then the text has not
 * changed since they last looked, whatever they saw earlier.
 *
 * @param openings of any person, in any order
 * @param rounds all rounds of one item, in any order
 * @rule TR-2
 */
export function hasSeenVersion(
  personId: string,
  openings: readonly ReviewOpening[],
  rounds: readonly SeenRound[],
  versionId: string,
): boolean {
  return rounds.some(
    (round) =>
      round.versionId === versionId &&
      (round.decisions.some((decision) => decision.personId === personId) ||
        openings.some((opening) => opening.roundId === round.id && opening.personId === personId)),
  );
}
