import { ok, type Result, refuse } from '@/lib/platform/result';
import { cleanText, isBlank } from '@/lib/platform/text';
import { personalDataRefusal } from '../messages';

/** Longest postal address, in characters. */
export const ADDRESS_LENGTH = 200;
const ADDRESS_LEAST = 6;

/**
 * A telephone number: mobile (11 digits from 1), landline with its area code and perhaps an extension, 400, or a number
 * abroad. Which segments of mobile numbers exist is not asked: new ones come every year, and the demo uses one that does
 * not exist (10…).
 *
 * @returns digits with `-` before the extension; refusals `phone_form`
 */
export function readPhone(text: string, field = 'phone'): Result<string> {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}()]/gu, '')
    .replace(/[‐-―－]/g, '-')
    .replace(/^(?:\+|00)?86-?(?=1\d{10}$|0?\d{2,3}-?\d{7,8}$)/, '')
    .replace(/(?:转|ext\.?|#)/i, '-');
  const mobile = plain.replace(/-/g, '');
  if (/^1\d{10}$/.test(mobile)) return ok(mobile);
  const landline = /^(0\d{2,3})-?(\d{7,8})(?:-(\d{1,6}))?$/.exec(plain);
  if (landline) return ok([landline[1], landline[2], landline[3]].filter(Boolean).join('-'));
  if (/^400-?\d{3}-?\d{4}$/.test(plain)) return ok(mobile);
  // Numbers abroad are written with their country.
  if (/^\+[1-9]\d{6,14}$/.test(mobile)) return ok(mobile);
  return refuse({ ...personalDataRefusal('phone_form'), field });
}

/** A mail address in ASCII as mail servers take it; refusals `email_form`. */
export function readEmail(text: string, field = 'email'): Result<string> {
  const address = text.normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');
  const isAddress =
    address.length <= 254 &&
    /^[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/.test(
      address,
    ) &&
    !address.includes('..');
  return isAddress ? ok(address) : refuse({ ...personalDataRefusal('email_form'), field });
}

/** A postal address to which a letter arrives; refusals `address_short`, `address_long`. */
export function readAddress(text: string, field = 'address'): Result<string> {
  const address = cleanText(text).replace(/ +/g, ' ').trim();
  if (isBlank(address) || [...address].length < ADDRESS_LEAST) {
    return refuse({ ...personalDataRefusal('address_short'), field });
  }
  if ([...address].length > ADDRESS_LENGTH) {
    return refuse({ ...personalDataRefusal('address_long', { max: String(ADDRESS_LENGTH) }), field });
  }
  return ok(address);
}

/** A postcode of six digits; refusals `postcode_form`. */
export function readPostcode(text: string, field = 'postcode'): Result<string> {
  const code = text.normalize('NFKC').replace(/\s/g, '');
  return /^\d{6}$/.test(code) ? ok(code) : refuse({ ...personalDataRefusal('postcode_form'), field });
}

/** A phone number as lists show it: `138****1234`, `0372-***0000`. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone.length <= 4 ? '****' : `${phone.slice(0, -7)}***${phone.slice(-4)}`;
}

/** A mail address as lists show it: `z***@example.cn`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
