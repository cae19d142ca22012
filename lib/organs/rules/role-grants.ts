import { organRefusal } from '@/lib/organs/messages';
import { ADMIN_ROLES, type Role } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';

function isAdminRole(role: Role): boolean {
  return ADMIN_ROLES.some((admin) => admin === role);
}

/**
 * Whether a person who holds `held` today may be given `added`, all refusals at once. 三员: system, security and audit
 * administrator are three persons without any other role; the database refuses the same (GK009).
 *
 * Refusals: `role_already_held`, `administrator_second_role`.
 */
export function checkRoleGrant(held: readonly Role[], added: readonly Role[]): Refusal[] {
  const refusals = added
    .filter((role) => held.includes(role))
    .map((role) => organRefusal('role_already_held', { role }));
  const all = new Set([...held, ...added]);
  if (all.size > 1 && [...all].some(isAdminRole)) refusals.push(organRefusal('administrator_second_role'));
  return refusals;
}
