import { z } from 'zod';
import { cleanLines, isBlank } from '@/lib/platform/text';

/** Controls and marks that turn the direction of writing: a text with them reads differently from what is stored. */
const REFUSED =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Noncharacter_Code_Point}\p{Cs}]|[^\P{Cc}\t\n\r]/u;

/**
 * Words a visitor types: what would be lost or read differently when stored is refused with the place where it stands, what
 * can't be seen and means nothing (a zero-width space from a web page) goes silently.
 *
 * @param max characters (code points)
 * @param label what people call the field
 */
export function typedText(max: number, label: string): z.ZodType<string, string> {
  return z.string().transform((typed, context) => {
    const found = REFUSED.exec(typed);
    if (found) {
      const before = [...typed.slice(0, found.index)].length;
      const code = `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const place = before === 0 ? '开头' : `第${before}个字后面`;
      context.addIssue({
        code: 'custom',
        message: `${label}${place}有看不见的控制字符（${code}），它会让文字显示得与实际不同。请删去这里重新输入。`,
      });
      return z.NEVER;
    }
    const text = isBlank(typed) ? '' : cleanLines(typed).trim();
    const length = [...text].length;
    if (length > max) {
      context.addIssue({
        code: 'custom',
        message: `${label}最多${max}字，现在是${length}字。请精简，或者把其余内容作为附件上传。`,
      });
      return z.NEVER;
    }
    return text;
  });
}
