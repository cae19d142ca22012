import 'server-only';
import { draftLetter } from '@/lib/letters/commands/write-letter';
import { type LoadedLetter, loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import type { LetterCode, LetterFields, Recipient } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { letterSource } from '../queries/letter-source';
import { applicantOf, type LoadedCase } from '../queries/load-case';
import { applicantRecipient, lettersFieldsFromCase } from '../rules/letter-fields';
import { remedyMode } from '../rules/outcomes';
import { ELECTRONIC_METHODS } from '../types/case';
import type { LetterEffect } from '../types/letter-effect';

/** A letter of a case to be begun. */
export type NewCaseLetter = {
  readonly code: LetterCode;
  readonly effect: LetterEffect;
  /** What the writer fills in, over what the case knows. */
  readonly fields: LetterFields;
  readonly ownWords?: readonly string[];
  /** Left out: the applicant, or their agent. */
  readonly recipient?: Recipient;
  readonly outcome?: string | null;
  readonly partialGrounds?: readonly string[];
};

/** To whom letters of a case go: the agent where one acts, else the applicant. */
export function recipientOf(loaded: LoadedCase): Recipient | null {
  const party = loaded.parties.find(({ party: kind }) => kind === 'agent') ?? applicantOf(loaded);
  const applicant = applicantOf(loaded);
  if (party === undefined || applicant === undefined) return null;
  // The letter is addressed to the applicant; the envelope to who acts for them.
  const address = [party.address, party.email].filter((part) => part !== '').join('；');
  return applicantRecipient(loaded, { name: applicant.name, address });
}

/**
 * Begins a letter of a locked case: remedies from the outcome, fields from the case, and what issuing it will do.
 *
 * Refusals: `person_unknown` where a case has no applicant any more, those of `draftLetter`.
 *
 * @rule LT-1 @rule LT-10
 */
export async function draftCaseLetter(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  input: NewCaseLetter,
): Promise<Result<{ letterId: string; revision: number }>> {
  const recipient = input.recipient ?? recipientOf(loaded);
  if (recipient === null) return refuse(caseRefusal('retention_over'));
  const source = await letterSource(tx, actor, loaded, input.code, input.effect);
  const isElectronic =
    LETTERS[input.code].to === 'applicant' &&
    (ELECTRONIC_METHODS as readonly string[]).includes(loaded.deliveryMethod);
  const drafted = await draftLetter(tx, actor, {
    applicationId: loaded.id,
    code: input.code,
    recipient,
    fields: mutable({ ...lettersFieldsFromCase(input.code, source), ...input.fields }),
    ownWords: [...(input.ownWords ?? [])],
    remedyMode: remedyMode(input.code, input.outcome ?? null, input.partialGrounds ?? [], source.asOf),
    isElectronic,
    hands: loaded.handlerId === null ? [] : [loaded.handlerId],
  });
  if (!drafted.ok) return drafted;
  await writeEffect(tx, actor, loaded.id, drafted.value.letterId, input.effect);
  return drafted;
}

/** Writes what issuing a letter will do; the newest counts, and only while it is a draft. */
export async function writeEffect(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  letterId: string,
  effect: LetterEffect,
): Promise<void> {
  const revision = 1 + (await tx.letterEffect.count({ where: { letterId } }));
  await tx.letterEffect.create({
    data: { letterId, revision, applicationId, effect, writtenBy: actor.personId, writtenAt: currentTime() },
  });
}

/** What issuing a letter does; null for a letter that has none on record. */
export async function effectOf(tx: Tx, letterId: string): Promise<LetterEffect | null> {
  const row = await tx.letterEffect.findFirst({ where: { letterId }, orderBy: { revision: 'desc' } });
  return row === null ? null : (row.effect as unknown as LetterEffect);
}

/** A letter of a case, with what it does. Refusals: `letter_of_other_case`, `no_open_letter`. */
export async function letterOfCase(
  tx: Tx,
  loaded: Pick<LoadedCase, 'id'>,
  letterId: string,
): Promise<Result<{ letter: LoadedLetter; effect: LetterEffect }>> {
  const letter = await loadLetter(letterId, tx);
  if (letter === null || letter.applicationId !== loaded.id)
    return refuse(caseRefusal('letter_of_other_case'));
  const effect = await effectOf(tx, letterId);
  return effect === null ? refuse(caseRefusal('no_open_letter')) : ok({ letter, effect });
}

/** Fields as the schema of letters takes them. */
export function mutable(fields: LetterFields): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );
}

/** Today, as every act of a case is dated unless it says otherwise. */
export function today(): string {
  return civilDate(currentTime());
}
