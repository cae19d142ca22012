import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import type { FeedEntry } from '../public-site/types';
import type { ItemKind } from '../types';

/** Entries of a feed. */
const FEED_ENTRIES = 30;
/** The most addresses one sitemap may hold; the site's own pages need some of them. */
const SITEMAP_ITEMS = 49_000;

type FeedRow = {
  id: string;
  kind: string;
  title: string;
  summary: string | null;
  first_published_at: Date;
  last_published_at: Date;
  report_year: number | null;
};

/** The newest items of some columns, each once, newest first. */
export async function listForFeed(organId: string, columnIds: readonly string[]): Promise<FeedEntry[]> {
  if (columnIds.length === 0) return [];
  const rows = await publicDatabase().$queryRaw<FeedRow[]>`
    SELECT i.id, i.kind, i.title, i.content ->> 'summary' AS summary, i.first_published_at, i.last_published_at,
      i.report_year
    FROM published.item i
    WHERE i.organ_id = ${organId}::uuid AND EXISTS (
      SELECT 1 FROM published.item_column l WHERE l.item_id = i.id AND l.column_id = ANY (${[...columnIds]}::uuid[]))
    ORDER BY i.first_published_at DESC, i.id DESC LIMIT ${FEED_ENTRIES}`;
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ItemKind,
    title: row.title,
    summary: row.summary ?? '',
    publishedAt: row.first_published_at,
    updatedAt: row.last_published_at,
    reportYear: row.report_year,
  }));
}

/** Every item of an organ that has an address, newest first. */
export async function listForSitemap(
  organId: string,
): Promise<{ id: string; kind: string; reportYear: number | null; updatedAt: Date }[]> {
  const rows = await publicDatabase().publishedItem.findMany({
    where: { organId },
    select: { id: true, kind: true, reportYear: true, lastPublishedAt: true },
    orderBy: [{ firstPublishedAt: 'desc' }, { id: 'desc' }],
    take: SITEMAP_ITEMS,
  });
  return rows.map(({ lastPublishedAt, ...row }) => ({ ...row, updatedAt: lastPublishedAt }));
}
