import { ROLES, type Role } from '@/lib/organs/types';
import type { Callers, Door } from '../types';
import { CASE_DOORS } from './case-doors';
import { LETTER_DOORS } from './letter-doors';
import { ITEM_READERS, PAGES } from './pages';
import { CASE_READERS, EDITORS, REVIEWERS } from './role-lists';

/*
 * The one table of every door into the system: each server action and each route handler is a public address, whatever
 * page it was meant for. Who may use it is said here a second time, in literal lists, so that the rules can be tried
 * against it: tests/access plays every row by every role, tests/architecture compares the rows with the source and
 * tests/server with what was built. A door that is not here fails those tests.
 */

/** Deciding anything asks that the person wrote nothing of the text and holds no other seat of the round. */
const NOT_OWN = '没有写过、改过这一稿，不占本轮别的席位';
const NOT_OWN_PUBLICATION = '没有写过、改过这一稿';
/** The seats by role, as the matrix and its tests name them. */
export const SEAT_NAMES: Readonly<Record<(typeof REVIEWERS)[number], string>> = {
  reviewer_l1: '初审（一校）的环节',
  reviewer_l2: '复审（二校）的环节',
  secrecy_officer: '保密审查的环节',
  reviewer_l3: '终审（三校）的环节',
  disclosure_leader: '分管领导签发的环节',
  head_of_organ: '主要领导签发的环节',
};
const CONFIRMING = ['reviewer_l3', 'disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];
const LEADERS = ['office_head', 'disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];

function action(name: string, what: string, callers: Callers, more: Partial<Door> = {}): Door {
  return { kind: 'action', name, what, callers, ...more };
}
function route(name: string, what: string, callers: Callers, more: Partial<Door> = {}): Door {
  return { kind: 'route', name, what, callers, ...more };
}

const TEXTS: readonly Door[] = [
  action('createItemAction', '新建稿件', ['author']),
  action('saveDraftAction', '保存稿件', EDITORS, { but: '审核人改了就成为作者' }),
  action('startEditAction', '打开修改（审核中的全部作废）', EDITORS, { but: '审核人改了就成为作者' }),
  action('submitItemAction', '提交审核', ['author']),
  action('proofreadDraftAction', '校对稿件', ITEM_READERS, { but: '看得到这条信息' }),
  action('cancelDraftAction', '放弃稿件', ['author']),
  action('setContentClassAction', '设定内容等级', ['author'], { but: '不低于种类和审核人定的等级' }),
];

const REVIEWS: readonly Door[] = [
  ...REVIEWERS.map((role) =>
    action('decideItemAction', '审核决定', [role], { when: SEAT_NAMES[role], but: NOT_OWN }),
  ),
  ...(['disclosure_leader', 'head_of_organ'] as const).map((role) =>
    action('decideBatchAction', '批量签发', [role], {
      when: SEAT_NAMES[role],
      but: `${NOT_OWN}；每条都打开看过`,
    }),
  ),
  ...REVIEWERS.map((role) =>
    action('handleFindingsAction', '处理校对发现', [role], {
      when: SEAT_NAMES[role],
      but: `正轮到自己的环节；${NOT_OWN}`,
    }),
  ),
  ...REVIEWERS.map((role) =>
    action('addFindingAction', '提出校对意见', [role], {
      when: SEAT_NAMES[role],
      but: `正轮到自己的环节；${NOT_OWN}`,
    }),
  ),
  action('changeClassAction', '审核人提高内容等级', REVIEWERS, { when: '审核中提高' }),
  action('changeClassAction', '终审人降低内容等级', ['reviewer_l3'], { when: '草稿降低' }),
  action('addLateOpinionAction', '应急流程补写意见', 'self', { but: '自己作出的决定，一次' }),
];

const PUBLICATION: readonly Door[] = [
  action('returnApprovedItemAction', '退回已审定的稿件', ['publisher'], {
    but: `或最后签发的本人；${NOT_OWN_PUBLICATION}`,
  }),
  action('publishItemAction', '发布', ['publisher'], { but: NOT_OWN_PUBLICATION }),
  action('schedulePublicationAction', '定时发布', ['publisher'], { but: NOT_OWN_PUBLICATION }),
  action('unschedulePublicationAction', '取消定时', ['publisher']),
  action('hideItemAction', '立即隐藏', [...REVIEWERS, 'publisher']),
  action('withdrawItemAction', '确认撤回', CONFIRMING),
  action('restoreItemAction', '恢复公开', CONFIRMING),
  action('archiveItemAction', '归档', ['office_head']),
];

const FOLLOW_UPS: readonly Door[] = [
  action('recordConsultationAction', '登记协商确认', [...EDITORS, 'office_head']),
  action('setReprintComparisonAction', '保存转载原文供比对', EDITORS),
  action('enterValidityAction', '登记有效性变化', ['author', 'office_head', 'legal_reviewer']),
  action(
    'confirmValidityAction',
    '确认有效性变化',
    ['office_head', 'legal_reviewer', 'reviewer_l3', 'disclosure_leader'],
    { but: '不是登记人' },
  ),
  action('relateItemsAction', '关联信息', [...EDITORS, 'publisher', 'office_head']),
  action('endRelationAction', '取消关联', [...EDITORS, 'publisher', 'office_head']),
  action('recordLiveCheckAction', '登记发布后核查', ['office_head', 'publisher']),
  action('reportLeakAction', '登记泄密报告', [
    'reviewer_l3',
    'secrecy_officer',
    'disclosure_leader',
    'head_of_organ',
    'office_head',
  ]),
];

const ARRANGEMENTS: readonly Door[] = [
  action('delegateAction', '交给代理人', [...REVIEWERS, 'office_head', 'legal_reviewer'], {
    when: '本人委托',
    but: '只能委托自己的角色',
  }),
  action('delegateAction', '交给代理人', ['office_head'], {
    when: '按电话登记',
    but: '不是委托双方；委托人事后确认',
  }),
  action('confirmDelegationAction', '确认电话委托', 'self', { but: '委托人本人' }),
  action('revokeDelegationAction', '收回委托', ['office_head'], { when: '别人的委托' }),
  action('revokeDelegationAction', '收回委托', 'self', { when: '自己的委托', but: '委托人或代理人本人' }),
  action('enterLeaveAction', '登记请假', ['office_head']),
  action('confirmLeaveAction', '确认请假', ['reviewer_l2', 'disclosure_leader', 'head_of_organ'], {
    but: '不是请假人，也不是登记人',
  }),
  action(
    'cancelLeaveAction',
    '取消请假',
    ['reviewer_l2', 'disclosure_leader', 'head_of_organ', 'office_head'],
    {
      when: '别人的请假',
      but: '领导只在确认之前，即不同意',
    },
  ),
  action('cancelLeaveAction', '取消请假', 'self', { when: '自己的请假' }),
];

const SETTINGS: readonly Door[] = [
  action('proposeChangeAction', '提出变更', ['security_admin'], { when: '审批流程、角色' }),
  action(
    'proposeChangeAction',
    '提出变更',
    ['office_head', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher'],
    { when: '校对词典、转载来源、署名' },
  ),
  action('concludeChangeAction', '确认或否决变更', LEADERS, {
    when: '审批流程、角色',
    but: '不是提出人；角色的变更不是本人',
  }),
  action('concludeChangeAction', '确认或否决变更', [...LEADERS, 'reviewer_l3'], {
    when: '校对词典、转载来源、署名',
    but: '不是提出人',
  }),
  action('concludeChangeAction', '撤回变更', 'self', { when: '撤回自己提出的' }),
  action('previewHolidayNoticeAction', '预览放假通知的变动', ['system_admin', 'office_head'], {
    but: '只列出看得到的申请，其余只计数',
  }),
  action('loadHolidayNoticeAction', '载入放假通知', ['system_admin', 'office_head']),
];

const OWN: readonly Door[] = [
  action('changePasswordAction', '修改密码', 'self', {
    but: '凭现在的密码',
    isBeforePasswordChange: true,
  }),
  action('reauthenticateAction', '再次输入密码', 'self', {
    but: '凭现在的密码',
    isBeforePasswordChange: true,
  }),
  action('changeContactAction', '修改通知邮箱', 'self'),
  action('markNoticesReadAction', '标记通知已读', 'self'),
  action('markAllNoticesReadAction', '全部通知标记已读', 'self'),
  action('startLeakWatchAction', '开始泄漏检测', ['system_admin', 'security_admin']),
];

const PROPOSALS: readonly Door[] = [
  action('proposePublicationAction', '建议主动公开', ['case_handler'], { but: '看得到这件申请' }),
  action('decideProposalAction', '决定是否主动公开', ['office_head'], { but: '不是提出人' }),
];

const ITEM_FILES = '/office/items/[id]/files';
const ROUTES: readonly Door[] = [
  ...(['GET', 'HEAD'] as const).map((method) =>
    route(`${method} /[[...path]]`, '公众网站', 'public', { but: '只读得到已公开的内容' }),
  ),
  route('POST /[[...path]]', '公众网站：提交申请、确认、补正、撤回', 'public', {
    but: '只有申请的几个地址接收；自己的申请凭编号和查询码',
  }),
  ...(['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map((method) =>
    route(`${method} /[[...path]]`, '公众网站（只答复不允许）', 'public'),
  ),
  route('GET /api/health', '健康检查', 'public', { but: '只答是否正常' }),
  route('GET /api/auth/[...nextauth]', '登录用的一次性号码', 'public'),
  route('POST /api/auth/[...nextauth]', '登录、退出', 'public', { but: '凭登录名和密码' }),
  route(`POST ${ITEM_FILES}`, '上传附件', EDITORS, { but: '上传的人成为作者' }),
  route(`POST ${ITEM_FILES}/word`, '导入 Word', EDITORS),
  route(`GET ${ITEM_FILES}/[sha256]`, '看稿件的附件', ITEM_READERS, { but: '看得到这条信息' }),
  route('GET /office/items/[id]/sheet/docx', '下载审批表', ITEM_READERS, { but: '看得到这条信息' }),
  route('GET /office/health/csv', '导出审核质量', [...LEADERS, 'reviewer_l3']),
  route('POST /office/applications/export', '导出依申请公开台账', CASE_READERS, {
    but: '限制查看的申请，别人只有编号、状态和期限',
  }),
  route('POST /office/audit/verify', '核验日志', ['audit_admin']),
  route('POST /office/audit/export', '导出日志', ['audit_admin']),
];

/** Every door, in the order of the matrix. */
export const DOORS: readonly Door[] = [
  ...TEXTS,
  ...REVIEWS,
  ...PUBLICATION,
  ...FOLLOW_UPS,
  ...ARRANGEMENTS,
  ...SETTINGS,
  ...OWN,
  ...CASE_DOORS,
  ...LETTER_DOORS,
  ...PROPOSALS,
  ...ROUTES,
  ...PAGES,
];

/** The rows of a door that must be in the table. */
export function rowsOf(name: string): readonly Door[] {
  const rows = DOORS.filter((door) => door.name === name);
  if (rows.length === 0) throw new Error(`no such door: ${name}`);
  return rows;
}

/** The roles whose holders may use a row, as far as the role decides; every role where it does not matter. */
export function rolesFor(door: Door): readonly Role[] {
  return typeof door.callers === 'string' ? ROLES : door.callers;
}
