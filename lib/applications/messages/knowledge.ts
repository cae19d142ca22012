import type { Refusal } from '@/lib/platform/result';
import type { Outcome } from '../types/outcomes';

const SENTENCES = {
  fee_scale_impossible: '不能按这种方式收费：',
  fee_pages_missing: '请填写页数：按量计收要写明提供多少页。',
  fee_never_increases: '收费通知发出后，数额只能减少，不能增加。',
  fee_not_registered: '这件申请还没有登记，不能收费。',
  search_in_future: '检索日期不能晚于今天。',
  search_before_receipt: '检索日期不能早于收到申请的日期。',
  proposal_open_already: '这件申请已经有一项主动公开的建议在等待决定。',
  proposal_unknown: '没有找到这项建议，或者您无权办理。',
  proposal_decided: '这项建议已经有了决定，请刷新后再看。',
  proposal_own: '自己提出的建议，请由别的负责人决定。',
  proposal_role_missing: '由工作机构负责人决定是否主动公开，您没有这个职责。',
  proposal_writer_missing: '请选择由谁拟稿：本机关有“拟稿人”职责的人。',
  proposal_reason_missing: '不主动公开的，请写明理由。',
  ledger_not_yours: '您没有查看依申请公开台账的职责。',
  export_format_missing: '请选择导出的格式。',
} as const;
export type KnowledgeRefusalCode = keyof typeof SENTENCES;

/** The refusal of a code, with what it is about behind the sentence. */
export function knowledgeRefusal(
  code: KnowledgeRefusalCode,
  more: { detail?: string; law?: string; field?: string } = {},
): Refusal {
  const { detail = '', ...rest } = more;
  return { code, message: `${SENTENCES[code]}${detail}`, ...rest };
}

/** Outcomes as lists and statistics name them: the rows of table three, in short. */
export const OUTCOME_NAMES: Record<Outcome, string> = {
  public: '予以公开',
  partial: '部分公开',
  'not_public.state_secret': '不予公开：国家秘密',
  'not_public.law_forbidden': '不予公开：其他法律行政法规禁止公开',
  'not_public.three_security_one_stability': '不予公开：危及“三安全一稳定”',
  'not_public.third_party_rights': '不予公开：保护第三方合法权益',
  'not_public.internal_affairs': '不予公开：内部事务信息',
  'not_public.process_info': '不予公开：过程性信息',
  'not_public.enforcement_file': '不予公开：行政执法案卷',
  'not_public.admin_query': '不予公开：行政查询事项',
  'unavailable.not_held': '无法提供：本机关不掌握',
  'unavailable.needs_creation': '无法提供：没有现成信息',
  'unavailable.unclear_after_supplement': '无法提供：补正后仍不明确',
  'not_processed.petition_complaint': '不予处理：信访举报投诉',
  'not_processed.duplicate': '不予处理：重复申请',
  'not_processed.publication': '不予处理：公开出版物',
  'not_processed.excessive_repeated': '不予处理：无正当理由大量反复申请',
  'not_processed.confirm_or_reissue': '不予处理：要求确认或重新出具',
  'other.supplement_overdue': '其他：逾期不补正',
  'other.fee_unpaid': '其他：逾期不缴费',
  'other.misc': '其他处理',
  record_correction: '更正本人信息',
};

/** The name of a stored outcome. */
export function outcomeName(outcome: string): string {
  return (OUTCOME_NAMES as Readonly<Record<string, string>>)[outcome] ?? outcome;
}
