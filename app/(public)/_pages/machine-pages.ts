import { listForFeed, listForSitemap } from '@/lib/disclosure/public-queries/list-for-machines';
import { findColumn, listColumnsUnder } from '@/lib/disclosure/public-site/rules/column-tree';
import { atomFeed, robots, sitemap } from '@/lib/disclosure/public-site/rules/machine-texts';
import { type Answer, MISSING, type PageRequest } from './answer';

/** `/feeds/<slug>.xml`: a column, or all columns below a group. */
export async function feed({ context, parts }: PageRequest): Promise<Answer> {
  const slug = /^(.+)\.xml$/.exec(parts[0] ?? '')?.[1];
  const column = slug === undefined ? null : findColumn(context.columns, slug);
  if (column === null || column.layout === 'entry') return MISSING;
  const ids = listColumnsUnder(column).map(({ id }) => id);
  const entries = await listForFeed(context.site.organId, ids);
  return { kind: 'text', text: { body: atomFeed(context, column, entries), type: 'application/atom+xml' } };
}

/** `/sitemap.xml` */
export async function sitemapXml({ context }: PageRequest): Promise<Answer> {
  const items = await listForSitemap(context.site.organId);
  return { kind: 'text', text: { body: sitemap(context, items), type: 'application/xml' } };
}

/** `/robots.txt` */
export async function robotsTxt({ context }: PageRequest): Promise<Answer> {
  return { kind: 'text', text: { body: robots(context), type: 'text/plain' } };
}
