import type { ColumnNode, FeedEntry, SiteContext } from '../types';
import { absoluteUrl, columnPath, itemPath } from './addresses';
import { flatColumns } from './column-tree';
import { siteName } from './meta-tags';

/** Text inside XML; what XML 1.0 can't hold is dropped. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** The feed of a column (Atom, RFC 4287), newest first; a correction moves `updated`, not `published`. */
export function atomFeed(context: SiteContext, column: ColumnNode, entries: readonly FeedEntry[]): string {
  const self = absoluteUrl(context, `/feeds/${column.slug}.xml`);
  const page = absoluteUrl(context, columnPath(column) ?? '/');
  const updated = entries.reduce((latest, entry) => Math.max(latest, entry.updatedAt.getTime()), 0);
  const lines = entries.map((entry) => {
    const url = xml(absoluteUrl(context, itemPath(entry)));
    // The permanent address names the entry, also where it is shown under another one.
    const id = xml(absoluteUrl(context, `/items/${entry.id}`));
    const summary = entry.summary === '' ? '' : `<summary>${xml(entry.summary)}</summary>`;
    return `<entry><title>${xml(entry.title)}</title><id>${id}</id><link href="${url}"/><published>${entry.publishedAt.toISOString()}</published><updated>${entry.updatedAt.toISOString()}</updated>${summary}</entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>${xml(`${column.name} - ${siteName(context.site)}`)}</title>
<id>${xml(self)}</id>
<link rel="self" href="${xml(self)}"/>
<link href="${xml(page)}"/>
<updated>${new Date(updated).toISOString()}</updated>
<author><name>${xml(context.site.name)}</name></author>
${lines.join('\n')}
</feed>
`;
}

type SitemapItem = { id: string; kind: string; reportYear: number | null; updatedAt: Date };

/** sitemap.xml: the pages of the site, its columns and every item. */
export function sitemap(context: SiteContext, items: readonly SitemapItem[]): string {
  const columns = flatColumns(context.columns).flatMap((column) => columnPath(column) ?? []);
  const pages = [...new Set(['/', '/disclosure', ...columns, '/site-map', '/accessibility'])];
  const url = (path: string, lastmod = '') =>
    `<url><loc>${xml(absoluteUrl(context, path))}</loc>${lastmod && `<lastmod>${lastmod}</lastmod>`}</url>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...pages.map((path) => url(path)), ...items.map((item) => url(itemPath(item), item.updatedAt.toISOString()))].join('\n')}
</urlset>
`;
}

/**
 * robots.txt: everything public may be read; the office, searches, the second edition, forms and own cases are not for
 * robots.
 */
export function robots(context: SiteContext): string {
  const base = context.basePath;
  const closed = ['/office', '/api/', '/search', '/elder', '/apply/', '/disclosure/apply/'].map(
    (path) => `Disallow: ${base}${path}`,
  );
  return `User-agent: *\n${closed.join('\n')}\nSitemap: ${absoluteUrl(context, '/sitemap.xml')}\n`;
}
