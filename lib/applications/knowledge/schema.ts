import { z } from 'zod';
import { neededText, writtenText } from '@/lib/platform/text';

const reason = writtenText(1_000, '理由');

/** Proposes to make public what a case asks for (条例44). */
export const proposePublicationSchema = z.strictObject({
  caseId: z.uuid(),
  source: z.enum(['applicant', 'staff']),
  title: neededText(100, '信息名称'),
  reason: neededText(1_000, '理由'),
});

/** Decides on a proposal; who writes the draft is asked of an acceptance only. */
export const decideProposalSchema = z.discriminatedUnion('conclusion', [
  z.strictObject({
    proposalId: z.uuid(),
    conclusion: z.literal('accepted'),
    writerId: z.uuid('请选择由谁拟稿。'),
    reason,
  }),
  z.strictObject({ proposalId: z.uuid(), conclusion: z.literal('declined'), reason }),
]);
