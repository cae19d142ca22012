import { z } from 'zod';
import { neededText, writtenText } from '@/lib/platform/text';
import { isAdjustable } from './rules/catalogue';
import {
  type AuthorHandling,
  type Dictionaries,
  HANDLING_ACTS,
  REASON_LENGTH,
  SEVERITIES,
  STORED_FINDING_KINDS,
} from './types';

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

/** The organ's own entries as kept in its setting `proofreading_dictionary`; what is not named is empty. */
export const dictionarySchema: z.ZodType<Dictionaries, unknown> = z.strictObject({
  corrections: list(correctionSchema).default([]),
  sensitiveTerms: list(sensitiveTermSchema).default([]),
  protectedTerms: list(protectedTermSchema).default([]),
  protectedNames: list(protectedNameSchema).default([]),
  commonWords: list(term.min(3, '常用词至少三个字。')).default([]),
  settings: list(ruleSettingSchema).default([]),
});

/** The entries that are still valid, list by list: one that an update has made invalid does not take the others along. */
export function readDictionary(stored: unknown): Dictionaries {
  const lists = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const valid = <Entry>(name: keyof Dictionaries, entry: z.ZodType<Entry, unknown>): Entry[] => {
    const entries = lists[name];
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((one) => {
      const read = entry.safeParse(one);
      return read.success ? [read.data] : [];
    });
  };
  return {
    corrections: valid('corrections', correctionSchema),
    sensitiveTerms: valid('sensitiveTerms', sensitiveTermSchema),
    protectedTerms: valid('protectedTerms', protectedTermSchema),
    protectedNames: valid('protectedNames', protectedNameSchema),
    commonWords: valid('commonWords', term.min(3)),
    settings: valid('settings', ruleSettingSchema),
  };
}

/** The author's answers to the findings of a draft. Whether each finding has a good one is checked by the rules. */
export const authorHandlingsSchema: z.ZodType<AuthorHandling[], unknown> = z
  .array(
    z.strictObject({
      key: z.string().max(300),
      act: z.enum(['refused', 'escalated']),
      reason: writtenText(REASON_LENGTH, '理由'),
    }),
  )
  .max(5_000, '校对发现太多，请先改正一部分再提交。');

/** What a reviewer does about findings of the round he reviews, at his step. */
export const handleFindingsSchema = z.strictObject({
  roundId: z.uuid(),
  position: z.int().min(1),
  handlings: z
    .array(
      z.strictObject({
        findingId: z.uuid(),
        act: z.enum(HANDLING_ACTS),
        reason: writtenText(REASON_LENGTH, '理由'),
      }),
    )
    .min(1)
    .max(1_000, '一次最多处理1000条。'),
});
export type HandleFindingsInput = z.infer<typeof handleFindingsSchema>;

/** A reviewer's own finding: at words he marked (`from`, `to`), or at words he wrote out (`words`), or at a whole line. */
export const addFindingSchema = z.strictObject({
  roundId: z.uuid(),
  position: z.int().min(1),
  place: z.strictObject({
    path: z.string().max(200),
    line: z.int().min(0),
    from: z.int().min(0),
    to: z.int().min(0),
    words: z.string().max(200, '文字请控制在200字以内。'),
  }),
  kind: z.enum(STORED_FINDING_KINDS, '请选择种类。'),
  severity: z.enum(SEVERITIES, '请选择处理要求。'),
  message: neededText(REASON_LENGTH, '意见'),
});
export type AddFindingInput = z.infer<typeof addFindingSchema>;
