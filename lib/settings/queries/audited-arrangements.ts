import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';

type Reader = Pick<Tx, 'changeRequest' | 'organSetting' | 'roleGrant' | 'delegation' | 'leave'>;
type Facts = { readonly [key: string]: Json };

const civil = (day: Date) => day.toISOString().slice(0, 10);

/**
 * Every change of settings and roles, delegation and leave of every organ, one record for each act on it, with the facts
 * the audit row of that act told. Of a confirmed change the value is read from the setting or the role it made, so that
 * one set behind its back shows.
 */
export async function* readAuditedArrangements(
  database: Reader,
): AsyncGenerator<AuditedRecord<'arrangement'>> {
  const record = (
    action: string,
    { id, organId }: { id: string; organId: string },
    by: string,
    facts: Facts = {},
  ): AuditedRecord<'arrangement'> => ({
    type: 'arrangement',
    id: `${action}/${id}`,
    chain: organId,
    facts: { ...facts, by },
  });

  const made = await madeByChanges(database);
  for (const change of await database.changeRequest.findMany({ orderBy: { id: 'asc' } })) {
    const { kind, target, reason, proposedBy, conclusion, concludedBy, note } = change;
    const payload = change.payload as Json;
    const effectiveFrom = civil(change.effectiveFrom);
    yield record('propose_change', change, proposedBy, {
      kind,
      target,
      payload,
      reason,
      effective_from: effectiveFrom,
    });
    if (conclusion === null || concludedBy === null) continue;
    const effect = conclusion === 'approved' ? (made.get(change.id) ?? null) : payload;
    yield record('conclude_change', change, concludedBy, {
      conclusion,
      note,
      kind,
      target,
      payload: effect,
      proposed_by: proposedBy,
    });
  }
  for (const row of await database.delegation.findMany({ orderBy: { id: 'asc' } })) {
    yield record('delegate', row, row.enteredBy, {
      principal_id: row.principalId,
      deputy_id: row.deputyId,
      role: row.role,
      starts_on: civil(row.startsOn),
      ends_on: civil(row.endsOn),
      by_phone: row.byPhone,
      reason: row.reason,
    });
    // What the principal gives in person is confirmed with it.
    if (row.byPhone && row.confirmedBy !== null) yield record('confirm_delegation', row, row.confirmedBy);
    if (row.revokedBy !== null) yield record('revoke_delegation', row, row.revokedBy);
  }
  for (const row of await database.leave.findMany({ orderBy: { id: 'asc' } })) {
    yield record('enter_leave', row, row.enteredBy, {
      person_id: row.personId,
      starts_on: civil(row.startsOn),
      ends_on: civil(row.endsOn),
      reason: row.reason,
    });
    if (row.confirmedBy !== null) yield record('confirm_leave', row, row.confirmedBy);
    if (row.cancelledBy !== null) yield record('cancel_leave', row, row.cancelledBy);
  }
}

/** What each confirmed change made, in the form of its payload. */
async function madeByChanges(database: Reader): Promise<Map<string, Json>> {
  const settings = await database.organSetting.findMany({ where: { changeId: { not: null } } });
  const grants = await database.roleGrant.findMany({
    where: { OR: [{ changeId: { not: null } }, { endChangeId: { not: null } }] },
  });
  return new Map([
    ...settings.map((row) => [row.changeId ?? '', row.value as Json] as const),
    ...grants.flatMap(({ changeId, endChangeId, role }) =>
      [changeId, endChangeId].flatMap((id) => (id === null ? [] : [[id, { role }] as const])),
    ),
  ]);
}
