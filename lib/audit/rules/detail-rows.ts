import { CLASS_NAMES, type ContentClass, STEP_NAMES, type Step } from '@/lib/approvals/types';
import { ROLE_NAMES, type Role } from '@/lib/organs/types';
import type { Json } from '@/lib/platform/canonical';
import { formatMinute } from '@/lib/platform/dates';
import { type CaseSurface, READ_SURFACE_NAMES, type ReadSurface } from '@/lib/reads/rules/reads';

/** What the recorded facts are called, by their key in snake case. */
const LABELS: Readonly<Record<string, string>> = {
  id: '编号',
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
  lane: '流程',
  from: '原来',
  to: '改为',
  before: '原来',
  after: '改为',
  old: '原来',
  new: '改为',
  value: '值',
  key: '设置项',
  note: '说明',
  reason: '理由',
  opinion: '意见',
  conclusion: '结论',
  position: '第几个环节',
  step: '环节',
  return_to: '退回到第几个环节',
  proof_checklist: '校对要点',
  review_checklist: '审核要点',
  secrecy: '保密审查',
  client_address: '来源地址',
  reauthenticated_at: '再次输入密码的时间',
  decided_at: '决定时间',
  role: '角色',
  roles: '角色',
  login: '登录名',
  person_id: '人员编号',
  on_behalf_of: '代谁审批',
  delegation_id: '代理编号',
  post: '职务',
  section: '股室',
  round_id: '轮次编号',
  run_id: '检测编号',
  publication_id: '发布编号',
  event_id: '记录编号',
  published_at: '发布时间',
  publish_at: '定于',
  frozen_at: '提交时间',
  at: '时间',
  refusals: '原因',
  result: '结果',
  asked: '问了几次',
  rows: '行数',
  whole: '是否完整',
  found: '发现几处',
  findings: '发现',
  anchors: '对照的存证',
  format: '格式',
  filter: '条件',
  seq: '序号',
  hash: '校验值',
  file: '文件',
};

const CONCLUSIONS: Readonly<Record<string, string>> = {
  pass: '同意',
  return: '退回',
  refer_secrecy: '报请确定',
  referral_reply: '登记报请确定的答复',
  publish: '公开',
  approved: '同意',
  rejected: '不同意',
  withdrawn: '撤回',
};

/** A conclusion in words; one that is not known shows its own word. */
export function conclusionName(conclusion: string): string {
  return CONCLUSIONS[conclusion] ?? conclusion;
}

/** Values that are codes, by the key they stand under. */
const WORDS: Readonly<Record<string, (value: string) => string | undefined>> = {
  surface: (value) => READ_SURFACE_NAMES[value as ReadSurface | CaseSurface],
  role: (value) => ROLE_NAMES[value as Role],
  roles: (value) => ROLE_NAMES[value as Role],
  conclusion: (value) => CONCLUSIONS[value],
  step: (value) => STEP_NAMES[value as Step],
  content_class: (value) => CLASS_NAMES[value as ContentClass],
};

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function labelOf(key: string): string {
  return LABELS[snake(key)] ?? key;
}

/** A recorded fact in words. */
export type DetailRow = { readonly label: string; readonly value: string };

/** The recorded facts of a row as label and value, nested ones with their path; empty where it holds none. */
export function detailRows(detail: Json): readonly DetailRow[] {
  if (detail === null || typeof detail !== 'object') return [];
  return Object.entries(detail as Record<string, Json>).flatMap(([key, value]) =>
    rowsOf(key, value, labelOf(key)),
  );
}

function rowsOf(key: string, value: Json, label: string): DetailRow[] {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([inner, deeper]) =>
      rowsOf(inner, deeper as Json, `${label} · ${labelOf(inner)}`),
    );
  }
  if (Array.isArray(value)) {
    const isFlat = value.every((one) => one === null || typeof one !== 'object');
    const list = isFlat ? value.map((one) => wordOf(key, one)).join('、') : JSON.stringify(value);
    return [{ label, value: list || '（无）' }];
  }
  return [{ label, value: wordOf(key, value) }];
}

function wordOf(key: string, value: Json): string {
  if (value === null || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatMinute(new Date(text));
  return WORDS[snake(key)]?.(text) ?? text;
}
