import { z } from 'zod';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText, writtenText } from '@/lib/platform/text';
import { itemIdSchema } from '../schema';
import { isDocNo } from './rules/act';
import { LIVE_CHECK_RESULTS, RELATION_KINDS, VALIDITY_STATES } from './types';

const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const needed = (max: number, label: string) => neededText(max, label, `请填写${label}。`);

export const consultationSchema = z.strictObject({
  itemId: itemIdSchema,
  /** Hash of the text the other organ was asked about. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  organName: needed(100, '机关名称'),
  askedOn: date,
  confirmedOn: date.nullable(),
  document: writtenText(200, '确认的文号或方式'),
  note: writtenText(1000, '备注'),
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
  actNo: writtenText(60, '依据的文号').refine(
    (value) => value === '' || isDocNo(value),
    '文号请写成“机关代字〔年份〕序号号”，如 北工信〔2026〕9号；没有文号的不填。',
  ),
  /** The item of ours that the act is. */
  actId: itemIdSchema.nullable(),
  validUntil: date.nullable(),
  successorId: itemIdSchema.nullable(),
  note: writtenText(1000, '备注'),
});
export const validityConfirmationSchema = z.strictObject({
  itemId: itemIdSchema,
  eventId: z.uuid(),
  conclusion: z.enum(['confirmed', 'rejected']),
  note: writtenText(1000, '理由'),
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
  note: writtenText(1000, '核查情况'),
});
export const leakReportSchema = z.strictObject({
  itemId: itemIdSchema,
  eventId: z.uuid(),
  reportedTo: needed(200, '报告的保密行政管理部门'),
  reportedOn: date,
  evidence: writtenText(2000, '保全的证据'),
});

export type ConsultationInput = z.output<typeof consultationSchema>;
export type ReprintComparisonInput = z.output<typeof reprintComparisonSchema>;
export type ValidityEventInput = z.output<typeof validityEventSchema>;
export type ValidityConfirmationInput = z.output<typeof validityConfirmationSchema>;
export type RelationInput = z.output<typeof relationSchema>;
export type RelationEndInput = z.output<typeof relationEndSchema>;
export type LiveCheckInput = z.output<typeof liveCheckSchema>;
export type LeakReportInput = z.output<typeof leakReportSchema>;
