import { type AnyStep, anyStepName, routeStepName, type Step } from '@/lib/approvals/types';
import { ROLE_NAMES, ROLES, type Role } from '@/lib/organs/types';
import type { NoticeKind, NoticeParams } from '@/lib/platform/notify';

/** How urgent a notice looks; the word beside it says it too. */
export type NoticeLook = 'plain' | 'ok' | 'warn' | 'late';

type Wording = {
  /** A word for lists. */
  readonly word: string;
  readonly look: NoticeLook;
  /** In the office: what happened and what to do. */
  readonly sentence: (params: NoticeParams) => string;
  /** In an e-mail: the kind of thing only. */
  readonly mail: string;
};

function stepOf({ step, role }: NoticeParams): string {
  return step === undefined ? '审核' : routeStepName({ step: step as Step, role: (role ?? '') as Role });
}

function roleOf({ role }: NoticeParams): string {
  return ROLES.some((known) => known === role) ? ROLE_NAMES[role as Role] : '';
}

/** First and last day, as `date` holds them: `2026-03-10..2026-03-12`. */
function periodOf({ date = '' }: NoticeParams): string {
  const [from = '', until = from] = date.split('..');
  return from === until ? from : `${from} 至 ${until}`;
}

const WORDINGS: Record<NoticeKind, Wording> = {
  review_open: {
    word: '待审核',
    look: 'plain',
    sentence: (params) =>
      params.code === 'referral_reply'
        ? '有稿件已报请确定，请登记答复。'
        : `有稿件等您办理${stepOf(params)}。${params.lane === 'emergency' ? '这是应急发布，请马上办理。' : ''}`,
    mail: '您有 1 项审核待办',
  },
  review_overdue: {
    word: '审核超时',
    look: 'late',
    sentence: (params) => `有稿件的${stepOf(params)}已超过办理时限，请尽快办理。`,
    mail: '您有 1 项审核已超过办理时限',
  },
  step_unstaffed: {
    word: '无人可办',
    look: 'late',
    sentence: (params) =>
      `有稿件的${stepOf(params)}现在没有人可以办理（职责未授予、请假，或者都参与过这份稿件）。请安排人员或者审批代理。`,
    mail: '有 1 项审核现在没有人可以办理',
  },
  returned: {
    word: '已退回',
    look: 'warn',
    sentence: (params) => `您的稿件在${stepOf(params)}被退回，请按意见修改后重新提交。`,
    mail: '您有 1 份稿件被退回',
  },
  approvals_voided: {
    word: '审核作废',
    look: 'plain',
    sentence: ({ code }) =>
      code === 'writer'
        ? '您写的稿件由别人作废审核、正在修改，已有的审核意见不再有效；修改后要重新提交。'
        : '您同意过的稿件正在修改，原来的意见不再有效；重新提交后会再请您审核。',
    mail: '您参与的 1 份稿件正在修改，须重新审核',
  },
  class_changed: {
    word: '等级调整',
    look: 'warn',
    sentence: () => '您参与的稿件调整了内容等级，审核环节随之改变。',
    mail: '您参与的 1 份稿件调整了内容等级',
  },
  to_publish: {
    word: '待发布',
    look: 'plain',
    sentence: () => '有稿件已全部审核通过，请发布或者定时发布。',
    mail: '您有 1 项发布待办',
  },
  published: {
    word: '已发布',
    look: 'ok',
    sentence: () => '您的稿件已经发布。',
    mail: '您有 1 份稿件已经发布',
  },
  plan_refused: {
    word: '定时发布失败',
    look: 'late',
    sentence: () => '定时发布没有成功，信息没有公开。请打开稿件查看原因，处理后重新发布。',
    mail: '有 1 项定时发布没有成功，请马上处理',
  },
  hidden: {
    word: '待确认',
    look: 'late',
    sentence: () => '有信息已被隐藏，请在 1 个工作日内确认撤回或者恢复公开。',
    mail: '您有 1 项隐藏待确认',
  },
  hide_overdue: {
    word: '确认超时',
    look: 'late',
    sentence: () => '有信息隐藏后超过时限还没有确认，请确认撤回或者恢复公开。',
    mail: '您有 1 项隐藏超过确认时限',
  },
  withdrawn: {
    word: '已撤回',
    look: 'warn',
    sentence: () => '您的信息已确认撤回，公开页面不再显示内容。',
    mail: '您有 1 条信息已撤回',
  },
  restored: {
    word: '已恢复',
    look: 'ok',
    sentence: () => '您的信息已恢复公开。',
    mail: '您有 1 条信息已恢复公开',
  },
  live_problem: {
    word: '核查发现问题',
    look: 'late',
    sentence: () => '发布后核查发现公开页面有问题，请打开信息看核查记录：作者提出更正，必要时先隐藏。',
    mail: '有 1 条已公开的信息核查发现问题',
  },
  delegated: {
    word: '请您代理',
    look: 'plain',
    sentence: (params) =>
      `${periodOf(params)}，由您代理“${roleOf(params)}”。${params.code === 'by_phone' ? '这是电话授权，授权人确认之前只能办理应急流程的稿件。' : ''}轮到您代为办理的稿件会出现在“待办”里，注明“代”谁。`,
    mail: '有 1 项审批请您代理',
  },
  phone_order: {
    word: '电话授权待确认',
    look: 'late',
    sentence: (params) =>
      `工作机构负责人登记了您的电话授权：${periodOf(params)}代理“${roleOf(params)}”。请在“待办”里确认；没有授权过的，请马上收回。`,
    mail: '有 1 项以您名义的电话授权，请登录确认或者收回',
  },
  mail_given_up: {
    word: '邮件未发出',
    look: 'warn',
    sentence: () => '有通知邮件多次发送没有成功，已不再重试。请到“邮件发送情况”查看原因。',
    mail: '有通知邮件没有发出',
  },
  leak_found: {
    word: '发现泄漏',
    look: 'late',
    sentence: () =>
      '泄漏检测发现，未公开的内容可能已经能被公众看到。请马上让系统管理员打开“泄漏检测”查看，必要时停用公众网站。',
    mail: '泄漏检测发现问题，请马上处理',
  },
  audit_broken: {
    word: '日志不完整',
    look: 'late',
    sentence: () =>
      '核验发现日志被改动、删去、插入或截断过。请保留数据库和备份，由审计员打开“日志”查看，并报告保密行政管理部门。',
    mail: '日志核验发现问题，请马上处理',
  },
  case_due_soon: {
    word: '临近到期',
    look: 'warn',
    sentence: ({ date = '' }) => `有依申请公开的答复期限临近：${date}（含当日）前答复。`,
    mail: '您有 1 件依申请公开临近答复期限',
  },
  case_due_urgent: {
    word: '即将到期',
    look: 'late',
    sentence: ({ date = '' }) => `有依申请公开即将到期：${date}（含当日）前必须答复。`,
    mail: '您有 1 件依申请公开即将到期',
  },
  case_overdue: {
    word: '已逾期',
    look: 'late',
    sentence: ({ date = '' }) => `有依申请公开已超过答复期限（${date}），请马上答复，并查明原因。`,
    mail: '有 1 件依申请公开已超过答复期限',
  },
  case_not_accepted: {
    word: '分派未接受',
    look: 'late',
    sentence: () => '有分派出去的依申请公开还没有人接受，请催办或者另行分派。',
    mail: '有 1 件依申请公开分派后没有人接受',
  },
  case_submitted: {
    word: '新的网上申请',
    look: 'plain',
    sentence: () => '收到一件网上提交的申请，还没有人看过。请打开看过，尽快联系申请人确认收到。',
    mail: '有 1 件新的网上申请等待确认收到',
  },
  case_supplement_sent: {
    word: '网上补正',
    look: 'warn',
    sentence: () =>
      '申请人在网上提交了补正材料，等待确认收到。请看过材料，与申请人确认，用“收到补正材料”确定收到之日。',
    mail: '有 1 件依申请公开的网上补正等待确认收到',
  },
  case_withdrawn: {
    word: '申请人撤回',
    look: 'warn',
    sentence: () => '申请人在网上撤回了申请。请停止办理，出具撤回申请确认书（L13）。',
    mail: '有 1 件依申请公开由申请人撤回，等待办结',
  },
  case_date_earlier: {
    word: '期限提前',
    look: 'late',
    sentence: (params) => {
      const [from = '', to = ''] = (params.date ?? '').split('..');
      return to === ''
        ? '放假安排变动，您办理的依申请公开有期限提前，或者有已办的步骤按新日历已过期限，请打开核对。'
        : `放假安排变动，您办理的依申请公开的答复期限由 ${from} 提前到 ${to}，请重新安排。`;
    },
    mail: '您办理的 1 件依申请公开的期限因放假安排变动而提前',
  },
  case_dates_earlier: {
    word: '期限提前',
    look: 'late',
    sentence: ({ count = 0 }) =>
      `放假安排变动，有 ${count} 件在办的依申请公开期限提前，或者有已办的步骤按新日历已过期限，请逐件核对。`,
    mail: '有在办的依申请公开期限因放假安排变动而提前',
  },
  proposal_accepted: {
    word: '请您拟稿',
    look: 'plain',
    sentence: () => '有依申请公开的信息决定转为主动公开，请打开稿件补充内容，提交审核。',
    mail: '有 1 份转为主动公开的稿件请您拟稿',
  },
  letter_open: {
    word: '文书待审批',
    look: 'plain',
    sentence: ({ step }) =>
      `有依申请公开的文书等您办理${step === undefined ? '审批' : anyStepName(step as AnyStep)}。`,
    mail: '您有 1 份文书待审批',
  },
  letter_returned: {
    word: '文书被退回',
    look: 'warn',
    sentence: ({ step }) =>
      `您承办的文书在${step === undefined ? '审批' : anyStepName(step as AnyStep)}时被退回，请按意见修改后重新提交。`,
    mail: '您承办的 1 份文书被退回',
  },
  letter_sealed: {
    word: '文书待送达',
    look: 'plain',
    sentence: () => '您承办的文书已经编号盖章，请尽快送达；送达以前，答复期限照常计算。',
    mail: '您承办的 1 份文书待送达',
  },
};

/** The word of a notice for lists, and how urgent it looks. */
export function noticeWord(kind: NoticeKind): { word: string; look: NoticeLook } {
  const { word, look } = WORDINGS[kind];
  return { word, look };
}

/** What a notice says in the office. It names no item: the screen shows the title to who may see it. */
export function noticeSentence(kind: NoticeKind, params: NoticeParams): string {
  return WORDINGS[kind].sentence(params);
}

/** Subject and text of the e-mail: the kind of thing and where to sign in, never a title or a text. */
export function mailOf(
  kind: NoticeKind,
  organName: string,
  officeUrl: string,
): { subject: string; text: string } {
  const system = `${organName}公开系统`;
  const { mail } = WORDINGS[kind];
  return {
    subject: `${system}：${mail}`,
    text: `${system}：${mail}，请登录查看。\n\n${officeUrl}\n\n本邮件由系统自动发出，请不要回复。不想再收邮件，可以登录后在“账号”里关闭。\n`,
  };
}
