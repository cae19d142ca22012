import type { RoundFacts, SeparationSettings, Step } from '../types';

/**
 * Whether one person may not give both steps of one round. Equal steps exclude each other too: the two signatures of
 * class C are two persons. Settings allow only what TR-3 lists.
 *
 * @rule TR-3
 */
export function seatsExclude(a: Step, b: Step, settings: SeparationSettings): boolean {
  const has = (step: Step) => a === step || b === step;
  if (has('secrecy') && (has('l1') || has('l2'))) return !settings.secrecy_officer_may_be_l1_or_l2;
  if (has('secrecy') && has('l3')) return !settings.secrecy_officer_may_be_l3;
  if (has('sign_off') && has('l2')) return !settings.signer_may_be_l2;
  return true;
}

/**
 * The step, already decided by this person in this round, that bars them from `position`; null where none does.
 * Any decision bars, not only one that still counts: who judged at one level does not come back at another.
 *
 * @rule TR-3
 */
export function barringSeat(round: RoundFacts, position: number, step: Step, personId: string): Step | null {
  for (const decision of round.decisions) {
    if (decision.personId !== personId || decision.position === position) continue;
    if (decision.step !== 'publication' && seatsExclude(decision.step, step, round.settings))
      return decision.step;
  }
  return null;
}
