import type { CivilDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import type { ServiceRecord, ServiceWay } from '../types/letters';

/** A dispatch as it is to be recorded. */
export type Dispatch = {
  readonly way: ServiceWay;
  readonly sentOn: CivilDate | null;
  readonly servedOn: CivilDate | null;
  readonly trackingNo: string;
};

/** Whether a way is by handing over: then the day somebody signs is the day. */
function isHandedOver(way: ServiceWay): boolean {
  return way === 'in_person' || way === 'entrusted';
}

/**
 * The day a letter counts as served for the clock of the reply: signed for where it is handed over, posted where China
 * Post takes it, sent where the applicant wanted it electronically.
 *
 * @rule REG-33-5 @rule LT-5
 */
export function legalDate({ way, sentOn, servedOn }: Omit<Dispatch, 'trackingNo'>): CivilDate | null {
  return isHandedOver(way) ? servedOn : sentOn;
}

/** The records of the dispatch that is under way or arrived; empty before the first and after one that came back. */
export function currentDispatch(records: readonly ServiceRecord[]): ServiceRecord[] {
  const last = records.at(-1);
  if (last === undefined || last.kind === 'return') return [];
  return records.filter((record) => record.dispatch === last.dispatch);
}

/** Whether the letter came back and has not been sent again: a task that must be seen. */
export function isReturned(records: readonly ServiceRecord[]): boolean {
  return records.at(-1)?.kind === 'return';
}

/** Whether and when somebody signed for it, as far as is known. */
export function signedOn(records: readonly ServiceRecord[]): CivilDate | null {
  return currentDispatch(records).findLast(({ servedOn }) => servedOn !== null)?.servedOn ?? null;
}

/** What the rules need of the letter that is served. */
export type ServedLetter = {
  readonly sealedOn: CivilDate;
  readonly isElectronic: boolean;
  readonly records: readonly ServiceRecord[];
};

/**
 * Why a dispatch can't be recorded, all reasons at once.
 *
 * Refusals: `dispatch_open`, `electronic_not_chosen`, `service_date_missing`, `tracking_missing`, `service_before_seal`,
 * `service_date_future`.
 *
 * @param today civil date in Asia/Shanghai
 * @rule REG-33-5 @rule LT-5
 */
export function whyNotDispatch(letter: ServedLetter, dispatch: Dispatch, today: CivilDate): Refusal[] {
  const { way, sentOn, servedOn, trackingNo } = dispatch;
  const refusals: Refusal[] = [];
  if (currentDispatch(letter.records).length > 0) refusals.push(letterRefusal('dispatch_open'));
  if (way === 'electronic' && !letter.isElectronic) {
    refusals.push(letterRefusal('electronic_not_chosen', {}, 'way'));
  }
  if (isHandedOver(way) && servedOn === null) {
    refusals.push(letterRefusal('service_date_missing', { name: '签收日期' }, 'servedOn'));
  }
  if (!isHandedOver(way) && sentOn === null) {
    const name = way === 'china_post' ? '交邮日期' : '发送日期';
    refusals.push(letterRefusal('service_date_missing', { name }, 'sentOn'));
  }
  if (way === 'china_post' && trackingNo.trim() === '') {
    refusals.push(letterRefusal('tracking_missing', {}, 'trackingNo'));
  }
  refusals.push(...whyNotDates({ sentOn, servedOn }, letter.sealedOn, today));
  if (sentOn !== null && servedOn !== null && servedOn < sentOn) {
    refusals.push(letterRefusal('service_before_seal', {}, 'servedOn'));
  }
  return refusals;
}

/** Dates of service: not before the letter was sealed, or the dispatch sent, nor in the future. */
export function whyNotDates(
  dates: Readonly<Record<string, CivilDate | null>>,
  since: CivilDate,
  today: CivilDate,
): Refusal[] {
  return Object.entries(dates).flatMap(([field, date]) => {
    if (date === null) return [];
    if (date > today) return [letterRefusal('service_date_future', {}, field)];
    return date < since ? [letterRefusal('service_before_seal', {}, field)] : [];
  });
}
