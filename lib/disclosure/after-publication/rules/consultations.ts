/** A record of 协商确认, as far as the rule needs it. */
export type ConsultationFacts = {
  readonly organName: string;
  readonly contentHash: string;
  readonly confirmedOn: string | null;
  readonly recordedBy: string;
};

/**
 * The organs a text names that have not confirmed exactly this text; 终审 waits for them. A new version asks again:
 * whoever records says for it, with the same reply, that it still covers. What the person who gives 终审 recorded does
 * not count for that person.
 *
 * @param decider person who would give 终审; null for nobody in particular
 * @law 条例11 @rule TR-8
 */
export function unconfirmedOrgans(
  organs: readonly string[],
  contentHash: string,
  consultations: readonly ConsultationFacts[],
  decider: string | null = null,
): string[] {
  return organs.filter(
    (name) =>
      !consultations.some(
        (one) =>
          one.organName === name &&
          one.contentHash === contentHash &&
          one.confirmedOn !== null &&
          one.recordedBy !== decider,
      ),
  );
}
