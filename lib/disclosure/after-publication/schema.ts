import { z } from 'zod';
import { isCivilDate } from '@/lib/platform/dates';
import { cleanText } from '../body/normal-form/rules';
import { itemIdSchema } from '../schema';
import { isDocNo } from './rules/act';
import { LIVE_CHECK_RESULTS, RELATION_KINDS, VALIDITY_STATES } from './types';

const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const words = (max: number, label: string) =>
  z
    .string()
    .transform((value) =>
      value
        .split(/\r\n|\r|\n/)
        .map(cleanText)
        .join('\n')
        .trim(),
    )
    .refine((value) => value.length <= max, `${label}请控制在${max}字以内。`);
const needed = (max: number, label: string) =>
  words(max, label).refine((value) => value !== '', `请填写${label}。`);

export const consultationSchema = z.strictObject({
  itemId: itemIdSchema,
  /** Hash of the text the other organ was asked about. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  organName: needed(100, '机关名称'),
  askedOn: date,
  confirmedOn: date.nullable(),
  document: words(200, '确认的文号或方式'),
  note: words(1000, '备注'),
});
export const reprintComparisonSchema = z.strictObject({
  itemId: itemIdSchema,
  sourceText: needed(200_000, '原文'),
});
export const validityEventSchema = z.strictObject({
  itemId: itemIdSchema,
  state: z.enum(VALIDITY_STATES),
  fromDate: date,
  actTitle: needed(200, '依据（如清理决定）的名称'),
  /** Public; so it is a 文号 in strict form or nothing. */
  actNo: words(60, '依据的文号').refine(
    (value) => value === '' || isDocNo(value),
    '文号请写成“机关代字〔年份〕序号号”，如 北工信〔2026〕9号；没有文号的不填。',
  ),
  /** The item of ours that the act is. */
  actId: itemIdSchema.nullable(),
  validUntil: date.nullable(),
  successorId: itemIdSchema.nullable(),
  note: words(1000, '备注'),
});
export const validityConfirmationSchema = z.strictObject({
  itemId: itemIdSchema,
  eventId: z.uuid(),
  conclusion: z.enum(['confirmed', 'rejected']),
  note: words(1000, '理由'),
});
export const relationSchema = z.strictObject({
  itemId: itemIdSchema,
  otherId: itemIdSchema,
  kind: z.enum(RELATION_KINDS),
});
export const relationEndSchema = z.strictObject({
  itemId: itemIdSchema,
  relationId: z.uuid(),
  reason: needed(500, '理由'),
});
export const liveCheckSchema = z.strictObject({
  itemId: itemIdSchema,
  publicationId: z.uuid(),
  result: z.enum(LIVE_CHECK_RESULTS),
  note: words(1000, '核查情况'),
});
export const leakReportSchema = z.strictObject({
  itemId: itemIdSchema,
  eventId: z.uuid(),
  reportedTo: needed(200, '报告的保密行政管理部门'),
  reportedOn: date,
  evidence: words(2000, '保全的证据'),
});

export type ConsultationInput = z.output<typeof consultationSchema>;
export type ReprintComparisonInput = z.output<typeof reprintComparisonSchema>;
export type ValidityEventInput = z.output<typeof validityEventSchema>;
export type ValidityConfirmationInput = z.output<typeof validityConfirmationSchema>;
export type RelationInput = z.output<typeof relationSchema>;
export type RelationEndInput = z.output<typeof relationEndSchema>;
export type LiveCheckInput = z.output<typeof liveCheckSchema>;
export type LeakReportInput = z.output<typeof leakReportSchema>;
