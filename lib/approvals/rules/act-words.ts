import type { RoundFacts, RouteStep } from '../types';
import { stepNameIn } from './checklists';
import { openSteps } from './next-steps';

/** The name of what follows a step: `复审 · 二校`, or `发布` behind the last one. */
export function followingName(route: readonly RouteStep[], step: Pick<RouteStep, 'stage'>): string {
  const following = route.find((other) => other.stage > step.stage);
  return following ? stepNameIn(following, route) : '发布';
}

/**
 * What a pass of a step does, as every button for it says: a signature is called so, and where other steps are open
 * beside it the text goes on only when they are done.
 *
 * @rule TR-11
 */
export function passWords(round: RoundFacts, step: RouteStep): string {
  const next = followingName(round.route, step);
  if (step.step === 'sign_off') return signWords(next);
  const isLastOfStage = openSteps(round).every((open) => open.position === step.position);
  return isLastOfStage ? `同意并送${next}` : `同意（其余环节办完后送${next}）`;
}

/** What a signature does: `签发，送发布`. */
export function signWords(next: string): string {
  return `签发，送${next}`;
}
