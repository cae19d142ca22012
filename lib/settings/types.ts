import { DEFAULT_ROUTE_SETTINGS, type RouteSettings } from '@/lib/approvals/types';
import type { Role } from '@/lib/organs/types';

/** Settings that a second person confirms, each by its key in organ_setting. */
export const ROUTE_KEYS = [
  'split_proof_l1',
  'split_proof_l2',
  'split_proof_l3',
  'l1_own_section',
  'sign_off_a',
  'sign_off_b',
  'sign_off_c',
  'column_class',
  'secrecy_officer_may_be_l1_or_l2',
  'secrecy_officer_may_be_l3',
  'signer_may_be_l2',
] as const satisfies readonly (keyof RouteSettings)[];
/** Entries the reviewers keep themselves. */
export const OFFICE_KEYS = ['proofreading_dictionary', 'reprint_sources', 'show_reviewers'] as const;
/** What letters to applicants say of 复议 and 诉讼 (LT-8, LT-9, LT-5). */
export const LETTER_KEYS = ['reconsideration_organ', 'court', 'reconsideration_online'] as const;
export const SETTING_KEYS = [...ROUTE_KEYS, ...OFFICE_KEYS, ...LETTER_KEYS] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

/** What stands where an organ has set nothing. */
export const DEFAULT_VALUES: Record<SettingKey, unknown> = {
  ...DEFAULT_ROUTE_SETTINGS,
  proofreading_dictionary: {},
  reprint_sources: [],
  show_reviewers: false,
  reconsideration_organ: '',
  court: '',
  reconsideration_online: '',
};

/** Settings as the screens name them. */
export const SETTING_NAMES: Record<SettingKey, string> = {
  split_proof_l1: '一校由专人办理（不与初审合并）',
  split_proof_l2: '二校由专人办理（不与复审合并）',
  split_proof_l3: '三校由专人办理（不与终审合并）',
  l1_own_section: '初审只办理本股室的稿件',
  sign_off_a: 'A 类信息的签发人',
  sign_off_b: 'B 类信息的签发人',
  sign_off_c: 'C 类信息的签发人',
  column_class: '各栏目的最低内容等级',
  secrecy_officer_may_be_l1_or_l2: '保密审查人可兼初审或复审',
  secrecy_officer_may_be_l3: '保密审查人可兼终审',
  signer_may_be_l2: '签发人可兼复审',
  proofreading_dictionary: '校对词典',
  reprint_sources: '允许转载的来源',
  show_reviewers: '公开页面显示审核、校对人姓名',
  reconsideration_organ: '复议机关',
  court: '管辖法院',
  reconsideration_online: '复议网上渠道',
};

export const CHANGE_KINDS = ['setting', 'role_grant', 'role_end'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGE_CONCLUSIONS = ['approved', 'rejected', 'withdrawn'] as const;
export type ChangeConclusion = (typeof CHANGE_CONCLUSIONS)[number];

/** Who confirms what another has asked for: the head of the office and the leaders. */
export const CONFIRMERS = [
  'office_head',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];

/** What the rules need to know of a stored change. */
export type ChangeFacts = {
  readonly organId: string;
  readonly kind: ChangeKind;
  /** Key of a setting, or id of the person. */
  readonly target: string;
  readonly proposedBy: string;
  readonly conclusion: ChangeConclusion | null;
};
