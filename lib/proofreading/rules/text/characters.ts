/** A Chinese character, for use inside a character class. */
export const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff〇';

const HAN_ONLY = new RegExp(`[${HAN}]`);

/** Whether one character is a Chinese one. */
export function isHan(character: string | undefined): boolean {
  return character !== undefined && HAN_ONLY.test(character);
}

/**
 * The line with full-width digits and letters as half-width ones. It keeps its length, so that places in it are places
 * in the line.
 */
export function halfWidth(line: string): string {
  return line.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
}

const ADDRESS =
  /(?:https?:\/\/|www\.)[\w\-./?%&=#:~+@!$'*]*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi;

/**
 * The line with web and mail addresses blotted out by letters, so that marks inside them are no punctuation of the
 * sentence. It keeps its length.
 */
export function withoutAddresses(line: string): string {
  return line.replace(ADDRESS, (one) => 'x'.repeat(one.length));
}

const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The value of a Chinese number below ten thousand (二十三 = 23), or null where it is none. */
export function chineseNumber(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const character of text) {
    const unit = CHINESE_UNITS[character];
    const value = CHINESE_DIGITS[character];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else if (value !== undefined) digit = value;
    else return null;
  }
  return text === '' ? null : total + (digit ?? 0);
}

/** A number below one hundred in Chinese: 23 = 二十三. */
export function toChineseNumber(value: number): string {
  const digits = '〇一二三四五六七八九';
  if (value < 10) return digits[value] ?? '';
  const tens = Math.floor(value / 10);
  return `${tens === 1 ? '' : digits[tens]}十${value % 10 === 0 ? '' : digits[value % 10]}`;
}
