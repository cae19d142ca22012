import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { todayAsDate } from '../queries';
import { checkRoleGrant } from '../rules/role-grants';
import type { NewUser } from '../schema';
import type { Operator } from '../types';
import { findOrganByName } from './shared';

/**
 * Adds a person of an organ with an account and roles from today. `organ` is its full or short name or its credit
 * code; `passwordHash` is made by the caller, who knows whether the password is for one use.
 *
 * Refusals: `organ_unknown`, `section_unknown`, `login_taken`, `administrator_second_role`.
 */
export function addUser(
  operator: Operator,
  input: NewUser & { organ: string; passwordHash: string; mustChangePassword: boolean },
): Promise<Result<{ personId: string; organId: string }>> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`login:${input.login}`}, 0))`;
    const organ = await findOrganByName(tx, input.organ);
    if (organ === null) return refuse(organRefusal('organ_unknown', { name: input.organ }, 'organ'));
    const section =
      input.section === null
        ? null
        : await tx.section.findUnique({
            where: { organId_name: { organId: organ.id, name: input.section } },
          });
    const refusals: Refusal[] = checkRoleGrant([], input.roles);
    if (input.section !== null && section === null) {
      refusals.push(organRefusal('section_unknown', { name: input.section }, 'section'));
    }
    if ((await tx.account.count({ where: { login: input.login } })) > 0) {
      refusals.push(organRefusal('login_taken', { name: input.login }, 'login'));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const person = await tx.person.create({
      data: { organId: organ.id, sectionId: section?.id ?? null, name: input.name, post: input.post },
    });
    const account = await tx.account.create({
      data: {
        personId: person.id,
        login: input.login,
        passwordHash: input.passwordHash,
        mustChangePassword: input.mustChangePassword,
        createdAt: currentTime(),
      },
    });
    const startsOn = todayAsDate();
    await tx.roleGrant.createMany({
      data: input.roles.map((role) => ({ personId: person.id, role, startsOn, grantedAt: currentTime() })),
    });
    await writeAudit(tx, {
      organId: organ.id,
      actor: operator,
      action: 'add_user',
      subject: { type: 'account', id: account.id },
      detail: {
        login: input.login,
        person_id: person.id,
        name: input.name,
        post: input.post,
        section: input.section,
        roles: input.roles,
      },
    });
    return ok({ personId: person.id, organId: organ.id });
  });
}
