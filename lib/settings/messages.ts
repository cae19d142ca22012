import type { Refusal } from '@/lib/platform/result';

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
} as const;
export type SettingsRefusalCode = keyof typeof SENTENCES;

/** A refusal about settings and their changes in the words of the house. */
export function settingsRefusal(code: SettingsRefusalCode, field?: string): Refusal {
  return { code, message: SENTENCES[code], ...(field ? { field } : {}) };
}
