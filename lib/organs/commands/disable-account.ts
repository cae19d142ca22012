import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import type { Operator } from '../types';
import { endSessions, lockAccount } from './shared';

/**
 * Disables the account of a login and ends its sessions. The person, their roles and their history stay.
 *
 * Refusals: `login_unknown`, `account_disabled`.
 */
export function disableAccount(operator: Operator, input: { login: string }): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockAccount(tx, input.login);
    if (!locked.ok) return locked;
    const account = locked.value;
    if (account.isDisabled) return refuse(organRefusal('account_disabled', { name: account.login }));
    await tx.account.update({ where: { id: account.id }, data: { disabledAt: currentTime() } });
    await endSessions(tx, account.personId, 'disabled');
    await writeAudit(tx, {
      organId: account.organId,
      actor: operator,
      action: 'disable_account',
      subject: { type: 'account', id: account.id },
      detail: { login: account.login },
    });
    return ok(null);
  });
}
