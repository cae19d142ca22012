import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { validitiesOf } from '../after-publication/public-queries/validity';
import { bodyText } from '../body/rules';
import {
  excerptOf,
  likePattern,
  looserWords,
  NOTHING_IN_SQL,
  otherWording,
} from '../public-site/rules/search-words';
import { PAGE_SIZE, type SearchPage } from '../public-site/types';
import { itemContentSchema } from '../schema';
import { ITEM_KINDS, type ItemContent, type ItemKind, KIND_NAMES } from '../types';

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
 * Published items of an organ in which every word occurs. First those with all words in the title, then in 文号 or
 * 索引号, then in keywords, names of columns and of the kind, then anywhere (来源, summary, text); newest first inside
 * each. Where nothing holds the words as they were written, their parts are looked for. Null where there is no such
 * page.
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
  if (words.length === 0)
    return { hits: [], page: 1, pages: 1, total: 0, isCapped: false, words: [], isLoose: false };
  let found = await findIds(organId, words);
  const loose = found.length === 0 ? looserWords(words) : null;
  if (loose !== null) found = await findIds(organId, loose);
  const used = loose ?? words;
  const marked = [...new Set([...used, ...used.map(otherWording)])];
  const ids = found.slice(0, MOST_HITS);
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_SIZE));
  if (page > pages) return null;
  const shown = ids.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const rows = await publicDatabase().$queryRaw<HitRow[]>`
    SELECT i.id, i.kind, i.title, i.first_published_at, i.report_year, i.content
    FROM published.item i WHERE i.organ_id = ${organId}::uuid AND i.id = ANY (${shown}::text[])
    ORDER BY array_position(${shown}::text[], i.id)`;
  const validities = await validitiesOf(organId, rows);
  const hits = rows.map((row) => {
    const validity = validities.get(row.id);
    const content = itemContentSchema.safeParse(row.content);
    return {
      id: row.id,
      kind: row.kind as ItemKind,
      title: row.title,
      publishedAt: row.first_published_at,
      reportYear: row.report_year,
      ...(validity === undefined ? {} : { validity }),
      excerpt: content.success ? excerptOf(readableText(content.data), marked) : '',
    };
  });
  const isCapped = found.length > MOST_HITS;
  return { hits, page, pages, total: ids.length, isCapped, words: marked, isLoose: loose !== null };
}

/** Ids of the items in which every word occurs, best first, one more than are shown at most. */
async function findIds(organId: string, words: readonly string[]): Promise<string[]> {
  const patterns = words.map(likePattern);
  const others = words.map((word) => likePattern(otherWording(word)));
  const kinds = [...ITEM_KINDS];
  const kindNames = kinds.map((kind) => KIND_NAMES[kind]);
  // The text of one paragraph may be cut into several nodes by bold or links, so nodes are joined before the look.
  // OFFSET 0 keeps the normal form of a field from being worked out again for each word.
  const rows = await publicDatabase().$queryRaw<{ id: string }[]>`
    SELECT i.id FROM published.item i
    CROSS JOIN LATERAL (
      SELECT max(best) AS rank, count(*) AS words FROM (
        SELECT w.number, min(f.rank) AS best FROM (
          SELECT raw.rank,
            regexp_replace(lower(normalize(raw.text, NFKC) COLLATE "C"), ${NOTHING_IN_SQL}, '', 'g') AS text
          FROM (VALUES
            (1, i.title),
            (2, i.index_no),
            (2, i.content ->> 'doc_no'),
            (3, (SELECT string_agg(k, '；') FROM jsonb_array_elements_text(i.content -> 'keywords') AS k)),
            (3, (SELECT string_agg(c.name, '；') FROM published.item_column ic
                 JOIN published.site_column c ON c.id = ic.column_id WHERE ic.item_id = i.id)),
            (3, (SELECT k.name FROM unnest(${kinds}::text[], ${kindNames}::text[]) AS k(kind, name)
                 WHERE k.kind = i.kind)),
            (4, i.content ->> 'content_source'),
            (4, i.content ->> 'summary'),
            (4, (SELECT string_agg(t #>> '{}', '') FROM jsonb_path_query(
                   jsonb_build_array(i.content -> 'body', i.content -> 'report' -> 'sections'),
                   'strict $.**.text', '{}', true) AS t))
          ) AS raw(rank, text) OFFSET 0) AS f
        JOIN unnest(${patterns}::text[], ${others}::text[]) WITH ORDINALITY AS w(one, other, number)
          ON f.text LIKE w.one OR f.text LIKE w.other
        GROUP BY w.number) AS occurring) AS r
    WHERE i.organ_id = ${organId}::uuid AND r.words = ${words.length}
    ORDER BY r.rank, i.first_published_at DESC, i.id DESC LIMIT ${MOST_HITS + 1}`;
  return rows.map((row) => row.id);
}
