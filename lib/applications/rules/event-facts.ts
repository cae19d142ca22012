import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';
import type { CaseEvent } from '../types/case';

/**
 * What the audit row of an event holds, and what verification reads from the event itself. Of the detail only its hash:
 * people write numbers, addresses and reasons into it, and the log is read and exported by who may not see the case.
 */
export function eventFacts(event: CaseEvent): { readonly [key: string]: Json } {
  return {
    seq: event.seq,
    from: event.from,
    to: event.to,
    on: event.onDate,
    actor: event.actorKind,
    clock: (event.clock ?? null) as Json,
    detail_sha256: sha256Hex(canonicalJson(event.detail as Json)),
    corrects: event.correctsSeq,
  };
}
