import { routeFor } from '@/lib/approvals/rules/route';
import {
  type Candidate,
  type Conclusion,
  type ContentClass,
  type DecisionFacts,
  type RoundFacts,
  type RouteStep,
  STRICT_SEPARATION,
} from '@/lib/approvals/types';

export const HASH = 'a'.repeat(64);
export const OTHER_HASH = 'b'.repeat(64);

/** Who holds the role of each step in pure tests. */
export const PEOPLE = {
  l1: { id: 'l1', roles: ['reviewer_l1'] },
  l2: { id: 'l2', roles: ['reviewer_l2'] },
  secrecy: { id: 'secrecy', roles: ['secrecy_officer'] },
  l3: { id: 'l3', roles: ['reviewer_l3'] },
  leader: { id: 'leader', roles: ['disclosure_leader'] },
  head: { id: 'head', roles: ['head_of_organ'] },
} as const satisfies Record<string, Candidate>;
const BY_POSITION = Object.values(PEOPLE);

type Given = {
  position: number;
  conclusion?: Conclusion;
  returnTo?: number;
  by?: string;
  contentHash?: string;
};

/** A round of a class with decisions in the order they were given. */
export function roundWith(
  contentClass: ContentClass,
  given: readonly Given[] = [],
  changes: Partial<RoundFacts> = {},
): RoundFacts {
  const route = routeFor(contentClass);
  const decisions = given.map(({ position, conclusion, returnTo, by, contentHash }, at): DecisionFacts => {
    const step = route.find((candidate) => candidate.position === position);
    return {
      seq: at + 1,
      position: step ? position : null,
      step: step?.step ?? 'publication',
      personId: by ?? BY_POSITION[position - 1]?.id ?? 'publisher',
      conclusion: conclusion ?? 'pass',
      returnTo: conclusion === 'return' ? (returnTo ?? 0) : null,
      contentHash: contentHash ?? HASH,
    };
  });
  return {
    contentHash: HASH,
    route,
    decisions,
    contributors: ['author'],
    settings: STRICT_SEPARATION,
    closed: null,
    ...changes,
  };
}

/** Passes of the first `count` steps. */
export function passes(count: number): Given[] {
  return Array.from({ length: count }, (_, at) => ({ position: at + 1 }));
}

/** The step of a round at a position that must exist. */
export function stepAt(round: RoundFacts, position: number): RouteStep {
  const step = round.route.find((candidate) => candidate.position === position);
  if (step === undefined) throw new Error(`the route has no position ${position}`);
  return step;
}
