import { type Actor, holdsAny, type Role } from '@/lib/organs/types';

type Who = Pick<Actor, 'organId' | 'roles'>;

/** Who encloses files with a letter and takes them away again. */
export const ENCLOSERS = ['case_handler', 'office_head'] as const satisfies readonly Role[];
/** Who may ask that a finding be passed over. */
export const PROPOSERS = ['case_handler', 'office_head', 'legal_reviewer'] as const satisfies readonly Role[];
/** Who answers: never the one who asked. The database holds the same lists. */
export const ANSWERERS = [
  'office_head',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];

/** Whether the actor may change the enclosures of letters of this organ. */
export function mayEnclose(actor: Who, organId: string): boolean {
  return actor.organId === organId && holdsAny(actor, ENCLOSERS);
}

/** Whether the actor may ask that a finding be passed over, in this organ. */
export function mayProposeOverride(actor: Who, organId: string): boolean {
  return actor.organId === organId && holdsAny(actor, PROPOSERS);
}

/** Whether the actor may answer such a request, in this organ. */
export function mayAnswerOverride(actor: Who, organId: string): boolean {
  return actor.organId === organId && holdsAny(actor, ANSWERERS);
}
