import { randomUUID } from 'node:crypto';
import { writeCaseEvent } from '@/lib/applications/commands/case-event';
import { logContact } from '@/lib/applications/commands/confirm-receipt';
import { assignCase, registerCase, restrictCase } from '@/lib/applications/commands/handle-case';
import { mergeCase } from '@/lib/applications/commands/relate-cases';
import { recordSupplement } from '@/lib/applications/commands/supplement';
import { takeInApplication } from '@/lib/applications/commands/take-in-application';
import type { LoadedCase } from '@/lib/applications/queries/load-case';
import type { TakeInInput } from '@/lib/applications/schema/office';
import type { CaseState } from '@/lib/applications/transitions';
import type { ClockEvent } from '@/lib/applications/types/clock';
import type { Actor } from '@/lib/organs/types';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { caseInHand, fileCase, reload } from '../cases';
import { unwrap } from '../factories';
import type { DoorCase } from './case';
import type { DoorScene } from './scene';

/** A form of the office as it is sent, lawful; each with a key of its own. */
export function takeInForm(more: Partial<TakeInInput> = {}): TakeInInput {
  return {
    submissionKey: randomUUID(),
    kind: 'application',
    channel: 'in_person',
    evidence: { submittedOn: civilDate(currentTime()) },
    applicantType: 'natural_person',
    name: '李申请',
    idKind: 'resident_id_card',
    idNumber: '',
    contactName: '',
    phone: '10000000000',
    email: '',
    address: '安阳市示例路1号',
    hasAgent: false,
    agentName: '',
    agentIdKind: 'resident_id_card',
    agentIdNumber: '',
    agentPhone: '',
    agentEmail: '',
    agentAddress: '',
    title: '2025年度工业投资统计',
    docNo: '',
    description: '',
    deliveryMethod: 'mail',
    mediaForm: 'paper',
    needsHelp: false,
    ...more,
  };
}

/** A case that is received, with an identity number on file. */
export async function receivedCase(handler: Actor, serial = 1): Promise<LoadedCase> {
  const done = unwrap(await takeInApplication(handler, takeInForm({ idNumber: inventedIdNumber(serial) })));
  return reload(done.caseId);
}

/** Writes an act that a letter would bring, without the letter. */
export async function actByLetter(
  handler: Actor,
  loaded: LoadedCase,
  action: 'request_supplement' | 'consult' | 'notify_fee',
  clock: ClockEvent,
  to?: CaseState,
): Promise<LoadedCase> {
  await inTransaction((tx) =>
    writeCaseEvent(tx, { kind: 'staff', actor: handler }, loaded, {
      action,
      onDate: clock.date,
      clock,
      ...(to === undefined ? {} : { to }),
    }),
  ).then(unwrap);
  return reload(loaded.id);
}

/** Records whom to consult, and that the letter went out. Gives the id of the consultation. */
export async function consulting(handler: Actor, loaded: LoadedCase, on: string): Promise<string> {
  const { id } = await staffDatabase().consultation.create({
    data: {
      applicationId: loaded.id,
      partyKind: 'third_party',
      purpose: 'opinion',
      name: '示例公司',
      about: '投资额',
      recordedBy: handler.personId,
      recordedAt: currentTime(),
    },
  });
  await actByLetter(handler, loaded, 'consult', {
    type: 'consultation_sent',
    id,
    to: 'third_party',
    date: on,
  });
  return id;
}

/** The doors to cases: every act by who may do it, on a case that waits for exactly this act. */
export function caseCases(scene: () => DoorScene): DoorCase[] {
  const people = () => scene().people;
  const handler = () => people().case_handler;
  const today = () => civilDate(currentTime());
  const submitted = async () => (await fileCase(handler(), { channel: 'fax', on: today() })).id;
  const received = async () => (await receivedCase(handler())).id;
  const inHand = async () => (await caseInHand(handler())).id;
  const seenSeq = async (caseId: string) => (await reload(caseId)).seq;
  const awaitingSupplement = async () => {
    const date = today();
    return (
      await actByLetter(handler(), await caseInHand(handler()), 'request_supplement', {
        type: 'supplement_notice',
        date,
      })
    ).id;
  };
  const awaitingPayment = async () => {
    const date = today();
    return (
      await actByLetter(handler(), await caseInHand(handler()), 'notify_fee', { type: 'fee_notice', date })
    ).id;
  };
  const consulted = async () => {
    const loaded = await caseInHand(handler());
    await consulting(handler(), loaded, today());
    return loaded.id;
  };
  const consultationOf = async (caseId: string) =>
    (await staffDatabase().consultation.findFirstOrThrow({ where: { applicationId: caseId } })).id;
  const assigned = async () => {
    const caseId = await received();
    const handlerId = handler().personId;
    unwrap(await assignCase(people().office_head, { caseId, handlerId, reason: '' }));
    return caseId;
  };
  /** Of the deed `merge`: another case of the same applicant. */
  const twin = async () => {
    const one = await receivedCase(handler(), 7);
    const done = unwrap(await registerCase(handler(), { caseId: one.id, seenSeq: one.seq }));
    return done.caseId;
  };
  const text = { title: '工业投资统计', docNo: '', description: '按行业' };
  return [
    { door: 'takeInApplicationAction', prepare: async () => '', form: async () => takeInForm() },
    {
      door: 'previewReceiptAction',
      prepare: async () => '',
      form: async () => ({ channel: 'in_person', evidence: { submittedOn: today() } }),
      isRead: true,
    },
    {
      door: 'findKnownApplicantAction',
      prepare: async () => '',
      form: async () => ({ idKind: 'resident_id_card', idNumber: inventedIdNumber(1) }),
      isRead: true,
    },
    {
      door: 'previewStepAction',
      prepare: inHand,
      form: async (caseId) => ({ step: 'correct_receipt_date', caseId, date: today() }),
      isRead: true,
    },
    {
      door: 'logContactAction',
      prepare: submitted,
      form: async (caseId) => ({ caseId, onDate: today(), how: '电话', result: '无人接听', reached: false }),
    },
    {
      door: 'confirmReceiptAction',
      prepare: submitted,
      form: async (caseId) => ({
        caseId,
        evidence: { arrivedOn: today(), confirmedOn: today(), confirmedHow: '电话确认' },
      }),
    },
    {
      door: 'giveUpConfirmationAction',
      prepare: async () => {
        const caseId = await submitted();
        const attempt = { caseId, onDate: today(), how: '电话', result: '空号', reached: false };
        unwrap(await logContact(handler(), attempt));
        return caseId;
      },
      form: async (caseId) => ({ caseId, reason: '多次联系不上' }),
    },
    {
      door: 'registerCaseAction',
      prepare: received,
      form: async (caseId) => ({ caseId, seenSeq: await seenSeq(caseId) }),
    },
    {
      door: 'checkApplicationAction',
      prepare: async () => {
        const loaded = await receivedCase(handler());
        return unwrap(await registerCase(handler(), { caseId: loaded.id, seenSeq: loaded.seq })).caseId;
      },
      form: async (caseId) => ({
        caseId,
        seenSeq: await seenSeq(caseId),
        complete: true,
        clear: true,
        ours: true,
        note: '',
      }),
    },
    {
      door: 'assignCaseAction',
      prepare: received,
      form: async (caseId) => ({ caseId, handlerId: handler().personId, reason: '' }),
      refusals: /^(not_found|role_missing|handler_not_holder)$/,
    },
    { door: 'acceptAssignmentAction', prepare: assigned, form: async (caseId) => ({ caseId }) },
    {
      door: 'declineAssignmentAction',
      prepare: assigned,
      form: async (caseId) => ({ caseId, reason: '回避' }),
    },
    {
      door: 'recordReasonsAction',
      prepare: async () => {
        const loaded = await caseInHand(handler());
        await inTransaction((tx) =>
          writeCaseEvent(tx, { kind: 'staff', actor: handler() }, loaded, {
            action: 'ask_reasons',
            onDate: today(),
          }),
        ).then(unwrap);
        return loaded.id;
      },
      form: async (caseId) => ({
        caseId,
        onDate: today(),
        reasons: '研究需要',
        reasonable: true,
        assessment: '理由合理',
      }),
    },
    {
      door: 'recordSupplementAction',
      prepare: awaitingSupplement,
      form: async (caseId) => ({ caseId, channel: 'in_person', onDate: today(), text, fileIds: [] }),
    },
    {
      door: 'receiveSupplementAction',
      prepare: async () => {
        const caseId = await awaitingSupplement();
        const brought = { caseId, channel: 'in_person' as const, onDate: today(), text, fileIds: [] };
        return unwrap(await recordSupplement(handler(), brought)).caseId;
      },
      form: async (caseId) => ({ caseId, channel: 'in_person', evidence: { submittedOn: today() } }),
    },
    {
      door: 'recordConsultationServiceAction',
      prepare: consulted,
      form: async (caseId) => ({
        caseId,
        consultationId: await consultationOf(caseId),
        onDate: today(),
        proof: '回执',
      }),
    },
    {
      door: 'endConsultationAction',
      prepare: consulted,
      form: async (caseId) => ({
        caseId,
        consultationId: await consultationOf(caseId),
        onDate: today(),
        opinion: 'consent',
        reason: '',
        assessment: '',
      }),
    },
    {
      door: 'recordPaymentAction',
      prepare: awaitingPayment,
      form: async (caseId) => ({ caseId, onDate: today(), invoiceNo: '000001' }),
    },
    {
      door: 'cancelFeeAction',
      prepare: awaitingPayment,
      form: async (caseId) => ({ caseId, onDate: today(), reason: '不应收费' }),
    },
    {
      door: 'recordSearchAction',
      prepare: inHand,
      form: async (caseId) => ({
        caseId,
        seenSeq: await seenSeq(caseId),
        searchedOn: today(),
        place: '档案室',
        words: '工业投资',
        method: '系统检索',
        searchedBy: '孙示',
        found: false,
        result: '没有检索到',
      }),
    },
    {
      door: 'correctReceiptDateAction',
      prepare: inHand,
      form: async (caseId) => ({
        caseId,
        seenSeq: await seenSeq(caseId),
        date: today(),
        reason: '核对签收记录',
      }),
    },
    {
      door: 'changePartyContactAction',
      prepare: received,
      form: async (caseId) => ({
        caseId,
        party: 'applicant',
        phone: '10000000001',
        address: '',
        email: '',
        contactName: '',
        reason: '来电变更',
      }),
    },
    {
      door: 'changeDeliveryAction',
      prepare: received,
      form: async (caseId) => ({
        caseId,
        deliveryMethod: 'pick_up',
        mediaForm: 'paper',
        reason: '来电变更',
      }),
    },
    {
      door: 'splitCaseAction',
      prepare: inHand,
      form: async (caseId) => ({
        caseId,
        seenSeq: await seenSeq(caseId),
        parts: [text],
        reason: '一事一申请',
      }),
    },
    {
      door: 'mergeCaseAction',
      prepare: twin,
      form: async (caseId) => ({ caseId, intoId: await twin(), reason: '同一事项' }),
    },
    {
      door: 'unmergeCaseAction',
      prepare: async () => {
        const caseId = await twin();
        return unwrap(await mergeCase(handler(), { caseId, intoId: await twin(), reason: '同一事项' }))
          .caseId;
      },
      form: async (caseId) => ({ caseId, reason: '分开答复' }),
    },
    {
      door: 'linkCaseAction',
      prepare: inHand,
      form: async (caseId) => ({ caseId, otherId: await inHand(), kind: 'same_information', note: '' }),
    },
    {
      door: 'transferPetitionAction',
      prepare: inHand,
      form: async (caseId) => ({ caseId, onDate: today(), to: '信访局', matter: '反映施工噪声' }),
    },
    {
      door: 'restrictCaseAction',
      prepare: received,
      form: async (caseId) => ({
        caseId,
        personIds: [people().legal_reviewer.personId, people().office_head.personId],
        reason: '涉及隐私',
      }),
      refusals: /^(not_found|role_missing|named_other_organ)$/,
    },
    {
      door: 'liftRestrictionAction',
      prepare: async () => {
        const caseId = await received();
        const named = { caseId, personIds: [people().office_head.personId], reason: '涉及隐私' };
        return unwrap(await restrictCase(handler(), named)).caseId;
      },
      form: async (caseId) => ({ caseId, reason: '不再需要' }),
    },
    { door: 'addNoteAction', prepare: received, form: async (caseId) => ({ caseId, note: '电话沟通' }) },
    {
      door: 'withdrawApplicationAction',
      prepare: inHand,
      form: async (caseId) => ({ caseId, onDate: today(), how: '书面', words: '' }),
    },
    {
      door: 'archiveCaseAction',
      prepare: () => replied(handler(), today()),
      form: async (caseId) => ({ caseId, seenSeq: await seenSeq(caseId) }),
    },
    {
      door: 'openIdentityAction',
      prepare: received,
      form: async (applicationId) => ({ applicationId, party: 'applicant', reason: '核对申请人身份' }),
    },
  ];

  /** A case that ended: closed by a note, which needs no letter. */
  async function replied(actor: Actor, date: string): Promise<string> {
    const loaded = await caseInHand(actor);
    unwrap(
      await inTransaction(async (tx) => {
        const decided = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
          action: 'decide',
          onDate: date,
          detail: { outcome: 'other.misc', subOutcome: 'mistaken_submission' },
        });
        if (!decided.ok) return decided;
        return writeCaseEvent(tx, { kind: 'staff', actor: people().office_head }, decided.value.loaded, {
          action: 'close_by_note',
          onDate: date,
          clock: { type: 'closed', date, outcome: 'other.misc' },
        });
      }),
    );
    return loaded.id;
  }
}
