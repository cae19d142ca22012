import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { hashPassword, passwordFits } from '@/lib/platform/password';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { checkPassword } from '../rules/sign-in';
import type { Actor } from '../types';

/**
 * Changes one's own password and ends every other session of the account.
 *
 * Refusals: `password_wrong` (the present one), `password_weak`, `password_same`.
 */
export async function changePassword(
  actor: Actor,
  input: { accountId: string; sessionId: string; present: string; next: string },
): Promise<Result<null>> {
  const account = await staffDatabase().account.findUniqueOrThrow({ where: { id: input.accountId } });
  const refusals: Refusal[] = [];
  if (!(await passwordFits(input.present, account.passwordHash))) {
    refusals.push({ code: 'password_wrong', message: '现在的密码不正确。', field: 'present' });
  }
  for (const problem of checkPassword(input.next, account.login)) {
    refusals.push({ code: 'password_weak', message: problem, field: 'next' });
  }
  if (input.next === input.present) {
    refusals.push({ code: 'password_same', message: '新密码不能与现在的密码相同。', field: 'next' });
  }
  if (refusals.length > 0) return refuse(...refusals);
  const passwordHash = await hashPassword(input.next);
  return inTransaction(async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { passwordHash, mustChangePassword: false } });
    await tx.session.updateMany({
      where: { accountId: account.id, endedAt: null, id: { not: sha256Hex(input.sessionId) } },
      data: { endedAt: currentTime(), endedReason: 'password_changed' },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'change_password',
      subject: { type: 'account', id: account.id },
    });
    return ok(null);
  });
}
