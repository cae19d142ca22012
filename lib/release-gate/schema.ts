import { z } from 'zod';
import { neededText, writtenText } from '@/lib/platform/text';
import { MOST_REMOVED_WORDS, OVERRIDE_REASON_LENGTH, REMOVED_WORD_LENGTH } from './types';

/** A file of the case is enclosed with a letter; `removedWords` is a list, one a line. */
export const addEnclosureSchema = z.strictObject({
  letterId: z.uuid(),
  fileId: z.uuid(),
  removedWords: z.string().max(MOST_REMOVED_WORDS * (REMOVED_WORD_LENGTH + 2), '去除的词语太多。'),
});

export const removeEnclosureSchema = z.strictObject({ letterId: z.uuid(), enclosureId: z.uuid() });

/** Somebody asks that a finding be passed over. */
export const proposeOverrideSchema = z.strictObject({
  enclosureId: z.uuid(),
  findingKey: z.string().min(1).max(300),
  reason: neededText(OVERRIDE_REASON_LENGTH, '放行的理由', '请写明放行的理由：为什么可以提供，依据是什么。'),
});

/** Another person answers. */
export const answerOverrideSchema = z
  .strictObject({
    overrideId: z.uuid(),
    answer: z.enum(['confirmed', 'rejected']),
    note: writtenText(OVERRIDE_REASON_LENGTH, '意见'),
  })
  .refine(({ answer, note }) => answer === 'confirmed' || note !== '', {
    path: ['note'],
    message: '不同意放行，请写明理由。',
  });
