import type { Json } from '@/lib/platform/canonical';
import { parseEntry } from './check-chain';

/** A row of the log, read from its canonical text. */
export type AuditEntry = {
  readonly seq: number;
  readonly hash: string;
  readonly previous: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly personId: string | null;
  readonly personName: string;
  readonly clientAddress: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Json;
};

/** Reads a row; what somebody changed to no JSON shows as an empty entry, which the verification names. */
export function readEntry(row: {
  readonly seq: number;
  readonly entry: string;
  readonly hash: string;
}): AuditEntry {
  const entry = parseEntry(row.entry) ?? {};
  const text = (key: string) => (typeof entry[key] === 'string' ? (entry[key] as string) : '');
  const nullable = (key: string) => (typeof entry[key] === 'string' ? (entry[key] as string) : null);
  return {
    seq: row.seq,
    hash: row.hash,
    previous: nullable('previous'),
    at: text('at'),
    personId: nullable('person_id'),
    personName: text('person_name'),
    clientAddress: nullable('client_address'),
    action: text('action'),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    detail: (entry.detail as Json | undefined) ?? null,
  };
}

/** The item a row is about: its subject, or that of a decision or another record that names its item; null if none. */
export function itemOf({ subjectType, subjectId, detail }: AuditEntry): string | null {
  if (subjectType === 'item') return subjectId;
  const facts = detail !== null && typeof detail === 'object' ? (detail as Record<string, Json>) : {};
  return typeof facts.item_id === 'string' ? facts.item_id : null;
}
