import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import {
  recordLetterReceipt,
  recordLetterReturned,
  recordLetterService,
} from '@/lib/letters/commands/serve-letter';
import type { LoadedLetter } from '@/lib/letters/queries/load-letter';
import type { LetterReceiptInput, LetterReturnInput, LetterServiceInput } from '@/lib/letters/schema';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { releaseStanding } from '@/lib/release-gate/queries';
import { caseRefusal } from '../messages/case';
import { dueAfter } from '../queries/letter-source';
import type { LoadedCase } from '../queries/load-case';
import { actionOf, clockEventOf } from '../rules/letter-effects';
import type { LetterEffect } from '../types/letter-effect';
import { writeCaseEvent } from './case-event';
import { lockByLetter, togetherWith } from './case-letters';
import { type CaseDone, doneWith } from './confirm-receipt';
import { letterOfCase } from './letter-work';

/**
 * Issues a sealed letter: records how and when it went out, and with it the step of the case that it is. The first time it
 * is sent counts; a letter sent again after it came back moves nothing.
 *
 * Refusals: those of `recordLetterService` and `releaseStanding`; those of the clock on the legal date;
 * `dates_have_moved` where the letter names a date that no longer follows; `third_party_first` where a third party with
 * reasons was not told before (L09).
 *
 * @rule REG-33-5 @rule REG-33-2 @rule REG-33-3 @law 条例32
 */
export function issueLetter(actor: Actor, input: LetterServiceInput): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const found = await letterOfCase(tx, loaded, input.letterId);
    if (!found.ok) return found;
    const { letter, effect } = found.value;
    const standing = await releaseStanding(tx, letter.id);
    if (!standing.ok) return standing;
    const served = await recordLetterService(tx, actor, input);
    if (!served.ok) return served;
    const { isFirst, legalDate, servedOn } = served.value;
    if (!isFirst) return againIn(tx, actor, loaded, letter, legalDate);
    const refusals = [
      ...(await movedDates(tx, loaded, letter, effect)),
      ...(effect.kind === 'reply' ? untoldParties(loaded) : []),
    ];
    if (refusals.length > 0) return refuse(...refusals);
    const members = effect.kind === 'reply' ? await togetherWith(tx, loaded) : [loaded];
    let first: LoadedCase | null = null;
    for (const member of members) {
      const written = await stepOf(tx, actor, member, letter, effect, { legalDate, servedOn });
      if (!written.ok) return written;
      first ??= written.value;
    }
    return first === null ? refuse(caseRefusal('not_found')) : doneWith(first);
  });
}

/** The step of the case that issuing a letter is. */
async function stepOf(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  letter: LoadedLetter,
  effect: LetterEffect,
  on: { legalDate: CivilDate; servedOn: CivilDate | null },
): Promise<Result<LoadedCase>> {
  const consultation =
    effect.kind === 'consult'
      ? await tx.consultation.findUnique({ where: { id: effect.consultationId } })
      : null;
  const head = letter.frozen?.decisions.find(({ step }) => step === 'head');
  const event = clockEventOf({
    effect,
    date: on.legalDate,
    servedOn: on.servedOn,
    approvedBy: head?.personId ?? null,
    party: (consultation?.partyKind ?? null) as 'third_party' | 'organ' | 'joint_maker' | null,
    outcome: loaded.outcome,
    subOutcome: loaded.subOutcome,
  });
  const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
    action: actionOf(effect),
    onDate: on.legalDate,
    ...(event === null ? {} : { clock: event }),
    detail: {
      letterId: letter.id,
      code: letter.code,
      number: letter.number ?? '',
      way: letter.services.at(-1)?.way ?? '',
      ...('consultationId' in effect && effect.consultationId !== undefined
        ? { consultationId: effect.consultationId }
        : {}),
    },
  });
  if (!written.ok) return written;
  // A consulted party that signed at once has its period from that day.
  if (effect.kind !== 'consult' || on.servedOn === null) return ok(written.value.loaded);
  const service = await writeCaseEvent(tx, { kind: 'staff', actor }, written.value.loaded, {
    action: 'record_consultation_service',
    onDate: on.servedOn,
    clock: { type: 'consultation_served', date: on.servedOn, id: effect.consultationId },
    detail: { letterId: letter.id, consultationId: effect.consultationId },
  });
  return service.ok ? ok(service.value.loaded) : service;
}

/** A letter that came back and was sent again: on record, without effect on the clock. */
async function againIn(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  letter: LoadedLetter,
  onDate: CivilDate,
): Promise<Result<CaseDone>> {
  const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
    action: 'record_letter_service',
    onDate,
    detail: { letterId: letter.id, code: letter.code, number: letter.number ?? '', again: true },
  });
  return written.ok ? doneWith(written.value.loaded) : written;
}

/**
 * Records that somebody signed for a letter that was posted. Of a notice to correct or to pay the applicant's period runs
 * from here (SET-R12); of a consultation that of the party.
 *
 * Refusals: those of `recordLetterReceipt`, of the clock.
 *
 * @rule SET-R12 @law 条例32
 */
export function recordReceiptOfLetter(actor: Actor, input: LetterReceiptInput): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const found = await letterOfCase(tx, loaded, input.letterId);
    if (!found.ok) return found;
    const { letter, effect } = found.value;
    const received = await recordLetterReceipt(tx, actor, input);
    if (!received.ok) return received;
    const { servedOn } = received.value;
    const issued = loaded.events.find(({ detail, clock }) => detail.letterId === letter.id && clock !== null);
    const isNotice = effect.kind === 'request_supplement' || effect.kind === 'notify_fee';
    const written =
      effect.kind === 'consult'
        ? await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
            action: 'record_consultation_service',
            onDate: servedOn,
            clock: { type: 'consultation_served', date: servedOn, id: effect.consultationId },
            detail: { letterId: letter.id, consultationId: effect.consultationId },
          })
        : await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
            action: 'record_letter_service',
            onDate: servedOn,
            detail: {
              letterId: letter.id,
              code: letter.code,
              number: letter.number ?? '',
              ...(isNotice && issued !== undefined ? { servesSeq: issued.seq } : {}),
            },
          });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** Records that a letter came back: a task until it is sent again. Refusals: those of `recordLetterReturned`. */
export function recordReturnOfLetter(actor: Actor, input: LetterReturnInput): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const returned = await recordLetterReturned(tx, actor, input);
    if (!returned.ok) return returned;
    const letter = await letterOfCase(tx, locked.value, input.letterId);
    if (!letter.ok) return letter;
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'letter_returned',
      onDate: input.returnedOn,
      detail: { letterId: input.letterId, number: letter.value.letter.number ?? '', reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** A letter that tells a new due date must still be right on the day it goes out. */
async function movedDates(tx: Tx, loaded: LoadedCase, letter: LoadedLetter, effect: LetterEffect) {
  if (effect.kind !== 'extend' && effect.kind !== 'defer') return [];
  const told = letter.fields.new_due;
  const now = dueAfter(await currentCalendar(tx), loaded, civilDate(currentTime()), effect);
  return told === now ? [] : [caseRefusal('dates_have_moved', { law: '条例33-2' })];
}

/**
 * Third parties that object with reasons, to whose information this case gives access, and who were not told first.
 *
 * @law 条例32
 */
function untoldParties(loaded: LoadedCase) {
  if (loaded.outcome !== 'public' && loaded.outcome !== 'partial') return [];
  const objections = loaded.events.filter(
    ({ action, detail }) => action === 'end_consultation' && detail.opinion === 'refuse_with_reason',
  );
  const told = new Set(
    loaded.events
      .filter(({ action, detail }) => action === 'send_letter' && detail.code === 'L09')
      .map(({ detail }) => detail.consultationId),
  );
  const left = objections.filter(({ detail }) => !told.has(detail.consultationId));
  return left.length === 0 ? [] : [caseRefusal('third_party_first', { law: '条例32' })];
}
