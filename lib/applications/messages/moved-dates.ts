import { formatDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import type { DateField, TurnedStep } from '../types/moved-dates';
import { CLOCK_EVENT_NAMES } from './clock';

const FIELD_NAMES: Readonly<Record<string, string>> = {
  reply_due: '答复期限',
  supplement_notice_due: '补正告知期限',
  supplement_due: '补正期限',
  payment_due: '缴费期限',
  risk_date: '风险日期',
};

/** What a date of a case is called. */
export function dateFieldName(field: DateField): string {
  return FIELD_NAMES[field] ?? '被征求方的答复期限';
}

/** A recorded step whose ground the new calendar changed. */
export function movedSentence({ type, date, isAllowedNow }: TurnedStep): string {
  const step = `${formatDate(date)}的${CLOCK_EVENT_NAMES[type]}`;
  return isAllowedNow ? `${step}按新日历在期限以内` : `${step}按新日历已过期限，请核对并处理`;
}

/** The calendar is another than the preview was made with. */
export function calendarChanged(): Refusal {
  return {
    code: 'calendar_changed',
    message: '预览以后，日历又有了新的版本。请重新预览，核对变动后再载入。',
  };
}
