import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { passwordFits } from '@/lib/platform/password';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { LOCK_AFTER_FAILURES } from '../rules/sign-in';
import type { Actor } from '../types';
import { lockedAt } from './shared';

/**
 * Takes the password again in a running session, for an act that needs the person and not only their screen. After five
 * failures of this kind it waits 15 minutes.
 *
 * Refusals: `wrong_password`, `sign_in_locked`.
 */
export async function reauthenticate(
  actor: Actor,
  input: { sessionId: string; accountId: string; login: string; password: string },
): Promise<Result<null>> {
  const account = await staffDatabase().account.findUniqueOrThrow({ where: { id: input.accountId } });
  const fits = await passwordFits(input.password, account.passwordHash);
  // Counted apart from signing in: who fails at the door from outside must not keep a leader from signing. At the door
  // every name is put in lower case, so nobody can type this one there.
  const login = `PASSWORD-AGAIN:${input.login}`;
  // A failure must be kept although it refuses: so the refusal is a value of the transaction, not a rollback.
  const outcome = await inTransaction<'done' | 'wrong' | 'locked'>(async (tx) => {
    const now = currentTime();
    if ((await lockedAt(tx, login, now)) !== null) return ok('locked');
    await tx.signInAttempt.create({
      data: { login, succeeded: fits, clientAddress: actor.clientAddress, at: now },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: fits ? 'reauthenticate' : 'reauthenticate_failed',
      subject: { type: 'login', id: input.login },
    });
    if (!fits) return ok('wrong');
    await tx.session.update({
      where: { id: sha256Hex(input.sessionId) },
      data: { reauthenticatedAt: now },
    });
    return ok('done');
  });
  if (!outcome.ok) return outcome;
  if (outcome.value === 'wrong') return refuse(organRefusal('wrong_password', {}, 'password'));
  if (outcome.value === 'locked') {
    return refuse({
      code: 'sign_in_locked',
      message: `密码连续输错${LOCK_AFTER_FAILURES}次，请在15分钟后再试，或联系系统管理员。`,
      field: 'password',
    });
  }
  return ok(null);
}
