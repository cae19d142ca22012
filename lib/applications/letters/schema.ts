import { z } from 'zod';
import { fieldByKey } from '@/lib/letters/rules/fields';
import {
  letterFieldsSchema,
  letterReceiptSchema,
  letterReturnSchema,
  letterServiceSchema,
  saveLetterSchema,
} from '@/lib/letters/schema';
import { LETTER_CODES } from '@/lib/letters/types/letters';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText, writtenText } from '@/lib/platform/text';
import { APPLICATION_OUTCOMES, OUTCOMES, type PartialGround, SUB_OUTCOMES } from '../types/outcomes';

const LINE_LENGTH = 200;
const REASON_LENGTH = 2_000;
/** Characters of an answer to a question of the decision. */
const ANSWER_LENGTH = 4_000;
/** The most parts a partial reply withholds【约定】. */
const MOST_PARTS = 50;

const caseId = z.uuid();
const seenSeq = z.int().min(1);
const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const dateIfAny = z.union([z.literal('').transform(() => undefined), date]).optional();
const key = z.string().regex(/^[a-z_]{1,40}$/, '字段名称不对，请刷新后再试。');
const ownWords = z.array(writtenText(4_000, '补充说明')).max(20, '补充说明最多20段。');

/** What the case itself gives a letter is not typed. */
const typedFields = letterFieldsSchema.refine(
  (fields) => Object.keys(fields).every((name) => fieldByKey(name)?.isGiven !== true),
  '由系统填写的内容不能手工修改，请刷新后再试。',
);

const answer = writtenText(ANSWER_LENGTH, '内容');
const grounds = z
  .record(key, z.union([z.boolean(), answer, z.array(answer).max(200, '清单最多200行。')]))
  .refine((answers) => Object.keys(answers).length <= 40, '内容太多，请刷新后再试。');

/** What a part can be withheld on. */
const WITHHOLDING = APPLICATION_OUTCOMES.filter((one): one is PartialGround['outcome'] =>
  one.startsWith('not_public.'),
);
const partialGround = z.strictObject({
  outcome: z.enum(WITHHOLDING, '请选择不予公开的依据。'),
  withheld: writtenText(ANSWER_LENGTH, '不予公开的内容'),
  reason: writtenText(ANSWER_LENGTH, '理由'),
  grounds,
});

/** How a case ends. What an outcome asks for beside this, the rules know. */
export const decideCaseSchema = z.strictObject({
  caseId,
  seenSeq,
  outcome: z.enum(OUTCOMES, '请选择处理结果。'),
  subOutcome: z.enum(SUB_OUTCOMES).nullable(),
  grounds,
  partialGrounds: z.array(partialGround).max(MOST_PARTS, `不予公开的部分最多${MOST_PARTS}项。`),
  evidenceFiles: z.record(key, z.uuid('请选择案卷里的材料。')),
  publicInterest: writtenText(ANSWER_LENGTH, '公共利益的理由'),
  ownWords,
});
export type DecideCaseInput = z.infer<typeof decideCaseSchema>;

export const concludeOverdueSchema = z.strictObject({
  caseId,
  seenSeq,
  what: z.enum(['supplement', 'payment']),
  note: neededText(REASON_LENGTH, '核对的情况', '请写明核对的情况：怎样送达的，申请人有没有说明理由。'),
});
export const confirmWithdrawalSchema = z.strictObject({
  caseId,
  way: z.enum(['written', 'oral', 'online'], '请选择申请人撤回的方式。'),
});
export const closeByNoteSchema = z.strictObject({
  caseId,
  seenSeq,
  note: neededText(ANSWER_LENGTH, '工作记录'),
});

const party = z.strictObject({
  kind: z.enum(['third_party', 'organ', 'joint_maker'], '请选择征求谁的意见。'),
  purpose: z.enum(['opinion', 'secrecy']),
  name: neededText(LINE_LENGTH, '对方的姓名或者名称'),
  address: writtenText(500, '送达地址'),
  phone: writtenText(60, '电话'),
  about: neededText(ANSWER_LENGTH, '征求意见的内容'),
  interest: writtenText(60, '权益种类'),
  isPerson: z.boolean(),
});

/** A letter of the procedure to be begun. */
export const procedureLetterSchema = z.strictObject({
  caseId,
  seenSeq,
  code: z.enum(LETTER_CODES),
  fields: typedFields,
  ownWords,
  dueDate: dateIfAny,
  roundReason: writtenText(REASON_LENGTH, '再次补正的理由').optional(),
  answerBy: dateIfAny,
  workingDays: z.int().min(1, '请填写延长的工作日数。').max(20, '延长最多20个工作日。').optional(),
  until: dateIfAny,
  party: party.optional(),
  consultationId: z.uuid('请选择是哪一次征求意见。').optional(),
  fee: z
    .strictObject({
      scale: z.enum(['by_item', 'by_volume'], '请选择计费标准。'),
      pages: z.int().min(1).max(1_000_000).nullable(),
      reason: neededText(REASON_LENGTH, '选择这种标准的理由'),
    })
    .optional(),
});
export type ProcedureLetterInput = z.infer<typeof procedureLetterSchema>;

/** The same while it is being written: nothing has to be filled in yet. */
export const previewLetterSchema = procedureLetterSchema
  .omit({ seenSeq: true, party: true, fee: true })
  .extend({
    party: z
      .strictObject({
        kind: z.enum(['third_party', 'organ', 'joint_maker']),
        purpose: z.enum(['opinion', 'secrecy']),
        name: writtenText(LINE_LENGTH, '名称'),
        about: writtenText(ANSWER_LENGTH, '内容'),
        isPerson: z.boolean(),
      })
      .optional(),
    fee: z
      .strictObject({
        scale: z.enum(['by_item', 'by_volume']),
        pages: z.int().min(1).max(1_000_000).nullable(),
      })
      .optional(),
  });
export type PreviewLetterInput = z.infer<typeof previewLetterSchema>;

export const saveCaseLetterSchema = saveLetterSchema.extend({ fields: typedFields.optional() });
/** A draft as it would read with other words, without saving it. */
export const previewDraftSchema = z.strictObject({ letterId: z.uuid(), fields: typedFields, ownWords });
export type PreviewDraftInput = z.infer<typeof previewDraftSchema>;

/** Issuing names the proof as a file of the case; its hash is computed here. */
const proofFileId = z.uuid().nullable().default(null);
export const issueLetterSchema = letterServiceSchema.omit({ proofSha256: true }).extend({ proofFileId });
export type IssueLetterInput = z.infer<typeof issueLetterSchema>;
export const letterReceivedSchema = letterReceiptSchema.omit({ proofSha256: true }).extend({ proofFileId });
export type LetterReceivedInput = z.infer<typeof letterReceivedSchema>;
export const letterReturnedSchema = letterReturnSchema.omit({ proofSha256: true }).extend({ proofFileId });
export type LetterReturnedInput = z.infer<typeof letterReturnedSchema>;

export const previewIssueSchema = letterServiceSchema.pick({
  letterId: true,
  way: true,
  sentOn: true,
  servedOn: true,
});
export type PreviewIssueInput = z.infer<typeof previewIssueSchema>;

export const letterOnlySchema = z.strictObject({ letterId: z.uuid() });
