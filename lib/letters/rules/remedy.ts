import type { CivilDate } from '@/lib/platform/dates';
import type { LetterCode, RemedyMode } from '../types/letters';
import { LETTERS } from './letter-table';

/** 复议前置 of 不予公开 is law since this day (行政复议法 2023 第23条). */
export const RECONSIDERATION_FIRST_SINCE: CivilDate = '2024-01-01';

/** To whom the recipient turns: settings of the organ on the day of the letter. */
export type RemedyPlaces = {
  readonly reconsiderationOrgan: string;
  readonly court: string;
  /** Where 复议 is applied for over the internet; asked for where the letter is served electronically (LT-5). */
  readonly online: string | null;
};

const FIRST = ({ reconsiderationOrgan, court }: RemedyPlaces) =>
  `应当先自收到本决定书之日起60日内向${reconsiderationOrgan}申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内依法向${court}提起行政诉讼`;
const EITHER = ({ reconsiderationOrgan, court }: RemedyPlaces) =>
  `可以自收到本答复书之日起60日内向${reconsiderationOrgan}申请行政复议，或者自收到本答复书之日起6个月内依法向${court}提起行政诉讼`;

/** Whether a mode names the 复议机关 and the court. */
export function namesPlaces(mode: RemedyMode): boolean {
  return mode === 'either' || mode === 'reconsideration_first' || mode === 'part';
}

/**
 * The remedies paragraph (letters.md, blocks B-*); null for letters without one.
 *
 * @rule LT-8 @rule LT-9 @rule LT-T2 @law 条例51
 */
export function remedyText(mode: RemedyMode, places: RemedyPlaces): string | null {
  const online =
    places.online === null || !namesPlaces(mode) ? '' : `行政复议申请可以通过${places.online}提交。`;
  switch (mode) {
    case 'none':
      return null;
    case 'fee':
      return '如对收费有异议，可以在缴费期限届满后，就本机关不再处理申请的行为，依法投诉、举报，或者申请行政复议、提起行政诉讼。';
    case 'either':
      return `如对本答复不服，${EITHER(places)}。${online}`;
    case 'reconsideration_first':
      return `如对本决定不服，${FIRST(places)}。${online}`;
    case 'part':
      return `对其中不予公开的部分不服的，${FIRST(places)}；对已提供信息是否符合申请内容有异议的，${EITHER(places)}。${online}`;
  }
}

/**
 * The mode a kind of letter has by law on a day: before 2024-01-01 nothing had to go to 复议 first.
 *
 * @rule LT-10
 */
export function lawfulMode(code: LetterCode, actDate: CivilDate): RemedyMode {
  const mode = LETTERS[code].remedy;
  const isFirst = mode === 'reconsideration_first' || mode === 'part';
  return isFirst && actDate < RECONSIDERATION_FIRST_SINCE ? 'either' : mode;
}

/**
 * Whether a letter may have another mode than the one its outcome gives, if the legal reviewer passes it: not where the
 * law leaves no choice (no paragraph in procedural letters, 复议前置 in 不予公开决定书, the fee notice).
 *
 * @rule LT-10 @rule LT-11
 */
export function mayChangeRemedy(code: LetterCode, mode: RemedyMode, actDate: CivilDate): boolean {
  const lawful = lawfulMode(code, actDate);
  return (lawful === 'either' || lawful === 'part') && namesPlaces(mode);
}
