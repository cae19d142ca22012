/** What a consulted party answers; `partial` agrees to a part (条例32). Silence is no answer: the clock knows it. */
export const OPINIONS = ['consent', 'partial', 'refuse_with_reason', 'refuse_no_reason'] as const;
export type Opinion = (typeof OPINIONS)[number];
export const OPINION_NAMES: Record<Opinion, string> = {
  consent: '同意公开',
  partial: '同意部分公开',
  refuse_with_reason: '不同意公开，理由合理',
  refuse_no_reason: '不同意公开，没有理由或者理由不合理',
};
