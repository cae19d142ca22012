import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';

/**
 * Marks own notices as read: those named, or all up to an hour, so that one that came after the list was shown stays
 * unread. Notices of others are left alone, as if they did not exist. No act on a record, so no row in the log.
 */
export function markNoticesRead(
  actor: Actor,
  input: { ids: readonly string[] } | { until: Date },
): Promise<Result<{ marked: number }>> {
  return inTransaction(async (tx) => {
    const which = 'ids' in input ? { id: { in: [...input.ids] } } : { createdAt: { lte: input.until } };
    const { count } = await tx.notice.updateMany({
      where: { ...which, personId: actor.personId, readAt: null },
      data: { readAt: currentTime() },
    });
    return ok({ marked: count });
  });
}
