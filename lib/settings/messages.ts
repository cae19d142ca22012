import type { StaffingLoss } from '@/lib/approvals/rules/staffing-loss';
import type { Hindrance, Lack } from '@/lib/approvals/rules/staffing-report';
import { type RouteStep, routeStepName, type Signer } from '@/lib/approvals/types';
import { ROLE_NAMES } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import type { SettingsPage } from './policy';
import type { ChangeConclusion, SettingKey } from './types';

const SENTENCES = {
  not_yours_to_propose_route: '审批流程和角色的变更由安全管理员提出。',
  not_yours_to_propose_office: '校对词典、转载来源和署名设置由审核人、发布员或工作机构负责人提出。',
  not_yours_to_confirm: '这项变更由工作机构负责人、分管领导或主要领导确认（词典类还可由终审人确认）。',
  own_change: '变更须由提出人以外的人确认。',
  own_role: '本人的角色变更，须由其他人确认。',
  already_concluded: '这项变更已经办结，请刷新后查看。',
  not_yours_to_withdraw: '只有提出人可以撤回这项变更。',
  change_unknown: '没有找到这项变更，或者您无权查看。',
  same_change_open: '同样的变更已经提出，正在等待确认。',
  value_unchanged: '与现行设置相同，不需要变更。',
  effective_in_past: '生效日期不能早于今天。',
  person_unknown: '没有找到这名人员，或者已经离职。',
  note_missing: '不同意的，请写明理由。',
  not_yours_to_load_calendar: '放假通知由系统管理员或者政府信息公开工作机构负责人载入。',
} as const;
export type SettingsRefusalCode = keyof typeof SENTENCES;

/** A refusal about settings and their changes in the words of the house. */
export function settingsRefusal(code: SettingsRefusalCode, field?: string): Refusal {
  return { code, message: SENTENCES[code], ...(field ? { field } : {}) };
}

export const PAGE_NAMES: Record<SettingsPage, string> = {
  routes: '审批流程',
  dictionary: '校对词典',
  sources: '转载来源和署名',
  roles: '角色',
  changes: '变更',
  delegations: '代理',
  leave: '请假',
  staffing: '人员配备检查',
  calendar: '工作日历',
  letters: '文书模板',
};
export const PAGE_HINTS: Record<SettingsPage, string> = {
  routes: 'A、B、C 三类信息现在怎样审批，以及各项设置由谁提出、谁确认。',
  dictionary: '错别字、敏感词、规范名称、受保护的姓名和规则开关。',
  sources: '允许转载哪些网站的信息；公开页面是否显示审核、校对人姓名。',
  roles: '谁担任什么角色，申请授予或收回，历史记录。',
  changes: '待确认的变更和已办结的变更。',
  delegations: '谁在什么时间代谁审批。',
  leave: '请假的登记、确认和取消。',
  staffing: '某一天各栏目、各等级的审批是否还有足够的人，缺谁。',
  calendar: '计算期限依据的放假通知、覆盖到哪一天；载入新的通知，先看哪些期限变动。',
  letters: '依申请公开各种文书的文字：本机关改过的、系统自带的，改动由另一人确认。',
};

/** What a setting does, beneath its name. */
export const SETTING_HINTS: Record<SettingKey, string> = {
  split_proof_l1: '选“是”，初审之前另设一校一席，由另一名初审人办理。',
  split_proof_l2: '选“是”，复审之前另设二校一席，由另一名复审人办理。',
  split_proof_l3: '选“是”，终审之前另设三校一席，由另一名终审人办理。',
  l1_own_section: '选“是”，初审（一校）只能由拟稿股室的初审人办理。',
  sign_off_a: 'A 类通过终审即为签发，也可以另设签发。',
  sign_off_b: 'B 类至少由分管政府信息公开的领导签发，不能再减。',
  sign_off_c: 'C 类由分管领导签发后再由主要领导签发，不能再减。',
  column_class: '发布到某个栏目的信息至少按哪一类审批。没有规定的栏目是 A 类。',
  secrecy_officer_may_be_l1_or_l2: '选“是”，同一人可以既办理保密审查，又办理初审或复审。人手不够时才用。',
  secrecy_officer_may_be_l3: '选“是”，同一人可以既办理保密审查，又办理终审。人手不够时才用。',
  signer_may_be_l2: '选“是”，只有一名副职领导的机关，复审人可以签发同一稿。',
  proofreading_dictionary: '与系统自带的词典合并使用；同一词语以本机关的为准。',
  reprint_sources: '转载的信息只能来自这里列出的网站（含下级域名）。',
  show_reviewers: '选“是”，新旧信息的公开页面都显示审核、校对人姓名。',
  reconsideration_organ: '答复书、决定书写明向哪个机关申请行政复议。不写的，用机关登记的复议机关。',
  court: '答复书、决定书写明向哪个法院起诉。不写的，用机关登记的管辖法院。',
  reconsideration_online: '电子送达的文书须同时写明在哪里网上申请行政复议。不写的，不能制作电子送达的文书。',
};

export const CONCLUSION_NAMES: Record<ChangeConclusion, string> = {
  approved: '已同意',
  rejected: '不同意',
  withdrawn: '已撤回',
};
export const SIGNER_NAMES: Record<Signer, string> = {
  disclosure_leader: '分管政府信息公开的领导签发',
  head_of_organ: '主要领导签发',
};

/** The name of a seat as the staffing check says it: 终审人, 分管领导. */
export function seatHolder(step: RouteStep): string {
  const proof = step.step.startsWith('proof_') ? `（${routeStepName(step)}）` : '';
  return `${ROLE_NAMES[step.role]}${proof}`;
}

function hindranceWords(step: RouteStep, hindrance: Hindrance): string {
  const { name } = hindrance;
  switch (hindrance.why) {
    case 'on_leave':
      return `${name}请假，可由其指定代理人（电话授权的由工作机构负责人登记）`;
    case 'deputies_taken':
      return `${name}请假，代理人${hindrance.deputies.join('、')}也不能办理（请假、是拟稿人或已占其他环节），请另行指定`;
    case 'author':
      return `${name}是拟稿人，不能审核自己的稿件，须另有一人`;
    case 'other_section':
      return `${name}不在拟稿股室，${routeStepName(step)}只办理本股室的稿件`;
    case 'seated':
      return `${name}已占“${hindrance.seats.map(routeStepName).join('、')}”，一人不占两席，须另有一人或指定代理人`;
  }
}

/** Who is missing for a seat, and what would help. */
export function lackInWords({ step, hindrances }: Lack): string {
  const head = `缺${seatHolder(step)}`;
  if (hindrances.length === 0) return `${head}：没有人担任，请安全管理员提出授予这一角色。`;
  return `${head}：${hindrances.map((one) => hindranceWords(step, one)).join('；')}。`;
}

/** What a change would bring to a halt, and who would be missing. */
export function lossInWords({
  contentClass,
  authors,
  lacks,
  lacksAuthor,
  lacksPublisher,
}: StaffingLoss): string {
  const whose = authors === null ? '' : `${authors.join('、')}拟的 `;
  const missing = [
    ...lacks.map(lackInWords),
    ...(lacksAuthor ? ['缺拟稿人。'] : []),
    ...(lacksPublisher ? ['缺发布员。'] : []),
  ];
  return `生效后，${whose}${contentClass.toUpperCase()} 类信息办不下去：${missing.join('')}`;
}
