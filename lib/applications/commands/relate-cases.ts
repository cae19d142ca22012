import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/organs/types';
import { copyIdentity } from '@/lib/personal-data/commands/store-identity';
import { isSameApplicant } from '@/lib/personal-data/queries';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { canSeeCase } from '../policy';
import { clockNow } from '../queries/case-clock';
import { type LoadedCase, loadCase } from '../queries/load-case';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';
import { openCase } from './open-case';
import { raiseProposal } from './publication-proposals';
import type { SupplementText } from './supplement';

/**
 * 一事一申请: opens a case of its own for each part named; the case itself goes on with the rest. A part keeps the receipt
 * date and everything that moved the clock so far, and has a number of its own (SET-F2).
 *
 * Refusals: `split_parts_missing`, `split_while_consulting`: the answer would end the pause of one part only.
 */
export function splitCase(
  actor: Actor,
  input: { caseId: string; seenSeq: number; parts: readonly SupplementText[]; reason: string },
): Promise<Result<{ readonly parts: readonly CaseDone[] }>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq, 'split');
    if (!locked.ok) return locked;
    const parent = locked.value;
    const receiptDate = parent.receiptDate;
    if (input.parts.length === 0 || receiptDate === null) return refuse(caseRefusal('split_parts_missing'));
    if (await isConsulting(tx, parent))
      return refuse(caseRefusal('split_while_consulting', { law: '条例33-3' }));
    const opened: CaseDone[] = [];
    const numbers: string[] = [];
    for (const part of input.parts) {
      const child = await openCase(
        tx,
        actor,
        {
          organId: parent.organId,
          kind: parent.kind === 'remade_reply' ? 'application' : parent.kind,
          submissionKey: randomUUID(),
          channel: parent.channel,
          applicantType: parent.applicantType,
          needsHelp: parent.needsHelp,
          deliveryMethod: parent.deliveryMethod,
          mediaForm: parent.mediaForm,
          parties: parent.parties.map(({ revision: _, ...party }) => party),
          request: part,
          parentId: parent.id,
        },
        {
          action: 'open_case',
          onDate: receiptDate,
          clock: { type: 'received', date: receiptDate },
          detail: {
            splitFrom: parent.applicationNo ?? parent.submissionNo,
            splitFromSeq: parent.seq,
            reason: input.reason,
          },
        },
      );
      if (!child.ok) return child;
      await copyIdentity(tx, parent.id, child.value.id);
      opened.push({ caseId: child.value.id, seq: child.value.seq });
      numbers.push(child.value.applicationNo ?? '');
    }
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, parent, {
      action: 'split',
      onDate: civilDate(currentTime()),
      detail: { into: numbers, reason: input.reason },
    });
    return written.ok ? ok({ parts: opened }) : written;
  });
}

/** Whether a consulted party may still answer within its own period. */
async function isConsulting(tx: Tx, loaded: LoadedCase): Promise<boolean> {
  const { clock, asOf } = await clockNow(loaded, tx);
  const answered = new Set(
    loaded.events
      .filter(({ action }) => action === 'end_consultation')
      .map(({ detail }) => detail.consultationId),
  );
  return Object.entries(clock.consultationDue).some(
    ([id, due]) => !answered.has(id) && due !== null && due >= asOf,
  );
}

/**
 * 合并答复: this case is answered by the letter of another one of the same applicant, told by identity number. Each stays a
 * case of its own, with its own dates and its own place in table three.
 *
 * Refusals: `merge_other_applicant`, `merge_chain`, `merge_state`.
 */
export function mergeCase(
  actor: Actor,
  input: { caseId: string; intoId: string; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const [first, second] = [input.caseId, input.intoId].sort();
    for (const id of [first, second]) {
      await tx.$executeRaw`SELECT office.lock_case(${id}::uuid)`;
    }
    const main = await lockCase(tx, actor, input.intoId);
    if (!main.ok) return main;
    const locked = await lockCase(tx, actor, input.caseId, null, 'merge');
    if (!locked.ok) return locked;
    const members = await tx.application.count({ where: { mergedIntoId: input.caseId } });
    if (locked.value.mergedIntoId !== null || main.value.mergedIntoId !== null || members > 0)
      return refuse(caseRefusal('merge_chain'));
    if (!['registered', 'in_hand'].includes(main.value.state)) return refuse(caseRefusal('merge_state'));
    if (input.caseId === input.intoId || !(await isSameApplicant(tx, input.caseId, input.intoId)))
      return refuse(caseRefusal('merge_other_applicant'));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'merge',
      onDate: civilDate(currentTime()),
      detail: { intoId: input.intoId, into: main.value.applicationNo, reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** Answers a case on its own again. */
export function unmergeCase(
  actor: Actor,
  input: { caseId: string; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'unmerge');
    if (!locked.ok) return locked;
    if (locked.value.mergedIntoId === null) return refuse(caseRefusal('merge_chain'));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'unmerge',
      onDate: civilDate(currentTime()),
      detail: { reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * Says of two cases that they ask for the same information, or that one was replied to earlier (REG-44-3): confirmed by
 * a person, never by likeness alone. Once two different applicants have asked for the same, making it public for all is
 * proposed (条例44).
 *
 * Refusals: `link_itself`, `link_other_organ`, `earlier_not_same_applicant`.
 *
 * @rule REG-44-3 @rule REG-44-1
 */
export function linkCase(
  actor: Actor,
  input: { caseId: string; otherId: string; kind: 'same_information' | 'earlier_reply'; note: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'link_case');
    if (!locked.ok) return locked;
    if (input.caseId === input.otherId) return refuse(caseRefusal('link_itself'));
    const other = await loadCase(input.otherId, tx);
    if (other === null || !canSeeCase(actor, other)) return refuse(caseRefusal('link_other_organ'));
    if (input.kind === 'earlier_reply') {
      const isSame = await isSameApplicant(tx, input.caseId, input.otherId);
      if (!isSame || other.repliedOn === null)
        return refuse(caseRefusal('earlier_not_same_applicant', { law: '条例36-6', field: 'otherId' }));
    }
    const { caseId, otherId, kind, note } = input;
    await tx.applicationLink.createMany({
      data: [
        { applicationId: caseId, otherId, kind, note, linkedBy: actor.personId, linkedAt: currentTime() },
      ],
      skipDuplicates: true,
    });
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'link_case',
      onDate: civilDate(currentTime()),
      detail: { otherId, kind, other: other.applicationNo ?? other.submissionNo, note },
    });
    if (!written.ok || kind !== 'same_information')
      return written.ok ? doneWith(written.value.loaded) : written;
    const raised = await raiseProposal(tx, actor, written.value.loaded);
    return raised.ok ? doneWith(raised.value) : raised;
  });
}

/**
 * Opens a case for a reply that 复议 or a court orders to be made anew: its own clock, outside table three (states.md).
 *
 * Refusals: `not_found`, `future_date`.
 */
export function openRemadeReply(
  actor: Actor,
  input: { firstId: string; onDate: CivilDate; order: string; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.firstId);
    if (!locked.ok) return locked;
    const first = locked.value;
    if (!['replied', 'archived'].includes(first.state)) return refuse(caseRefusal('not_found'));
    const text = first.texts[0];
    const opened = await openCase(
      tx,
      actor,
      {
        organId: first.organId,
        kind: 'remade_reply',
        submissionKey: randomUUID(),
        channel: first.channel,
        applicantType: first.applicantType,
        needsHelp: first.needsHelp,
        deliveryMethod: first.deliveryMethod,
        mediaForm: first.mediaForm,
        parties: first.parties.map(({ revision: _, ...party }) => party),
        request: {
          title: text?.title ?? '',
          docNo: text?.docNo ?? '',
          description: text?.description ?? '',
        },
        remadeOfId: first.id,
      },
      {
        action: 'open_case',
        onDate: input.onDate,
        clock: { type: 'received', date: input.onDate },
        detail: { order: input.order, reason: input.reason, first: first.applicationNo ?? '' },
      },
    );
    if (!opened.ok) return opened;
    await copyIdentity(tx, first.id, opened.value.id);
    return doneWith(opened.value);
  });
}
