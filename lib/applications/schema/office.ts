import { z } from 'zod';
import {
  addressField,
  emailField,
  idKindField,
  nameField,
  openReasonField,
  optionalNameField,
  phoneField,
} from '@/lib/personal-data/schema';
import { CASE_FILE_KINDS } from '@/lib/personal-data/types';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText, writtenText } from '@/lib/platform/text';
import { APPLICANT_TYPES, DELIVERY_METHODS, INTAKE_CHANNELS, MEDIA_FORMS, PARTIES } from '../types/case';
import { OPINIONS } from '../types/opinion';
import { DESCRIPTION_LENGTH, REQUEST_LINE_LENGTH } from './intake-form';
import { typedText } from './typed-text';

const REASON_LENGTH = 1_000;
const LINE_LENGTH = 200;
/** The most parts one application is split into at once 【约定】. */
export const MOST_PARTS = 20;

const date = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const noDate = z.literal('').transform(() => undefined);
const dateIfAny = z.union([noDate, date]).optional();
const reason = neededText(REASON_LENGTH, '理由');
const line = (label: string) => writtenText(LINE_LENGTH, label).optional();

export const caseIdSchema = z.uuid();
const caseId = caseIdSchema;
const seenSeq = z.int().min(1);

/** What the office has to show for the day of receipt; which of it is asked for follows from the channel. */
export const evidenceSchema = z.strictObject({
  submittedOn: dateIfAny,
  signedOn: dateIfAny,
  trackingNo: line('邮件号码'),
  arrivedOn: dateIfAny,
  confirmedOn: dateIfAny,
  confirmedHow: writtenText(REASON_LENGTH, '确认的方式').optional(),
  filledBy: line('代填人'),
  readBack: writtenText(REASON_LENGTH, '宣读和确认的情况').optional(),
});

const requestText = {
  title: typedText(REQUEST_LINE_LENGTH, '信息名称'),
  docNo: typedText(REQUEST_LINE_LENGTH, '文号'),
  description: typedText(DESCRIPTION_LENGTH, '特征描述'),
};
const request = z.strictObject(requestText);
const namedRequest = request.refine(
  ({ title, docNo, description }) => title + docNo + description !== '',
  '请写明要申请公开的信息：名称、文号、特征描述三项里至少填一项。',
);

/** The form by which staff take an application in. What Art. 29 asks for and the paper lacks is corrected later (补正). */
export const takeInSchema = z
  .strictObject({
    submissionKey: z.uuid(),
    kind: z.enum(['application', 'record_correction']),
    channel: z.enum(INTAKE_CHANNELS, '请选择申请是怎样收到的。'),
    evidence: evidenceSchema,
    applicantType: z.enum(APPLICANT_TYPES, '请选择申请人的类型。'),
    name: nameField('申请人姓名或者名称'),
    idKind: idKindField,
    idNumber: z.string().max(LINE_LENGTH),
    contactName: optionalNameField('联系人姓名'),
    phone: phoneField,
    email: emailField,
    address: addressField,
    hasAgent: z.boolean(),
    agentName: optionalNameField('代理人姓名'),
    agentIdKind: idKindField,
    agentIdNumber: z.string().max(LINE_LENGTH),
    agentPhone: phoneField,
    agentEmail: emailField,
    agentAddress: addressField,
    ...requestText,
    deliveryMethod: z.enum(DELIVERY_METHODS, '请选择获取信息的方式。'),
    mediaForm: z.enum(MEDIA_FORMS, '请选择载体形式。'),
    needsHelp: z.boolean(),
  })
  .refine(({ title, docNo, description }) => title + docNo + description !== '', {
    path: ['title'],
    message:
      '请写明要申请公开的信息：名称、文号、特征描述三项里至少填一项；申请书没有写明的，照录原文，登记后告知补正。',
  })
  .refine(({ hasAgent, agentName }) => !hasAgent || agentName !== '', {
    path: ['agentName'],
    message: '请填写代理人姓名。',
  });
export type TakeInInput = z.infer<typeof takeInSchema>;

/** What a receipt date would follow from evidence, before anything is recorded. */
export const previewReceiptSchema = z.strictObject({
  channel: z.enum(INTAKE_CHANNELS),
  evidence: evidenceSchema,
});
export type PreviewReceiptInput = z.infer<typeof previewReceiptSchema>;

/** Whether the office knows somebody by this number. */
export const sameApplicantSchema = z.strictObject({
  idKind: idKindField,
  idNumber: z.string().max(LINE_LENGTH),
});

/** What a step would do to the dates of a case. */
export const previewStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('confirm'), caseId, evidence: evidenceSchema }),
  z.strictObject({
    step: z.literal('receive_supplement'),
    caseId,
    channel: z.enum(INTAKE_CHANNELS),
    evidence: evidenceSchema,
  }),
  z.strictObject({ step: z.literal('correct_receipt_date'), caseId, date }),
  z.strictObject({
    step: z.enum(['record_consultation_service', 'end_consultation']),
    caseId,
    consultationId: z.uuid('请选择征求意见的对象。'),
    date,
  }),
]);
export type PreviewStepInput = z.infer<typeof previewStepSchema>;

export const caseOnlySchema = z.strictObject({ caseId });
export const seenCaseSchema = z.strictObject({ caseId, seenSeq });
export const caseReasonSchema = z.strictObject({ caseId, reason });

export const confirmReceiptSchema = z.strictObject({ caseId, evidence: evidenceSchema });
export const logContactSchema = z.strictObject({
  caseId,
  onDate: date,
  how: neededText(LINE_LENGTH, '联系的号码或者地址、时间'),
  result: neededText(REASON_LENGTH, '联系的结果'),
  reached: z.boolean(),
});
export const checkApplicationSchema = z.strictObject({
  caseId,
  seenSeq,
  complete: z.boolean(),
  clear: z.boolean(),
  ours: z.boolean(),
  note: writtenText(REASON_LENGTH, '说明'),
});
export const assignSchema = z.strictObject({
  caseId,
  handlerId: z.uuid('请选择承办人。'),
  reason: writtenText(REASON_LENGTH, '说明'),
});
export const noteSchema = z.strictObject({ caseId, note: neededText(4_000, '记录的内容') });
export const recordReasonsSchema = z.strictObject({
  caseId,
  onDate: date,
  reasons: neededText(4_000, '申请人说明的理由'),
  reasonable: z.boolean(),
  assessment: neededText(REASON_LENGTH, '本机关的意见'),
});
export const transferPetitionSchema = z.strictObject({
  caseId,
  onDate: date,
  to: neededText(LINE_LENGTH, '接收单位'),
  matter: neededText(REASON_LENGTH, '移送的事项'),
});
export const changeDeliverySchema = z.strictObject({
  caseId,
  deliveryMethod: z.enum(DELIVERY_METHODS, '请选择获取信息的方式。'),
  mediaForm: z.enum(MEDIA_FORMS, '请选择载体形式。'),
  reason,
});
export const changeContactSchema = z.strictObject({
  caseId,
  party: z.enum(PARTIES),
  phone: phoneField,
  address: addressField,
  email: emailField,
  contactName: optionalNameField('联系人姓名'),
  reason,
});
export const restrictSchema = z.strictObject({
  caseId,
  personIds: z.array(z.uuid()).max(100),
  reason,
});
export const correctReceiptDateSchema = z.strictObject({ caseId, seenSeq, date, reason });
export const recordSupplementSchema = z.strictObject({
  caseId,
  channel: z.enum(INTAKE_CHANNELS, '请选择补正材料是怎样收到的。'),
  onDate: date,
  text: request,
  fileIds: z.array(z.uuid()).max(20),
});
export const receiveSupplementSchema = z.strictObject({
  caseId,
  channel: z.enum(INTAKE_CHANNELS, '请选择补正材料是怎样收到的。'),
  evidence: evidenceSchema,
});
export const splitSchema = z.strictObject({
  caseId,
  seenSeq,
  parts: z.array(namedRequest).min(1, '请写明拆分出的每一件申请的内容，至少一件。').max(MOST_PARTS),
  reason,
});
export const mergeSchema = z.strictObject({
  caseId,
  intoId: z.uuid('请选择要并入的申请。'),
  reason,
});
export const linkSchema = z.strictObject({
  caseId,
  otherId: z.uuid('请选择要关联的申请。'),
  kind: z.enum(['same_information', 'earlier_reply']),
  note: writtenText(REASON_LENGTH, '说明'),
});
export const withdrawSchema = z.strictObject({
  caseId,
  onDate: date,
  how: neededText(LINE_LENGTH, '撤回的方式'),
  words: writtenText(REASON_LENGTH, '申请人的说明'),
});
export const searchSchema = z.strictObject({
  caseId,
  seenSeq,
  searchedOn: date,
  place: neededText(REASON_LENGTH, '检索范围'),
  words: neededText(REASON_LENGTH, '检索词'),
  method: neededText(LINE_LENGTH, '检索方式'),
  searchedBy: neededText(LINE_LENGTH, '检索人'),
  found: z.boolean(),
  result: neededText(4_000, '检索结果'),
});
export const consultationServiceSchema = z.strictObject({
  caseId,
  consultationId: z.uuid('请选择征求意见的对象。'),
  onDate: date,
  proof: neededText(LINE_LENGTH, '送达的方式和凭证'),
});
export const endConsultationSchema = z.strictObject({
  caseId,
  consultationId: z.uuid('请选择征求意见的对象。'),
  onDate: date,
  opinion: z.enum(OPINIONS, '请选择对方的意见。'),
  reason: writtenText(4_000, '对方的理由'),
  assessment: writtenText(REASON_LENGTH, '本机关的意见'),
});
export const paymentSchema = z.strictObject({
  caseId,
  onDate: date,
  invoiceNo: neededText(LINE_LENGTH, '财政票据号码'),
});
export const cancelFeeSchema = z.strictObject({ caseId, onDate: date, reason });
export const openIdentitySchema = z.strictObject({
  applicationId: caseId,
  party: z.enum(PARTIES),
  reason: openReasonField,
});
export const caseFileKindSchema = z.enum(CASE_FILE_KINDS);
