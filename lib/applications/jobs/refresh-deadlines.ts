import 'server-only';
import { inTransaction } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';
import { refreshStaleDeadlines } from '../commands/case-event';

/** Computes anew the dates of cases on which applicants acted on the public page. Gives their number; throws on a fault. */
export async function refreshDeadlines(): Promise<number> {
  const result = await inTransaction(async (tx) => ok(await refreshStaleDeadlines(tx)));
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '));
  return result.value;
}
