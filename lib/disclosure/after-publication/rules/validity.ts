import type { CivilDate } from '@/lib/platform/dates';
import type { ValidityEvent, ValidityFacts, ValidityOnDay } from '../types';

/** The civil date a day later. */
function dayAfter(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function byTime(a: ValidityEvent, b: ValidityEvent): number {
  return a.fromDate.localeCompare(b.fromDate) || a.confirmedAt.localeCompare(b.confirmedAt);
}

/**
 * 有效性 on a day; null for a text that does not lapse and about which nothing was recorded. The last confirmed event
 * whose day has come counts. Without one that ended it, a document lapses by itself: from 00:00 of the day after its
 * last day it reads 失效, whoever looks. A 继续有效 of after that day brings it back.
 *
 * @param today civil date in Asia/Shanghai
 * @rule PF-24 @rule CAL-9
 */
export function validityOn(facts: ValidityFacts, today: CivilDate): ValidityOnDay | null {
  const events = facts.events.filter((event) => event.fromDate <= today).sort(byTime);
  const last = events.at(-1) ?? null;
  if (last === null && !facts.is_normative && facts.expires_at === null) return null;
  const ended = { until: null, event: last, isAutomatic: false };
  if (last?.state === 'repealed' || last?.state === 'lapsed') {
    return { ...ended, state: last.state, since: last.fromDate };
  }
  const term = events.findLast((event) => event.validUntil !== null)?.validUntil ?? facts.expires_at;
  const isRevived = last?.state === 'in_force' && term !== null && term < last.fromDate;
  const until = isRevived ? null : term;
  if (until !== null && until < today) {
    return { state: 'lapsed', since: dayAfter(until), until, event: null, isAutomatic: true };
  }
  if (facts.effective_from !== null && facts.effective_from > today) {
    return { state: 'pending', since: null, until, event: last, isAutomatic: false };
  }
  const state = last?.state === 'amended' ? 'amended' : 'in_force';
  return { state, since: last?.fromDate ?? facts.effective_from, until, event: last, isAutomatic: false };
}
