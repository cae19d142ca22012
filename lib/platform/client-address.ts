/** The client's address as the proxy of ours reports it; null where none stands in front. */
export function clientAddressOf(headers: Pick<Headers, 'get'>): string | null {
  return process.env.GONGKAI_BEHIND_PROXY === '1' ? headers.get('x-real-ip') : null;
}
