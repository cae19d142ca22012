import { z } from 'zod';
import { secrecyAnswersSchema } from '@/lib/approvals/schema';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText, writtenText } from '@/lib/platform/text';
import { ADDRESS_FORMS, LETTER_CODES, RECIPIENT_KINDS, REMEDY_MODES, SERVICE_WAYS } from './types/letters';

/** Characters of a single field; a request may be long. */
const FIELD_MAX = 20_000;
const LINES_MAX = 200;

const value = writtenText(FIELD_MAX, '内容');
/** Merge fields by key; which keys a letter has, the rules know. */
export const letterFieldsSchema = z
  .record(
    z.string().regex(/^[a-z_]{1,40}$/, '字段名称不对，请刷新后再试。'),
    z.union([value, z.array(value).max(LINES_MAX, `清单最多${LINES_MAX}行。`)]),
  )
  .refine((fields) => Object.keys(fields).length <= 80, '字段太多，请刷新后再试。');

export const recipientSchema = z.strictObject({
  kind: z.enum(RECIPIENT_KINDS),
  form: z.enum(ADDRESS_FORMS),
  name: neededText(200, '收件人'),
  address: writtenText(500, '送达地址').default(''),
});

const ownWords = z.array(writtenText(4000, '补充说明')).max(20, '补充说明最多20段。');
const revision = z.number().int().min(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');

/** A letter to begin. */
export const draftLetterSchema = z.strictObject({
  applicationId: z.uuid(),
  code: z.enum(LETTER_CODES),
  recipient: recipientSchema,
  fields: letterFieldsSchema,
  ownWords: ownWords.default([]),
  remedyMode: z.enum(REMEDY_MODES),
  isElectronic: z.boolean().default(false),
});
export type DraftLetterInput = z.infer<typeof draftLetterSchema>;

/** A change of a draft; what is left out stays. */
export const saveLetterSchema = z.strictObject({
  letterId: z.uuid(),
  revision,
  fields: letterFieldsSchema.optional(),
  ownWords: ownWords.optional(),
  recipient: recipientSchema.optional(),
  remedyMode: z.enum(REMEDY_MODES).optional(),
  remedyReason: writtenText(2000, '理由').optional(),
  isElectronic: z.boolean().optional(),
});
export type SaveLetterInput = z.infer<typeof saveLetterSchema>;

export const submitLetterSchema = z.strictObject({ letterId: z.uuid(), revision });
export type SubmitLetterInput = z.infer<typeof submitLetterSchema>;

/** A decision as a form sends it; hash and number of decisions say what the form showed. */
export const letterDecisionSchema = z.strictObject({
  letterId: z.uuid(),
  position: z.number().int().min(1),
  contentHash: hash,
  decisionsSeen: z.number().int().min(0),
  conclusion: z.enum(['pass', 'return']),
  opinion: writtenText(4000, '意见'),
  checklist: z
    .record(z.string().max(40), z.boolean())
    .refine((ticks) => Object.keys(ticks).length <= 20, '审核要点不符合要求，请刷新后再试。')
    .default({}),
  secrecy: secrecyAnswersSchema.nullable().default(null),
});
export type LetterDecisionInput = z.infer<typeof letterDecisionSchema>;

/** 送达: a dispatch. `proofSha256` names the proof kept in the case file. */
export const letterServiceSchema = z.strictObject({
  letterId: z.uuid(),
  way: z.enum(SERVICE_WAYS),
  sentOn: date.nullable().default(null),
  servedOn: date.nullable().default(null),
  trackingNo: writtenText(60, '单号').default(''),
  proofSha256: hash.nullable().default(null),
  note: writtenText(1000, '说明').default(''),
});
export type LetterServiceInput = z.infer<typeof letterServiceSchema>;

/** Somebody has signed for a letter that was posted. */
export const letterReceiptSchema = z.strictObject({
  letterId: z.uuid(),
  servedOn: date,
  proofSha256: hash.nullable().default(null),
  note: writtenText(1000, '说明').default(''),
});
export type LetterReceiptInput = z.infer<typeof letterReceiptSchema>;

export const letterReturnSchema = z.strictObject({
  letterId: z.uuid(),
  returnedOn: date,
  reason: neededText(1000, '退回的原因'),
  proofSha256: hash.nullable().default(null),
});
export type LetterReturnInput = z.infer<typeof letterReturnSchema>;

export const endLetterSchema = z.strictObject({ letterId: z.uuid(), reason: neededText(1000, '理由') });
export type EndLetterInput = z.infer<typeof endLetterSchema>;

const templateTexts = z
  .record(z.string().max(40), writtenText(4000, '模板文字'))
  .refine((texts) => Object.keys(texts).length <= 20, '模板的段落太多，请刷新后再试。');
/** The organ's own words for a template. */
export const writeTemplateSchema = z.strictObject({
  code: z.enum(LETTER_CODES),
  texts: templateTexts,
  reason: neededText(1000, '修改理由'),
});
/** A template while its words are being written. */
export const previewTemplateSchema = z.strictObject({ code: z.enum(LETTER_CODES), texts: templateTexts });
export type PreviewTemplateInput = z.infer<typeof previewTemplateSchema>;
export type WriteTemplateInput = z.infer<typeof writeTemplateSchema>;

export const approveTemplateSchema = z.strictObject({ versionId: z.uuid() });
export type ApproveTemplateInput = z.infer<typeof approveTemplateSchema>;
