import type { OutcomeRow } from '../types/outcomes';
import {
  ASSESSMENT,
  CLASSIFICATION,
  evidence,
  FILE_NUMBER,
  FORBIDDING_LAW_KIND,
  NO_DUTY,
  THIRD_PARTY,
  WHY_NOT_SUITABLE,
} from './outcome-grounds';
import { art, fields, item, paragraph, row } from './outcome-row';
import { CORRECTIONS, NOT_PROCESSED, OTHER } from './outcome-rows-closing';

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
    [evidence('released_copies', '提供给申请人的信息（作为附件时还要通过发出前检查）', 'file')],
    fields('provision_form', 'enclosures', 'form_change_reason'),
  ),
  row(
    'public/where_when_told',
    '予以公开，告知获取的时间和方式',
    'R02',
    [item(2), art(40)],
    [evidence('released_copies', '提供给申请人的信息（作为附件时还要通过发出前检查）', 'file')],
    fields('obtain_when', 'obtain_how', 'enclosures', 'form_change_reason'),
  ),
  row(
    'partial',
    '部分公开（区分处理）',
    'R03',
    [art(37)],
    [evidence('severed_copies', '作区分处理后提供的信息（作为附件时还要通过发出前检查）', 'file')],
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
