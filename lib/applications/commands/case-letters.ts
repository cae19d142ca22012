import 'server-only';
import { decideLetterStep } from '@/lib/letters/commands/decide-letter';
import { dropLetter, sealLetter, voidLetter } from '@/lib/letters/commands/seal-letter';
import { saveLetterText, submitLetter } from '@/lib/letters/commands/write-letter';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import type { EndLetterInput, LetterDecisionInput, SaveLetterInput } from '@/lib/letters/schema';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { releaseStanding } from '@/lib/release-gate/queries';
import { caseRefusal } from '../messages/case';
import { type LoadedCase, loadCase } from '../queries/load-case';
import { handsOut } from '../rules/outcomes';
import type { CaseState } from '../transitions';
import { ELECTRONIC_METHODS } from '../types/case';
import { lockCase, writeCaseEvent } from './case-event';
import { letterOfCase, today } from './letter-work';
import { tellLetterMoved } from './tell-letter';

/** Where a letter stands after an act on it. */
export type LetterMoved = {
  readonly letterId: string;
  readonly sealed: boolean;
  readonly number: string | null;
};

/** The case of a letter, locked, for a person who may see it. Refusals: `not_found`, those of `letterOfCase`. */
export async function lockByLetter(tx: Tx, actor: Actor, letterId: string): Promise<Result<LoadedCase>> {
  const letter = await loadLetter(letterId, tx);
  if (letter === null) return refuse(caseRefusal('not_found'));
  return lockCase(tx, actor, letter.applicationId);
}

/**
 * Saves the words of a draft. Who the applicant is the case says; only the address may be another.
 *
 * Refusals: those of `saveLetterText`, `not_found`, `recipient_given`, `electronic_not_chosen`.
 *
 * @rule LT-1 @rule LT-5
 */
export function saveCaseLetter(actor: Actor, input: SaveLetterInput): Promise<Result<{ revision: number }>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const letter = await loadLetter(input.letterId, tx);
    const { recipient } = input;
    const isRenamed =
      letter?.recipient.kind === 'applicant' &&
      recipient !== undefined &&
      (recipient.name !== letter.recipient.name || recipient.form !== letter.recipient.form);
    if (isRenamed) return refuse(caseRefusal('recipient_given', { law: 'LT-1', field: 'recipient' }));
    const isChosen = (ELECTRONIC_METHODS as readonly string[]).includes(locked.value.deliveryMethod);
    if (input.isElectronic === true && !isChosen)
      return refuse(caseRefusal('electronic_not_chosen', { law: 'LT-5', field: 'isElectronic' }));
    return saveLetterText(tx, actor, input);
  });
}

/**
 * Freezes a letter and sends it on its reply route; one that needs no approval is numbered and sealed at once. Enclosures
 * must have passed the release gate first: what is approved is what goes out.
 *
 * Refusals: `decide_again` for a reply that was returned, those of `releaseStanding` and `submitLetter`.
 *
 * @rule LT-4 @rule REG-17-1
 */
export function submitCaseLetter(
  actor: Actor,
  input: { letterId: string; revision: number },
): Promise<Result<LetterMoved>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const found = await letterOfCase(tx, locked.value, input.letterId);
    if (!found.ok) return found;
    // A returned reply has led its case back: it is decided anew, and what was decided before is no longer so.
    if (found.value.effect.kind === 'reply' && locked.value.state !== 'deciding')
      return refuse(caseRefusal('decide_again'));
    const standing = await releaseStanding(tx, input.letterId);
    if (!standing.ok) return standing;
    const { outcome, subOutcome } = locked.value;
    const isReply = found.value.effect.kind === 'reply';
    if (isReply && handsOut(outcome, subOutcome) && standing.value.length === 0)
      return refuse(caseRefusal('enclosure_missing', { law: 'REG-17-1', field: 'enclosures' }));
    const submitted = await submitLetter(tx, actor, {
      ...input,
      enclosures: standing.value.map(({ name, sha256 }) => [name, sha256] as const),
    });
    if (!submitted.ok) return submitted;
    if (!submitted.value.passed) {
      await tellLetterMoved(tx, actor, locked.value, input.letterId);
      return ok({ letterId: input.letterId, sealed: false, number: null });
    }
    return sealIn(tx, actor, locked.value, input.letterId);
  });
}

/**
 * One decision on a letter by whoever holds the open seat. The last pass numbers and seals it, and with a reply the case;
 * a return of a reply gives the case back to the state it was decided in.
 *
 * Refusals: those of `decideLetterStep`, `releaseStanding`.
 *
 * @rule LT-4
 */
export function decideCaseLetter(actor: Actor, input: LetterDecisionInput): Promise<Result<LetterMoved>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const found = await letterOfCase(tx, loaded, input.letterId);
    if (!found.ok) return found;
    const decided = await decideLetterStep(tx, actor, input);
    if (!decided.ok) return decided;
    const open: LetterMoved = { letterId: input.letterId, sealed: false, number: null };
    if (!decided.value.passed) await tellLetterMoved(tx, actor, loaded, input.letterId);
    // A withdrawal stands: only its confirmation is written anew.
    if (decided.value.returned && found.value.effect.kind === 'reply' && !isWithdrawn(loaded)) {
      const back = await backToOrigin(tx, actor, loaded, 'return_reply', {
        letterId: input.letterId,
        opinion: input.opinion,
      });
      return back.ok ? ok(open) : back;
    }
    return decided.value.passed ? sealIn(tx, actor, loaded, input.letterId) : ok(open);
  });
}

/** Numbers and seals a letter whose route is passed; a reply seals its case, and those answered together with it. */
async function sealIn(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  letterId: string,
): Promise<Result<LetterMoved>> {
  const standing = await releaseStanding(tx, letterId);
  if (!standing.ok) return standing;
  const sealed = await sealLetter(tx, actor, { letterId });
  if (!sealed.ok) return sealed;
  const found = await letterOfCase(tx, loaded, letterId);
  if (!found.ok) return found;
  if (found.value.effect.kind === 'reply') {
    for (const member of await togetherWith(tx, loaded)) {
      const written = await writeCaseEvent(tx, { kind: 'system', actor }, member, {
        action: 'seal',
        onDate: today(),
        detail: { letterId, number: sealed.value.number, contentHash: sealed.value.contentHash },
      });
      if (!written.ok) return written;
    }
  }
  await tellLetterMoved(tx, actor, loaded, letterId);
  return ok({ letterId, sealed: true, number: sealed.value.number });
}

/**
 * Takes a letter that was sealed and not sent out of use; its number stays as 作废. A reply's case goes back to where it was
 * decided.
 *
 * Refusals: those of `voidLetter`, `not_in_this_state`.
 */
export function voidCaseLetter(actor: Actor, input: EndLetterInput): Promise<Result<LetterMoved>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const found = await letterOfCase(tx, locked.value, input.letterId);
    if (!found.ok) return found;
    if (found.value.effect.kind === 'reply' && isWithdrawn(locked.value))
      return refuse(caseRefusal('withdrawal_stands'));
    const voided = await voidLetter(tx, actor, input);
    if (!voided.ok) return voided;
    if (found.value.effect.kind === 'reply') {
      const back = await backToOrigin(tx, actor, locked.value, 'void_reply', { ...input });
      if (!back.ok) return back;
    }
    return ok({ letterId: input.letterId, sealed: false, number: voided.value.number });
  });
}

/** Gives up a draft; a reply under decision goes back to where it was decided. Refusals: those of `dropLetter`. */
export function dropCaseLetter(actor: Actor, input: EndLetterInput): Promise<Result<LetterMoved>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, input.letterId);
    if (!locked.ok) return locked;
    const found = await letterOfCase(tx, locked.value, input.letterId);
    if (!found.ok) return found;
    if (found.value.effect.kind === 'reply' && isWithdrawn(locked.value))
      return refuse(caseRefusal('withdrawal_stands'));
    const dropped = await dropLetter(tx, actor, input);
    if (!dropped.ok) return dropped;
    if (found.value.effect.kind === 'reply' && locked.value.state === 'deciding') {
      const back = await backToOrigin(tx, actor, locked.value, 'return_reply', { ...input });
      if (!back.ok) return back;
    }
    return ok({ letterId: input.letterId, sealed: false, number: null });
  });
}

/** Whether the applicant has withdrawn: nobody in the office undoes that. */
function isWithdrawn(loaded: LoadedCase): boolean {
  const decided = loaded.events.findLast(({ to, from }) => to === 'deciding' && from !== 'deciding');
  return decided?.action === 'withdraw_application';
}

/** A case and those answered together with it. */
export async function togetherWith(tx: Tx, loaded: LoadedCase): Promise<LoadedCase[]> {
  const rows = await tx.application.findMany({ where: { mergedIntoId: loaded.id }, orderBy: { id: 'asc' } });
  const members: LoadedCase[] = [];
  for (const { id } of rows) {
    await tx.$executeRaw`SELECT office.lock_case(${id}::uuid)`;
    const member = await loadCase(id, tx);
    if (member !== null) members.push(member);
  }
  return [loaded, ...members];
}

/** Leads a case under decision, and those answered together with it, back to the state it was decided in. */
async function backToOrigin(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  action: 'return_reply' | 'void_reply',
  detail: { readonly [key: string]: string },
): Promise<Result<null>> {
  for (const member of await togetherWith(tx, loaded)) {
    const decided = member.events.findLast(({ to, from }) => to === 'deciding' && from !== 'deciding');
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, member, {
      action,
      to: (decided?.from ?? 'in_hand') as CaseState,
      onDate: today(),
      detail,
    });
    if (!written.ok) return written;
  }
  return ok(null);
}
