/** The paths of the same site that a page, a feed or a sitemap names, without fragments, in the order they stand. */
export function linksIn(
  text: string,
  site: { readonly basePath: string; readonly host: string | null },
): string[] {
  const found = new Set<string>();
  const attributes = text.matchAll(/(?:href|src|action)="([^"]*)"|<(?:loc|id)>([^<]*)</g);
  for (const [, attribute, element] of attributes) {
    const path = ownPath((attribute ?? element ?? '').replaceAll('&amp;', '&').trim(), site);
    if (path !== null) found.add(path);
  }
  return [...found];
}

function ownPath(address: string, site: { basePath: string; host: string | null }): string | null {
  let path = address;
  const absolute = /^https?:\/\/([^/?#]+)([^#]*)/.exec(address);
  if (absolute) {
    const host = absolute[1]?.replace(/:\d+$/, '').toLowerCase();
    if (site.host !== null && host !== site.host) return null;
    path = absolute[2] || '/';
  }
  path = path.split('#')[0] ?? '';
  if (!path.startsWith('/') || path.startsWith('//') || !path.startsWith(site.basePath)) return null;
  return path.slice(site.basePath.length) || '/';
}

/** Ids of server actions that stand in a script, as Next writes them into the code of the browser. */
export function actionIdsIn(script: string): string[] {
  return [...new Set([...script.matchAll(/["']([0-9a-f]{42})["']/g)].map(([, id]) => id ?? ''))];
}
