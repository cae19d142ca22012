import type { AnyStep, Candidate, DecisionFacts, RoundFacts, RouteStep, SeparationSettings } from '../types';

/**
 * Whether one person may not give both steps of one round. Equal steps exclude each other too: the two signatures of
 * class C are two persons. Where 校 is split from 审, the proofreads are seats like any other. Settings allow only what
 * TR-3 lists.
 *
 * @rule TR-3
 */
export function seatsExclude(a: AnyStep, b: AnyStep, settings: SeparationSettings): boolean {
  const has = (step: AnyStep) => a === step || b === step;
  if (has('secrecy') && (has('l1') || has('l2'))) return !settings.secrecy_officer_may_be_l1_or_l2;
  if (has('secrecy') && has('l3')) return !settings.secrecy_officer_may_be_l3;
  if (has('sign_off') && has('l2')) return !settings.signer_may_be_l2;
  return true;
}

/** Everybody who stands behind a decision: a deputy counts as themselves and as the person they stand for (TR-3). */
export function handsOf(decision: Pick<DecisionFacts, 'personId' | 'onBehalfOf'>): string[] {
  return decision.onBehalfOf ? [decision.personId, decision.onBehalfOf] : [decision.personId];
}

/**
 * The step, already decided or proofread by one of these persons in this round, that bars them from `position`; null where
 * none does. Any decision bars, not only one that still counts, and so does any finding raised or answered: who judged at
 * one level does not come back at another.
 *
 * @rule TR-3 @rule TR-4
 */
export function barringSeat(
  round: RoundFacts<AnyStep>,
  position: number,
  step: AnyStep,
  hands: readonly string[],
): AnyStep | null {
  for (const decision of round.decisions) {
    if (decision.position === position || !handsOf(decision).some((id) => hands.includes(id))) continue;
    if (decision.step !== 'publication' && seatsExclude(decision.step, step, round.settings))
      return decision.step;
  }
  const hand = (round.proofHands ?? []).find(
    (other) =>
      hands.includes(other.personId) && other.step !== step && seatsExclude(other.step, step, round.settings),
  );
  return hand?.step ?? null;
}

/** Everybody who would stand behind a decision given in this quality. */
export function handsOfCapacity({ personId, onBehalfOf }: Capacity): string[] {
  return handsOf({ personId, onBehalfOf: onBehalfOf?.personId ?? null });
}

/** In which quality a person would decide a step: with the role as their own, or for somebody else. */
export type Capacity = {
  readonly personId: string;
  readonly sectionId: string | null;
  readonly onBehalfOf: {
    readonly personId: string;
    readonly name: string;
    readonly delegationId: string;
    readonly isUnconfirmed: boolean;
  } | null;
};

/** Every quality in which this person could decide the step, the own one first; empty where they lack the role. */
export function capacitiesFor(step: Pick<RouteStep<AnyStep>, 'role'>, person: Candidate): Capacity[] {
  const own: Capacity[] = person.roles.includes(step.role)
    ? [{ personId: person.id, sectionId: person.sectionId ?? null, onBehalfOf: null }]
    : [];
  const deputised = (person.standsFor ?? [])
    .filter((standing) => standing.role === step.role)
    .map(
      (standing): Capacity => ({
        personId: person.id,
        sectionId: standing.principalSectionId,
        onBehalfOf: {
          personId: standing.principalId,
          name: standing.principalName,
          delegationId: standing.delegationId,
          isUnconfirmed: standing.isUnconfirmed,
        },
      }),
    );
  return [...own, ...deputised];
}
