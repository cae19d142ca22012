import type { Role } from '@/lib/organs/types';
import type { Callers, Door } from '../types';
import { CASE_READERS } from './role-lists';

/*
 * Doors to the cases of 依申请公开, a part of the table of doors. Beside the role each asks that the case is of the own
 * organ, in a state for the act, and not restricted to others.
 */

const HANDLER = ['case_handler'] as const satisfies readonly Role[];
const HEAD = ['office_head'] as const satisfies readonly Role[];
const DESK = ['case_handler', 'office_head'] as const satisfies readonly Role[];
const OPENERS = [
  'case_handler',
  'office_head',
  'legal_reviewer',
  'disclosure_leader',
] as const satisfies readonly Role[];
const IN_STATE = '申请在可以这样办的状态';

function action(name: string, what: string, callers: Callers, but: string = IN_STATE): Door {
  return { kind: 'action', name, what, callers, but };
}
function route(name: string, what: string, callers: Callers, but: string): Door {
  return { kind: 'route', name, what, callers, but };
}

const SEES = '看得到这件申请';
const CASE = '/office/applications/[id]';

export const CASE_DOORS: readonly Door[] = [
  action('takeInApplicationAction', '录入收到的申请', HANDLER, '按渠道写明收到的凭据'),
  action('previewReceiptAction', '试算收到之日和答复期限', HANDLER, '什么也不记录'),
  action('findKnownApplicantAction', '核对证件号码、查同一申请人', HANDLER, '限制查看的申请不列出'),
  action('previewStepAction', '试算一步办理后的期限', CASE_READERS, `${SEES}；什么也不记录`),
  action('logContactAction', '记录联系申请人', DESK),
  action('confirmReceiptAction', '确认收到申请', HANDLER),
  action('giveUpConfirmationAction', '停止联系确认', HEAD, '至少记过一次联系'),
  action('registerCaseAction', '登记申请', HANDLER),
  action('checkApplicationAction', '审核申请', HANDLER),
  action('assignCaseAction', '分派承办人', HEAD),
  action('acceptAssignmentAction', '接受分派', HANDLER, '分派给自己的'),
  action('declineAssignmentAction', '不接受分派', HANDLER, '分派给自己的'),
  action('recordReasonsAction', '收到申请人说明的理由', HANDLER),
  action('recordSupplementAction', '录入补正材料', HANDLER),
  action('receiveSupplementAction', '确定补正材料的收到之日', HANDLER),
  action('recordConsultationServiceAction', '记录征求意见书送达', HANDLER),
  action('endConsultationAction', '收到征求的意见', HANDLER),
  action('recordPaymentAction', '确认缴费', HANDLER),
  action('cancelFeeAction', '取消收费', HANDLER),
  action('recordSearchAction', '记录检索', HANDLER),
  action('correctReceiptDateAction', '更正收到日期', HEAD, '原来的日期保留'),
  action('changePartyContactAction', '变更申请人的联系方式', HANDLER),
  action('changeDeliveryAction', '变更获取方式', HANDLER),
  action('splitCaseAction', '拆分申请', HANDLER),
  action('mergeCaseAction', '合并答复', HANDLER, '同一申请人，按证件号码'),
  action('unmergeCaseAction', '取消合并', HANDLER),
  action('linkCaseAction', '关联申请', HANDLER),
  action('transferPetitionAction', '移送信访事项', HANDLER),
  action('restrictCaseAction', '限制查看', DESK, '至少指定一人'),
  action('liftRestrictionAction', '取消限制查看', HEAD, '看得到的'),
  action('addNoteAction', '添加工作记录', DESK),
  action('withdrawApplicationAction', '登记申请人撤回', HANDLER),
  action('archiveCaseAction', '归档', HANDLER, '没有待送达的文书'),
  action('openIdentityAction', '查看证件号码', OPENERS, '写明理由，记入日志'),
  route(`POST ${CASE}/files`, '给申请添加材料', HANDLER, SEES),
  route(`GET ${CASE}/files/[fileId]`, '打开申请的材料', OPENERS, `${SEES}；身份证明不能这样打开`),
  route(`POST ${CASE}/files/[fileId]`, '打开身份证明', OPENERS, `${SEES}；写明理由，记入日志`),
  route(`POST ${CASE}/bundle`, '下载整个案卷', OPENERS, `${SEES}；写明理由，记入日志`),
];
