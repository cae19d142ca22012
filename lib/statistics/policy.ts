import { type Actor, holdsAny, type Role } from '@/lib/organs/types';

/** Who answers for the gate, and so sees how it does: 主要领导, 分管领导, 工作机构负责人, 终审人. */
export const GATE_HEALTH_ROLES = [
  'head_of_organ',
  'disclosure_leader',
  'office_head',
  'reviewer_l3',
] as const satisfies readonly Role[];

/** Whether a person sees the health of the gate: by a role of their own, since a deputy stands in for decisions only. */
export function maySeeGateHealth(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, GATE_HEALTH_ROLES);
}
