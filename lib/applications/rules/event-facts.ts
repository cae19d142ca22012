import type { Json } from '@/lib/platform/canonical';
import type { CaseEvent } from '../types/case';

/** What the audit row of an event holds, and what verification reads from the event itself. */
export function eventFacts(event: CaseEvent): { readonly [key: string]: Json } {
  return {
    seq: event.seq,
    from: event.from,
    to: event.to,
    on: event.onDate,
    actor: event.actorKind,
    clock: (event.clock ?? null) as Json,
    detail: event.detail as Json,
    corrects: event.correctsSeq,
  };
}
