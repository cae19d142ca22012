import { type CivilDate, formatDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import type { ClockEvent, ClockEventType, ClockRule, ClockStatus } from '../types/clock';
import type { ClockBreach, ClockBreachFacts, ClockInputProblem, ClockReason } from '../types/clock-refusals';

/** What each event is called. */
export const CLOCK_EVENT_NAMES: Record<ClockEventType, string> = {
  submitted: '提交申请',
  arrived: '来信到达',
  received: '收到申请',
  supplement_notice: '补正告知',
  supplement_received: '收到补正材料',
  consultation_sent: '征求意见',
  consultation_served: '征求意见书送达',
  consultation_answered: '收到意见',
  extension: '延长答复期限',
  deferral: '延迟答复',
  fee_notice: '收费通知',
  fee_paid: '缴费',
  fee_cancelled: '取消收费',
  replied: '答复',
  closed: '结案',
};

/** What each status is called. */
export const CLOCK_STATUS_NAMES: Record<ClockStatus, string> = {
  awaiting_confirmation: '待确认收到',
  running: '期限计算中',
  paused: '征求意见，期限暂停',
  awaiting_supplement: '等待补正',
  awaiting_payment: '等待缴费',
  overdue: '已逾期',
  replied: '已答复',
  closed: '已结案',
};

const PROBLEMS: Record<ClockInputProblem['code'], string> = {
  no_events: '没有一个事件，无法计算期限。',
  wrong_order: '日期早于它前面的事件，请按日期先后排列。',
  later_than_as_of: '日期晚于计算日，请核对日期。',
  received_twice: '“收到申请”只能有一次。',
  before_receipt: '在“收到申请”之前，只能有提交申请和来信到达。',
  after_receipt: '应在“收到申请”之前。',
  arrived_needs_plain_mail: '只有平信才登记来信到达日。',
  sent_twice: '同一编号的征求意见已经发出过。',
  never_sent: '没有发出过这个编号的征求意见。',
  served_twice: '同一编号的征求意见已经登记过送达。',
  answered_twice: '同一编号的征求意见已经登记过意见。',
  served_after_answer: '送达应在收到意见之前。',
  due_date_for_organ_only: '只有征求其他机关意见时才能自定答复日期，第三方和共同制作机关为送达后15个工作日。',
  date_before_event: '写明的送达日或者截止日早于事件本身，请核对日期。',
  served_later_than_as_of: '送达日晚于计算日，请核对日期。',
};

/** The sentence for events that make no case. */
export function malformedClockInput({ code, index, event }: ClockInputProblem): Refusal {
  const where =
    index === null || event === null
      ? ''
      : `第${index + 1}个事件（${CLOCK_EVENT_NAMES[event.type]}，${formatDate(event.date)}）：`;
  return { code: 'malformed_clock_input', message: `${where}${PROBLEMS[code]}` };
}

/** The sentence for a form that cannot be read; `where` names the place. */
export function unreadableClockInput(where: string, problem: string): Refusal {
  return { code: 'malformed_clock_input', message: where === '' ? `${problem}。` : `${where}：${problem}。` };
}

const SENTENCES: Record<ClockReason, (name: string, facts: ClockBreachFacts) => string> = {
  case_has_ended: (name, { end }) =>
    `本件已于${dateOf(end?.on)}${end?.how === 'replied' ? '答复' : '结案'}，不能再登记${name}。`,
  applicant_is_awaited: (name, { awaited }) =>
    awaited?.kind === 'payment'
      ? `正在等待申请人缴费（截止${dateOf(awaited.due)}），期间不能登记${name}。请先登记缴费或者取消收费。`
      : `正在等待申请人补正（截止${dateOf(awaited?.due)}），期间不能登记${name}。请先登记收到补正材料。`,
  is_past_due: (name, { replyDue }) =>
    `${name}应在答复期限${dateOf(replyDue)}（含当日）之前，期限已过，不能再办。请尽快答复。`,
  round_needs_approval: () => '补正应一次性告知。确需再次补正的，请先由政府信息公开工作机构负责人批准。',
  no_supplement_is_awaited: (name) => `没有待补正的告知，不能登记${name}。`,
  supplement_period_runs: (_, { awaited }) =>
    `补正期限到${dateOf(awaited?.due)}（含当日）为止，过了这一天才能按逾期未补正结案。`,
  no_payment_is_awaited: (name) => `没有待缴费的收费通知，不能登记${name}。`,
  payment_period_runs: (_, { awaited }) =>
    `缴费期限到${dateOf(awaited?.due)}（含当日）为止，过了这一天才能按逾期未缴费结案。`,
  extension_beyond_sum: (_, { extensionInSum }) =>
    `延长答复期限合计不得超过20个工作日，本件已用${extensionInSum}个，最多还能延长${20 - extensionInSum}个。`,
  deferral_not_later: (_, { replyDue }) => `延迟答复的日期应晚于现在的答复期限${dateOf(replyDue)}。`,
};

/** Article and rule of each refusal, as people cite them. */
const CITED: Record<ClockRule, { readonly law: string; readonly words: string }> = {
  'REG-30-4': { law: 'REG-30-4', words: '《条例》第三十条' },
  'REG-30-5': { law: 'REG-30-5', words: '《条例》第三十条' },
  'REG-30-6': { law: 'REG-30-6', words: '《条例》第三十条' },
  'REG-30-7': { law: 'REG-30-7', words: '《条例》第三十条' },
  'REG-33-2': { law: 'REG-33-2', words: '《条例》第三十三条第二款' },
  'REG-33-3': { law: 'REG-33-3', words: '《条例》第三十三条第三款' },
  'REG-33-5': { law: 'REG-33-5', words: '《条例》第三十三条' },
  'FEE-5': { law: 'FEE-5', words: '《政府信息公开信息处理费管理办法》' },
  'FEE-6': { law: 'FEE-6', words: '《政府信息公开信息处理费管理办法》' },
  'FEE-8': { law: 'FEE-8', words: '《政府信息公开信息处理费管理办法》' },
  'Art. 35': { law: 'SET-O8', words: '《条例》第三十五条' },
};

/** The sentence for an event the law does not allow, with the article. */
export function clockRefusal(
  { rule, reason }: ClockBreach,
  event: ClockEvent,
  facts: ClockBreachFacts,
): Refusal {
  const { law, words } = CITED[rule];
  const sentence = SENTENCES[reason](CLOCK_EVENT_NAMES[event.type], facts);
  return { code: reason, message: `${sentence}（${words}）`, law };
}

/** The sentence for an event recorded late that would take the ground from one recorded already. */
export function laterEventRefused(event: ClockEvent): Refusal {
  return {
    code: 'later_event_refused',
    message: `这样登记以后，${formatDate(event.date)}的${CLOCK_EVENT_NAMES[event.type]}就不再符合规定。请核对日期，或者先更正那一项。`,
  };
}

function dateOf(date: CivilDate | null | undefined): string {
  return date == null ? '' : formatDate(date);
}
