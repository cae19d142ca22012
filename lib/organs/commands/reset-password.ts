import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import type { Operator } from '../types';
import { endSessions, lockAccount } from './shared';

/**
 * Sets a one-time password, which must be changed at first use, and ends the account's sessions.
 *
 * Refusals: `login_unknown`, `account_disabled`.
 */
export function resetPassword(
  operator: Operator,
  input: { login: string; passwordHash: string },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockAccount(tx, input.login);
    if (!locked.ok) return locked;
    const account = locked.value;
    if (account.isDisabled) return refuse(organRefusal('account_disabled', { name: account.login }));
    await tx.account.update({
      where: { id: account.id },
      data: { passwordHash: input.passwordHash, mustChangePassword: true },
    });
    await endSessions(tx, account.personId, 'password_changed');
    await writeAudit(tx, {
      organId: account.organId,
      actor: operator,
      action: 'reset_password',
      subject: { type: 'account', id: account.id },
      detail: { login: account.login },
    });
    return ok(null);
  });
}
