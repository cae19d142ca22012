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
