import { z } from 'zod';
import { reportContentSchema } from '@/lib/annual-report/schema';
import { CONTENT_CLASSES } from '@/lib/approvals/types';
import { isCivilDate } from '@/lib/platform/dates';
import { cleanLines, cleanText, neededText, writtenText } from '@/lib/platform/text';
import { authorHandlingsSchema } from '@/lib/proofreading/schema';
import { HIDE_REASONS } from './after-publication/types';
import { bodySchema } from './body/schema';
import { readContent } from './rules/content-format';
import { ART_ITEMS, CORRECTION_KINDS, DISCLOSURE_ATTRS, GENRES, ITEM_KINDS, type ItemContent } from './types';

const civilDate = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');

const line = (max: number, label: string) =>
  z
    .string()
    .refine((value) => !/[\r\n\t]/.test(value), `${label}不能换行。`)
    .transform(cleanText)
    .refine((value) => value.length <= max, `${label}请控制在${max}字以内。`);
const lines = (max: number, label: string) =>
  z
    .string()
    .transform(cleanLines)
    .refine((value) => value.length <= max, `${label}请控制在${max}字以内。`);

/** File names as shown to the public: no path, nothing invisible, no control or direction-changing characters. */
export const fileNameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .refine((name) => name !== '', '文件名不能为空。')
  .refine((name) => name.length <= 200, '文件名请控制在200字以内。')
  .refine((name) => !/[/\\\p{Cc}\p{Cf}\p{Cs}]/u.test(name), '文件名含有不允许的字符。')
  .refine((name) => name !== '.' && name !== '..', '文件名不允许。');

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const itemIdSchema = z.string().regex(/^[0-9a-z]{10}$/);

const attachmentSchema = z.strictObject({
  name: fileNameSchema,
  sha256: sha256Schema,
  size: z.number().int().min(0),
  media_type: z.string().max(120),
  inline: z.boolean(),
});

const reprintSchema = z.strictObject({
  source_name: line(100, '转载来源'),
  source_url: line(500, '原文网址'),
  original_date: civilDate.nullable(),
  cuts: lines(1000, '删节说明'),
});

const correctionSchema = z.strictObject({
  kind: z.enum(CORRECTION_KINDS),
  note: lines(1000, '更正说明'),
});

const contentShape: z.ZodType<ItemContent, unknown> = z.strictObject({
  _format: z.literal(2),
  kind: z.enum(ITEM_KINDS),
  title: line(200, '标题'),
  summary: lines(500, '内容概述'),
  body: bodySchema,
  report: reportContentSchema.nullable(),
  disclosure_attr: z.enum(DISCLOSURE_ATTRS),
  disclosure_reason: lines(1000, '理由'),
  art_item: z.enum(ART_ITEMS).nullable(),
  doc_no: line(60, '文号'),
  formed_at: civilDate.nullable(),
  effective_from: civilDate.nullable(),
  expires_at: civilDate.nullable(),
  content_source: line(100, '来源'),
  issuing_organ: line(300, '发布机构'),
  genre: z.enum(['', ...GENRES]),
  theme: line(60, '主题分类'),
  keywords: z
    .array(line(20, '关键词').refine((word) => word.trim() !== '', '关键词不能为空。'))
    .max(10, '关键词最多10个。'),
  is_normative: z.boolean(),
  needs_interpretation: z.boolean(),
  reprint: reprintSchema.nullable(),
  correction: correctionSchema.nullable(),
  personal_data_basis: lines(500, '公开个人信息的依据'),
  touches_organs: z
    .array(line(100, '机关名称').refine((name) => name.trim() !== '', '机关名称不能为空。'))
    .max(20, '涉及的机关最多20个。'),
  columns: z
    .array(z.uuid())
    .max(20, '栏目最多选20个。')
    .transform((ids) => [...new Set(ids)].sort()),
  attachments: z.array(attachmentSchema).max(100, '附件最多100个。'),
});

/**
 * The content of an item as it comes from a form or from storage. Lenient about what is still missing (a draft may be
 * empty; what a submission needs is in rules/ready-to-submit.ts), strict about shape: unknown keys are refused. What is
 * of an earlier format is read as the present one.
 */
export const itemContentSchema: z.ZodType<ItemContent, unknown> = z.preprocess(readContent, contentShape);

/** A new item. */
export const createItemSchema = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  contentClass: z.enum(CONTENT_CLASSES),
  content: itemContentSchema,
});

/** A save: `revision` is the one the form began from; another one in between is a conflict, never overwritten. */
export const saveDraftSchema = z.strictObject({
  itemId: itemIdSchema,
  revision: z.number().int().min(0),
  content: itemContentSchema,
});

const seen = { itemId: itemIdSchema, itemRevision: z.number().int().min(0) };
export const itemActionSchema = z.strictObject(seen);
/** An act on a text; `draftRevision` is the text the form showed. Saves by others do not move `itemRevision`. */
export const draftActionSchema = z.strictObject({ ...seen, draftRevision: z.number().int().min(0) });
/** A submission; `emergency` asks for the fast lane of TR-11 and says why. */
export const submitSchema = z.strictObject({
  ...seen,
  draftRevision: z.number().int().min(0),
  lane: z.enum(['normal', 'emergency']).default('normal'),
  laneReason: writtenText(500, '应急理由').default(''),
  handlings: authorHandlingsSchema.default([]),
});
/** Proofreading of the working copy as it was saved at this revision. */
export const proofreadSchema = z.strictObject({
  itemId: itemIdSchema,
  draftRevision: z.number().int().min(0),
});
/** A change of the class by a reviewer, with the reason. */
export const reviewerClassSchema = z.strictObject({
  ...seen,
  contentClass: z.enum(CONTENT_CLASSES),
  reason: neededText(2000, '理由'),
});
export const classInputSchema = z.strictObject({ ...seen, contentClass: z.enum(CONTENT_CLASSES) });
export const scheduleSchema = z.strictObject({ ...seen, publishAt: z.iso.datetime({ offset: true }) });
/** A hiding says why in one word too; it never waits for it. */
export const hideSchema = z.strictObject({
  ...seen,
  reason: neededText(2000, '理由'),
  reasonKind: z.enum(HIDE_REASONS).optional(),
});
export const reasonSchema = z.strictObject({
  ...seen,
  reason: neededText(2000, '理由'),
});
