import { z } from 'zod';
import { neededText, writtenText } from '@/lib/platform/text';
import { BATCH_MAX } from './rules/batch';
import { CONCLUSIONS, SECRECY_CONCLUSIONS } from './types';

/** More keys than any checklist has would only swell a record that is kept for good. */
const checklist = z
  .record(z.string().max(40), z.boolean())
  .refine((ticks) => Object.keys(ticks).length <= 20, '审核要点不符合要求，请刷新后再试。');

/** 保密审查, item by item. */
export const secrecyAnswersSchema = z.strictObject({
  state_secret: z.boolean(),
  work_secret: z.boolean(),
  trade_secret: z.boolean(),
  personal_privacy: z.boolean(),
  basis: writtenText(2000, '审查依据'),
  conclusion: z.enum(SECRECY_CONCLUSIONS),
});

/**
 * A decision as a form sends it. `contentHash` and `decisionsSeen` say what the form showed: a decision on anything
 * else is refused as stale.
 */
export const decisionInputSchema = z.strictObject({
  roundId: z.uuid(),
  position: z.number().int().min(1),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  decisionsSeen: z.number().int().min(0),
  conclusion: z.enum(CONCLUSIONS),
  returnTo: z.number().int().min(0).nullable(),
  opinion: writtenText(4000, '意见'),
  reviewChecklist: checklist,
  proofChecklist: checklist,
  secrecy: secrecyAnswersSchema.nullable(),
});
export type DecisionInput = z.infer<typeof decisionInputSchema>;

/** Several signatures at once; each entry says what the list showed, as a single decision does. */
export const batchInputSchema = z.strictObject({
  items: z
    .array(
      decisionInputSchema.pick({ roundId: true, position: true, contentHash: true, decisionsSeen: true }),
    )
    .min(1, '请先选择要签发的信息。')
    .max(BATCH_MAX, `一次最多签发 ${BATCH_MAX} 条。`)
    .refine(
      (items) => new Set(items.map(({ roundId }) => roundId)).size === items.length,
      '同一条信息选了两次。',
    ),
});
export type BatchInput = z.infer<typeof batchInputSchema>;

/** The longer written opinion of a decision of the emergency lane (TR-11). */
export const lateOpinionSchema = z.strictObject({
  decisionId: z.uuid(),
  opinion: neededText(4000, '意见', '请填写补充的书面意见。'),
});
