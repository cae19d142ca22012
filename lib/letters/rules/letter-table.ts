import type { LetterCode, RecipientKind, RemedyMode } from '../types/letters';

/**
 * 类别字 of the number (LT-3): each has a series of its own per organ and year. None is 公告, which is a 公文 of its own.
 */
export const LETTER_CATEGORIES = [
  '公开登',
  '公开补',
  '公开告',
  '公开征',
  '公开决',
  '公开费',
  '公开复',
] as const;
export type LetterCategory = (typeof LETTER_CATEGORIES)[number];

/** How much of the application the first paragraph of a letter tells. */
export type Opening = 'none' | 'short' | 'full';

/** What one kind of letter is. */
export type LetterKind = {
  readonly title: string;
  readonly category: LetterCategory;
  /** Whether it concludes a case: then it has every element of LT-2. */
  readonly isDecision: boolean;
  /** By default to whom. */
  readonly to: RecipientKind;
  readonly opening: Opening;
  /** Remedies by outcome (regulation.md §15); `remedyMode` knows since when. */
  readonly remedy: RemedyMode;
};

function procedural(
  title: string,
  category: LetterCategory,
  opening: Opening,
  to: RecipientKind = 'applicant',
): LetterKind {
  return { title, category, isDecision: false, to, opening, remedy: 'none' };
}

function decision(title: string, remedy: RemedyMode = 'either'): LetterKind {
  return { title, category: '公开复', isDecision: true, to: 'applicant', opening: 'full', remedy };
}

/** A notice that the case is no longer handled; it ends the case without a reply. */
function ending(title: string): LetterKind {
  return { title, category: '公开告', isDecision: true, to: 'applicant', opening: 'short', remedy: 'either' };
}

/**
 * Every letter (letters.md §2, §3): title, series of numbers, addressee, opening, remedies.
 *
 * @rule LT-3 @rule LT-10
 */
export const LETTERS: Record<LetterCode, LetterKind> = {
  L00: procedural('收到申请确认函', '公开登', 'none'),
  L01: procedural('政府信息公开申请登记回执', '公开登', 'none'),
  L02: procedural('补正告知书', '公开补', 'short'),
  L03: procedural('说明理由告知书', '公开告', 'short'),
  L04: procedural('延期答复告知书', '公开告', 'short'),
  L05: procedural('延迟答复告知书', '公开告', 'short'),
  L06: procedural('第三方意见征求书', '公开征', 'none', 'third_party'),
  L07: procedural('征求意见告知书', '公开告', 'short'),
  L08: procedural('意见征求函', '公开征', 'none', 'organ'),
  L09: {
    title: '公开决定告知书',
    category: '公开决',
    isDecision: true,
    to: 'third_party',
    opening: 'none',
    remedy: 'either',
  },
  L10: {
    title: '信息处理费收费通知书',
    category: '公开费',
    isDecision: false,
    to: 'applicant',
    opening: 'short',
    remedy: 'fee',
  },
  L11: ending('逾期不补正不再处理告知书'),
  L12: ending('逾期未缴费不再处理告知书'),
  L13: procedural('撤回申请确认书', '公开告', 'none'),
  R01: decision('政府信息已主动公开告知书'),
  R02: decision('政府信息公开答复书'),
  R03: decision('政府信息部分公开答复书', 'part'),
  R04: decision('不予公开决定书', 'reconsideration_first'),
  R05: decision('不予公开决定书', 'reconsideration_first'),
  R06: decision('不予公开决定书', 'reconsideration_first'),
  R07: decision('不予公开决定书', 'reconsideration_first'),
  R08: decision('不予公开决定书', 'reconsideration_first'),
  R09: decision('不予公开决定书', 'reconsideration_first'),
  R10: decision('不予公开决定书', 'reconsideration_first'),
  R11: decision('依法查询告知书'),
  R12: decision('政府信息不存在告知书'),
  R13: decision('非本机关负责公开告知书'),
  R14: decision('需加工分析不予提供告知书'),
  R15: decision('补正后仍不明确告知书'),
  R16: decision('不作为政府信息公开申请处理告知书'),
  R17: decision('不予重复处理告知书'),
  R18: decision('公开出版物获取途径告知书'),
  R19: decision('不予处理告知书'),
  R20: decision('不予处理告知书'),
  R21: decision('政府信息记录更正答复书'),
  R22: decision('非政府信息、咨询事项告知书'),
};

/** What tells letters of one title apart, for lists and choices; empty where the title says it all. */
const DISTINCTIONS: Partial<Record<LetterCode, string>> = {
  R04: '国家秘密',
  R05: '法律、行政法规禁止公开',
  R06: '三安全一稳定',
  R07: '第三方合法权益',
  R08: '内部事务信息',
  R09: '过程性信息',
  R10: '行政执法案卷',
  R19: '大量反复申请',
  R20: '要求确认或者重新出具',
};

/** The name of a kind of letter in lists: `不予公开决定书（国家秘密）`. */
export function letterName(code: LetterCode): string {
  const more = DISTINCTIONS[code];
  return more === undefined ? LETTERS[code].title : `${LETTERS[code].title}（${more}）`;
}
