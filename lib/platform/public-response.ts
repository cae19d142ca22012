import { createHash } from 'node:crypto';

/**
 * What every answer to the public carries. Pages have no script and no inline style, so the policy allows neither, and
 * nothing from elsewhere.
 *
 * @rule PF-18
 */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Whatever a file holds, it acts nowhere. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
/** Viewers of PDF refuse to start inside a sandbox; they run apart from the site anyway. */
const PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Caches of the installation may keep an answer for 5 s, readers must ask each time (design.md §4). */
export const FRESH_FOR_5_SECONDS = 'public, max-age=0, s-maxage=5';
const NEVER_KEPT = 'no-store';

export type PublicBody = {
  body: string;
  type: 'text/html' | 'application/atom+xml' | 'application/xml' | 'text/plain';
  status?: 200 | 404 | 410 | 500;
};

/** Whether `If-None-Match` names this tag; compared weakly, since a compressing proxy weakens tags. */
export function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/** A text for the public: tagged with the hash of its bytes, answered with 304 where the reader has it already. */
export function textResponse(request: Request, { body, type, status = 200 }: PublicBody): Response {
  const headers = new Headers({
    ...SECURITY_HEADERS,
    'Content-Security-Policy': PAGE_POLICY,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': status === 200 ? FRESH_FOR_5_SECONDS : NEVER_KEPT,
  });
  if (status === 200) {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    headers.set('ETag', etag);
    if (matchesEtag(request.headers.get('if-none-match'), etag)) {
      headers.delete('Content-Type');
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

/** Statuses of a page for one visitor. */
export type PrivateStatus = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 503;

/** A page for one visitor: no cache keeps it, and no other site learns where it was left from. */
export function privateResponse(
  request: Request,
  body: string,
  { status = 200, cookies = [] }: { status?: PrivateStatus; cookies?: readonly string[] } = {},
): Response {
  const headers = new Headers({
    ...SECURITY_HEADERS,
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': PAGE_POLICY,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': NEVER_KEPT,
    'X-Robots-Tag': 'noindex',
  });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

/** After an act: sends the browser on to another page of the visitor. */
export function seeOtherResponse(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...SECURITY_HEADERS, Location: location, 'Cache-Control': NEVER_KEPT });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** A file for everybody, made on the spot and saved under its name. */
export function publicFileResponse(
  file: { name: string; mediaType: string },
  bytes: Uint8Array<ArrayBuffer>,
): Response {
  const headers = savedFileHeaders(file, `${FRESH_FOR_5_SECONDS}, no-transform`);
  headers.set('Content-Length', String(bytes.length));
  return new Response(bytes, { status: 200, headers });
}

/** A file for one visitor: saved under its name, kept by no cache. */
export function privateFileResponse(
  file: { name: string; mediaType: string },
  bytes: Uint8Array<ArrayBuffer>,
): Response {
  const headers = savedFileHeaders(file, `${NEVER_KEPT}, no-transform`);
  headers.set('Content-Length', String(bytes.length));
  return new Response(bytes, { status: 200, headers });
}

/** The same, of bytes that are read while they are sent. */
export function privateStreamResponse(
  file: { name: string; mediaType: string },
  body: ReadableStream<Uint8Array> | null,
): Response {
  return new Response(body, { status: 200, headers: savedFileHeaders(file, `${NEVER_KEPT}, no-transform`) });
}

function savedFileHeaders(file: { name: string; mediaType: string }, caching: string): Headers {
  const headers = fileHeaders({ ...file, sha256: '' });
  headers.delete('ETag');
  headers.delete('Accept-Ranges');
  headers.set('Cache-Control', caching);
  const place = headers.get('Content-Disposition') ?? 'attachment';
  headers.set('Content-Disposition', place.replace(/^inline/, 'attachment'));
  return headers;
}

/** Sends a reader to the one address of what was asked for. */
export function redirectResponse(location: string): Response {
  return new Response(null, {
    status: 308,
    headers: { ...SECURITY_HEADERS, Location: location, 'Cache-Control': FRESH_FOR_5_SECONDS },
  });
}

/** The public reads; it does not write here. */
export function methodNotAllowed(): Response {
  return new Response(null, {
    status: 405,
    headers: { ...SECURITY_HEADERS, Allow: 'GET, HEAD', 'Cache-Control': NEVER_KEPT },
  });
}

/** Headers of a file: shown in place if it is a picture or a PDF, else saved under its own name (RFC 5987). */
export function fileHeaders(file: { name: string; mediaType: string; sha256: string }): Headers {
  const isPdf = file.mediaType === 'application/pdf';
  const isShown = isPdf || /^image\/(?:png|jpeg|gif|webp)$/.test(file.mediaType);
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Headers({
    ...SECURITY_HEADERS,
    'Content-Security-Policy': isPdf ? PDF_POLICY : FILE_POLICY,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': file.mediaType,
    'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    // `no-transform`: a compressed part of a file would not be the part that was asked for.
    'Cache-Control': `${FRESH_FOR_5_SECONDS}, no-transform`,
    'Accept-Ranges': 'bytes',
    ETag: `"${file.sha256}"`,
  });
}
