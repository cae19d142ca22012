import { type Actor, actingRoles, type Role } from '@/lib/organs/types';

/** Who may open identity numbers and identity proofs of the cases of their organ (Decision of issue 4, item 12). */
export const OPENERS = [
  'case_handler',
  'office_head',
  'legal_reviewer',
  'disclosure_leader',
] as const satisfies readonly Role[];

/**
 * Whether the actor holds a role that may open what is sealed, in this organ. Whether they may see the case at all is asked
 * beside it, by the gate of the case.
 */
export function mayOpenPersonalData(
  actor: Pick<Actor, 'organId' | 'roles' | 'standsFor'>,
  organId: string,
): boolean {
  const roles = actingRoles(actor);
  return actor.organId === organId && OPENERS.some((role) => roles.includes(role));
}
