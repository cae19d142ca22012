import 'server-only';
import { canonicalJson, type Json, sha256Hex } from './canonical';
import { currentTime } from './clock';
import { staffDatabase, type Tx } from './database';

/** Chain of what belongs to no organ. */
export const INSTALLATION_CHAIN = 'installation';

/** What happened, to what, by whom. `detail` holds the facts that later verification compares with the records. */
export type AuditEvent = {
  readonly organId: string | null;
  readonly actor: {
    readonly personId: string | null;
    readonly name: string;
    readonly clientAddress: string | null;
  };
  /** Name of the command, e.g. `decide`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail?: Json;
};

/**
 * A record that has an audit row of its own, with the facts both must show: what `audit verify` compares.
 * `chain` is the organ the record belongs to.
 */
export type AuditedRecord<T extends string> = {
  readonly type: T;
  readonly id: string;
  readonly chain: string;
  readonly facts: Json;
};

/**
 * Writes the audit row of a change in the change's own transaction. Rows of one organ form a chain: each holds the
 * hash of the row before it, and a lock per chain keeps two writers apart.
 */
export async function writeAudit(tx: Tx, event: AuditEvent): Promise<void> {
  const chain = event.organId ?? INSTALLATION_CHAIN;
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`audit:${chain}`}, 0))`;
  const head = await tx.auditHead.findUnique({ where: { chain } });
  const seq = (head?.seq ?? 0) + 1;
  const entry = canonicalJson({
    _format: 1,
    chain,
    seq,
    previous: head?.hash ?? null,
    at: currentTime().toISOString(),
    person_id: event.actor.personId,
    person_name: event.actor.name,
    client_address: event.actor.clientAddress,
    action: event.action,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    detail: event.detail ?? null,
  });
  await tx.auditEntry.create({ data: { chain, seq, entry, hash: sha256Hex(entry) } });
}

/**
 * Whether the log of an organ holds an act since an hour beside those named: for jobs that must know whether somebody
 * may have changed what they look at.
 */
export async function hasOtherActsSince(
  database: Pick<Tx, '$queryRaw'>,
  organId: string,
  since: Date,
  known: readonly string[],
): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT 1 FROM office.audit_entry
    WHERE chain = ${organId} AND entry::jsonb ->> 'at' >= ${since.toISOString()}
      AND NOT (entry::jsonb ->> 'action' = ANY (${[...known]})) LIMIT 1`;
  return rows.length > 0;
}

/** The end of the chain of an organ, for papers that carry it out of the database; null before the first row. */
export function chainEndOf(organId: string): Promise<{ seq: number; hash: string } | null> {
  return staffDatabase().auditHead.findUnique({
    where: { chain: organId },
    select: { seq: true, hash: true },
  });
}
