import 'server-only';
import { findSignedIn } from '@/lib/organs/staff-gate';
import { findItem } from './load-item';

/** The title of an item for the window of a page; nothing about an item the reader may not see. */
export async function titleOf(itemId: string): Promise<string> {
  const signedIn = await findSignedIn();
  const item = signedIn && (await findItem(signedIn.actor, itemId));
  return item ? item.draft.content.title || '（未填标题）' : '没有找到';
}
