import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { inTransaction } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';
import { type Recomputed, recomputeDeadlines } from '../commands/recompute-deadlines';

const MOST_AT_ONCE = 2_000;

/**
 * Computes anew what the loading of a notice left: cases begun at that very moment, those beyond what fits into one
 * transaction, and all of them after an upgrade that brought a calendar of its own. Throws where that fails.
 *
 * @rule CAL-5
 */
export async function recomputeStaleDeadlines(): Promise<Recomputed> {
  const sum = { cases: 0, moved: 0, alerts: 0 };
  for (let isMore = true; isMore; ) {
    const result = await inTransaction(async (tx) => {
      const calendar = await currentCalendar(tx);
      const { version, notices } = calendar;
      if (version === null) throw new Error('a stored calendar has a version');
      const reason = `日历第${version}版（${notices.at(-1)?.number ?? ''}）`;
      return ok(await recomputeDeadlines(tx, { ...calendar, version }, reason, MOST_AT_ONCE));
    });
    if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '));
    const { cases, moved, alerts } = result.value;
    sum.cases += cases;
    sum.moved += moved;
    sum.alerts += alerts;
    isMore = cases === MOST_AT_ONCE;
  }
  return sum;
}
