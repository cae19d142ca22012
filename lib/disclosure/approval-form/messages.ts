import type { Refusal } from '@/lib/platform/result';

const SENTENCES = {
  form_round_unknown: () => '没有找到这一稿的审批记录，或者您无权查看。',
  form_step_missing: ({ step }: Facts) => `“${step}”还没有通过，不能打印审批表。`,
  form_field_missing: ({ field }: Facts) => `缺少“${field}”，不能打印审批表。`,
  form_number_unknown: () => '没有找到这个编号的审批表，请核对编号（信息编号-稿次）。',
} as const satisfies Record<string, (facts: Facts) => string>;
type Facts = { step?: string; field?: string };
export type FormRefusalCode = keyof typeof SENTENCES;

/** A refusal about 审批表 in the words of the house. */
export function formRefusal(code: FormRefusalCode, facts: Facts = {}): Refusal {
  return { code, message: SENTENCES[code](facts), law: 'TR-6' };
}
