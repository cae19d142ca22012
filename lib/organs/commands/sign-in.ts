import 'server-only';
import { randomBytes } from 'node:crypto';
import { writeAudit } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { passwordFits } from '@/lib/platform/password';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { isSessionLive, LOCK_AFTER_FAILURES } from '../rules/sign-in';
import { lockedAt } from './shared';

/** What the browser gets: an unguessable id, of which the database keeps only the hash. */
export type NewSession = { readonly sessionId: string; readonly personId: string; readonly name: string };

type SignInOutcome = { session: NewSession; refusal: null } | { session: null; refusal: Refusal };

const WRONG = { code: 'sign_in_failed', message: '登录名或密码不正确。请检查大小写后再试。' } as const;

/**
 * Signs in by login and password and opens a session.
 *
 * Refusals: `sign_in_failed` (wrong password, unknown login and disabled account alike), `sign_in_locked` after five
 * failures in a row, for 15 minutes, whether the login exists or not.
 */
export async function signIn(input: {
  login: string;
  password: string;
  clientAddress: string | null;
}): Promise<Result<NewSession>> {
  // No login has characters that PostgreSQL can't compare; such a one is unknown like any other.
  const login = input.login.trim().toLowerCase().replaceAll('\0', '').toWellFormed().slice(0, 100);
  const { clientAddress } = input;
  const now = currentTime();
  const account = await staffDatabase().account.findUnique({
    where: { login },
    include: { person: { select: { name: true, organId: true, leftOn: true } } },
  });
  const fits = await passwordFits(input.password, account?.passwordHash ?? null);
  // A failure must be kept although it refuses: so the refusal is a value of the transaction, not a rollback.
  const outcome = await inTransaction<SignInOutcome>(async (tx) => {
    const until = await lockedAt(tx, login, now);
    if (until !== null) {
      const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
      return ok({
        session: null,
        refusal: {
          code: 'sign_in_locked',
          message: `连续${LOCK_AFTER_FAILURES}次登录失败，已暂停登录。请在${minutes}分钟后再试，或联系系统管理员。`,
        },
      });
    }
    const usable = fits && account !== null && account.disabledAt === null && account.person.leftOn === null;
    await tx.signInAttempt.create({ data: { login, succeeded: usable, clientAddress, at: now } });
    await writeAudit(tx, {
      organId: account?.person.organId ?? null,
      actor: {
        personId: usable ? account.personId : null,
        name: usable ? account.person.name : '未登录',
        clientAddress,
      },
      action: usable ? 'sign_in' : 'sign_in_failed',
      subject: { type: 'login', id: login },
    });
    if (!usable) return ok({ session: null, refusal: WRONG });
    const sessionId = randomBytes(32).toString('base64url');
    await tx.session.create({
      data: {
        id: sha256Hex(sessionId),
        accountId: account.id,
        createdAt: now,
        lastSeenAt: now,
        clientAddress,
      },
    });
    return ok({
      session: { sessionId, personId: account.personId, name: account.person.name },
      refusal: null,
    });
  });
  if (!outcome.ok) return outcome;
  return outcome.value.session === null ? refuse(outcome.value.refusal) : ok(outcome.value.session);
}

export type LiveSession = {
  readonly personId: string;
  readonly accountId: string;
  readonly login: string;
  readonly mustChangePassword: boolean;
  readonly reauthenticatedAt: Date | null;
};

/**
 * The session behind the id in the browser's token, or null where it is unknown, ended, idle too long, too old, or
 * the account is disabled. Notes the use at most once a minute.
 */
export async function touchSession(sessionId: string): Promise<LiveSession | null> {
  const now = currentTime();
  const id = sha256Hex(sessionId);
  const session = await staffDatabase().session.findUnique({ where: { id }, include: { account: true } });
  if (session === null || !isSessionLive(session, now) || session.account.disabledAt !== null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > 60_000) {
    await staffDatabase().session.update({ where: { id }, data: { lastSeenAt: now } });
  }
  const { personId, id: accountId, login, mustChangePassword } = session.account;
  const { reauthenticatedAt } = session;
  return { personId, accountId, login, mustChangePassword, reauthenticatedAt };
}

/** Ends a session at once. */
export async function signOut(sessionId: string): Promise<void> {
  await staffDatabase().session.updateMany({
    where: { id: sha256Hex(sessionId), endedAt: null },
    data: { endedAt: currentTime(), endedReason: 'signed_out' },
  });
}
