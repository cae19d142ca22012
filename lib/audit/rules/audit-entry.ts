import type { Json } from '@/lib/platform/canonical';
import { parseEntry } from './check-chain';
import { READ_SURFACE_NAMES, type ReadSurface } from './reads';

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

const LABELS: Readonly<Record<string, string>> = {
  item_id: '信息编号',
  surface: '在哪里',
  version: '第几稿',
  version_id: '稿件编号',
  draft_revision: '第几次保存',
  revision: '第几次保存',
  content_hash: '内容校验值',
  findings_hash: '发现的校验值',
  sha256: '文件校验值',
  name: '名称',
  size: '大小（字节）',
  kind: '类别',
  content_class: '内容等级',
  from: '原来',
  to: '改为',
  before: '原来',
  after: '改为',
  reason: '理由',
  opinion: '意见',
  conclusion: '结论',
  step: '环节',
  role: '角色',
  roles: '角色',
  login: '登录名',
  person_id: '人员编号',
  on_behalf_of: '代谁审批',
  post: '职务',
  section: '股室',
  round_id: '轮次编号',
  publication_id: '发布编号',
  event_id: '记录编号',
  published_at: '发布时间',
  publish_at: '定于',
  frozen_at: '提交时间',
  decided_at: '决定时间',
  refusals: '原因',
  result: '结果',
  asked: '问了几次',
  rows: '行数',
  whole: '是否完整',
  findings: '发现',
  format: '格式',
  filter: '条件',
  seq: '末尾行号',
  hash: '末尾校验值',
  file: '文件',
};

/** The recorded facts of a row as label and value, nested ones with their path; empty where it holds none. */
export function detailRows(detail: Json): readonly { readonly label: string; readonly value: string }[] {
  if (detail === null || typeof detail !== 'object') return [];
  return Object.entries(detail as Record<string, Json>).flatMap(([key, value]) =>
    rowsOf(key, value, LABELS[key] ?? key),
  );
}

function rowsOf(key: string, value: Json, label: string): { label: string; value: string }[] {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([inner, deeper]) =>
      rowsOf(inner, deeper as Json, `${label} · ${LABELS[inner] ?? inner}`),
    );
  }
  if (Array.isArray(value)) {
    const isFlat = value.every((one) => one === null || typeof one !== 'object');
    return [{ label, value: isFlat ? value.map(String).join('、') || '（无）' : JSON.stringify(value) }];
  }
  if (value === null || value === '') return [{ label, value: '（空）' }];
  if (key === 'surface') return [{ label, value: READ_SURFACE_NAMES[value as ReadSurface] ?? String(value) }];
  return [{ label, value: typeof value === 'boolean' ? (value ? '是' : '否') : String(value) }];
}
