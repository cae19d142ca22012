import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import type { LoadedItem } from '../queries/load-item';

/** Ends the open plan of an item, if it has one, with the reason; `refusal` is what a failed check said. */
export async function endPlan(
  tx: Tx,
  item: Pick<LoadedItem, 'plan'>,
  endedReason: 'published' | 'cancelled' | 'refused',
  refusal: string | null,
): Promise<void> {
  if (item.plan === null) return;
  await tx.plan.update({
    where: { id: item.plan.id },
    data: { endedAt: currentTime(), endedReason, refusal },
  });
}
