import { IntakeNotice } from '@/components/public/intake/frame';
import { isSameOrigin } from '@/lib/platform/same-origin';
import type { Answer, PageRequest } from '../answer';

/** The form on its way: its key. */
export const FORM_COOKIE = 'gongkai-form';
/** A correction on its way. */
export const SUPPLEMENT_COOKIE = 'gongkai-supplement';
/** Number and query code of a submission just made. */
export const DONE_COOKIE = 'gongkai-done';
/** The own case a visitor has entered. */
export const CASE_COOKIE = 'gongkai-case';

const MINUTE = 60;
/** As long as the database keeps a form (2 hours after the last save), seconds. */
export const FORM_SECONDS = 120 * MINUTE;
export const DONE_SECONDS = 15 * MINUTE;
export const CASE_SECONDS = 30 * MINUTE;

/** A page that says one thing, for this visitor alone. */
export function notice(
  { context }: PageRequest,
  status: 400 | 403 | 404 | 409 | 413 | 429 | 503,
  words: {
    title: string;
    path: string;
    sentences: readonly string[];
    links?: readonly { to: string; name: string }[];
    showsOtherWays?: boolean;
  },
): Answer {
  return { kind: 'private', status, page: <IntakeNotice context={context} {...words} /> };
}

/** Refuses what was posted from a page that is not ours; null where it is. */
export function refuseCrossOrigin(asked: PageRequest): Answer | null {
  if (isSameOrigin(asked.request.headers)) return null;
  return notice(asked, 403, {
    title: '没有收到',
    path: '/disclosure/apply',
    sentences: ['只能从本站的页面提交。请从下面的链接重新进入；使用很旧的浏览器的，请换一个浏览器。'],
    links: [
      { to: '/disclosure/apply', name: '怎样申请' },
      { to: '/apply/status', name: '查询办理进度' },
    ],
    showsOtherWays: true,
  });
}

/** The page for who sent too much from one address. */
export function limited(asked: PageRequest, what: string): Answer {
  return notice(asked, 429, {
    title: '请稍后再试',
    path: '/disclosure/apply',
    sentences: [
      `从您所在的网络地址${what}的次数过多，系统暂时不再接收，一小时后可以再试。填写的内容仍保留两小时。`,
      '着急的可以当面提交或者邮寄，本机关都会接收。',
    ],
    links: [{ to: '/disclosure/apply', name: '怎样申请' }],
    showsOtherWays: true,
  });
}

/** What came was not whole. */
export function unreadable(asked: PageRequest, path: string, fault: 'too_large' | 'unreadable'): Answer {
  const isLarge = fault === 'too_large';
  return notice(asked, isLarge ? 413 : 400, {
    title: isLarge ? '上传的内容太大' : '没有收全',
    path,
    sentences: [
      isLarge
        ? '一次提交的内容超过了上限。每个文件不超过10MB，全部文件合计不超过30MB；请压缩图片，或者分几次上传。'
        : '填写的内容没有传完整，可能是网络中断。请返回上一页再提交一次。',
      '以前保存的内容和文件都还在。',
    ],
    links: [{ to: path, name: '返回继续填写' }],
    showsOtherWays: isLarge,
  });
}
