import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { findSurroundings } from '../after-publication/public-queries/surroundings';
import type { PublicFile, PublicItem } from '../public-site/types';
import { itemContentSchema, itemIdSchema } from '../schema';
import type { ItemKind } from '../types';

/** `gone` = once public, withdrawn or hidden since. */
export type Found<T> = T | 'gone' | null;

type ItemRow = {
  id: string;
  indexNo: string;
  kind: string;
  title: string;
  content: unknown;
  publicState: string;
  firstPublishedAt: Date;
  lastPublishedAt: Date;
  publications: number;
  reportYear: number | null;
};

const COLUMNS = {
  id: true,
  indexNo: true,
  kind: true,
  title: true,
  content: true,
  publicState: true,
  firstPublishedAt: true,
  lastPublishedAt: true,
  publications: true,
  reportYear: true,
} as const;

/** The content was checked when it was frozen; a row that fails here is a fault, never half a page. */
async function publicItem(organId: string, row: ItemRow): Promise<PublicItem> {
  const parsed = itemContentSchema.safeParse(row.content);
  if (!parsed.success)
    throw new Error(`the published content of ${row.id} can't be read: ${parsed.error.message}`);
  return {
    id: row.id,
    indexNo: row.indexNo,
    kind: row.kind as ItemKind,
    title: row.title,
    content: parsed.data,
    firstPublishedAt: row.firstPublishedAt,
    lastPublishedAt: row.lastPublishedAt,
    publications: row.publications,
    isArchived: row.publicState === 'archived',
    reportYear: row.reportYear,
    ...(await findSurroundings(organId, row.id)),
  };
}

async function isGone(organId: string, id: string): Promise<boolean> {
  return (await publicDatabase().publishedGone.count({ where: { organId, id } })) > 0;
}

/** An item of this organ by its address. What never was public, and what belongs to another organ, is null. */
export async function findPublicItem(organId: string, id: string): Promise<Found<PublicItem>> {
  if (!itemIdSchema.safeParse(id).success) return null;
  const row = await publicDatabase().publishedItem.findFirst({ where: { organId, id }, select: COLUMNS });
  if (row !== null) return publicItem(organId, row);
  return (await isGone(organId, id)) ? 'gone' : null;
}

/** The annual report on a year; `gone` where the one there was is hidden or withdrawn. */
export async function findAnnualReport(organId: string, year: number): Promise<Found<PublicItem>> {
  const row = await publicDatabase().publishedItem.findFirst({
    where: { organId, kind: 'annual_report', reportYear: year },
    select: COLUMNS,
  });
  if (row !== null) return publicItem(organId, row);
  return (await publicDatabase().publishedGone.count({ where: { organId, reportYear: year } })) > 0
    ? 'gone'
    : null;
}

/** The newest item of a column in full, or null. */
export async function findNewestItem(organId: string, columnId: string): Promise<PublicItem | null> {
  const database = publicDatabase();
  const newest = await database.publishedItemColumn.findFirst({
    where: { organId, columnId },
    select: { itemId: true },
    orderBy: [{ firstPublishedAt: 'desc' }, { itemId: 'desc' }],
  });
  if (newest === null) return null;
  const found = await findPublicItem(organId, newest.itemId);
  return found === 'gone' ? null : found;
}

/** A file of an item of this organ, by name. */
export async function findPublicFile(
  organId: string,
  itemId: string,
  name: string,
): Promise<Found<PublicFile>> {
  if (!itemIdSchema.safeParse(itemId).success) return null;
  const database = publicDatabase();
  const [item, file] = await Promise.all([
    database.publishedItem.count({ where: { organId, id: itemId } }),
    database.publishedAttachment.findFirst({
      where: { itemId, name },
      select: { name: true, sha256: true, size: true, mediaType: true, inline: true },
      orderBy: { position: 'asc' },
    }),
  ]);
  if (item === 0) return (await isGone(organId, itemId)) ? 'gone' : null;
  return file;
}
