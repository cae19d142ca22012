import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/database';

type Reader = Pick<Tx, 'draftSave' | 'upload' | 'classChange' | 'lateOpinion' | 'item' | 'decision'>;
type Kind = 'draft_save' | 'upload' | 'class_change' | 'late_opinion';

/** Rows asked for at a time. */
const PAGE = 500;

/**
 * Who had a hand in what: every save of a text, every file brought, every change of a class and every opinion written
 * later, of every organ, with the facts their audit rows told, for comparison.
 */
export async function* readAuditedHands(database: Reader): AsyncGenerator<AuditedRecord<Kind>> {
  const organs = new Map<string, string>();
  const organOf = async (itemId: string) => {
    const known = organs.get(itemId);
    if (known !== undefined) return known;
    const item = await database.item.findUnique({ where: { id: itemId }, select: { organId: true } });
    organs.set(itemId, item?.organId ?? '');
    return item?.organId ?? '';
  };
  yield* readSaves(database, organOf);
  for (let skip = 0; ; skip += PAGE) {
    const rows = await database.upload.findMany({ orderBy: { id: 'asc' }, skip, take: PAGE });
    for (const { itemId, sha256, name, uploadedBy } of rows) {
      const id = [itemId, sha256, name, uploadedBy].join('/');
      yield { type: 'upload', id, chain: await organOf(itemId), facts: null };
    }
    if (rows.length < PAGE) break;
  }
  for (const row of await database.classChange.findMany()) {
    yield {
      type: 'class_change',
      id: row.id,
      chain: await organOf(row.itemId),
      facts: {
        change_id: row.id,
        from: row.fromClass,
        to: row.toClass,
        reason: row.reason,
        person_id: row.personId,
        item_id: row.itemId,
      },
    };
  }
  for (const row of await database.lateOpinion.findMany()) {
    const decision = await database.decision.findUnique({
      where: { id: row.decisionId },
      select: { round: { select: { organId: true } } },
    });
    yield {
      type: 'late_opinion',
      id: row.decisionId,
      chain: decision?.round.organId ?? '',
      facts: { opinion: row.opinion, written_at: row.writtenAt.toISOString(), person_id: row.personId },
    };
  }
}

async function* readSaves(
  database: Reader,
  organOf: (itemId: string) => Promise<string>,
): AsyncGenerator<AuditedRecord<'draft_save'>> {
  for (let skip = 0; ; skip += PAGE) {
    const rows = await database.draftSave.findMany({
      select: { itemId: true, revision: true, contentHash: true, savedBy: true },
      orderBy: [{ itemId: 'asc' }, { revision: 'asc' }],
      skip,
      take: PAGE,
    });
    for (const { itemId, revision, contentHash, savedBy } of rows) {
      yield {
        type: 'draft_save',
        id: `${itemId}/${revision}`,
        chain: await organOf(itemId),
        facts: { revision, content_hash: contentHash, person_id: savedBy, item_id: itemId },
      };
    }
    if (rows.length < PAGE) return;
  }
}
