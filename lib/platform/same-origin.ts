/**
 * Whether a request that changes something comes from a page of ours, by what the browser itself says of it:
 * `Sec-Fetch-Site`, else `Origin`. A request with neither is refused: every browser that can run the office sends one.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  if (origin === null || host === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
