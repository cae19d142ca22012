import { type CivilDate, formatDate } from '@/lib/platform/dates';
import { CASE_ACTION_NAMES, type CaseAction, type CaseState } from '../../transitions';
import type { ClockState } from '../../types/clock';
import type { IntakeTerms, OwnCase } from '../../types/intake';

/** What is expected of the applicant, if anything. */
export type Expected = {
  /** `supplement_sent`: a correction lies with the office; another may be sent. */
  readonly act: 'confirm' | 'supplement' | 'supplement_sent' | 'pay' | 'reasons' | 'none';
  /** What to do, or that there is nothing to do. */
  readonly sentence: string;
  /** The last whole day for it. */
  readonly until: CivilDate | null;
};

/** Where a case is, in one line for its applicant. */
export function stateForApplicant(
  view: Pick<OwnCase, 'state' | 'isWithdrawn' | 'repliedOn' | 'events'>,
): string {
  if (view.isWithdrawn) return view.state === 'deciding' ? '您已撤回申请，正在办结' : '已按您的撤回办结';
  switch (view.state as CaseState) {
    case 'submitted':
      return '已提交，等待双方确认';
    case 'unconfirmed':
      return '多次联系不上您，等待恢复联系';
    case 'received':
      return '已收到，正在登记';
    case 'registered':
      return '已登记，正在审核';
    case 'awaiting_supplement':
      return supplementSentOn(view.events) === null ? '等待您补正' : '补正材料已提交，等待本机关确认收到';
    case 'awaiting_payment':
      return '等待您缴费';
    case 'replied':
    case 'archived':
      return '已答复';
    case 'in_hand':
    case 'deciding':
    case 'sealed':
      return '正在办理';
  }
}

/** What the applicant has to do now, and by when. */
export function expectedOf(
  view: Pick<OwnCase, 'state' | 'mayConfirm' | 'maySupplement' | 'events'>,
  clock: Pick<ClockState, 'supplementDue' | 'paymentDue'> | null,
  terms: IntakeTerms,
): Expected {
  const nothing = (sentence: string): Expected => ({ act: 'none', sentence, until: null });
  if (view.mayConfirm) {
    return {
      act: 'confirm',
      sentence:
        '我们已与您联系。请核对申请内容，点“确认”；双方确认的当天为收到申请之日，答复期限从次日起算。',
      until: null,
    };
  }
  if (view.state === 'submitted')
    return nothing(
      `我们在提交后${terms.contactWorkingDays}个工作日内与您联系确认，请保持电话畅通、留意邮件。`,
    );
  if (view.state === 'unconfirmed')
    return nothing('我们按您留的联系方式多次联系不上。请致电我们，恢复联系之日起办理。');
  if (view.maySupplement) {
    const sentOn = supplementSentOn(view.events);
    if (sentOn !== null) {
      return {
        act: 'supplement_sent',
        sentence: `补正材料已提交（${formatDate(sentOn)}），等待本机关确认收到；收到之日起重新计算答复期限。还要补充的，可以再提交。`,
        until: clock?.supplementDue ?? null,
      };
    }
    return {
      act: 'supplement',
      sentence:
        '请按补正告知书的要求补正。我们收到补正材料之日起重新计算答复期限；逾期不补正的，视为放弃申请。',
      until: clock?.supplementDue ?? null,
    };
  }
  if (view.state === 'awaiting_payment') {
    return {
      act: 'pay',
      sentence: '请按收费通知书写明的方式缴费。缴费次日起重新计算处理期限；逾期未缴的，视为放弃申请。',
      until: clock?.paymentDue ?? null,
    };
  }
  if (areReasonsAwaited(view.events)) {
    return {
      act: 'reasons',
      sentence: '请按说明理由告知书的要求，书面说明申请的理由，当面或者邮寄交给我们。',
      until: null,
    };
  }
  if (view.state === 'replied' || view.state === 'archived')
    return nothing(
      '答复已经作出，请看下面的文书。对答复不服的，文书里写明了怎样申请行政复议、提起行政诉讼。',
    );
  return nothing('现在不需要您做什么。有进展会在这里显示。');
}

/** The day a correction was last handed in in answer to the newest notice, and is not yet confirmed; null where none lies there. */
function supplementSentOn(events: OwnCase['events']): CivilDate | null {
  const last = events.findLast(({ action }) =>
    ['request_supplement', 'send_supplement', 'receive_supplement'].includes(action),
  );
  return last?.action === 'send_supplement' ? last.onDate : null;
}

function areReasonsAwaited(events: OwnCase['events']): boolean {
  const last = (action: string) =>
    Math.max(0, ...events.filter((event) => event.action === action).map(({ seq }) => seq));
  return last('ask_reasons') > last('record_reasons');
}

/** How long is left, in words; null where no date runs. */
export function dueWords(clock: ClockState | null, daysLeft: number | null): string | null {
  if (clock === null || clock.replyDue === null) return null;
  const due = formatDate(clock.replyDue);
  if (clock.status === 'replied' || clock.status === 'closed') return null;
  if (clock.overdueDays > 0)
    return `答复期限是${due}，已超过${clock.overdueDays}天。您可以致电催办，也可以依法投诉、举报。`;
  const left = daysLeft === null ? '' : daysLeft === 0 ? '，今天是最后一天' : `，还有${daysLeft}个工作日`;
  const may = clock.provisional ? '（征求意见等尚未结束，或者当年的放假安排尚未公布，日期可能变动）' : '';
  return `我们应当在${due}（含当日）前答复${left}${may}。`;
}

/** Acts as an applicant reads them; the rest is called as the office calls it. */
const OWN_NAMES: Readonly<Partial<Record<CaseAction, string>>> = {
  submit: '提交申请',
  open_case: '立案',
  log_contact: '我们与您联系',
  confirm: '双方确认，收到申请',
  register: '登记，编申请编号',
  check_application: '审核完毕，开始办理',
  request_supplement: '告知您补正',
  send_supplement: '您提交补正材料',
  receive_supplement: '收到补正材料，重新计算期限',
  consult: '征求第三方或者其他机关意见，所需时间不计入期限',
  ask_reasons: '请您说明理由',
  record_reasons: '收到您说明的理由',
  serve: '送达答复',
  withdraw_application: '您撤回申请',
};

/** An act in the words for the applicant. */
export function actForApplicant(action: string): string {
  return OWN_NAMES[action as CaseAction] ?? CASE_ACTION_NAMES[action as CaseAction] ?? action;
}
