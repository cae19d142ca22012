import type { DecisionFacts, RoundFacts } from '../types';

/**
 * The return that opened a step again on the unchanged text and is not answered yet: the last one to this step or to
 * one before it, unless the step was passed since. Null where there is none; a return to the author ends the round and
 * is told elsewhere.
 *
 * @rule TR-5
 */
export function standingReturn(
  round: Pick<RoundFacts, 'decisions'>,
  position: number,
): (DecisionFacts & { readonly returnTo: number }) | null {
  let standing: (DecisionFacts & { readonly returnTo: number }) | null = null;
  for (const decision of round.decisions) {
    const { conclusion, returnTo } = decision;
    if (conclusion === 'return' && returnTo !== null && returnTo > 0 && returnTo <= position)
      standing = { ...decision, returnTo };
    if (conclusion === 'pass' && decision.position === position) standing = null;
  }
  return standing;
}
