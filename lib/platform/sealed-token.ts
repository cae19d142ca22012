import 'server-only';
import { currentTime } from './clock';
import { environment } from './env';
import { openText, sealText } from './sealed-box';

/*
 * What the server hands to a browser to keep for it, in a cookie or a hidden field: sealed, so that it can be neither read
 * nor made up, and good for a limited time. Nothing of it stands in an address.
 */

type Value = { readonly [key: string]: string | number | boolean | null };

/** A value only this server can read, for one purpose and `seconds` from now. */
export function sealToken(purpose: string, value: Value, seconds: number): string {
  const until = currentTime().getTime() + seconds * 1000;
  const { cipher, keyNo } = sealText(JSON.stringify({ value, until }), `token:${purpose}`);
  return `${keyNo}.${Buffer.from(cipher).toString('base64url')}`;
}

/** What `sealToken` sealed for this purpose; null where it was changed, is of another purpose, or its time is up. */
export function openToken(purpose: string, token: string | null | undefined): Value | null {
  const match = /^([1-9]\d{0,8})\.([\w-]{40,8000})$/.exec(token ?? '');
  if (!match) return null;
  try {
    const cipher = Uint8Array.from(Buffer.from(match[2] ?? '', 'base64url'));
    const opened: unknown = JSON.parse(openText({ cipher, keyNo: Number(match[1]) }, `token:${purpose}`));
    const { value, until } = opened as { value: Value; until: number };
    return until >= currentTime().getTime() ? value : null;
  } catch {
    return null;
  }
}

/** Over TLS the prefix keeps other hosts of the domain from planting a cookie. */
function isSecure(): boolean {
  return environment().NEXTAUTH_URL?.startsWith('https://') === true;
}

function cookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** A `Set-Cookie` header with a sealed value: for this site only, never readable by scripts, never sent from elsewhere. */
export function sealedCookie(name: string, value: Value, seconds: number): string {
  return cookieHeader(name, sealToken(`cookie:${name}`, value, seconds), seconds);
}

/** A `Set-Cookie` header that ends a cookie. */
export function endedCookie(name: string): string {
  return cookieHeader(name, '', 0);
}

function cookieHeader(name: string, content: string, seconds: number): string {
  const secure = isSecure() ? '; Secure' : '';
  return `${cookieName(name)}=${content}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** The value of a sealed cookie of a request; null where there is none that is good. */
export function readSealedCookie(headers: Pick<Headers, 'get'>, name: string): Value | null {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/);
  const prefix = `${cookieName(name)}=`;
  const content = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return openToken(`cookie:${name}`, content);
}
