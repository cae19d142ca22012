import type { Refusal } from '@/lib/platform/result';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { hasIdCheckDigit, isPlausibleBirthday } from '@/lib/proofreading/rules/people/find-identity-cards';
import { personalDataRefusal } from '../messages';
import { ID_KIND_NAMES, type IdKind } from '../types';

/** First two digits of the places of registration (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** 港澳台居民居住证: 81 Hong Kong, 82 Macao, 83 Taiwan. */
const RESIDENCE = /^8[1-3]0000/;

/** Characters of a 统一社会信用代码 in the order of their values: no I, O, S, V, Z (GB 32100-2015). */
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Powers of 3 modulo 31. */
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * A number as it is stored and compared: full-width characters narrow, no spaces, dots or dashes between, letters large.
 * A number that reads the same is the same.
 */
export function normalIdNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}·•.\-‐-―_]/gu, '')
    .toUpperCase();
}

/**
 * The check character of the first 17 characters of a 统一社会信用代码 (GB 32100-2015), or null where one of them is none of
 * the standard.
 */
export function creditCodeCheck(seventeen: string): string | null {
  const values = [...seventeen].map((character) => CODE_CHARACTERS.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) return null;
  const sum = CODE_WEIGHTS.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0);
  return CODE_CHARACTERS[(31 - (sum % 31)) % 31] ?? null;
}

/** The check digit of the first 17 digits of an identity card (GB 11643). */
export function idCheckDigit(seventeen: string): string {
  return [...'0123456789X'].find((digit) => hasIdCheckDigit(`${seventeen}${digit}`)) ?? '';
}

/**
 * A number for demo and tests that passes every check and belongs to nobody: 410599 is no code of any county (GB/T 2260
 * lists 410501 to 410581 for Anyang), so it is nobody's.
 *
 * @param serial 0 … 999, any; equal ones give equal numbers
 */
export function inventedIdNumber(serial: number, birthday = '19900101'): string {
  const seventeen = `410599${birthday}${String(serial % 1000).padStart(3, '0')}`;
  return `${seventeen}${idCheckDigit(seventeen)}`;
}

/**
 * Checks a number of an identity document by its kind and gives it in its normal form.
 *
 * - 居民身份证: 18 digits with province, a day of birth that exists and is not in the future, and check digit (GB 11643).
 *   The county is not looked up: codes come and go, old cards keep theirs.
 * - 统一社会信用代码: 18 characters and check character (GB 32100).
 * - 护照、通行证: the length and letters of their kind, no check digit is printed.
 *
 * Refusals, all with the field `idNumber`: `id_number_missing`, `id_card_length`, `id_card_old`, `id_card_province`,
 * `id_card_birthday`, `id_card_check`, `credit_code_form`, `credit_code_check`, `id_number_form`.
 *
 * @param today civil date
 * @law 条例29
 */
export function checkIdNumber(kind: IdKind, text: string, today: string): Result<string> {
  const number = normalIdNumber(text);
  const refusal = (code: Parameters<typeof personalDataRefusal>[0]): Result<string> =>
    refuse({ ...personalDataRefusal(code, { kind: ID_KIND_NAMES[kind] }), field: 'idNumber' });
  if (number === '') return refusal('id_number_missing');
  switch (kind) {
    case 'resident_id_card':
      return RESIDENCE.test(number) ? refusal('id_is_residence_permit') : checkCard(number, today, refusal);
    case 'residence_permit':
      return RESIDENCE.test(number) ? checkCard(number, today, refusal) : refusal('id_number_form');
    case 'foreigner_id_card':
      if (/^[A-Z]{3}\d{12}$/.test(number)) return ok(number);
      if (!/^9\d{16}[\dX]$/.test(number)) return refusal('id_number_form');
      return hasIdCheckDigit(number) ? ok(number) : refusal('id_card_check');
    case 'credit_code':
      if (!/^[0-9A-Z]{18}$/.test(number)) return refusal('credit_code_form');
      return creditCodeCheck(number.slice(0, 17)) === number[17] ? ok(number) : refusal('credit_code_check');
    case 'passport':
      return /^(?=.*\d)[A-Z0-9]{5,20}$/.test(number) ? ok(number) : refusal('id_number_form');
    case 'hk_macao_permit':
      return /^[HM]\d{8}(?:\d{2})?$/.test(number) ? ok(number) : refusal('id_number_form');
    case 'taiwan_permit':
      return /^\d{8}(?:\d{2})?$/.test(number) ? ok(number) : refusal('id_number_form');
    case 'other':
      return /^[\p{L}\p{N}()〔〕第字号/]{4,40}$/u.test(number) ? ok(number) : refusal('id_number_form');
  }
}

function checkCard(
  number: string,
  today: string,
  refusal: (code: Parameters<typeof personalDataRefusal>[0]) => Result<string>,
): Result<string> {
  if (/^\d{15}$/.test(number)) return refusal('id_card_old');
  if (!/^\d{17}[\dX]$/.test(number)) return refusal('id_card_length');
  if (!PROVINCES.test(number)) return refusal('id_card_province');
  if (!isPlausibleBirthday(number.slice(6, 14), today)) return refusal('id_card_birthday');
  return hasIdCheckDigit(number) ? ok(number) : refusal('id_card_check');
}

/** Characters shown at each end of a masked number, by its length. */
function shownEnds(length: number): number {
  if (length >= 15) return 4;
  return length >= 8 ? 2 : 1;
}

/** A number as lists show it: `4105**********1234`; short ones show one or two characters at each end. */
export function maskIdNumber(number: string): string {
  const characters = [...number];
  const ends = shownEnds(characters.length);
  const stars = Math.max(2, characters.length - 2 * ends);
  return `${characters.slice(0, ends).join('')}${'*'.repeat(stars)}${characters.slice(-ends).join('')}`;
}

/** Whether words hold the number, however it is set: for reasons and notes, which are kept unsealed. */
export function namesIdNumber(words: string, number: string): boolean {
  return normalIdNumber(words).includes(number);
}

/** The refusals of a check, for a form that collects all of them. */
export function idNumberRefusals(kind: IdKind, text: string, today: string): readonly Refusal[] {
  const checked = checkIdNumber(kind, text, today);
  return checked.ok ? [] : checked.refusals;
}
