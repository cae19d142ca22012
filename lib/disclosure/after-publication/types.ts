import type { CivilDate } from '@/lib/platform/dates';
import type { ItemKind } from '../types';

/** 有效性 as an event gives it (PF-24). */
export const VALIDITY_STATES = ['in_force', 'amended', 'repealed', 'lapsed'] as const;
export type ValidityState = (typeof VALIDITY_STATES)[number];

/** A confirmed change of 有效性, as everybody reads it. Dates are civil dates `YYYY-MM-DD`. */
export type ValidityEvent = {
  readonly state: ValidityState;
  readonly fromDate: CivilDate;
  /** The act as an item of ours, where that one is public, under its own reviewed title. */
  readonly act: { readonly id: string; readonly title: string } | null;
  /** 文号 in strict form; empty where it has none. */
  readonly actNo: string;
  /** New last day; null leaves the one of before. */
  readonly validUntil: CivilDate | null;
  /** The item that replaces it, where that one is public. */
  readonly successor: { readonly id: string; readonly title: string } | null;
  /** ISO instant: of two events of one day the later confirmed one counts. */
  readonly confirmedAt: string;
};

/** What 有效性 is judged by: what the text says of itself, and what happened since. */
export type ValidityFacts = {
  readonly is_normative: boolean;
  readonly effective_from: CivilDate | null;
  readonly expires_at: CivilDate | null;
  readonly events: readonly ValidityEvent[];
};

/** 有效性 on a day; `pending` = 尚未施行. */
export const VALIDITIES = ['pending', ...VALIDITY_STATES] as const;
export type Validity = (typeof VALIDITIES)[number];
export const VALIDITY_NAMES: Record<Validity, string> = {
  pending: '尚未施行',
  in_force: '有效',
  amended: '已修改',
  repealed: '废止',
  lapsed: '失效',
};

export type ValidityOnDay = {
  readonly state: Validity;
  /** First day of the state, where an act or the end of the term gives one. */
  readonly since: CivilDate | null;
  /** Last day, where there is one. */
  readonly until: CivilDate | null;
  /** The event that gives the state; null where the text itself does. */
  readonly event: ValidityEvent | null;
  /** It lapsed by itself at the end of its term; nobody has confirmed it yet. */
  readonly isAutomatic: boolean;
};

/** How two items belong together. */
export const RELATION_KINDS = ['interpretation', 'correction_notice', 'withdrawal_notice'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];
/** Seen from the item, then from the other one. */
export const RELATION_NAMES: Record<RelationKind, readonly [string, string]> = {
  interpretation: ['相关解读', '解读的文件'],
  correction_notice: ['更正公告', '更正的文件'],
  withdrawal_notice: ['撤回的理由', '说明撤回理由的信息'],
};

/** A public item that belongs to another one. */
export type RelatedItem = {
  readonly kind: RelationKind;
  /** True on the page of the 解读, the correction. */
  readonly isReverse: boolean;
  readonly id: string;
  readonly itemKind: ItemKind;
  readonly title: string;
  readonly publishedAt: Date;
  readonly reportYear: number | null;
};

/** Why an item was hidden. */
export const HIDE_REASONS = ['error', 'leak', 'penalty_changed', 'other'] as const;
export type HideReason = (typeof HIDE_REASONS)[number];
export const HIDE_REASON_NAMES: Record<HideReason, string> = {
  error: '内容有错误',
  leak: '疑似泄密',
  penalty_changed: '行政处罚决定被变更、撤销、确认违法或无效',
  other: '其他',
};

export const LIVE_CHECK_RESULTS = ['ok', 'problem'] as const;
export type LiveCheckResult = (typeof LIVE_CHECK_RESULTS)[number];

/** What may be wrong with a live page as the worker sees it. */
export const PROBE_CODES = [
  'page_status',
  'title_missing',
  'file_unreachable',
  'file_differs',
  'link_broken',
] as const;
export type ProbeCode = (typeof PROBE_CODES)[number];
/** `what`: the address, file name or status it is about. */
export type ProbeFinding = { readonly code: ProbeCode; readonly what: string };

/** Acts after publication, each with its own right. */
export const FOLLOW_UPS = [
  'record_consultation',
  'record_reprint',
  'enter_validity',
  'confirm_validity',
  'relate',
  'check_live',
  'report_leak',
] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];
