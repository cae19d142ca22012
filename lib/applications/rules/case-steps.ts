import { addDays } from '@/lib/calendar/rules/civil-dates';
import type { Calendar } from '@/lib/calendar/types';
import type { Actor } from '@/lib/organs/types';
import type { CivilDate } from '@/lib/platform/dates';
import { formatDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import { whyNotAct } from '../policy';
import type { CaseAction } from '../transitions';
import type { CaseFacts } from '../types/case';
import type { ClockEvent, ClockInput, ClockSettings, ClockState } from '../types/clock';
import { whyRefused } from './clock/why-refused';

/** A step of the procedure as the case screen offers it: allowed now, or why not, and what to mind. */
export type CaseStep = {
  readonly action: CaseAction;
  /** Article the step rests on. */
  readonly law: string;
  readonly isAllowed: boolean;
  readonly reasons: readonly Refusal[];
  readonly warnings: readonly Refusal[];
};

/** What decides about the steps of a case. */
export type StepContext = {
  readonly actor: Actor;
  readonly facts: CaseFacts;
  readonly calendar: Calendar;
  readonly input: ClockInput;
  readonly settings: ClockSettings;
  readonly clock: ClockState;
  /** Rounds of 补正 asked for so far. */
  readonly supplementRounds: number;
  readonly hasSearchRecord: boolean;
  /** Contradictions of third parties with reasons that are on file. */
  readonly hasReasonedObjection: boolean;
};

/** Steps in the order of the procedure, with the article of each. */
const STEPS: readonly (readonly [action: CaseAction, law: string])[] = [
  ['confirm', '条例31'],
  ['give_up_confirmation', '条例31-3'],
  ['register', '条例45'],
  ['check_application', '条例29'],
  ['request_supplement', '条例30'],
  ['receive_supplement', '条例30'],
  ['supplement_overdue', '条例30'],
  ['consult', '条例32'],
  ['end_consultation', '条例32'],
  ['ask_reasons', '条例35'],
  ['record_reasons', '条例35'],
  ['extend', '条例33-2'],
  ['defer', '条例35'],
  ['record_search', '条例36-4'],
  ['notify_fee', '条例42'],
  ['record_payment', '条例42'],
  ['cancel_fee', '条例42'],
  ['payment_overdue', '条例42'],
  ['decide', '条例36'],
  ['withdraw_application', '条例36'],
  ['close_by_note', '条例36'],
  ['serve', '条例40'],
  ['archive', '条例45'],
];

/**
 * Every step of the procedure with whether the person may take it today: the table of states and roles, then the clock on
 * the event the step would record; and what is lawful but risky, with the article.
 *
 * @rule REG-30-7 @rule REG-33-2
 */
export function caseSteps(context: StepContext): CaseStep[] {
  return STEPS.map(([action, law]) => {
    const inTable = whyNotAct(context.actor, context.facts, action);
    const event = inTable.length === 0 ? probe(action, context) : null;
    const byClock =
      event === null ? [] : whyRefused(context.calendar, context.input, event, context.settings);
    const reasons = [...inTable, ...byClock];
    return {
      action,
      law,
      isAllowed: reasons.length === 0,
      reasons,
      warnings: reasons.length === 0 ? warningsOf(action, context) : [],
    };
  });
}

/** The event a step would record if it were taken today; null where it moves no clock. */
function probe(action: CaseAction, { input, clock }: StepContext): ClockEvent | null {
  const date = input.asOf;
  switch (action) {
    case 'request_supplement':
      return { type: 'supplement_notice', date, approvedBy: 'office_head' };
    case 'consult':
      return { type: 'consultation_sent', date, id: '\u0000probe', to: 'third_party' };
    case 'extend':
      return { type: 'extension', date, workingDays: 1 };
    case 'defer':
      return { type: 'deferral', date, until: addDays(clock.replyDue ?? date, 1) };
    case 'notify_fee':
      return { type: 'fee_notice', date };
    case 'record_payment':
      return { type: 'fee_paid', date };
    case 'cancel_fee':
      return { type: 'fee_cancelled', date };
    case 'supplement_overdue':
      return { type: 'closed', date, outcome: 'other.supplement_overdue' };
    case 'payment_overdue':
      return { type: 'closed', date, outcome: 'other.fee_unpaid' };
    default:
      return null;
  }
}

function warningsOf(action: CaseAction, context: StepContext): Refusal[] {
  const { clock, input } = context;
  const warn = (code: string, message: string, law: string): Refusal => ({ code, message, law });
  const isPast = (date: CivilDate | null) => date !== null && input.asOf > date;
  if (action === 'request_supplement') {
    return [
      ...(isPast(clock.supplementNoticeDue)
        ? [
            warn(
              'late_supplement_notice',
              `补正告知已过${formatDate(clock.supplementNoticeDue ?? '')}的7个工作日期限。现在告知仍可重新计算答复期限，但按原期限（${formatDate(clock.replyDue ?? '')}）答复更稳妥，系统会保留两个日期。`,
              '条例30',
            ),
          ]
        : []),
      ...(context.supplementRounds > 0
        ? [
            warn(
              'second_supplement',
              '这是又一次补正告知。“一次性告知”要求一次写全所有事项，再次补正须经工作机构负责人同意。',
              '条例30',
            ),
          ]
        : []),
    ];
  }
  if (action === 'decide') {
    return [
      ...(clock.status === 'overdue'
        ? [
            warn(
              'overdue',
              `答复期限（${formatDate(clock.replyDue ?? '')}）已过，逾期${clock.overdueDays}日。请尽快答复。`,
              '条例33',
            ),
          ]
        : []),
      ...(context.hasReasonedObjection
        ? [
            warn(
              'objection',
              '第三方有合理理由不同意公开。要公开的，须写明不公开可能对公共利益造成重大影响的理由，并先送达公开决定告知书（L09）。',
              '条例32',
            ),
          ]
        : []),
      ...(context.hasSearchRecord
        ? []
        : [warn('no_search', '还没有检索记录；告知“政府信息不存在”须先记录检索。', '条例36-4')]),
    ];
  }
  if (action === 'notify_fee') {
    return [
      warn(
        'fee_exceptional',
        '一般不收费。只有申请的数量、频次明显超过合理范围才可以收取信息处理费；首次、合理的申请收费有败诉风险，请写明事实。',
        '条例42',
      ),
    ];
  }
  if (action === 'extend') {
    return [
      ...(clock.provisional
        ? [
            warn(
              'extend_provisional',
              '正在征求意见或者日历尚未载入，答复期限是暂定的：文书写明的新期限可能晚于最后算出的期限。最好在收到意见后、期限届满前再延期。',
              '条例33-2',
            ),
          ]
        : []),

      warn('extend_by_letter', '延长期限须经工作机构负责人同意，并在期限届满前发出告知书。', '条例33-2'),
    ];
  }
  return [];
}
