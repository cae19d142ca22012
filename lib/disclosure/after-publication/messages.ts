import type { Refusal } from '@/lib/platform/result';
import type { ProbeFinding } from './types';

const SENTENCES = {
  role_missing_follow_up: '您没有办理这一步的职责。',
  organ_not_named: '这一稿没有写明涉及这个机关，请先在稿件的“涉及的其他机关”里填写。',
  consultation_in_future: '日期不能晚于今天。',
  consultation_order: '确认日期不能早于征求意见的日期。',
  consultation_undocumented: '请写明对方确认的文号或方式，如“北发改函〔2026〕5号”“电话确认，张某”。',
  reprint_not_declared: '这一稿没有标明是转载。',
  never_public: '这条信息还没有公开过。',
  validity_until_before: '有效期不能早于起算日期。',
  validity_until_ended: '废止或失效的文件没有有效期，请不要填写。',
  successor_unknown: '没有找到接替它的信息，请核对编号。',
  act_unknown: '没有找到作为依据的信息，请核对编号；依据不在本站的不填编号。',
  words_marked: '这些话里有密级标志或证件号码。请改写；涉及秘密的不在本系统登记。',
  correction_notice_role: '更正公告由终审人、发布人或办公室关联。',
  same_person: '登记的人不能自己确认，请由另一位同志确认。',
  already_confirmed: '这一条已经有人办理，请刷新后再看。',
  rejection_reason: '不予确认的，请写明理由。',
  related_unknown: '没有找到要关联的信息，请核对编号。',
  related_wrong_kind: '关联的信息类别不对：解读须是“政策解读”，更正公告和撤回理由须是“通知公告”或“澄清”。',
  related_already: '这两条信息已经关联。',
  own_page: '您参与了这一稿的写作或发布，请由别人核查公开页面。',
  not_public_now: '这条信息现在没有公开，不需要核查。',
  publication_changed: '公开的已经是另一版，请刷新后核查现在的页面。',
  problem_undescribed: '发现问题的，请写明是什么问题。',
  no_leak: '这条信息不是因疑似泄密隐藏的。',
  report_in_future: '报告日期不能晚于今天。',
} as const;
export type FollowUpCode = keyof typeof SENTENCES;

const LAWS: Partial<Record<FollowUpCode, string>> = {
  organ_not_named: '条例11',
  same_person: 'PF-24',
  words_marked: 'TR-18',
  correction_notice_role: 'TR-13',
  own_page: 'TR-3',
};

/** A refusal of what is done after publication, in the words of the house. */
export function followUpRefusal(code: FollowUpCode, field?: string): Refusal {
  const law = LAWS[code];
  return { code, message: SENTENCES[code], ...(law ? { law } : {}), ...(field ? { field } : {}) };
}

/** What the worker saw wrong with a live page, in one sentence. */
export function probeSentence({ code, what }: ProbeFinding): string {
  switch (code) {
    case 'page_status':
      return `公开页面答复 ${what}，应为 200`;
    case 'title_missing':
      return '公开页面上没有这条信息的标题';
    case 'file_unreachable':
      return `附件打不开：${what}`;
    case 'file_differs':
      return `附件与审定的不一致：${what}`;
    case 'link_broken':
      return `链接打不开：${what}`;
  }
}
