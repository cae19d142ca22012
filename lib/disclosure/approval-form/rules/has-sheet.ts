import { standingPasses } from '@/lib/approvals/rules/next-steps';
import type { RoundFacts } from '@/lib/approvals/types';

/** Whether the sheet of a round can be printed: every step is passed, and the round was not voided since. */
export function hasSheet(round: RoundFacts): boolean {
  const passes = standingPasses(round);
  const stands = round.closed === null || round.closed === 'published';
  return stands && round.route.every((step) => passes.has(step.position));
}
