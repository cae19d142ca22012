import 'server-only';
import { findSignedIn } from '@/lib/organs/staff-gate';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { visibleTo } from '../policy';
import { asItemContent } from '../rules/content-format';
import { scopeFilter } from './list-items';
import { findItem } from './load-item';

/** The title of an item for the window of a page; nothing about an item the reader may not see. */
export async function titleOf(itemId: string): Promise<string> {
  const signedIn = await findSignedIn();
  const item = signedIn && (await findItem(signedIn.actor, itemId));
  return item ? item.draft.content.title || '（未填标题）' : '没有找到';
}

/** The titles of those of some items that the reader may see; of the others nothing. */
export async function titlesFor(actor: Actor, itemIds: readonly string[]): Promise<Map<string, string>> {
  const items = await staffDatabase().item.findMany({
    where: { AND: [{ id: { in: [...new Set(itemIds)] } }, scopeFilter(visibleTo(actor))] },
    select: { id: true, draft: { select: { content: true } } },
  });
  return new Map(
    items.map(({ id, draft }) => [id, (draft && asItemContent(draft.content).title) || '（未填标题）']),
  );
}
