import type { Refusal } from '@/lib/platform/result';
import {
  type AnyStep,
  anyStepName,
  type ClosedReason,
  type Conclusion,
  type RouteStep,
  routeStepName,
  STEP_NAMES,
  type Step,
} from './types';

type Facts = { step?: RouteStep<AnyStep>; seat?: AnyStep; name?: string; versions?: readonly number[] };

const SENTENCES = {
  round_closed: () => '这一轮审核已经结束，请刷新后查看最新状态。',
  step_not_open: () => '这一环节现在不能办理：前面的环节尚未通过，或者它已经办结。请刷新后再看。',
  role_missing: ({ step }: Facts) => `您没有“${step ? routeStepName(step) : '该环节'}”的职责，不能办理。`,
  own_work: ({ versions = [] }: Facts) =>
    versions.length === 0
      ? '您参与了这一稿的写作或修改，不能审核自己的稿件。'
      : `您写过或修改过第${versions.join('、')}稿，不能审核这一稿：谁动过笔，谁就不审。`,
  own_work_of_principal: ({ name }: Facts) =>
    `${name ?? '您代理的人'}参与了这一稿的写作或修改，您不能代其审核。`,
  delegation_unconfirmed: ({ name }: Facts) =>
    `${name ?? '授权人'}还没有确认电话授权，确认之前只能代签应急流程的稿件。`,
  other_section: () => '本机关规定初审只办理本股室的稿件，这一稿由其他股室起草。',
  second_seat: ({ seat }: Facts) =>
    `您（或您代理的人）已在“${seat ? anyStepName(seat) : '另一环节'}”作出过意见，同一人不能再办理这一环节。`,
  stale_round: () =>
    '您看到的内容已不是最新：其他人刚刚办理了这一稿。您填写的内容已保留，请看过变化后再决定。',
  return_needs_reason: () => '退回必须写明理由，便于拟稿人修改。',
  return_target_unknown: () => '只能退回拟稿人，或退回上一环节。',
  secrecy_answers_missing: () => '请逐项填写保密审查结论和审查依据。',
  secrecy_answers_disagree: () => '逐项答复中有“是”，不能同意公开。请退回并写明要去除的内容，或者报请确定。',
  referral_needs_reason: () => '报请确定须写明拟请示的事项。',
  reply_needs_content: () => '请写明答复的机关、日期、文号和结论。',
  checklist_incomplete: () => '请先逐项勾选审核和校对要点。',
  class_not_lower: () => '审核中的稿件只能提高内容等级，不能降低。',
  class_change_needs_reason: () => '调整内容等级须写明理由。',
  class_raised_by_reviewer: () => '审核人已提高这条信息的内容等级，只有终审人写明理由后可以降低。',
  class_lowered_by_hand: () => '您写过或修改过这条信息，不能降低它的内容等级。',
  class_unchanged: () => '内容等级没有变化。',
  emergency_only_class_c: () => '应急流程只用于 C 类信息。请先把内容等级定为 C。',
  emergency_needs_reason: () => '选择应急流程须写明是什么突发事件或者要澄清什么。',
  reauthentication_needed: () => '签发 C 类信息须重新输入登录密码，确认是您本人办理。',
  not_opened: () => '先打开看过才能批量签发：这一稿您还没有看过，或者看过之后又有人办理。',
  batch_only_sign_off: () =>
    '批量只用于签发。初审、复审、终审要核对校对发现和要点，保密审查要逐项作出结论，请打开逐条办理。',
  late_opinion_not_yours: () => '只能补写本人在应急流程中作出的意见，且只能补写一次。',
  late_opinion_empty: () => '请填写补充的书面意见。',
} as const satisfies Record<string, (facts: Facts) => string>;

export type ApprovalRefusalCode = keyof typeof SENTENCES;

const LAWS: Partial<Record<ApprovalRefusalCode, string>> = {
  step_not_open: 'TR-1',
  own_work: 'TR-3',
  own_work_of_principal: 'TR-4',
  reauthentication_needed: 'TR-6',
  second_seat: 'TR-3',
  return_needs_reason: 'TR-5',
  secrecy_answers_missing: '条例17-1',
};

const DONE_WORDS = {
  pass: '通过',
  return: '退回',
  refer_secrecy: '报请确定',
  referral_reply: '登记了答复',
} as const;
const CLOSED_WORDS = {
  returned: '这一稿已退回',
  edited: '拟稿人已修改，这一稿的审核作废',
  published: '这一稿已发布',
  cancelled: '这一稿已作废',
} as const;

/** What happened since the form was shown: the decisions given meanwhile, by name, and how the round ended if it did. */
export function staleRefusal(
  since: readonly {
    readonly name: string;
    readonly step: Step | 'publication';
    readonly conclusion: Conclusion;
  }[],
  closed: ClosedReason | null,
): Refusal {
  const news = [
    ...since.map(({ name, step, conclusion }) => `${name}已在“${STEP_NAMES[step]}”${DONE_WORDS[conclusion]}`),
    ...(closed === null ? [] : [CLOSED_WORDS[closed]]),
  ];
  const refusal = approvalRefusal('stale_round');
  return news.length === 0 ? refusal : { ...refusal, message: `${news.join('；')}。${refusal.message}` };
}

/** A refusal of the approval engine in the words of the house. */
export function approvalRefusal(code: ApprovalRefusalCode, facts: Facts = {}, field?: string): Refusal {
  const law = LAWS[code];
  return { code, message: SENTENCES[code](facts), ...(law ? { law } : {}), ...(field ? { field } : {}) };
}
