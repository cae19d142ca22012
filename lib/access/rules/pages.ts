import { ADMIN_ROLES, type Role } from '@/lib/organs/types';
import type { Callers, Door } from '../types';
import { CASE_READERS, EDITORS, REVIEWERS } from './role-lists';

/** Who sees items that are not public: authors those of their section, the others all of their organ. */
export const ITEM_READERS = [
  'author',
  ...REVIEWERS,
  'publisher',
  'office_head',
  'legal_reviewer',
] as const satisfies readonly Role[];

const LEVELS = ['reviewer_l1', 'reviewer_l2', 'reviewer_l3'] as const satisfies readonly Role[];
const LEADERS = ['office_head', 'disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];
const SEES_ITEM = '看得到这条信息；作者限本股室的和自己的';

const SEES_CASE = '限制查看的，只有承办人和指定的人看得到';

function page(name: string, what: string, callers: Callers, but?: string): Door {
  return { kind: 'page', name, what, callers, ...(but ? { but } : {}) };
}

/** Every page of the office. Without a session each leads to signing in. */
export const PAGES: readonly Door[] = [
  page('/office/sign-in', '登录', 'public'),
  page('/office', '待办', 'signed_in', '只列出等自己办的'),
  { ...page('/office/account', '账号', 'self'), isBeforePasswordChange: true },
  page('/office/notices', '通知', 'self'),
  page('/office/notices/mail', '邮件发送情况', ['system_admin']),
  page('/office/items', '信息列表', 'signed_in', '只列出看得到的'),
  page('/office/items/new', '新建', ['author']),
  page('/office/items/[id]', '信息', ITEM_READERS, SEES_ITEM),
  page('/office/items/[id]/edit', '编辑', EDITORS, SEES_ITEM),
  page('/office/items/[id]/review', '审核', ITEM_READERS, `${SEES_ITEM}；能不能决定另看环节`),
  page('/office/items/[id]/preview', '预览', ITEM_READERS, SEES_ITEM),
  page('/office/items/[id]/compare', '比较两稿', ITEM_READERS, SEES_ITEM),
  page('/office/items/[id]/sheet', '审批表', ITEM_READERS, SEES_ITEM),
  page('/office/applications', '依申请公开台账', CASE_READERS, '限制查看的申请，别人只见编号、状态和期限'),
  page('/office/applications/new', '录入收到的申请', ['case_handler']),
  page('/office/applications/[id]', '申请', CASE_READERS, SEES_CASE),
  page('/office/applications/[id]/proof', '为什么是这一天', CASE_READERS, SEES_CASE),
  page('/office/applications/[id]/query-card', '打印查询卡', ['case_handler'], SEES_CASE),
  page('/office/applications/[id]/decide', '作出处理决定', CASE_READERS, `${SEES_CASE}；由承办人决定`),
  page('/office/applications/[id]/letters/new', '起草文书', CASE_READERS, `${SEES_CASE}；由承办人起草`),
  page(
    '/office/applications/[id]/letters/[letterId]',
    '文书',
    CASE_READERS,
    `${SEES_CASE}；能不能办理另看环节`,
  ),
  page('/office/applications/[id]/letters/[letterId]/print', '打印文书', CASE_READERS, SEES_CASE),
  page('/office/letters', '依申请公开的文书', CASE_READERS, '只列出看得到的申请的文书'),
  page('/office/applications/statistics', '依申请公开统计', CASE_READERS),
  page('/office/applications/proposals', '主动公开建议', CASE_READERS, '由工作机构负责人决定'),
  page('/office/sheet-check', '审批表核对', 'signed_in', '只核对看得到的信息'),
  page('/office/health', '审核质量', [...LEADERS, 'reviewer_l3']),
  page('/office/settings', '设置', 'signed_in', '只列出能打开的'),
  page('/office/settings/routes', '审批流程', 'signed_in'),
  page('/office/settings/dictionary', '校对词典', [...ADMIN_ROLES, ...ITEM_READERS]),
  page('/office/settings/sources', '转载来源和署名', [...ADMIN_ROLES, ...ITEM_READERS]),
  page('/office/settings/roles', '角色', [...ADMIN_ROLES, ...LEADERS]),
  page('/office/settings/changes', '变更', [...ADMIN_ROLES, ...LEADERS, ...LEVELS, 'publisher']),
  page('/office/settings/delegations', '代理', 'signed_in'),
  page('/office/settings/leave', '请假', 'signed_in', '事由只有领导和本人看得到'),
  page('/office/settings/calendar', '工作日历', 'signed_in', '系统管理员和工作机构负责人可以载入通知'),
  page('/office/settings/letters', '文书模板', CASE_READERS, '由承办人、法制审核人、工作机构负责人修改'),
  page('/office/settings/staffing', '人员配备检查', [...ADMIN_ROLES, ...LEADERS, ...LEVELS]),
  page('/office/admin', '管理', ADMIN_ROLES),
  page('/office/admin/leak-watch', '泄漏检测', ['system_admin', 'security_admin']),
  page('/office/admin/leak-watch/[id]', '一次泄漏检测', ['system_admin', 'security_admin']),
  page('/office/audit', '日志', ['audit_admin']),
  page('/office/audit/[seq]', '日志的一行', ['audit_admin']),
  page('/office/audit/anchor', '日志存证', ['audit_admin']),
];
