import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';

type Reader = Pick<Tx, 'version' | 'round' | 'publication' | 'visibilityEvent' | 'item' | '$queryRaw'>;

/** Rows asked for at a time; versions bring their whole text along. */
const PAGE = 200;

/** All rows of a table in pages; `read` gives the page after an id. */
async function* pages<T extends { id: string }>(
  read: (cursor: { cursor: { id: string }; skip: 1 } | Record<string, never>) => Promise<T[]>,
): AsyncGenerator<T> {
  for (let after: string | null = null; ; ) {
    const rows: T[] = await read(after === null ? {} : { cursor: { id: after }, skip: 1 });
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}

/**
 * Every frozen version, publication and change of visibility of every organ, with the facts their audit rows told, for
 * comparison. Of a version the hash is computed anew from its text.
 */
export async function* readAuditedRecords(
  database: Reader,
): AsyncGenerator<AuditedRecord<'version' | 'publication' | 'visibility_event'>> {
  const page = { orderBy: { id: 'asc' }, take: PAGE } as const;
  const altered = await versionsWithOtherHands(database);
  for await (const version of pages((cursor) =>
    database.version.findMany({
      ...page,
      ...cursor,
      include: { rounds: { select: { id: true, lane: true }, orderBy: { openedAt: 'asc' } } },
    }),
  )) {
    const [round] = version.rounds;
    yield {
      type: 'version',
      id: version.id,
      chain: version.organId,
      facts: {
        person_id: version.frozenBy,
        item_id: version.itemId,
        version_id: version.id,
        version: version.number,
        content_hash:
          sha256Hex(version.canonical) === version.contentHash
            ? version.contentHash
            : 'not the hash of the text',
        frozen_at: version.frozenAt.toISOString(),
        round_id: round?.id ?? null,
        ...(altered.has(version.id) ? { contributors: 'not those who saved and uploaded' } : {}),
        // The fast lane a text was submitted to is written in the log, the ordinary one is not.
        ...(round && round.lane !== 'normal' ? { lane: round.lane } : {}),
      },
    };
  }
  for await (const row of pages((cursor) => database.publication.findMany({ ...page, ...cursor }))) {
    yield {
      type: 'publication',
      id: row.id,
      chain: row.organId,
      facts: {
        person_id: row.publisherId,
        item_id: row.itemId,
        publication_id: row.id,
        version_id: row.versionId,
        round_id: row.roundId,
        content_hash: row.contentHash,
        published_at: row.publishedAt.toISOString(),
      },
    };
  }
  const organs = new Map<string, string>();
  for await (const row of pages((cursor) => database.visibilityEvent.findMany({ ...page, ...cursor }))) {
    const known = organs.get(row.itemId);
    const chain = known ?? (await database.item.findUniqueOrThrow({ where: { id: row.itemId } })).organId;
    organs.set(row.itemId, chain);
    yield {
      type: 'visibility_event',
      id: row.id,
      chain,
      facts: {
        person_id: row.personId,
        item_id: row.itemId,
        event_id: row.id,
        publication_id: row.publicationId,
        kind: row.kind,
        reason: row.reason,
        ...(row.reasonKind === null ? {} : { reason_kind: row.reasonKind }),
        at: row.at.toISOString(),
      },
    };
  }
}

/**
 * The versions whose recorded contributors are not those who saved the text and brought its files, as
 * office.record_contributors wrote them down: the list that bars people from deciding (TR-3).
 */
async function versionsWithOtherHands(database: Reader): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM office.version v
    WHERE (SELECT array_agg(c.person_id ORDER BY c.person_id) FROM office.version_contributor c WHERE c.version_id = v.id)
      IS DISTINCT FROM (SELECT array_agg(h.person_id ORDER BY h.person_id) FROM (
        SELECT s.saved_by AS person_id FROM office.draft_save s WHERE s.item_id = v.item_id AND s.revision <= v.draft_revision
        UNION SELECT u.uploaded_by FROM office.upload u
          JOIN jsonb_array_elements(v.canonical::jsonb -> 'attachments') a(entry) ON a.entry ->> 'sha256' = u.sha256
          WHERE u.item_id = v.item_id AND u.uploaded_at <= v.frozen_at
        UNION SELECT v.frozen_by) h)`;
  return new Set(rows.map(({ id }) => id));
}
