import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { LOCK_AFTER_FAILURES, lockedUntil } from '../rules/sign-in';

/** The organ of this full name, short name or credit code, or null. */
export function findOrganByName(tx: Pick<Tx, 'organ'>, name: string): Promise<{ id: string } | null> {
  return tx.organ.findFirst({
    where: { OR: [{ name }, { shortName: name }, { creditCode: name }] },
    select: { id: true },
  });
}

/** An account with its person, locked for the rest of the transaction. */
export type LockedAccount = {
  readonly id: string;
  readonly login: string;
  readonly personId: string;
  readonly organId: string;
  readonly name: string;
  readonly hasLeft: boolean;
  readonly isDisabled: boolean;
};

/**
 * Locks the account of a login and its person.
 *
 * Refusals: `login_unknown`.
 */
export async function lockAccount(tx: Tx, login: string): Promise<Result<LockedAccount>> {
  const account = await tx.account.findUnique({ where: { login: login.trim().toLowerCase() } });
  if (account === null) return refuse(organRefusal('login_unknown', { name: login }, 'login'));
  await tx.$queryRaw`SELECT 1 FROM office.person WHERE id = ${account.personId}::uuid FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM office.account WHERE id = ${account.id}::uuid FOR UPDATE`;
  const { person, disabledAt } = await tx.account.findUniqueOrThrow({
    where: { id: account.id },
    include: { person: true },
  });
  return ok({
    id: account.id,
    login: account.login,
    personId: account.personId,
    organId: person.organId,
    name: person.name,
    hasLeft: person.leftOn !== null,
    isDisabled: disabledAt !== null,
  });
}

/** Ends every open session of a person at once (design.md §8). */
export async function endSessions(
  tx: Tx,
  personId: string,
  reason: 'password_changed' | 'roles_changed' | 'disabled',
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { account: { personId }, endedAt: null },
    data: { endedAt: currentTime(), endedReason: reason },
  });
  return count;
}

/**
 * Until when attempts under a name wait, after too many failures in a row; null where they need not. Takes the name's
 * lock for the rest of the transaction: parallel guesses count like guesses in a row.
 */
export async function lockedAt(tx: Tx, login: string, now: Date): Promise<Date | null> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`sign-in:${login}`}, 0))`;
  return lockedUntil(await failuresOf(tx, login, now), now);
}

/** Times of the failures of the last day since the last success, newest first, as many as can lock. */
async function failuresOf(tx: Tx, login: string, now: Date): Promise<Date[]> {
  const attempts = await tx.signInAttempt.findMany({
    where: { login, at: { gt: new Date(now.getTime() - 24 * 3_600_000) } },
    orderBy: { at: 'desc' },
    take: LOCK_AFTER_FAILURES,
  });
  const success = attempts.findIndex((attempt) => attempt.succeeded);
  return (success === -1 ? attempts : attempts.slice(0, success)).map((attempt) => attempt.at);
}
