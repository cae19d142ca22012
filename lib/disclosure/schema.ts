import { z } from 'zod';
import { reportContentSchema } from '@/lib/annual-report/schema';
import { CONTENT_CLASSES } from '@/lib/approvals/types';
import { isCivilDate } from '@/lib/platform/dates';
import { bodySchema } from './body/schema';
import { ART_ITEMS, DISCLOSURE_ATTRS, GENRES, ITEM_KINDS, type ItemContent } from './types';

const civilDate = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const line = (max: number, label: string) =>
  z
    .string()
    .max(max, `${label}请控制在${max}字以内。`)
    .refine((text) => !/[\r\n\t]/.test(text), `${label}不能换行。`);

/** File names as shown to the public: no path, no control or direction-changing characters. */
export const fileNameSchema = z
  .string()
  .min(1, '文件名不能为空。')
  .max(200, '文件名请控制在200字以内。')
  .refine((name) => !/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name), '文件名含有不允许的字符。')
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

/**
 * The content of an item as it comes from a form. Lenient about what is still missing (a draft may be empty; what a
 * submission needs is in rules/ready-to-submit.ts), strict about shape: unknown keys are refused.
 */
export const itemContentSchema: z.ZodType<ItemContent, unknown> = z.strictObject({
  _format: z.literal(1),
  kind: z.enum(ITEM_KINDS),
  title: line(200, '标题'),
  summary: z.string().max(500, '内容概述请控制在500字以内。'),
  body: bodySchema,
  report: reportContentSchema.nullable(),
  disclosure_attr: z.enum(DISCLOSURE_ATTRS),
  disclosure_reason: z.string().max(1000, '理由请控制在1000字以内。'),
  art_item: z.enum(ART_ITEMS).nullable(),
  doc_no: line(60, '文号'),
  formed_at: civilDate.nullable(),
  effective_from: civilDate.nullable(),
  expires_at: civilDate.nullable(),
  content_source: line(100, '来源'),
  issuing_organ: line(300, '发布机构'),
  genre: z.enum(['', ...GENRES]),
  theme: line(60, '主题分类'),
  keywords: z.array(line(20, '关键词').min(1)).max(10, '关键词最多10个。'),
  is_normative: z.boolean(),
  columns: z
    .array(z.uuid())
    .max(20, '栏目最多选20个。')
    .transform((ids) => [...new Set(ids)].sort()),
  attachments: z.array(attachmentSchema).max(100, '附件最多100个。'),
});

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
/** A submission; `draftRevision` is the text the form showed, where it showed one. */
export const submitSchema = z.strictObject({ ...seen, draftRevision: z.number().int().min(0).optional() });
export const classInputSchema = z.strictObject({ ...seen, contentClass: z.enum(CONTENT_CLASSES) });
export const scheduleSchema = z.strictObject({ ...seen, publishAt: z.iso.datetime({ offset: true }) });
export const reasonSchema = z.strictObject({
  ...seen,
  reason: z.string().trim().min(1, '请写明理由。').max(2000, '理由请控制在2000字以内。'),
});
