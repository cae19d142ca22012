import { formatDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import type { NoticeRefusal } from './types';

const SENTENCES: Record<NoticeRefusal, (what: string) => string> = {
  notice_year_apart: (year) =>
    `已载入的放假通知与${year}年不相连，中间缺少年份。请先载入相邻年份的通知，再载入这一份。`,
  notice_without_days: (number) => `${number}里没有一个放假或者调休上班的日期，请核对后重新载入。`,
  notice_day_twice: (date) => `${formatDate(date)}在同一份通知里出现了两次，请核对后只保留一次。`,
  notice_day_elsewhere: (date) => `${formatDate(date)}不在这份通知的年份里，请核对日期。`,
  notice_day_changes_nothing: (date) =>
    `${formatDate(date)}是周一至周五，本来就上班，不能登记为调休上班。请核对日期。`,
  notice_loaded_already: (number) => `${number}已经载入过，不需要再载入。`,
};

/** The sentence for a notice that is not taken; `what` is the year, number or date concerned. */
export function noticeRefusal(code: NoticeRefusal, what: string): Refusal {
  return { code, message: SENTENCES[code](what) };
}

/** The sentence for what cannot be read as a notice. */
export function unreadableNotice(what: string): Refusal {
  return { code: 'notice_unreadable', message: `读不懂这份通知：${what}。`, field: 'text' };
}
