import type { Refusal } from '@/lib/platform/result';
import type { AuditedType, AuditFinding, FindingCode } from './types';

const RECORD_NAMES: Record<AuditedType, string> = {
  decision: '审批决定',
  publication: '发布记录',
  visibility_event: '隐藏、撤回、恢复或归档记录',
  version: '送审版本',
  leak_watch_run: '泄漏检测记录',
  finding_list: '一稿的机器校对结果',
  finding: '审核人提出的校对意见',
  finding_handling: '校对发现的处理',
  follow_up: '发布后的登记',
  arrangement: '变更、代理和请假',
  draft_save: '稿件的一次保存',
  upload: '上传的文件',
  class_change: '内容等级的变更',
  late_opinion: '补写的书面意见',
  case_event: '依申请公开的办理记录',
  letter_record: '文书的审批、盖章和送达记录',
};

const SENTENCES: Record<FindingCode, string> = {
  row_missing: '这一行不见了',
  entry_changed: '这一行的内容与它的校验值不符，被改动过',
  entry_misplaced: '这一行不在它自己写明的位置上，被调换或挪动过',
  link_broken: '这一行与前一行对不上，前一行被改写过，或者这一行是插进来的',
  end_cut_off: '日志末尾被截断，从这一行起缺失',
  end_differs: '日志最后一行与数据库记下的末尾校验值不符',
  anchor_missing: '库外存证里有这一行，日志里没有：末尾被截断过',
  anchor_differs: '这一行的校验值与库外存证不符：日志被整段改写过',
  record_changed: '记录与当时写入日志的内容不一致，记录被改动过',
  record_without_audit: '这条记录在日志里没有对应的一行',
  audit_without_record: '日志里有这条记录，记录本身不见了',
};

/** Where and what, in one line. `chainName` is the organ's name. */
export function findingSentence(finding: AuditFinding, chainName: string): string {
  const row = finding.seq === null ? '' : `第 ${finding.seq} 行：`;
  const record = finding.record ? `（${RECORD_NAMES[finding.record.type]} ${finding.record.id}）` : '';
  return `${chainName} ${row}${SENTENCES[finding.code]}${record}。`;
}

const REFUSALS = {
  role_missing_audit: '日志只由审计员查阅、导出和核验，您没有这个角色。',
} as const;
export type AuditRefusalCode = keyof typeof REFUSALS;

/** A refusal about the log in the words of the house. */
export function auditRefusal(code: AuditRefusalCode): Refusal {
  return { code, message: REFUSALS[code] };
}
