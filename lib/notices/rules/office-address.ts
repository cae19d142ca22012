/**
 * The address of the office for a message: the root only, so that nothing of an item travels. `siteUrl` is NEXTAUTH_URL,
 * which under a prefix ends with `/api/auth`.
 */
export function officeAddress(siteUrl: string): string {
  return `${siteUrl.replace(/\/+$/, '').replace(/\/api\/auth$/, '')}/office`;
}

/** Name of the host in that address, for the id of a message. */
export function hostOf(siteUrl: string): string {
  try {
    return new URL(siteUrl).hostname;
  } catch {
    return 'localhost';
  }
}
