import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';

/**
 * Security headers of the office pages: scripts only with this request's nonce. Nothing here decides who may see what;
 * that is asked in each page, action and query.
 */
export function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString('base64');
  const development = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Style elements need the nonce too; attributes are allowed because the editor sizes table columns with them.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  // What staff see is never kept by a cache on the way.
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

// Not the files of an item: they set their own headers, and Next keeps the body of every request that passes here in
// memory, before anybody has asked who sends it, and cuts it off at 10 MB.
export const config = { matcher: ['/office', '/office/((?!items/[^/]+/files(?:/|$)).*)'] };
