import type { Refusal } from '@/lib/platform/result';
import { CASE_ACTION_NAMES, CASE_STATE_NAMES, type CaseAction, type CaseState } from '../transitions';

const SENTENCES = {
  not_found: '没有找到这件申请，或者您无权查看。',
  stale_case: '您看到的内容已不是最新：其他人刚刚办理了这件申请。您填写的内容还在，请看过变化后再提交。',
  future_date: '日期不能晚于今天。',
  date_before_submission: '这个日期早于申请提交的日期，请核对。',
  check_note_missing: '有不齐全、不明确或者不属于本机关的，请写明是什么。',
  date_before_receipt: '日期不能早于收到申请之日，请核对。',
  date_before_notice: '日期不能早于告知书发出的日期，请核对。',
  date_before_handing_in: '收到补正的日期不能早于申请人提交补正材料的日期，请核对。',
  reasons_not_asked: '还没有发出说明理由告知书（L03），或者日期早于告知书，不能登记申请人说明的理由。',
  correction_conflicts:
    '更正后的收到日期与已经登记的办理对不上：有的办理会变成在收到申请之前，或者不再合法。请先核对这些办理的日期。',
  second_round_reason_missing:
    '这是又一次补正告知。“一次性告知”要求一次写全，请写明为什么还要再次告知，由工作机构负责人审批时把关。',
  file_of_other_case: '所选的材料不在这件申请的案卷里，请重新选择。',
  handler_missing: '请选择承办人。',
  handler_not_holder: '所选的人没有“承办人”的职责，请重新选择。',
  not_assigned_to_you: '这件申请没有分派给您，不需要您接受或者退回分派。',
  reason_missing: '请写明理由。',
  contact_evidence_missing: '请写明联系的号码或者地址、时间和结果。',
  mail_tracking_missing: '挂号信、EMS 请填写邮件号码和签收日期，以签收之日为收到申请之日。',
  arrival_missing: '平信请填写送到单位的日期；收到申请之日是与申请人确认之日。',
  confirmation_missing: '请写明怎样与申请人确认：时间、号码或者地址、经办人。',
  readback_missing: '口头申请请记录由谁代填、何时向申请人宣读并经其确认。',
  confirmation_before_arrival: '确认的日期不能早于收到材料的日期。',
  wrong_channel: '这个渠道的收到日期不用这样填写。',
  no_open_letter: '这份文书不在可以办理的状态，请刷新后再看。',
  letter_of_other_case: '这份文书不属于这件申请。',
  consultation_unknown: '没有找到这次征求意见的记录。',
  search_first: '告知“政府信息不存在”之前，请先记录检索：在哪里、用什么词、由谁、何时、结果如何。',
  merge_other_applicant: '只有同一申请人（按证件号码）的申请才能合并答复。',
  merge_chain: '这件申请已经并入别的申请，或者有别的申请并入它，请先取消原来的合并。',
  merge_state: '只有“办理中”的申请才能合并答复。',
  merged_follows: '这件申请与另一件合并答复，请到主申请里作出决定。',
  split_parts_missing: '请写明拆分出的每一件申请的内容，至少一件。',
  restricted_names_missing: '请至少指定一位可以查看的人。',
  named_other_organ: '指定的人不在本机关，请重新选择。',
  link_other_organ: '只能关联本机关的申请。',
  link_itself: '不能与自己关联。',
  evidence_missing: '作出这个决定还缺少依据材料：',
  dates_have_moved:
    '文书写明的期限与现在计算的不一致（期间有新的事件）。请作废这份文书，按现在的日期重新制作。',
  third_party_first: '有第三方以合理理由不同意公开。请先送达公开决定告知书（L09），再发出答复。',
  public_interest_missing:
    '第三方以合理理由不同意公开。仍要公开的，请写明不公开可能对公共利益造成重大影响的理由。',
  merged_not_in_hand: '合并答复的申请须都在“办理中”，请先办理到这一步：',
  outcome_unknown: '请选择处理结果。',
  grounds_missing: '请补充：',
  not_decidable_here: '这个结果由专门的步骤产生，不在这里选择。',
  decide_again: '这份答复退回以后，申请已经回到办理中。请重新作出处理决定，上次填写的内容会带过去。',
  withdrawal_stands: '申请人已经撤回，撤回确认书不能放弃或者作废；内容有误的，请修改后重新提交审批。',
  restricted_needs_head: '指定的人里要有工作机构负责人，否则没有人能审批文书、取消限制。',
  recipient_given: '收件人是案卷里的申请人，不能改写；送达地址可以修改。姓名有误的，请在“人员”里更正。',
  electronic_not_chosen:
    '申请人没有选择以电子方式获取，不能以电子方式送达。申请人改变要求的，请先变更获取方式。',
  split_while_consulting:
    '正在征求意见，期限暂停。请在收到意见或者对方期限届满后再拆分，使每一件的期限都能确定。',
  earlier_not_same_applicant: '重复申请须是同一申请人（按证件号码）已经得到答复的申请，请重新选择。',
  date_too_far: '日期在五年以后，请核对年份。',
  date_before_regulation: '日期早于《政府信息公开条例》现行文本施行之日（2019年5月15日），请核对年份。',
  enclosure_missing:
    '答复写明提供信息，却没有附件。请把要提供的材料加为附件（纸质材料请扫描），通过发出前检查后再提交审批。',
  assignment_settled: '您已经接受了这件申请；要交给别人办的，请联系工作机构负责人重新分派。',
  no_letter_sealed: '文书还没有盖章，不能送达。',
  proof_unknown: '案卷里没有这份送达凭证，请重新选择或者上传。',
  supplement_text_missing: '请填写补正的内容，或者上传补正材料。',
  archive_open_letters: '还有没有送达的文书，请先办结再归档。',
  person_unknown: '没有找到这个人，请重新选择。',
  identity_missing: '请填写申请人的证件类型和号码。',
  retention_over: '个人信息已按规定删除。',
} as const;
export type CaseRefusalCode = keyof typeof SENTENCES;

/** The refusal of a code, with what it is about behind the sentence. */
export function caseRefusal(
  code: CaseRefusalCode,
  more: { detail?: string; law?: string; field?: string } = {},
): Refusal {
  const { detail = '', ...rest } = more;
  return { code, message: `${SENTENCES[code]}${detail}`, ...rest };
}

/** An act that the table of states does not allow now. */
export function wrongState(action: CaseAction, state: CaseState | 'none'): Refusal {
  const now = state === 'none' ? '尚未提交' : CASE_STATE_NAMES[state];
  return {
    code: 'not_in_this_state',
    message: `这件申请现在是“${now}”，不能“${CASE_ACTION_NAMES[action]}”。`,
  };
}

/** An act the person's roles do not cover. */
export function wrongRole(action: CaseAction, needed: readonly string[]): Refusal {
  return {
    code: 'role_missing',
    message: `“${CASE_ACTION_NAMES[action]}”由${needed.join('或者')}办理，您没有这个职责。`,
  };
}
