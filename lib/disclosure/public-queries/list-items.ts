import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { validitiesOf } from '../after-publication/public-queries/validity';
import { type ItemsPage, type ListedItem, PAGE_SIZE } from '../public-site/types';
import type { ItemKind } from '../types';

const LISTED = { itemId: true, kind: true, title: true, firstPublishedAt: true, reportYear: true } as const;
type ListedRow = {
  itemId: string;
  kind: string;
  title: string;
  firstPublishedAt: Date;
  reportYear: number | null;
};

function listed(row: ListedRow): ListedItem {
  return {
    id: row.itemId,
    kind: row.kind as ItemKind,
    title: row.title,
    publishedAt: row.firstPublishedAt,
    reportYear: row.reportYear,
  };
}

/** The same items, documents with their 有效性 today. @rule PF-24 */
async function withValidity(organId: string, items: readonly ListedItem[]): Promise<ListedItem[]> {
  const validities = await validitiesOf(organId, items);
  return items.map((item) => {
    const validity = validities.get(item.id);
    return validity === undefined ? item : { ...item, validity };
  });
}

/**
 * One page of a column, newest first; null where there is no such page (the first one always exists).
 *
 * @param organId whose site is read: a column of another organ holds nothing here
 */
export async function listColumnItems(
  organId: string,
  columnId: string,
  page: number,
): Promise<ItemsPage | null> {
  const where = { organId, columnId };
  const database = publicDatabase();
  const [total, rows] = await Promise.all([
    database.publishedItemColumn.count({ where }),
    database.publishedItemColumn.findMany({
      where,
      select: LISTED,
      orderBy: [{ firstPublishedAt: 'desc' }, { itemId: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ]);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (page > pages) return null;
  return { items: await withValidity(organId, rows.map(listed)), page, pages, total };
}

type LatestRow = {
  column_id: string;
  item_id: string;
  kind: string;
  title: string;
  first_published_at: Date;
  report_year: number | null;
};

/** The newest items of several columns at once, at most `most` of each, by column id. */
export async function listLatestItems(
  organId: string,
  columnIds: readonly string[],
  most: number,
): Promise<Map<string, ListedItem[]>> {
  const latest = new Map(columnIds.map((id): [string, ListedItem[]] => [id, []]));
  if (columnIds.length === 0) return latest;
  const rows = await publicDatabase().$queryRaw<LatestRow[]>`
    SELECT c.id::text AS column_id, i.item_id, i.kind, i.title, i.first_published_at, i.report_year
    FROM unnest(${[...columnIds]}::uuid[]) AS c(id)
    CROSS JOIN LATERAL (
      SELECT * FROM published.item_column l WHERE l.column_id = c.id AND l.organ_id = ${organId}::uuid
      ORDER BY l.first_published_at DESC, l.item_id DESC LIMIT ${most}) AS i
    ORDER BY i.first_published_at DESC, i.item_id DESC`;
  const items = await withValidity(
    organId,
    rows.map((row) =>
      listed({
        itemId: row.item_id,
        kind: row.kind,
        title: row.title,
        firstPublishedAt: row.first_published_at,
        reportYear: row.report_year,
      }),
    ),
  );
  rows.forEach((row, at) => {
    const item = items[at];
    if (item) latest.get(row.column_id)?.push(item);
  });
  return latest;
}

/** How many items each of these columns holds, and when the newest came, by column id; empty columns are left out. */
export async function countColumnItems(
  organId: string,
  columnIds: readonly string[],
): Promise<Map<string, { total: number; newest: Date | null }>> {
  if (columnIds.length === 0) return new Map();
  const rows = await publicDatabase().publishedItemColumn.groupBy({
    by: ['columnId'],
    where: { organId, columnId: { in: [...columnIds] } },
    _count: { _all: true },
    _max: { firstPublishedAt: true },
  });
  return new Map(
    rows.map((row) => [row.columnId, { total: row._count._all, newest: row._max.firstPublishedAt }]),
  );
}

/** All annual reports of an organ, newest year first. @rule PF-10 */
export async function listAnnualReports(organId: string): Promise<ListedItem[]> {
  const rows = await publicDatabase().publishedItem.findMany({
    where: { organId, kind: 'annual_report' },
    select: { id: true, kind: true, title: true, firstPublishedAt: true, reportYear: true },
    orderBy: [{ reportYear: { sort: 'desc', nulls: 'last' } }, { firstPublishedAt: 'desc' }],
  });
  return rows.map(({ id, ...row }) => listed({ ...row, itemId: id }));
}
