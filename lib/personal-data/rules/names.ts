import { ok, type Result, refuse } from '@/lib/platform/result';
import { isBlank } from '@/lib/platform/text';
import { personalDataRefusal } from '../messages';
import { NAME_LENGTH } from '../types';

/** Characters that are not seen, as people can be told of them. */
const UNSEEN_NAMES: Readonly<Record<string, string>> = {
  '\u00ad': '软连字符',
  '\u061c': '阿拉伯文方向标记',
  '\u200b': '零宽空格',
  '\u200c': '零宽不连字',
  '\u200d': '零宽连字',
  '\u200e': '从左到右标记',
  '\u200f': '从右到左标记',
  '\u202a': '从左到右嵌入',
  '\u202b': '从右到左嵌入',
  '\u202c': '方向格式结束',
  '\u202d': '从左到右覆盖',
  '\u202e': '从右到左覆盖',
  '\u2060': '词连接符',
  '\u2066': '从左到右隔离',
  '\u2067': '从右到左隔离',
  '\u2068': '首字方向隔离',
  '\u2069': '方向隔离结束',
  '\ufeff': '字节顺序标记',
};

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029\u2800\u115f\u1160\u3164\uffa0]/u;
/** Variant of the ideograph before it (IVS): how a rare name is written. */
const SELECTOR = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const PRIVATE = /\p{Co}/u;

/** `U+200F`. */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A name of a person or an organisation in the form in which it is stored: NFC, single spaces, no spaces at the ends.
 * Rare characters (㐂, 𠮷, variants) stay as they are and count as one. What can't be seen is refused by its name and not
 * taken out silently: it may have been put there to make two names look alike.
 *
 * Refusals, with the field given: `name_missing`, `name_too_long`, `name_unseen`, `name_private`, `name_form`.
 *
 * @param label what the form calls it, e.g. 申请人姓名
 * @param max characters (code points)
 */
export function readName(text: string, label: string, field: string, max = NAME_LENGTH): Result<string> {
  const refusal = (code: Parameters<typeof personalDataRefusal>[0], facts: Record<string, string> = {}) =>
    refuse<string>({ ...personalDataRefusal(code, { label, ...facts }), field });
  const name = text
    .normalize('NFC')
    .replace(/[ \t\u00a0\u3000\r\n]+/g, ' ')
    .replace(/^ | $/g, '');
  let before = '';
  for (const character of name) {
    const isVariant = SELECTOR.test(character) && /\p{Script=Han}/u.test(before);
    if (!isVariant && (UNSEEN.test(character) || SELECTOR.test(character))) {
      const known = UNSEEN_NAMES[character] ?? '控制字符';
      return refusal('name_unseen', { character: `${known}（${codeOf(character)}）` });
    }
    if (PRIVATE.test(character)) return refusal('name_private', { character: codeOf(character) });
    before = character;
  }
  if (isBlank(name)) return refusal('name_missing');
  if ([...name].length > max) return refusal('name_too_long', { max: String(max) });
  if (!/[\p{L}\p{N}]/u.test(name)) return refusal('name_form');
  return ok(name);
}

/** A name with all but its first character hidden: `张**`, for places where somebody is to be recognised, not named. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return `${first}${'*'.repeat(Math.min(rest.length, 2))}`;
}
