import { z } from 'zod';
import { isAboveFloor } from '@/lib/approvals/rules/route';
import { CONTENT_CLASSES, type ContentClass, SIGNERS } from '@/lib/approvals/types';
import { ROLES } from '@/lib/organs/types';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText, writtenText } from '@/lib/platform/text';
import { dictionarySchema } from '@/lib/proofreading/schema';
import { CHANGE_CONCLUSIONS, SETTING_KEYS, type SettingKey } from './types';

/** The floor of each class in words (TR-1). */
export const FLOOR_SENTENCES: Record<ContentClass, string> = {
  a: 'A 类信息可以不签发；要签发的，先由分管领导签发，再由主要领导签发。',
  b: 'B 类信息至少由分管政府信息公开的领导签发；主要领导签发的，排在分管领导之后。',
  c: 'C 类信息须由分管领导签发后再由主要领导签发。',
};
const signers = (contentClass: ContentClass) =>
  z.array(z.enum(SIGNERS)).refine((list) => isAboveFloor(contentClass, list), FLOOR_SENTENCES[contentClass]);

const source = z.strictObject({
  name: z.string().trim().min(1, '请填写来源名称。').max(60, '来源名称最多60个字。'),
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, '请填写来源网站的域名，如 www.henan.gov.cn。'),
});

/** What each setting may be; below the floor nothing is saved (TR-1). */
export const SETTING_SCHEMAS: Record<SettingKey, z.ZodType> = {
  split_proof_l1: z.boolean(),
  split_proof_l2: z.boolean(),
  split_proof_l3: z.boolean(),
  l1_own_section: z.boolean(),
  sign_off_a: signers('a'),
  sign_off_b: signers('b'),
  sign_off_c: signers('c'),
  column_class: z.record(z.uuid(), z.enum(CONTENT_CLASSES)),
  secrecy_officer_may_be_l1_or_l2: z.boolean(),
  secrecy_officer_may_be_l3: z.boolean(),
  signer_may_be_l2: z.boolean(),
  proofreading_dictionary: dictionarySchema,
  reprint_sources: z.array(source).max(200, '来源最多200个。'),
  show_reviewers: z.boolean(),
  reconsideration_organ: writtenText(100, '复议机关'),
  court: writtenText(100, '管辖法院'),
  reconsideration_online: writtenText(200, '复议网上渠道'),
};

const reason = neededText(1000, '理由');
const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');

/** A change asked for: a setting from a day on, or a role of a person. */
export const proposeChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('setting'),
    key: z.enum(SETTING_KEYS),
    value: z.json(),
    effectiveFrom: date,
    reason,
  }),
  z.strictObject({ kind: z.literal('role_grant'), personId: z.uuid(), role: z.enum(ROLES), reason }),
  z.strictObject({ kind: z.literal('role_end'), personId: z.uuid(), role: z.enum(ROLES), reason }),
]);
export type ProposeChangeInput = z.infer<typeof proposeChangeSchema>;

/** The conclusion on a change. */
export const concludeChangeSchema = z.strictObject({
  changeId: z.uuid(),
  conclusion: z.enum(CHANGE_CONCLUSIONS),
  note: writtenText(1000, '意见').default(''),
});
export type ConcludeChangeInput = z.infer<typeof concludeChangeSchema>;

/** A notice of the State Council as pasted or read from a file: the text of its JSON. */
export const previewNoticeSchema = z.strictObject({
  text: z
    .string()
    .max(100_000, '内容过长，请确认粘贴的是一份放假通知。')
    .refine((text) => text.trim() !== '', '请粘贴放假通知的 JSON，或者选择文件。'),
});
export type PreviewNoticeInput = z.output<typeof previewNoticeSchema>;

/** The same, with the version of the calendar that its preview was made with. */
export const loadNoticeSchema = previewNoticeSchema.extend({ seenVersion: z.number().int().min(1) });
export type LoadNoticeInput = z.output<typeof loadNoticeSchema>;
