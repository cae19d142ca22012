import type { Refusal } from '@/lib/platform/result';
import { ROLE_NAMES, type Role } from './types';

type Facts = { role?: Role; name?: string };

const SENTENCES = {
  organ_unknown: ({ name }: Facts) => `没有找到机关“${name}”，请用机关全称、简称或统一社会信用代码。`,
  organ_exists: ({ name }: Facts) =>
    `机关“${name}”（或同一个统一社会信用代码、网站域名）已经存在，没有重复添加。`,
  default_site_taken: () => '已经有一个机关的网站作为默认网站，请把 is_default_site 改为 false。',
  superior_unknown: ({ name }: Facts) => `没有找到主管部门“${name}”，请先添加主管部门。`,
  section_unknown: ({ name }: Facts) => `该机关没有名为“${name}”的股室，请核对名称。`,
  login_taken: ({ name }: Facts) => `登录名“${name}”已被使用，请换一个。`,
  login_unknown: ({ name }: Facts) => `没有登录名为“${name}”的账号。`,
  person_has_left: ({ name }: Facts) => `“${name}”已离职，不能再办理这一步。`,
  role_already_held: ({ role }: Facts) => `该人员已有角色“${role ? ROLE_NAMES[role] : ''}”，不需要重复授予。`,
  role_not_held: ({ role }: Facts) => `该人员现在没有角色“${role ? ROLE_NAMES[role] : ''}”，无法收回。`,
  administrator_second_role: () =>
    '系统管理员、安全管理员、审计员须由三个不同的人担任，且不能兼任其他任何角色。',
  delegation_not_yours: () => '代理由本人指定；电话授权的，由工作机构负责人代为登记。',
  delegation_third_person: () => '电话授权须由授权人、代理人以外的人登记。',
  phone_only_head: () => '电话授权只用于主要领导不在岗时的应急签发；其他职责请本人在系统里指定代理。',
  phone_only_leader: () => '电话授权的代理人须是局领导（分管领导）。',
  phone_too_long: () => '电话授权最长7天；需要更长的，请主要领导在系统里指定代理。',
  delegation_role_not_held: ({ role }: Facts) =>
    `授权人现在没有“${role ? ROLE_NAMES[role] : ''}”的职责，不能委托代理。`,
  delegation_to_oneself: () => '代理人不能是授权人本人。',
  deputy_unknown: () => '没有找到这名代理人，或者已经离职。',
  deputy_is_administrator: () => '系统管理员、安全管理员、审计员不能代理审核职责。',
  delegation_dates: () => '结束日期不能早于开始日期。',
  delegation_past: () => '代理不能从过去的日期开始。',
  delegation_too_long: () => '一次代理最长一年。',
  delegation_exists: () =>
    '这名代理人在这些日子里已经代理同一职责，不用重复登记；要改日期的，先收回原来的代理。',
  delegation_unknown: () => '没有找到这项代理，或者您无权办理。',
  delegation_ended: () => '这项代理已经收回或办结，请刷新后查看。',
  leave_not_yours: () => '请假由工作机构负责人登记。',
  leave_confirm_not_yours: () => '请假由分管领导或主要领导确认；本人和登记人不能自己确认。',
  leave_in_past: () => '不能补登一年以前的请假，请核对日期。',
  leave_too_far: () => '请假最多登记到两年以内，请核对日期。',
  leave_too_long: () => '一次请假最长一年（366天），请核对日期。',
  leave_exists: () => '这个人同样日期的请假已经登记，不用重复登记。',
  leave_unknown: () => '没有找到这条请假记录，或者您无权办理。',
  leave_ended: () => '这条请假记录已经确认或取消，请刷新后查看。',
  person_unknown: () => '没有找到这名人员，或者已经离职。',
  wrong_password: () => '密码不正确，请重新输入。',
  role_missing_admin: () => '这里是系统管理员、安全管理员和审计员的页面，您没有这些角色。',
  account_disabled: ({ name }: Facts) => `账号“${name}”已经停用。`,
} as const satisfies Record<string, (facts: Facts) => string>;

export type OrganRefusalCode = keyof typeof SENTENCES;

/** A refusal about organs, people, accounts and roles in the words of the house. */
export function organRefusal(code: OrganRefusalCode, facts: Facts = {}, field?: string): Refusal {
  return { code, message: SENTENCES[code](facts), ...(field ? { field } : {}) };
}
