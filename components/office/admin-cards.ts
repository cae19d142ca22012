import type { Role } from '@/lib/organs/types';

/** A place of the administrators: who sees it and what it is for. A new one is added here. */
export type AdminCard = {
  readonly href: string;
  readonly title: string;
  readonly what: string;
  readonly roles: readonly Role[];
};

export const ADMIN_CARDS: readonly AdminCard[] = [
  {
    href: '/office/admin/leak-watch',
    title: '泄漏检测',
    what: '埋入一件检测稿件，以匿名访客的身份查遍公众网站，看未公开的内容有没有漏出去。每天凌晨自动做一次。',
    roles: ['system_admin', 'security_admin'],
  },
  {
    href: '/office/settings',
    title: '设置',
    what: '审批路线、角色、词典、允许转载的来源等。改动须由第二个人确认。',
    roles: ['system_admin', 'security_admin', 'audit_admin'],
  },
  {
    href: '/office/settings/routes',
    title: '审批流程',
    what: '三类信息现在怎样审批。流程的变更由安全管理员提出，领导确认。',
    roles: ['security_admin'],
  },
  {
    href: '/office/settings/roles',
    title: '角色',
    what: '谁担任什么角色。授予和收回由安全管理员提出，领导确认，立即生效。',
    roles: ['security_admin', 'audit_admin'],
  },
  {
    href: '/office/settings/changes',
    title: '变更',
    what: '待确认的和已办结的变更：谁提出，谁确认，改了什么。',
    roles: ['system_admin', 'security_admin', 'audit_admin'],
  },
  {
    href: '/office/audit',
    title: '日志',
    what: '谁在什么时候看过、办过什么。可以查找、导出、核验是否完整。',
    roles: ['audit_admin'],
  },
  {
    href: '/office/audit/anchor',
    title: '日志存证',
    what: '把日志末尾的校验值打印出来，签名后保存在数据库之外。',
    roles: ['audit_admin'],
  },
  {
    href: '/office/notices/mail',
    title: '通知邮件',
    what: '通知邮件发出去了没有，没有发出的是什么原因。',
    roles: ['system_admin'],
  },
  {
    href: '/office/account',
    title: '账号',
    what: '自己的账号和密码。',
    roles: ['system_admin', 'security_admin', 'audit_admin'],
  },
];
