import { z } from 'zod';
import { isAdjustable } from './rules/catalogue';
import { type Dictionaries, SEVERITIES } from './types';

/** Limits of an organ's dictionaries: enough for the lists in use, small enough to be read with every text. */
export const DICTIONARY_LIMITS = { entries: 5_000, termLength: 40, adviceLength: 200 } as const;

const term = z
  .string()
  .trim()
  .min(2, '词语至少两个字。')
  .max(DICTIONARY_LIMITS.termLength, `词语最多${DICTIONARY_LIMITS.termLength}个字。`)
  .regex(/^[^\s\p{C}]+$/u, '词语里不能有空格、换行或不可见字符。');
const terms = z.array(term).max(20, '例外最多20个。');
const list = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).max(DICTIONARY_LIMITS.entries, `每个词典最多${DICTIONARY_LIMITS.entries}条。`);

/** One 错别字 entry. */
export const correctionSchema = z
  .strictObject({ wrong: term, right: term, except: terms.optional() })
  .refine((one) => one.wrong !== one.right, { path: ['right'], message: '正确写法与错误写法相同，请改正。' })
  .refine((one) => !one.right.includes(one.wrong) || one.wrong.length > 2 || one.right === one.wrong, {
    path: ['wrong'],
    message: '错误写法太短，会把正确的文字也找出来，请多写几个字。',
  });

/** One 敏感词 entry. */
export const sensitiveTermSchema = z.strictObject({
  term,
  advice: z
    .string()
    .trim()
    .min(1, '请写明怎样处理。')
    .max(DICTIONARY_LIMITS.adviceLength, `处理意见最多${DICTIONARY_LIMITS.adviceLength}个字。`),
  severity: z.enum(SEVERITIES, '请选择处理要求。'),
  except: terms.optional(),
});

/** One 规范名称 entry: three characters at least, for shorter ones are too near to other words. */
export const protectedTermSchema = z.strictObject({
  term: term.min(3, '规范名称至少三个字。'),
  severity: z.enum(SEVERITIES, '请选择处理要求。'),
  near: terms.optional(),
});

/** One 受保护的姓名 entry. */
export const protectedNameSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[\p{Script=Han}·]{2,20}$/u, '姓名须是两个以上的汉字。'),
  posts: z.array(term).max(10, '职务最多10个。'),
  order: z.int('次序须是整数。').min(1, '次序从1开始。').max(9_999, '次序最大9999。').nullable(),
});

/** One rule of form switched off or made milder. */
export const ruleSettingSchema = z.strictObject({
  rule: z.string().refine(isAdjustable, '这条规则不能关闭或调整。'),
  isOff: z.boolean(),
  severity: z.enum(['warning', 'hint'], '请选择处理要求。').optional(),
});

/** All dictionaries of an organ. */
export const dictionariesSchema: z.ZodType<Dictionaries> = z.strictObject({
  corrections: list(correctionSchema),
  sensitiveTerms: list(sensitiveTermSchema),
  protectedTerms: list(protectedTermSchema),
  protectedNames: list(protectedNameSchema),
  commonWords: list(term.min(3, '常用词至少三个字。')),
  settings: list(ruleSettingSchema),
});
