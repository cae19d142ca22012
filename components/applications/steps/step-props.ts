import type { CaseAction } from '@/lib/applications/transitions';
import type { Refusal } from '@/lib/platform/result';
import type { StepFacts } from './step-facts';

/** What the form of a step is given. */
export type StepProps = {
  action: CaseAction;
  facts: StepFacts;
  /** What is lawful but risky. */
  warnings: readonly Refusal[];
};
