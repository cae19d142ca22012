/** Failures in a row after which a login is locked, and for how long (design.md §8). */
export const LOCK_AFTER_FAILURES = 5;
export const LOCK_MINUTES = 15;
/** A session ends 12 hours after it began, or after 30 minutes without use. */
export const SESSION_HOURS = 12;
export const SESSION_IDLE_MINUTES = 30;

/**
 * Until when a login is locked, or null. `failures` are the times of the failed attempts since the last success, newest
 * first. The same for a login that does not exist, so that nobody learns which do.
 */
export function lockedUntil(failures: readonly Date[], now: Date): Date | null {
  const newest = failures[0];
  if (newest === undefined || failures.length < LOCK_AFTER_FAILURES) return null;
  const until = new Date(newest.getTime() + LOCK_MINUTES * 60_000);
  return until > now ? until : null;
}

/** Whether a session is still good: not ended, not older than 12 hours, used within 30 minutes. */
export function isSessionLive(
  session: { readonly createdAt: Date; readonly lastSeenAt: Date; readonly endedAt: Date | null },
  now: Date,
): boolean {
  const age = now.getTime() - session.createdAt.getTime();
  const idle = now.getTime() - session.lastSeenAt.getTime();
  return session.endedAt === null && age < SESSION_HOURS * 3_600_000 && idle < SESSION_IDLE_MINUTES * 60_000;
}

/**
 * What is wrong with a new password; empty where it will do: at least 12 characters, or at least 8 with three kinds of
 * lower case, upper case, digits and signs; not containing the login.
 */
export function checkPassword(password: string, login: string): string[] {
  const problems: string[] = [];
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  if (password.length < 12 && (password.length < 8 || kinds < 3)) {
    problems.push('密码至少12位；或者至少8位并含大写字母、小写字母、数字、符号中的三种。');
  }
  if (password.length > 200) problems.push('密码不能超过200位。');
  if (login.length >= 3 && password.toLowerCase().includes(login.toLowerCase())) {
    problems.push('密码中不能包含登录名。');
  }
  return problems;
}
