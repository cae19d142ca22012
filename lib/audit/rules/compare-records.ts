import { canonicalJson, type Json } from '@/lib/platform/canonical';
import type { AuditFinding, AuditRow, RecordFacts } from '../types';
import { parseEntry } from './check-chain';

/** A record as an audit row tells it, with that row. */
type Told = { readonly facts: RecordFacts; readonly seq: number };

const VISIBILITY_KINDS: Readonly<Record<string, string>> = {
  hide: 'hide',
  withdraw_item: 'withdraw',
  restore: 'restore',
  archive: 'archive',
};

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * The record an audit row tells of, with the facts the record must still show; null for rows about other things.
 * `person_id` is taken from the row itself: it is who acted.
 */
export function factsOfRow(row: AuditRow): RecordFacts | null {
  const entry = parseEntry(row.entry);
  const detail = entry?.detail;
  if (entry === null || !isObject(detail)) return null;
  const of = (type: RecordFacts['type'], id: Json | undefined, facts: Json): RecordFacts | null =>
    typeof id === 'string' ? { type, id, chain: row.chain, facts } : null;
  if (String(entry.action).startsWith('case_') && entry.subject_type === 'application') {
    // What the system did is logged under the person whose act led to it.
    const by: { readonly [key: string]: Json } =
      detail.actor === 'system'
        ? {}
        : { person_id: entry.person_id as Json, person_name: entry.person_name as Json };
    return of('case_event', `${entry.subject_id}/${detail.seq}`, { ...detail, ...by });
  }
  const who = { person_id: entry.person_id as Json, item_id: entry.subject_id as Json };
  switch (entry.action) {
    case 'decide':
      return of('decision', detail.id, {
        ...detail,
        person_id: entry.person_id as Json,
        person_name: entry.person_name as Json,
      });
    case 'publish':
      return of('publication', detail.publication_id, { ...detail, ...who });
    // The canary of the leak watch is frozen like a text that is submitted, but into no round.
    case 'plant_canary':
    case 'submit': {
      // The class of a round may be raised afterwards.
      const { content_class: _, ...frozen } = detail;
      return of('version', detail.version_id, { ...frozen, ...who });
    }
    case 'proofread':
      return of('finding_list', detail.version_id, { ...detail, ...who });
    case 'add_finding':
      return of('finding', detail.id, { ...detail, ...who });
    case 'handle_findings':
      return of('finding_handling', detail.batch_id, { ...detail, ...who });
    case 'record_consultation':
    case 'set_reprint_comparison':
    case 'enter_validity':
    case 'confirm_validity':
    case 'relate_items':
    case 'end_relation':
    case 'check_live':
    case 'report_leak':
      return of('follow_up', detail.record_id, detail);
    case 'hide':
    case 'withdraw_item':
    case 'restore':
    case 'archive':
      return of('visibility_event', detail.event_id, {
        ...detail,
        ...who,
        kind: VISIBILITY_KINDS[entry.action] ?? null,
      });
    case 'propose_change':
    case 'conclude_change':
    case 'delegate':
    case 'confirm_delegation':
    case 'revoke_delegation':
    case 'enter_leave':
    case 'confirm_leave':
    case 'cancel_leave':
      return of('arrangement', `${entry.action}/${entry.subject_id}`, {
        ...detail,
        by: entry.person_id as Json,
      });
    case 'create_item':
    case 'save_draft': {
      // The first save is that of the creation, and is told with it.
      const revision = entry.action === 'create_item' ? 1 : (detail.revision ?? null);
      const facts = { revision, content_hash: detail.content_hash ?? null, ...who };
      return of('draft_save', `${entry.subject_id}/${revision}`, facts);
    }
    case 'upload_file':
      return of('upload', [entry.subject_id, detail.sha256, detail.name, entry.person_id].join('/'), null);
    case 'change_class':
      return of('class_change', detail.change_id, { ...detail, ...who });
    case 'add_late_opinion': {
      const { item_id: _, ...written } = detail;
      return of('late_opinion', entry.subject_id as Json, { ...written, person_id: entry.person_id as Json });
    }
    case 'submit_letter':
    case 'decide_letter':
    case 'seal_letter':
    case 'record_letter_service':
    case 'void_letter':
    case 'drop_letter':
    case 'write_letter_template':
    case 'approve_letter_template':
      return of('letter_record', `${entry.action}/${entry.subject_id}/${detail.record_id ?? ''}`, {
        ...detail,
        by: entry.person_id as Json,
      });
    case 'finish_leak_watch':
      return of('leak_watch_run', detail.run_id, detail);
    default:
      return null;
  }
}

/**
 * Records of which the log tells not each: an opening for editing saves the public text without a row of its own, and the
 * same file may be uploaded twice. What the log does tell of them must be there as it tells it.
 */
const TOLD_IN_PART: readonly RecordFacts['type'][] = ['draft_save', 'upload'];

/** Collects what the audit rows tell, then meets the records one by one, so that neither side is kept whole. */
export class RecordComparison {
  private readonly told = new Map<string, Told>();
  private readonly findings: AuditFinding[] = [];

  private key(facts: RecordFacts): string {
    return `${facts.type}/${facts.id}`;
  }

  private note(code: AuditFinding['code'], facts: RecordFacts, seq: number | null): void {
    const { chain, type, id } = facts;
    this.findings.push({ code, chain, seq, record: { type, id } });
  }

  /** Takes in one audit row. */
  hear(row: AuditRow): void {
    const facts = factsOfRow(row);
    if (facts === null) return;
    const isSecond = this.told.has(this.key(facts));
    if (isSecond && TOLD_IN_PART.includes(facts.type)) return;
    if (isSecond) this.note('record_changed', facts, row.seq);
    else this.told.set(this.key(facts), { facts, seq: row.seq });
  }

  /** Takes in one record as it stands now; all audit rows must have been heard. */
  meet(record: RecordFacts): void {
    const key = this.key(record);
    const told = this.told.get(key);
    if (told === undefined) {
      if (TOLD_IN_PART.includes(record.type)) return;
      this.note('record_without_audit', record, null);
      return;
    }
    this.told.delete(key);
    const isSame =
      told.facts.chain === record.chain && canonicalJson(told.facts.facts) === canonicalJson(record.facts);
    if (!isSame) this.note('record_changed', told.facts, told.seq);
  }

  /** All that does not agree, once every record has been met. */
  conclude(): readonly AuditFinding[] {
    for (const { facts, seq } of this.told.values()) this.note('audit_without_record', facts, seq);
    this.told.clear();
    return this.findings;
  }
}
