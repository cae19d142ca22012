import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { clockSettingsOf } from '../queries/case-clock';
import type { LoadedCase } from '../queries/load-case';
import { computeClock } from '../rules/clock/compute-clock';
import { type ClockedEvent, clockInputOf } from '../rules/clock-events';
import { type ReceiptEvidence, receiptDateOf } from '../rules/receipt-date';
import { lockCase, writeCaseEvent } from './case-event';

/** What a command answers: the case and the number of its last event. */
export type CaseDone = { readonly caseId: string; readonly seq: number };

/** The answer of a command on a case. */
export function doneWith(loaded: LoadedCase): Result<CaseDone> {
  return ok({ caseId: loaded.id, seq: loaded.seq });
}

/**
 * Logs an attempt to reach the applicant: how, when, with what result (REG-31-1, REG-31-2).
 *
 * Refusals: `not_found`, `not_in_this_state`, `role_missing`, `future_date`.
 *
 * @rule REG-31-2
 */
export function logContact(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; how: string; result: string; reached: boolean },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'log_contact');
    if (!locked.ok) return locked;
    const { onDate, how, result, reached } = input;
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'log_contact',
      onDate,
      detail: { how, result, reached },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * Sets the receipt date of Art. 31 from the evidence of the channel: the clock starts. Of plain mail, fax and internet it
 * is the day of confirmation by both sides.
 *
 * Refusals: those of `receiptDateOf`, `confirmation_missing` where the day of confirmation is not given,
 * `date_before_submission`.
 *
 * @law 条例31 @rule REG-31-1
 */
export function confirmReceipt(
  actor: Actor,
  input: { caseId: string; evidence: ReceiptEvidence },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'confirm');
    if (!locked.ok) return locked;
    const confirmed = await confirmIn(tx, actor, locked.value, input.evidence);
    return confirmed.ok ? doneWith(confirmed.value) : confirmed;
  });
}

/** `confirmReceipt` inside a transaction, on a locked case. */
export async function confirmIn(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  evidence: ReceiptEvidence,
): Promise<Result<LoadedCase>> {
  const receipt = receiptDateOf(loaded.channel, evidence, civilDate(currentTime()));
  if (!receipt.ok) return receipt;
  if (receipt.value.status === 'to_confirm')
    return refuse(caseRefusal('confirmation_missing', { law: '条例31-3', field: 'evidence.confirmedOn' }));
  const { date, law, why } = receipt.value;
  const submitted = loaded.events.find(({ action }) => action === 'submit')?.onDate;
  if (submitted !== undefined && date < submitted)
    return refuse(caseRefusal('date_before_submission', { field: 'evidence' }));
  const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
    action: 'confirm',
    onDate: date,
    clock: { type: 'received', date },
    detail: { law, why, evidence: Object.fromEntries(Object.entries(evidence).filter(([, value]) => value)) },
  });
  return written.ok ? ok(written.value.loaded) : written;
}

/**
 * Ends the attempts to reach the applicant, all logged: the case is never counted, and begins once contact is restored.
 *
 * Refusals: `contact_evidence_missing` where no attempt is logged.
 *
 * @rule REG-31-2
 */
export function giveUpConfirmation(
  actor: Actor,
  input: { caseId: string; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'give_up_confirmation');
    if (!locked.ok) return locked;
    if (!locked.value.events.some(({ action }) => action === 'log_contact'))
      return refuse(caseRefusal('contact_evidence_missing', { law: '条例31-3' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'give_up_confirmation',
      onDate: civilDate(currentTime()),
      detail: { reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * Corrects a wrong receipt date by an event of its own: the first one stays, both are shown.
 *
 * Refusals: `future_date`, `date_before_submission`, `correction_conflicts` where the other acts no longer fit.
 *
 * @rule REG-31-5
 */
export function correctReceiptDate(
  actor: Actor,
  input: { caseId: string; seenSeq: number; date: CivilDate; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq, 'correct_receipt_date');
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const first = loaded.events.find(({ clock }) => clock?.type === 'received');
    const submitted = loaded.events.find(({ action }) => action === 'submit')?.onDate;
    if (first === undefined) return refuse(caseRefusal('not_found'));
    if (input.date > civilDate(currentTime())) return refuse(caseRefusal('future_date', { field: 'date' }));
    if (submitted !== undefined && input.date < submitted)
      return refuse(caseRefusal('date_before_submission', { field: 'date' }));
    if (!(await stillFits(tx, loaded, first.seq, input.date)))
      return refuse(caseRefusal('correction_conflicts', { law: 'REG-31-5', field: 'date' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
      action: 'correct_receipt_date',
      onDate: input.date,
      correctsSeq: first.seq,
      detail: { from: loaded.receiptDate ?? first.onDate, to: input.date, reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** Whether every act on record is as lawful with another receipt date as it was before. */
async function stillFits(tx: Tx, loaded: LoadedCase, seq: number, date: CivilDate): Promise<boolean> {
  const calendar = await currentCalendar(tx);
  const asOf = civilDate(currentTime());
  const correction = {
    seq: loaded.seq + 1,
    action: 'correct_receipt_date',
    onDate: date,
    clock: null,
    detail: {},
    correctsSeq: seq,
  };
  const events = [...loaded.inherited, ...loaded.events];
  const settings = clockSettingsOf(loaded.events);
  const clockWith = (all: readonly ClockedEvent[]) =>
    computeClock(calendar, clockInputOf(loaded.channel, all, asOf), settings);
  const before = clockWith(events);
  const after = clockWith([...events, correction]);
  return before.ok && after.ok && after.value.refused.length <= before.value.refused.length;
}
