import type { Article } from '@/lib/letters/rules/articles';
import type { LetterCode } from '@/lib/letters/types/letters';
import type { EvidenceNeed, GroundField, Outcome, OutcomeRow, SubOutcome } from '../types/outcomes';
import {
  ASSESSMENT,
  CLASSIFICATION,
  evidence,
  FILE_NUMBER,
  FORBIDDING_LAW_KIND,
  NO_DUTY,
  NOTE,
  ofLetter,
  THIRD_PARTY,
  WHY_NOT_SUITABLE,
} from './outcome-grounds';

function row(
  code: Outcome | `${Outcome}/${SubOutcome}`,
  label: string,
  letter: LetterCode | null,
  articles: readonly Article[],
  needs: readonly EvidenceNeed[],
  grounds: readonly GroundField[],
): OutcomeRow {
  const [outcome, subOutcome = null] = code.split('/') as [Outcome, SubOutcome?];
  const reportRow = outcome === 'record_correction' ? null : (`results.${outcome}` as const);
  return { outcome, subOutcome, label, articles, letter, evidence: needs, grounds, reportRow };
}

const art = (article: number): Article => ({ article });
const item = (number: number): Article => ({ article: 36, item: number });
const paragraph = (article: number, number: number): Article => ({ article, paragraph: number });
const fields = (...keys: string[]) => keys.map(ofLetter);
const kindProof = evidence('proof_of_kind', '证明属于这一类信息的材料', 'file');
const noDuty = evidence('no_duty_to_disclose', '没有法律、法规、规章规定应当公开', 'grounds');

const GIVEN: readonly OutcomeRow[] = [
  row(
    'public/already_public',
    '已经主动公开，告知获取途径',
    'R01',
    [item(1)],
    [evidence('proof_of_publication', '已经公开的凭据（网页、公报、查阅点登记）', 'file')],
    fields('public_ways'),
  ),
  row(
    'public/provided',
    '予以公开，随答复提供',
    'R02',
    [item(2), art(40)],
    [evidence('released_copies', '提供给申请人的信息（已通过发出前检查）', 'file')],
    fields('provision_form', 'enclosures', 'form_change_reason'),
  ),
  row(
    'public/where_when_told',
    '予以公开，告知获取的时间和方式',
    'R02',
    [item(2), art(40)],
    [evidence('released_copies', '提供给申请人的信息（已通过发出前检查）', 'file')],
    fields('obtain_when', 'obtain_how', 'enclosures', 'form_change_reason'),
  ),
  row(
    'partial',
    '部分公开（区分处理）',
    'R03',
    [art(37)],
    [evidence('severed_copies', '作区分处理后提供的信息（已通过发出前检查）', 'file')],
    fields('provision_form', 'enclosures'),
  ),
];

const REFUSED: readonly OutcomeRow[] = [
  row(
    'not_public.state_secret',
    '不予公开：属于国家秘密',
    'R04',
    [art(14)],
    [evidence('classification_record', '定密记录（密级、定密依据、保密期限）', 'grounds')],
    CLASSIFICATION,
  ),
  row(
    'not_public.law_forbidden',
    '不予公开：法律、行政法规禁止公开',
    'R05',
    [art(14)],
    [evidence('forbidding_law', '禁止公开的法律、行政法规条文', 'file')],
    [FORBIDDING_LAW_KIND, ...fields('law_name', 'law_article', 'reason')],
  ),
  row(
    'not_public.three_security_one_stability',
    '不予公开：危及“三安全一稳定”',
    'R06',
    [art(14)],
    [evidence('adverse_effect', '公开会产生不利影响的证据', 'file')],
    [...fields('security_kind', 'reason'), ASSESSMENT],
  ),
  row(
    'not_public.third_party_rights',
    '不予公开：保护第三方合法权益',
    'R07',
    [art(15), art(32)],
    [evidence('consultation_record', '征求第三方意见的记录', 'consultation')],
    [THIRD_PARTY, ...fields('interest', 'consulted_on', 'consultation_result', 'reason')],
  ),
  row(
    'not_public.internal_affairs',
    '不予公开：三类内部事务信息',
    'R08',
    [paragraph(16, 1)],
    [kindProof, noDuty],
    [...fields('internal_kind', 'reason'), WHY_NOT_SUITABLE, NO_DUTY],
  ),
  row(
    'not_public.process_info',
    '不予公开：四类过程性信息',
    'R09',
    [paragraph(16, 2)],
    [kindProof, noDuty],
    [...fields('process_kind', 'reason'), WHY_NOT_SUITABLE, NO_DUTY],
  ),
  row(
    'not_public.enforcement_file',
    '不予公开：行政执法案卷',
    'R10',
    [paragraph(16, 2)],
    [kindProof, noDuty],
    [FILE_NUMBER, ...fields('reason', 'file_access_law'), WHY_NOT_SUITABLE, NO_DUTY],
  ),
  row(
    'not_public.admin_query',
    '不予公开：行政查询事项，告知查询途径',
    'R11',
    [item(7)],
    [evidence('special_access_law', '对获取有特别规定的条文', 'file')],
    fields('register_kind', 'law_name', 'law_article', 'where_to_go'),
  ),
];

const UNAVAILABLE: readonly OutcomeRow[] = [
  row(
    'unavailable.not_held/does_not_exist',
    '无法提供：政府信息不存在',
    'R12',
    [item(4)],
    [evidence('search_record', '检索记录（范围、检索词、检索人、日期）', 'search_record')],
    fields('search_words', 'searched_on', 'search_method', 'search_places'),
  ),
  row(
    'unavailable.not_held/not_responsible',
    '无法提供：非本机关负责公开',
    'R13',
    [art(10), item(5)],
    [evidence('maker_known', '由谁制作、获取、保存的依据', 'grounds')],
    fields('not_responsible_reason', 'maker_organ', 'maker_contact'),
  ),
  row(
    'unavailable.needs_creation',
    '无法提供：没有现成信息，需要加工、分析',
    'R14',
    [art(38)],
    [evidence('holdings_checked', '现有信息中没有现成记录的核对材料', 'file')],
    fields('reason'),
  ),
  row(
    'unavailable.unclear_after_supplement',
    '无法提供：补正后仍不明确',
    'R15',
    [art(30)],
    [evidence('supplement_exchange', '补正告知书及其送达、申请人的补正', 'letter', 'L02')],
    fields('still_unclear'),
  ),
];

const NOT_PROCESSED: readonly OutcomeRow[] = [
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

const OTHER: readonly OutcomeRow[] = [
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

const CORRECTIONS: readonly OutcomeRow[] = (
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

/**
 * The one table of design.md §6: a handler chooses a row, and article, letter, remedies, evidence, questions and the cell
 * of table three follow from it.
 *
 * @rule REG-36-1 @rule REG-EV-1 @rule REG-14-1 @rule REG-16-1 @law 条例36 @law 条例37 @law 条例38 @law 条例39
 */
export const OUTCOME_TABLE: readonly OutcomeRow[] = [
  ...GIVEN,
  ...REFUSED,
  ...UNAVAILABLE,
  ...NOT_PROCESSED,
  ...OTHER,
  ...CORRECTIONS,
];
