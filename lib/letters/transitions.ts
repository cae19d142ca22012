import type { Role } from '@/lib/organs/types';
import type { LetterState } from './types/letters';

/** Who may act: holders of a role, those of the open step, or the program when a route is passed. */
type LetterActor = Extract<Role, 'case_handler' | 'office_head'> | 'open_step' | 'system';

/** A row of the table. */
export type LetterTransition = {
  readonly from: LetterState;
  readonly action: string;
  readonly to: LetterState;
  readonly who: LetterActor;
};

/** What may happen to a letter (states.md); the database holds the same moves (office.guard_letter). @rule LT-4 */
export const LETTER_TRANSITIONS = [
  { from: 'draft', action: 'submit_letter', to: 'in_route', who: 'case_handler' },
  { from: 'in_route', action: 'return_letter', to: 'draft', who: 'open_step' },
  { from: 'in_route', action: 'seal_letter', to: 'sealed', who: 'system' },
  { from: 'sealed', action: 'serve_letter', to: 'served', who: 'case_handler' },
  { from: 'sealed', action: 'void_letter', to: 'void', who: 'office_head' },
  { from: 'draft', action: 'drop_letter', to: 'dropped', who: 'case_handler' },
  { from: 'in_route', action: 'drop_letter', to: 'dropped', who: 'case_handler' },
] as const satisfies readonly LetterTransition[];
export type LetterAction = (typeof LETTER_TRANSITIONS)[number]['action'];

/** Whether an act can be done to a letter in a state. */
export function mayHappen(state: LetterState, action: LetterAction): boolean {
  return LETTER_TRANSITIONS.some((row) => row.from === state && row.action === action);
}
