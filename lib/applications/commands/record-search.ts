import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { knowledgeRefusal } from '../messages/knowledge';
import { lockCase, writeCaseEvent } from './case-event';

/** 检索记录 as it is written down. */
export type NewSearch = {
  readonly caseId: string;
  /** Number of the last event the form showed. */
  readonly seenSeq: number;
  readonly searchedOn: CivilDate;
  /** 检索范围: which archives, systems, sections. */
  readonly place: string;
  /** 检索词. */
  readonly words: string;
  /** 检索方式. */
  readonly method: string;
  readonly searchedBy: string;
  readonly found: boolean;
  readonly result: string;
};

/**
 * Records a search for what was asked: where, with which words, how, by whom, when, what was found. 告知“不存在” rests on
 * it. Kept for good; a second search is a second record.
 *
 * Refusals: `not_found`, `stale_case`, `not_in_this_state`, `role_missing`, `search_in_future`, `search_before_receipt`.
 *
 * @law 条例36
 */
export function recordSearch(
  actor: Actor,
  input: NewSearch,
): Promise<Result<{ caseId: string; seq: number; searchId: string }>> {
  return inTransaction(async (tx) => {
    const { caseId, seenSeq, searchedOn, ...facts } = input;
    const locked = await lockCase(tx, actor, caseId, seenSeq, 'record_search');
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const today = civilDate(currentTime());
    if (searchedOn > today) return refuse(knowledgeRefusal('search_in_future', { field: 'searchedOn' }));
    if (loaded.receiptDate !== null && searchedOn < loaded.receiptDate) {
      return refuse(knowledgeRefusal('search_before_receipt', { field: 'searchedOn' }));
    }
    const { id: searchId } = await tx.searchRecord.create({
      data: {
        ...facts,
        applicationId: caseId,
        searchedOn: new Date(searchedOn),
        recordedBy: actor.personId,
        recordedAt: currentTime(),
      },
      select: { id: true },
    });
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
      action: 'record_search',
      onDate: searchedOn,
      detail: { searchId, found: input.found },
    });
    return written.ok ? ok({ caseId, seq: written.value.loaded.seq, searchId }) : written;
  });
}
