import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { faultRefusal } from '@/lib/platform/action';
import { environment } from '@/lib/platform/env';
import { refuse } from '@/lib/platform/result';
import { signIn, signOut } from './commands/sign-in';
import { SESSION_HOURS } from './rules/sign-in';

/** A fault of the database is logged; what it says is never handed to the form. */
async function trySignIn(input: Parameters<typeof signIn>[0]): ReturnType<typeof signIn> {
  try {
    return await signIn(input);
  } catch (error) {
    return refuse(faultRefusal('signIn', error));
  }
}

/** next-auth with login and password. The token carries a session id and nothing else; the session row decides. */
export function authOptions(): NextAuthOptions {
  return {
    secret: environment().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/office/sign-in' },
    providers: [
      Credentials({
        credentials: { login: { type: 'text' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const address: unknown = request.headers?.['x-real-ip'];
          const result = await trySignIn({
            login: credentials?.login ?? '',
            password: credentials?.password ?? '',
            clientAddress:
              process.env.GONGKAI_BEHIND_PROXY === '1' && typeof address === 'string' ? address : null,
          });
          // next-auth hands the message of an error to the form; it is a sentence for people.
          if (!result.ok) throw new Error(result.refusals.map((refusal) => refusal.message).join(' '));
          return { id: result.value.sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      // What the browser's scripts can read of the session: nothing.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await signOut(token.sid);
      },
    },
    logger: {
      // A refused sign-in is no fault; next-auth would print a stack for each.
      error(code, metadata) {
        if (code !== 'CALLBACK_CREDENTIALS_HANDLER_ERROR') console.error('next-auth', code, metadata);
      },
    },
  };
}
