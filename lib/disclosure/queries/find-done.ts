import 'server-only';
import { CONCLUSIONS, type Conclusion } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { findItem } from './load-item';

/** What the person has just done, for the list they come back to. */
export type Done = { readonly conclusion: Conclusion; readonly itemId: string; readonly title: string };

type Params = Readonly<Record<'done' | 'item', string | readonly string[] | undefined>>;

/** Reads what was just done from the address; null where it says nothing, or of an item out of scope. */
export async function findDone(actor: Actor, params: Partial<Params>): Promise<Done | null> {
  const conclusion = CONCLUSIONS.find((candidate) => candidate === params.done);
  if (conclusion === undefined || typeof params.item !== 'string') return null;
  const item = await findItem(actor, params.item);
  return item && { conclusion, itemId: item.id, title: item.draft.content.title || '（未填标题）' };
}
