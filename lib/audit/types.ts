import type { AuditedRecord } from '@/lib/platform/audit';

/** A row of the audit log as stored. `entry` is canonical JSON and names the hash of the row before it. */
export type AuditRow = {
  readonly chain: string;
  readonly seq: number;
  readonly entry: string;
  readonly hash: string;
};

/** The end of a chain: as the database keeps it, or as written to a file outside of it. */
export type ChainEnd = { readonly chain: string; readonly seq: number; readonly hash: string };

/** A line of the file of anchors: the end of a chain at an hour (ISO 8601, UTC). */
export type Anchor = ChainEnd & { readonly at: string };

/** Records that have an audit row of their own. */
export const AUDITED_TYPES = [
  'decision',
  'publication',
  'visibility_event',
  'version',
  'leak_watch_run',
  'finding_list',
  'finding',
  'finding_handling',
  'follow_up',
  'arrangement',
  'draft_save',
  'upload',
  'class_change',
  'late_opinion',
  'case_event',
  'letter_record',
] as const;
export type AuditedType = (typeof AUDITED_TYPES)[number];

/** What an audit row or the record itself says of one record; equal when nobody touched either. */
export type RecordFacts = AuditedRecord<AuditedType>;

export const FINDING_CODES = [
  'row_missing',
  'entry_changed',
  'entry_misplaced',
  'link_broken',
  'end_cut_off',
  'end_differs',
  'anchor_missing',
  'anchor_differs',
  'record_changed',
  'record_without_audit',
  'audit_without_record',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Where the log is not whole, or not what the records say. */
export type AuditFinding = {
  readonly code: FindingCode;
  readonly chain: string;
  /** The row it concerns; null where only a record is known. */
  readonly seq: number | null;
  /** The record it concerns, if any. */
  readonly record: { readonly type: AuditedType; readonly id: string } | null;
};

/** What `audit verify` found. */
export type Verification = {
  readonly chains: readonly { readonly chain: string; readonly name: string; readonly rows: number }[];
  readonly records: Readonly<Record<AuditedType, number>>;
  readonly anchors: number;
  readonly findings: readonly AuditFinding[];
};
