import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { findActor, todayAsDate } from '../queries';
import { checkRoleGrant } from '../rules/role-grants';
import type { Operator, Role } from '../types';
import { endSessions, lockAccount } from './shared';

/**
 * Gives the person of a login further roles from today, and ends the person's sessions.
 *
 * Refusals: `login_unknown`, `person_has_left`, `role_already_held`, `administrator_second_role`.
 */
export function grantRoles(
  operator: Operator,
  input: { login: string; roles: readonly Role[] },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockAccount(tx, input.login);
    if (!locked.ok) return locked;
    const { personId, organId, name } = locked.value;
    const actor = await findActor(personId, null, tx);
    if (actor === null) return refuse(organRefusal('person_has_left', { name }));
    const refusals = checkRoleGrant(actor.roles, input.roles);
    if (refusals.length > 0) return refuse(...refusals);
    const startsOn = todayAsDate();
    await tx.roleGrant.createMany({
      data: input.roles.map((role) => ({ personId, role, startsOn, grantedAt: currentTime() })),
    });
    await endSessions(tx, personId, 'roles_changed');
    await writeAudit(tx, {
      organId,
      actor: operator,
      action: 'grant_roles',
      subject: { type: 'person', id: personId },
      detail: { login: input.login, roles: input.roles },
    });
    return ok(null);
  });
}

/**
 * Ends roles of the person of a login: from this moment they are not held. Ends the person's sessions.
 *
 * Refusals: `login_unknown`, `role_not_held`.
 */
export function revokeRoles(
  operator: Operator,
  input: { login: string; roles: readonly Role[] },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockAccount(tx, input.login);
    if (!locked.ok) return locked;
    const { personId, organId } = locked.value;
    const today = todayAsDate();
    const inForce = { personId, startsOn: { lte: today }, OR: [{ endsOn: null }, { endsOn: { gt: today } }] };
    const held = await tx.roleGrant.findMany({ where: inForce, select: { role: true } });
    const missing = input.roles.filter((role) => !held.some((grant) => grant.role === role));
    if (missing.length > 0) {
      return refuse(...missing.map((role) => organRefusal('role_not_held', { role })));
    }
    await tx.roleGrant.updateMany({
      where: { ...inForce, role: { in: [...input.roles] } },
      data: { endsOn: today },
    });
    await endSessions(tx, personId, 'roles_changed');
    await writeAudit(tx, {
      organId,
      actor: operator,
      action: 'revoke_roles',
      subject: { type: 'person', id: personId },
      detail: { login: input.login, roles: input.roles },
    });
    return ok(null);
  });
}
