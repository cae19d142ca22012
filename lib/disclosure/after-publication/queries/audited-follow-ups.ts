import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import { type Json, sha256Hex } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';

type FollowUpTable =
  | 'organConsultation'
  | 'reprintComparison'
  | 'validityEvent'
  | 'validityConfirmation'
  | 'itemRelation'
  | 'itemRelationEnd'
  | 'liveCheck'
  | 'leakReport';
type Row = Readonly<Record<string, string | Date | null>>;

/**
 * Everything a row says, in the form in which its audit row keeps it: instants and dates as ISO text, a pasted text by
 * its hash. `record_id` names the table too, because a confirmation has the id of what it confirms.
 */
export function followUpFacts(table: FollowUpTable, id: string, row: Row): { readonly [key: string]: Json } {
  const facts = Object.entries(row).map(([key, value]): [string, Json] => {
    if (key === 'sourceText' && typeof value === 'string') return [key, sha256Hex(value)];
    return [key, value instanceof Date ? value.toISOString() : value];
  });
  return { ...Object.fromEntries(facts), record_id: `${table}/${id}` };
}

type Reader = Pick<Tx, FollowUpTable | 'item' | 'visibilityEvent' | 'publication'>;

/** Every row of these tables, of every organ, for comparison with the audit log. */
export async function* readAuditedFollowUps(database: Reader): AsyncGenerator<AuditedRecord<'follow_up'>> {
  const organs = new Map<string, string>();
  for (const { id, organId } of await database.item.findMany({ select: { id: true, organId: true } })) {
    organs.set(id, organId);
  }
  const record = (table: FollowUpTable, id: string, itemId: string | undefined, row: Row) => ({
    type: 'follow_up' as const,
    id: `${table}/${id}`,
    chain: organs.get(itemId ?? '') ?? '',
    facts: followUpFacts(table, id, row),
  });
  for (const row of await database.organConsultation.findMany())
    yield record('organConsultation', row.id, row.itemId, row);
  for (const row of await database.reprintComparison.findMany())
    yield record('reprintComparison', row.id, row.itemId, row);
  // Confirmations, ends, checks and reports belong to the item of what they are about.
  const itemOf = new Map<string, string>();
  for (const row of await database.validityEvent.findMany()) {
    itemOf.set(row.id, row.itemId);
    yield record('validityEvent', row.id, row.itemId, row);
  }
  for (const row of await database.validityConfirmation.findMany())
    yield record('validityConfirmation', row.eventId, itemOf.get(row.eventId), row);
  for (const row of await database.itemRelation.findMany()) {
    itemOf.set(row.id, row.itemId);
    yield record('itemRelation', row.id, row.itemId, row);
  }
  for (const row of await database.itemRelationEnd.findMany())
    yield record('itemRelationEnd', row.relationId, itemOf.get(row.relationId), row);
  for (const { id, itemId } of await database.publication.findMany({ select: { id: true, itemId: true } }))
    itemOf.set(id, itemId);
  for (const row of await database.liveCheck.findMany())
    yield record('liveCheck', row.id, itemOf.get(row.publicationId), row);
  const hidings = { where: { reasonKind: 'leak' }, select: { id: true, itemId: true } };
  for (const { id, itemId } of await database.visibilityEvent.findMany(hidings)) itemOf.set(id, itemId);
  for (const row of await database.leakReport.findMany())
    yield record('leakReport', row.id, itemOf.get(row.eventId), row);
}
