import { z } from 'zod';
import { CONCLUSIONS, SECRECY_CONCLUSIONS } from './types';

/** 保密审查, item by item. */
export const secrecyAnswersSchema = z.strictObject({
  state_secret: z.boolean(),
  work_secret: z.boolean(),
  trade_secret: z.boolean(),
  personal_privacy: z.boolean(),
  basis: z.string().max(2000),
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
  opinion: z.string().max(4000, '意见请控制在4000字以内。'),
  reviewChecklist: z.record(z.string().max(40), z.boolean()),
  proofChecklist: z.record(z.string().max(40), z.boolean()),
  secrecy: secrecyAnswersSchema.nullable(),
});
export type DecisionInput = z.infer<typeof decisionInputSchema>;
