import { withBasePath } from '@/lib/platform/base-path';

/** Posts to next-auth as its own client does; that client knows no prefix of addresses and brings a session poller along. */
async function post(path: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken } = (await (await fetch(withBasePath('/api/auth/csrf'))).json()) as { csrfToken: string };
  const answer = await fetch(withBasePath(`/api/auth/${path}`), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  });
  const { url } = (await answer.json()) as { url: string };
  return new URL(url, window.location.href);
}

/** Signs in; the sentence of the refusal, or null when signed in. Throws when the server can't be reached. */
export async function signIn(login: string, password: string): Promise<string | null> {
  const url = await post('callback/credentials', { login, password });
  return url.searchParams.get('error');
}

/** Ends the session on the server and in this browser. */
export async function signOut(): Promise<void> {
  await post('signout', {});
}
