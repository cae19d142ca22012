import 'server-only';
import { cookies, headers } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { environment } from './env';

const COOKIE_NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token'];

/**
 * The session id in the browser's signed token, or null. The token alone proves nothing: the session row decides
 * (lib/organs/commands/sign-in.ts, touchSession).
 */
export async function readSessionId(): Promise<string | null> {
  const jar = await cookies();
  const token = COOKIE_NAMES.map((name) => jar.get(name)?.value).find((value) => value !== undefined);
  if (token === undefined) return null;
  const claims = await decode({ token, secret: environment().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === 'string' ? claims.sid : null;
}

/** The client's address as the proxy reports it; null where no proxy of ours stands in front. */
export async function readClientAddress(): Promise<string | null> {
  if (process.env.GONGKAI_BEHIND_PROXY !== '1') return null;
  return (await headers()).get('x-real-ip');
}
