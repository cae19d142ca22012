import type { OutcomeRow } from '../types/outcomes';
import { evidence, NOTE } from './outcome-grounds';
import { art, fields, item, paragraph, row } from './outcome-row';

/** 不予处理 (Art. 35, 36(6), 39). */
export const NOT_PROCESSED: readonly OutcomeRow[] = [
  row(
    'not_processed.petition_complaint',
    '不予处理：信访、投诉、举报类申请',
    'R16',
    [paragraph(39, 1)],
    [evidence('nature_of_request', '判断事项性质的依据', 'grounds')],
    fields('petition_kind', 'petition_channel'),
  ),
  row(
    'not_processed.duplicate',
    '不予处理：重复申请',
    'R17',
    [item(6)],
    [evidence('earlier_reply', '前一件申请及其答复', 'earlier_case')],
    [],
  ),
  row(
    'not_processed.publication',
    '不予处理：要求提供公开出版物',
    'R18',
    [paragraph(39, 2)],
    [evidence('proof_of_publication_on_sale', '属于公开出版物的依据', 'grounds')],
    fields('publication_name', 'publication_way'),
  ),
  row(
    'not_processed.excessive_repeated',
    '不予处理：无正当理由大量反复申请',
    'R19',
    [art(35)],
    [evidence('justification_request', '已送达的说明理由告知书', 'letter', 'L03')],
    fields('stated_reasons', 'why_unreasonable'),
  ),
  row(
    'not_processed.confirm_or_reissue',
    '不予处理：要求确认或者重新出具已获取的信息',
    'R20',
    [art(2), art(38)],
    [evidence('obtained_before', '申请人此前已经获取的证明', 'file')],
    fields('confirm_kind', 'obtained_when', 'obtained_how'),
  ),
];

/** 其他处理. */
export const OTHER: readonly OutcomeRow[] = [
  row(
    'other.supplement_overdue',
    '其他处理：逾期不补正，不再处理',
    'L11',
    [art(30)],
    [evidence('supplement_lapsed', '补正告知书及其送达，补正期限已满', 'letter', 'L02')],
    [],
  ),
  row(
    'other.fee_unpaid',
    '其他处理：逾期未缴费，不再处理',
    'L12',
    [art(42)],
    [evidence('payment_lapsed', '收费通知书及其送达，缴费期限已满', 'letter', 'L10')],
    [],
  ),
  row(
    'other.misc/withdrawn',
    '其他处理：申请人撤回',
    'L13',
    [],
    [evidence('withdrawal_record', '书面撤回或者撤回的记录', 'event')],
    fields('withdrawal_way'),
  ),
  row(
    'other.misc/not_government_information',
    '其他处理：非政府信息、咨询事项',
    'R22',
    [art(2)],
    [evidence('nature_of_request', '判断事项性质的依据', 'grounds')],
    fields('not_application_kind', 'consult_contact'),
  ),
  row(
    'other.misc/applicant_gone',
    '其他处理：申请人死亡或者终止',
    null,
    [],
    [evidence('file_note', '死亡、注销等证明和工作记录', 'grounds')],
    [NOTE],
  ),
  row(
    'other.misc/mistaken_submission',
    '其他处理：误提交',
    null,
    [],
    [evidence('file_note', '与申请人核实的工作记录', 'grounds')],
    [NOTE],
  ),
  row(
    'other.misc/other',
    '其他处理：其他情形',
    'R22',
    [art(2)],
    [evidence('file_note', '情况说明', 'grounds')],
    fields('explanation', 'consult_contact'),
  ),
];

/** 更正本人信息 (Art. 41), outside table three. */
export const CORRECTIONS: readonly OutcomeRow[] = (
  [
    ['corrected', '更正记录：属实，已更正', ['corrected_to']],
    ['not_true', '更正记录：不属实', ['reason']],
    ['passed_on', '更正记录：已转送有权更正的机关', ['correcting_organ']],
    ['told_where', '更正记录：告知向有权更正的机关提出', ['correcting_organ']],
  ] as const
).map(([sub, label, keys]) =>
  row(
    `record_correction/${sub}`,
    label,
    'R21',
    [art(41)],
    [evidence('correction_check', '核对记录的材料', 'file')],
    fields(...keys),
  ),
);
