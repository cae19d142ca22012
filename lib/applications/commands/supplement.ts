import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import type { LoadedCase } from '../queries/load-case';
import { type ReceiptEvidence, receiptDateOf } from '../rules/receipt-date';
import type { CaseEvent, IntakeChannel } from '../types/case';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';

/** The notice that asked for corrections last. */
function noticeOf({ events }: LoadedCase): CaseEvent | undefined {
  return events.findLast(({ clock }) => clock?.type === 'supplement_notice');
}

/** What an applicant wrote to correct the application. */
export type SupplementText = { readonly title: string; readonly docNo: string; readonly description: string };

/**
 * Records corrections that reached the office on paper or by telephone, before their receipt date is settled (Art. 31
 * applies to them too). Online the applicant does this.
 *
 * Refusals: `supplement_text_missing`, `date_before_notice`, `file_of_other_case`.
 */
export function recordSupplement(
  actor: Actor,
  input: {
    caseId: string;
    channel: IntakeChannel;
    onDate: CivilDate;
    text: SupplementText;
    fileIds: readonly string[];
  },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'send_supplement');
    if (!locked.ok) return locked;
    const { text, channel, fileIds } = input;
    const isEmpty = (text.title + text.docNo + text.description).trim() === '';
    if (isEmpty && fileIds.length === 0)
      return refuse(caseRefusal('supplement_text_missing', { law: '条例30' }));
    const asked = noticeOf(locked.value);
    if (asked !== undefined && input.onDate < asked.onDate)
      return refuse(caseRefusal('date_before_notice', { law: '条例30', field: 'onDate' }));
    const files = await tx.applicationFile.count({
      where: { id: { in: [...fileIds] }, applicationId: input.caseId },
    });
    if (files !== new Set(fileIds).size)
      return refuse(caseRefusal('file_of_other_case', { field: 'fileIds' }));
    const number = (locked.value.texts.at(-1)?.number ?? 0) + 1;
    if (!isEmpty) {
      await tx.applicationText.create({
        data: { applicationId: input.caseId, number, kind: 'supplement', ...text, writtenAt: currentTime() },
      });
    }
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'send_supplement',
      onDate: input.onDate,
      detail: { channel, ...(isEmpty ? {} : { textNumber: number }), fileIds: [...fileIds] },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * The corrected application is received: its date follows from the channel it came by, as Art. 31 has it for the
 * application itself (SET-R13), and the reply clock starts anew.
 *
 * Refusals: those of `receiptDateOf`, `confirmation_missing`, `supplement_text_missing` where nothing was handed in,
 * those of the clock.
 *
 * @law 条例30 @law 条例31 @rule REG-30-4 @rule SET-R13
 */
export function receiveSupplement(
  actor: Actor,
  input: { caseId: string; channel: IntakeChannel; evidence: ReceiptEvidence },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'receive_supplement');
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const asked = noticeOf(loaded);
    const handedIn = loaded.events.findLast(
      ({ action, seq }) => action === 'send_supplement' && seq > (asked?.seq ?? 0),
    );
    if (handedIn === undefined) return refuse(caseRefusal('supplement_text_missing', { law: '条例30' }));
    const receipt = receiptDateOf(input.channel, input.evidence, civilDate(currentTime()));
    if (!receipt.ok) return receipt;
    if (receipt.value.status === 'to_confirm')
      return refuse(caseRefusal('confirmation_missing', { law: '条例31-3', field: 'evidence.confirmedOn' }));
    const { date, law, why } = receipt.value;
    if (date < handedIn.onDate)
      return refuse(caseRefusal('date_before_handing_in', { law: '条例31', field: 'evidence' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
      action: 'receive_supplement',
      onDate: date,
      clock: { type: 'supplement_received', date },
      detail: { law, why, channel: input.channel },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}
