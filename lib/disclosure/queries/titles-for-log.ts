import 'server-only';
import { staffDatabase } from '@/lib/platform/database';

/** Items a search of the log by title can stand for at most. */
const ITEMS_FOUND = 500;

/**
 * Items of an organ whose present or any former title holds these words: for searching the log, which knows items by
 * their number.
 */
export async function listItemIdsByTitle(organId: string, words: string): Promise<string[]> {
  // Prisma hands the words to LIKE as they are.
  const literal = words.replace(/[\\%_]/g, '\\$&');
  const [drafts, versions] = await Promise.all([
    staffDatabase().item.findMany({
      where: { organId, draft: { content: { path: ['title'], string_contains: literal } } },
      select: { id: true },
      take: ITEMS_FOUND,
    }),
    staffDatabase().version.findMany({
      where: { organId, title: { contains: literal } },
      select: { itemId: true },
      take: ITEMS_FOUND,
    }),
  ]);
  return [...new Set([...drafts.map(({ id }) => id), ...versions.map(({ itemId }) => itemId)])];
}

/** The present titles of items of an organ by their number, for rows of the log. */
export async function titlesOf(organId: string, itemIds: readonly string[]): Promise<Map<string, string>> {
  const items = await staffDatabase().item.findMany({
    where: { organId, id: { in: [...new Set(itemIds)] } },
    select: { id: true, draft: { select: { content: true } } },
  });
  return new Map(
    items.map(({ id, draft }) => [
      id,
      (draft?.content as { title?: string } | undefined)?.title || '（未填标题）',
    ]),
  );
}
