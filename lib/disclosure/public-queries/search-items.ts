import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { bodyText } from '../body/rules';
import { excerptOf, likePattern } from '../public-site/rules/search-words';
import { PAGE_SIZE, type SearchPage } from '../public-site/types';
import { itemContentSchema } from '../schema';
import type { ItemContent, ItemKind } from '../types';

/** Hits that are counted and shown at most. */
const MOST_HITS = 500;

type HitRow = {
  id: string;
  kind: string;
  title: string;
  first_published_at: Date;
  report_year: number | null;
  content: unknown;
};

/** All words a reader meets in an item. */
function readableText(content: ItemContent): string {
  const bodies = [content.body, ...Object.values(content.report?.sections ?? {})];
  return [content.summary, ...bodies.map(bodyText)].filter((text) => text !== '').join('\n');
}

/**
 * Published items of an organ in which every word occurs: in the title, 文号, 索引号, 来源, summary or text; newest
 * first. Null where there is no such page. Words are found as they are written, in any case of letters.
 *
 * @param words from `searchWords`; none gives no hits
 * @rule PF-6 @rule PF-15 @law 条例24
 */
export async function searchItems(
  organId: string,
  words: readonly string[],
  page: number,
): Promise<SearchPage | null> {
  const most = MOST_HITS / PAGE_SIZE;
  if (page > most) return null;
  const patterns = words.map(likePattern);
  if (patterns.length === 0) return { hits: [], page: 1, pages: 1, total: 0, isCapped: false };
  const database = publicDatabase();
  // The text of one paragraph may be cut into several nodes by bold or links, so nodes are joined before the look.
  const found = await database.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM published.item i
    CROSS JOIN LATERAL (
      SELECT concat_ws(' ', i.title, i.index_no, i.content ->> 'doc_no', i.content ->> 'content_source',
        i.content ->> 'summary', (
          SELECT string_agg(t #>> '{}', '') FROM jsonb_path_query(
            jsonb_build_array(i.content -> 'body', i.content -> 'report' -> 'sections'),
            'strict $.**.text', '{}', true) AS t)) AS words) AS r
    WHERE i.organ_id = ${organId}::uuid AND r.words ILIKE ALL (${patterns}::text[])
    ORDER BY i.first_published_at DESC, i.id DESC LIMIT ${MOST_HITS + 1}`;
  const ids = found.slice(0, MOST_HITS).map((row) => row.id);
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_SIZE));
  if (page > pages) return null;
  const shown = ids.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const rows = await database.$queryRaw<HitRow[]>`
    SELECT i.id, i.kind, i.title, i.first_published_at, i.report_year, i.content
    FROM published.item i WHERE i.organ_id = ${organId}::uuid AND i.id = ANY (${shown}::text[])
    ORDER BY i.first_published_at DESC, i.id DESC`;
  const hits = rows.map((row) => {
    const content = itemContentSchema.safeParse(row.content);
    return {
      id: row.id,
      kind: row.kind as ItemKind,
      title: row.title,
      publishedAt: row.first_published_at,
      reportYear: row.report_year,
      excerpt: content.success ? excerptOf(readableText(content.data), words) : '',
    };
  });
  return { hits, page, pages, total: ids.length, isCapped: found.length > MOST_HITS };
}
