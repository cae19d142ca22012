import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { serviceFactsOf } from '../queries/audited-letters';
import type { LoadedLetter } from '../queries/load-letter';
import {
  currentDispatch,
  isReturned,
  legalDate,
  signedOn,
  whyNotDates,
  whyNotDispatch,
} from '../rules/service';
import type { LetterReceiptInput, LetterReturnInput, LetterServiceInput } from '../schema';
import { auditLetter, lockLetter, today, whyNotRole } from './shared';

/** A dispatch on record. */
export type Served = {
  /** The day that counts for the clock (REG-33-5): signed for, posted or sent. */
  readonly legalDate: CivilDate;
  /** The day it was signed for, where known: from then the recipient's own periods run. */
  readonly servedOn: CivilDate | null;
  /** False where the letter had been sent before and came back. */
  readonly isFirst: boolean;
};

const civilDay = (date: CivilDate | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));

/**
 * Records that a sealed letter was handed over, posted or sent: the first time it is served by this.
 *
 * Refusals: `letter_unknown`, `letter_not_sealed`, `role_missing_letter`; those of `whyNotDispatch`.
 *
 * @rule LT-5 @rule REG-33-5
 */
export async function recordLetterService(
  tx: Tx,
  actor: Actor,
  input: LetterServiceInput,
): Promise<Result<Served>> {
  const locked = await lockSealed(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const { letter, sealedOn } = locked.value;
  const facts = { sealedOn, isElectronic: letter.isElectronic, records: letter.services };
  const refusals = whyNotDispatch(facts, input, today());
  const date = legalDate(input);
  if (refusals.length > 0 || date === null) return refuse(...refusals);
  await record(tx, actor, letter, {
    kind: 'dispatch',
    way: input.way,
    sentOn: input.sentOn,
    servedOn: input.servedOn,
    returnedOn: null,
    reason: '',
    trackingNo: input.trackingNo,
    proofSha256: input.proofSha256,
    note: input.note,
  });
  const isFirst = letter.state === 'sealed';
  if (isFirst) await tx.letter.update({ where: { id: letter.id }, data: { state: 'served' } });
  return ok({ legalDate: date, servedOn: input.servedOn, isFirst });
}

/**
 * Records that somebody signed for a letter that was posted or sent.
 *
 * Refusals: `letter_unknown`, `letter_not_sealed`, `role_missing_letter`, `no_dispatch`, `already_received`,
 * `service_before_seal`, `service_date_future`.
 *
 * @rule LT-5
 */
export async function recordLetterReceipt(
  tx: Tx,
  actor: Actor,
  input: LetterReceiptInput,
): Promise<Result<{ servedOn: CivilDate }>> {
  const locked = await lockSealed(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const { letter, sealedOn } = locked.value;
  const [dispatch] = currentDispatch(letter.services);
  if (dispatch === undefined) return refuse(letterRefusal('no_dispatch'));
  if (signedOn(letter.services) !== null) return refuse(letterRefusal('already_received'));
  const { servedOn } = input;
  const refusals = whyNotDates({ servedOn }, dispatch.sentOn ?? sealedOn, today());
  if (refusals.length > 0) return refuse(...refusals);
  await record(tx, actor, letter, {
    kind: 'receipt',
    way: dispatch.way,
    sentOn: null,
    servedOn,
    returnedOn: null,
    reason: '',
    trackingNo: '',
    proofSha256: input.proofSha256,
    note: input.note,
  });
  return ok({ servedOn });
}

/**
 * Records that a letter came back. It stays as a task until it is sent again.
 *
 * Refusals: `letter_unknown`, `letter_not_sealed`, `role_missing_letter`, `no_dispatch`, `service_before_seal`,
 * `service_date_future`.
 *
 * @rule LT-5
 */
export async function recordLetterReturned(
  tx: Tx,
  actor: Actor,
  input: LetterReturnInput,
): Promise<Result<{ dispatch: number }>> {
  const locked = await lockSealed(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const { letter, sealedOn } = locked.value;
  const [dispatch] = currentDispatch(letter.services);
  if (dispatch === undefined || isReturned(letter.services)) return refuse(letterRefusal('no_dispatch'));
  const { returnedOn } = input;
  const refusals = whyNotDates({ returnedOn }, dispatch.sentOn ?? sealedOn, today());
  if (refusals.length > 0) return refuse(...refusals);
  await record(tx, actor, letter, {
    kind: 'return',
    way: dispatch.way,
    sentOn: null,
    servedOn: null,
    returnedOn,
    reason: input.reason,
    trackingNo: '',
    proofSha256: input.proofSha256,
    note: '',
  });
  return ok({ dispatch: dispatch.dispatch });
}

async function lockSealed(
  tx: Tx,
  actor: Actor,
  letterId: string,
): Promise<Result<{ letter: LoadedLetter; sealedOn: CivilDate }>> {
  const locked = await lockLetter(tx, actor, letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  const isSealed = letter.state === 'sealed' || letter.state === 'served';
  if (!isSealed || letter.sealedOn === null) return refuse(letterRefusal('letter_not_sealed'));
  const refusals = whyNotRole(actor, 'case_handler');
  return refusals.length > 0 ? refuse(...refusals) : ok({ letter, sealedOn: letter.sealedOn });
}

type Row = {
  readonly kind: string;
  readonly way: string;
  readonly sentOn: CivilDate | null;
  readonly servedOn: CivilDate | null;
  readonly returnedOn: CivilDate | null;
  readonly reason: string;
  readonly trackingNo: string;
  readonly proofSha256: string | null;
  readonly note: string;
};

async function record(tx: Tx, actor: Actor, letter: LoadedLetter, row: Row): Promise<void> {
  const stored = await tx.letterService.create({
    data: {
      ...row,
      letterId: letter.id,
      sentOn: civilDay(row.sentOn),
      servedOn: civilDay(row.servedOn),
      returnedOn: civilDay(row.returnedOn),
      seq: 0, // these are set by the database
      dispatch: 0,
      recordedBy: actor.personId,
      recordedAt: currentTime(),
    },
  });
  await auditLetter(tx, actor, letter, 'record_letter_service', serviceFactsOf(stored));
}
