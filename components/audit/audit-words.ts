import type { TagLook } from '@/components/ui/tag';
import { actPhrase, subjectName } from '@/lib/audit/rules/act-names';
import { type AuditEntry, itemOf } from '@/lib/audit/rules/audit-entry';
import { toldMore } from '@/lib/audit/rules/told-more';
import { formatMinute } from '@/lib/platform/dates';
import { READ_SURFACE_NAMES, type ReadSurface } from '@/lib/reads/rules/reads';

/** The hour of a row as people read it; empty where the row was made unreadable. */
export function hourOf(entry: Pick<AuditEntry, 'at'>): string {
  return entry.at === '' ? '（时间不可读）' : formatMinute(new Date(entry.at));
}

/** What was done, to what, as a clause; a reading says where and which text. */
export function whatOf(entry: AuditEntry, title: string | null): string {
  // A decision and its like are told by the item they are about.
  const type = title !== null && itemOf(entry) !== null ? 'item' : entry.subjectType;
  const subject = subjectName(type, entry.subjectId, title);
  const more = toldMore(entry.action, entry.detail);
  return `${actPhrase(entry.action, subject)}${readingOf(entry)}${more}`;
}

function readingOf({ action, detail }: AuditEntry): string {
  if (action !== 'read' || detail === null || typeof detail !== 'object') return '';
  const facts = detail as { surface?: string; version?: number | string; draft_revision?: number };
  const parts = [
    READ_SURFACE_NAMES[facts.surface as ReadSurface] ?? '',
    facts.version === undefined ? '' : `第 ${facts.version} 稿`,
    facts.draft_revision === undefined ? '' : `第 ${facts.draft_revision} 次保存`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : `（${parts.join('，')}）`;
}

/** What the last verification found, as a tag. */
export function auditState(verified: AuditEntry): { look: TagLook; text: string } {
  const isWhole = (verified.detail as { whole?: boolean } | null)?.whole === true;
  return isWhole ? { look: 'ok', text: '核验完整' } : { look: 'late', text: '不完整' };
}
