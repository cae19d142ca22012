import type { Role } from '@/lib/organs/types';

/** States of a case (states.md). Whether its clock runs, pauses or is overdue is computed beside, never stored. */
export const CASE_STATES = [
  'submitted',
  'unconfirmed',
  'received',
  'registered',
  'in_hand',
  'awaiting_supplement',
  'awaiting_payment',
  'deciding',
  'sealed',
  'replied',
  'archived',
] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const CASE_STATE_NAMES: Record<CaseState, string> = {
  submitted: '待确认收到',
  unconfirmed: '无法确认',
  received: '已收到，待登记',
  registered: '已登记，待审核',
  in_hand: '办理中',
  awaiting_supplement: '等待补正',
  awaiting_payment: '等待缴费',
  deciding: '答复审批中',
  sealed: '已盖章，待送达',
  replied: '已答复',
  archived: '已归档',
};

/** Who may act: holders of a role, the applicant through the public page, or the system when a route is passed. */
export type CaseActorRole =
  | Extract<Role, 'case_handler' | 'office_head' | 'legal_reviewer' | 'disclosure_leader' | 'secrecy_officer'>
  | 'applicant'
  | 'system';

/** A row of the table: in each of the states `from` the act leads to one of the states `to`; `same` = stays. */
export type CaseTransition = {
  readonly from: readonly (CaseState | 'none')[];
  readonly action: string;
  readonly roles: readonly CaseActorRole[];
  readonly to: readonly CaseState[] | 'same';
};

const HANDLER = ['case_handler'] as const;
const HEAD = ['office_head'] as const;
const DESK = ['case_handler', 'office_head'] as const;
/** Received and not yet decided. */
const OPEN = ['received', 'registered', 'in_hand', 'awaiting_supplement', 'awaiting_payment'] as const;
/** Received and not yet served. */
const UNSERVED = [...OPEN, 'deciding', 'sealed'] as const;
const LIVE = ['submitted', 'unconfirmed', ...UNSERVED] as const;
const AFTER_REGISTRATION = [
  'registered',
  'in_hand',
  'awaiting_supplement',
  'awaiting_payment',
  'deciding',
  'sealed',
  'replied',
] as const;

/**
 * The one table of what may happen to a case, by whom. What is not listed is refused; the database holds the same rows
 * (office.application_transition). Acts of an applicant that reach the office on paper are recorded by the handler.
 * A decision that is returned leads back to the state it was taken in.
 *
 * @rule REG-45
 */
export const CASE_TRANSITIONS = [
  { from: ['none'], action: 'submit', roles: ['applicant', 'case_handler'], to: ['submitted'] },
  { from: ['none'], action: 'open_case', roles: DESK, to: ['registered'] },
  { from: ['submitted', 'unconfirmed'], action: 'log_contact', roles: DESK, to: 'same' },
  {
    from: ['submitted', 'unconfirmed'],
    action: 'confirm',
    roles: ['applicant', 'case_handler'],
    to: ['received'],
  },
  { from: ['submitted'], action: 'give_up_confirmation', roles: HEAD, to: ['unconfirmed'] },
  { from: ['received'], action: 'register', roles: HANDLER, to: ['registered'] },
  { from: ['registered'], action: 'check_application', roles: HANDLER, to: ['in_hand'] },
  { from: ['in_hand'], action: 'request_supplement', roles: HANDLER, to: ['awaiting_supplement'] },
  {
    from: ['awaiting_supplement'],
    action: 'send_supplement',
    roles: ['applicant', 'case_handler'],
    to: 'same',
  },
  { from: ['awaiting_supplement'], action: 'receive_supplement', roles: HANDLER, to: ['in_hand'] },
  { from: ['awaiting_supplement'], action: 'supplement_overdue', roles: HANDLER, to: ['deciding'] },
  { from: ['in_hand'], action: 'consult', roles: HANDLER, to: 'same' },
  {
    from: ['in_hand', 'awaiting_supplement', 'awaiting_payment', 'deciding', 'sealed'],
    action: 'record_consultation_service',
    roles: HANDLER,
    to: 'same',
  },
  {
    from: ['in_hand', 'awaiting_supplement', 'awaiting_payment', 'deciding', 'sealed'],
    action: 'end_consultation',
    roles: HANDLER,
    to: 'same',
  },
  { from: ['in_hand'], action: 'ask_reasons', roles: HANDLER, to: 'same' },
  { from: ['in_hand'], action: 'record_reasons', roles: HANDLER, to: 'same' },
  { from: ['in_hand'], action: 'extend', roles: HANDLER, to: 'same' },
  { from: ['in_hand'], action: 'defer', roles: HANDLER, to: 'same' },
  { from: ['in_hand'], action: 'record_search', roles: HANDLER, to: 'same' },
  { from: ['in_hand', 'awaiting_payment'], action: 'notify_fee', roles: HANDLER, to: ['awaiting_payment'] },
  { from: ['awaiting_payment'], action: 'record_payment', roles: HANDLER, to: ['in_hand'] },
  { from: ['awaiting_payment'], action: 'cancel_fee', roles: HANDLER, to: ['in_hand'] },
  { from: ['awaiting_payment'], action: 'payment_overdue', roles: HANDLER, to: ['deciding'] },
  { from: ['in_hand'], action: 'decide', roles: HANDLER, to: ['deciding'] },
  {
    from: OPEN,
    action: 'withdraw_application',
    roles: ['applicant', 'case_handler'],
    to: ['deciding'],
  },
  {
    from: ['deciding'],
    action: 'return_reply',
    roles: ['secrecy_officer', 'office_head', 'legal_reviewer', 'disclosure_leader', 'case_handler'],
    to: OPEN,
  },
  { from: ['deciding'], action: 'seal', roles: ['system'], to: ['sealed'] },
  { from: ['sealed'], action: 'void_reply', roles: HEAD, to: OPEN },
  { from: ['sealed'], action: 'serve', roles: HANDLER, to: ['replied'] },
  { from: ['deciding'], action: 'close_by_note', roles: HEAD, to: ['replied'] },
  { from: ['replied'], action: 'archive', roles: HANDLER, to: ['archived'] },
  { from: [...LIVE, 'replied'], action: 'send_letter', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'record_letter_service', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'letter_returned', roles: HANDLER, to: 'same' },
  { from: UNSERVED, action: 'correct_receipt_date', roles: HEAD, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'assign', roles: HEAD, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'accept_assignment', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'decline_assignment', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'restrict', roles: DESK, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'lift_restriction', roles: HEAD, to: 'same' },
  { from: ['registered', 'in_hand'], action: 'split', roles: HANDLER, to: 'same' },
  { from: ['registered', 'in_hand'], action: 'merge', roles: HANDLER, to: 'same' },
  { from: ['registered', 'in_hand'], action: 'unmerge', roles: HANDLER, to: 'same' },
  { from: AFTER_REGISTRATION, action: 'transfer_petition', roles: HANDLER, to: 'same' },
  { from: AFTER_REGISTRATION, action: 'link_case', roles: HANDLER, to: 'same' },
  { from: AFTER_REGISTRATION, action: 'propose_publication', roles: HANDLER, to: 'same' },
  { from: UNSERVED, action: 'change_delivery', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'change_contact', roles: HANDLER, to: 'same' },
  { from: [...LIVE, 'replied'], action: 'add_file', roles: ['case_handler', 'applicant'], to: 'same' },
  { from: [...LIVE, 'replied'], action: 'add_note', roles: DESK, to: 'same' },
] as const satisfies readonly CaseTransition[];

export type CaseAction = (typeof CASE_TRANSITIONS)[number]['action'];

/** Acts as buttons and timeline name them. */
export const CASE_ACTION_NAMES: Record<CaseAction, string> = {
  submit: '提交申请',
  open_case: '立案',
  log_contact: '联系申请人',
  confirm: '确认收到申请',
  give_up_confirmation: '停止联系确认',
  register: '登记',
  check_application: '审核申请',
  request_supplement: '告知补正',
  send_supplement: '提交补正材料',
  receive_supplement: '收到补正材料',
  supplement_overdue: '逾期不补正',
  consult: '征求意见',
  record_consultation_service: '记录征求意见书送达',
  end_consultation: '收到意见',
  ask_reasons: '要求说明理由',
  record_reasons: '收到理由',
  extend: '延长答复期限',
  defer: '确定延迟答复的合理期限',
  record_search: '记录检索',
  notify_fee: '通知缴费',
  record_payment: '确认缴费',
  cancel_fee: '取消收费',
  payment_overdue: '逾期未缴费',
  decide: '作出处理决定',
  withdraw_application: '撤回申请',
  return_reply: '退回答复',
  seal: '编号盖章',
  void_reply: '作废文书',
  serve: '送达答复',
  close_by_note: '以工作记录结案',
  archive: '归档',
  send_letter: '发出文书',
  record_letter_service: '记录文书送达',
  letter_returned: '文书被退回',
  correct_receipt_date: '更正收到日期',
  assign: '分派承办人',
  accept_assignment: '接受分派',
  decline_assignment: '不接受分派',
  restrict: '限制查看',
  lift_restriction: '取消限制查看',
  split: '拆分申请',
  merge: '合并答复',
  unmerge: '取消合并',
  transfer_petition: '移送信访事项',
  link_case: '关联申请',
  propose_publication: '建议主动公开',
  change_delivery: '变更获取方式',
  change_contact: '变更联系方式',
  add_file: '添加材料',
  add_note: '添加工作记录',
};

/** The states an act leads to from a state; empty where it is not allowed there. */
export function targetsOf(state: CaseState | 'none', action: string): readonly CaseState[] {
  const row = rowOf(state, action);
  if (row === undefined) return [];
  if (row.to === 'same') return state === 'none' ? [] : [state];
  return row.to;
}

/** Who may do an act in a state; empty where nobody may. */
export function rolesOf(state: CaseState | 'none', action: string): readonly CaseActorRole[] {
  return rowOf(state, action)?.roles ?? [];
}

function rowOf(state: CaseState | 'none', action: string): CaseTransition | undefined {
  return (CASE_TRANSITIONS as readonly CaseTransition[]).find(
    (row) => row.action === action && row.from.includes(state),
  );
}

/** Every single step the table allows, as the database keeps it. */
export function flatTransitions(): {
  from: CaseState | 'none';
  action: string;
  to: CaseState;
  roles: readonly CaseActorRole[];
}[] {
  return (CASE_TRANSITIONS as readonly CaseTransition[]).flatMap((row) =>
    row.from.flatMap((from) =>
      targetsOf(from, row.action).map((to) => ({ from, action: row.action, to, roles: row.roles })),
    ),
  );
}
