import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { addMonths } from '@/lib/calendar/rules/civil-dates';
import type { LetterCode, LetterFields, Recipient } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { whyNotAct } from '../policy';
import { clockSettingsOf } from '../queries/case-clock';
import type { LoadedCase } from '../queries/load-case';
import { whyRefused } from '../rules/clock/why-refused';
import { clockInputOf } from '../rules/clock-events';
import { actionOf, clockEventOf, effectKindOf } from '../rules/letter-effects';
import type { LetterEffect } from '../types/letter-effect';
import { lockCase } from './case-event';
import { draftCaseLetter, today } from './letter-work';
import { proposeFee } from './propose-fee';

/** A letter of the procedure (L00–L10) to be begun, with what it needs beside its words. */
export type NewProcedureLetter = {
  readonly caseId: string;
  readonly seenSeq: number;
  readonly code: LetterCode;
  readonly fields: LetterFields;
  readonly ownWords: readonly string[];
  /** L02: last day for the applicant, where not the usual period. L08: last day for another organ. */
  readonly dueDate?: CivilDate | undefined;
  /** L02: why the applicant is asked again, beyond the rounds the organ allows (REG-30-5). */
  readonly roundReason?: string | undefined;
  /** L03: last day to give reasons. */
  readonly answerBy?: CivilDate | undefined;
  /** L04. */
  readonly workingDays?: number | undefined;
  /** L05. */
  readonly until?: CivilDate | undefined;
  /** L06, L08: whom to ask; L07, L09: which consultation it is about. */
  readonly party?:
    | {
        readonly kind: 'third_party' | 'organ' | 'joint_maker';
        readonly purpose: 'opinion' | 'secrecy';
        readonly name: string;
        readonly address: string;
        readonly phone: string;
        readonly about: string;
        readonly interest: string;
        readonly isPerson: boolean;
      }
    | undefined;
  readonly consultationId?: string | undefined;
  /** L10. */
  readonly fee?:
    | { readonly scale: 'by_item' | 'by_volume'; readonly pages: number | null; readonly reason: string }
    | undefined;
};

/**
 * Begins a letter of the procedure. The clock is asked at once whether the law still allows the step today; it is asked
 * again when the letter is issued, since days pass on its route.
 *
 * Refusals: those of the policy and the clock; `supplement_needs_approval` is no refusal here: the head approves every L02
 * on its route. Of L10 those of `proposeFee`.
 *
 * @law 条例30 @law 条例32 @law 条例33 @law 条例35 @law 条例42
 */
export function draftProcedureLetter(
  actor: Actor,
  input: NewProcedureLetter,
): Promise<Result<{ letterId: string }>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq);
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const kind = effectKindOf(input.code);
    if (kind === 'reply') return refuse(caseRefusal('no_open_letter'));
    const refusals = whyNotAct(actor, loaded, actionOf({ kind }));
    if (refusals.length > 0) return refuse(...refusals);
    if (
      [input.dueDate, input.answerBy, input.until].some(
        (date) => date !== undefined && date > addMonths(today(), 60),
      )
    )
      return refuse(caseRefusal('date_too_far', { field: 'until' }));
    const effect = await effectFor(tx, actor, loaded, input);
    if (!effect.ok) return effect;
    const byClock = await clockRefusals(tx, loaded, effect.value.effect, input.party?.kind ?? null);
    if (byClock.length > 0) return refuse(...byClock);
    const { recipient } = effect.value;
    const drafted = await draftCaseLetter(tx, actor, loaded, {
      code: input.code,
      effect: effect.value.effect,
      fields: input.fields,
      ownWords: input.ownWords,
      ...(recipient === null ? {} : { recipient }),
    });
    return drafted.ok ? ok({ letterId: drafted.value.letterId }) : drafted;
  });
}

/** Why the clock does not allow a step today. */
export async function clockRefusals(
  tx: Tx,
  loaded: LoadedCase,
  effect: LetterEffect,
  party: 'third_party' | 'organ' | 'joint_maker' | null,
  date: CivilDate = today(),
): Promise<Refusal[]> {
  const event = clockEventOf({
    effect,
    date,
    servedOn: null,
    approvedBy: 'office_head',
    party,
    outcome: loaded.outcome,
    subOutcome: loaded.subOutcome,
  });
  if (event === null) return [];
  const input = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], today());
  return whyRefused(await currentCalendar(tx), input, event, clockSettingsOf(loaded.events));
}

/** What the letter will do, with the record it rests on; and to whom it goes where not to the applicant. */
async function effectFor(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  input: NewProcedureLetter,
): Promise<Result<{ effect: LetterEffect; recipient: Recipient | null }>> {
  const toApplicant = (effect: LetterEffect) => ok({ effect, recipient: null });
  switch (effectKindOf(input.code)) {
    case 'request_supplement': {
      const rounds = loaded.events.filter(({ clock }) => clock?.type === 'supplement_notice').length;
      const allowed = clockSettingsOf(loaded.events).supplementRounds;
      if (rounds >= allowed && (input.roundReason ?? '') === '')
        return refuse(caseRefusal('second_round_reason_missing', { law: 'REG-30-5', field: 'roundReason' }));
      return toApplicant({
        kind: 'request_supplement',
        ...(input.dueDate === undefined ? {} : { dueDate: input.dueDate }),
        ...(rounds >= allowed ? { round: rounds + 1, roundReason: input.roundReason } : {}),
      });
    }
    case 'ask_reasons':
      return input.answerBy === undefined
        ? refuse(caseRefusal('reason_missing', { field: 'answerBy' }))
        : toApplicant({ kind: 'ask_reasons', answerBy: input.answerBy });
    case 'extend':
      return toApplicant({ kind: 'extend', workingDays: input.workingDays ?? 0 });
    case 'defer':
      return input.until === undefined
        ? refuse(caseRefusal('reason_missing', { field: 'until' }))
        : toApplicant({ kind: 'defer', until: input.until });
    case 'consult':
      return consultEffect(tx, actor, loaded, input);
    case 'notify_fee':
      return feeEffect(tx, actor, loaded, input);
    default:
      return tellEffect(tx, loaded, input);
  }
}

/** Records whom to ask. A person is addressed as such; joint makers and organs as organs. */
async function consultEffect(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  input: NewProcedureLetter,
): Promise<Result<{ effect: LetterEffect; recipient: Recipient }>> {
  const { party } = input;
  const isThird = input.code === 'L06';
  if (party === undefined || (party.kind === 'third_party') !== isThird)
    return refuse(caseRefusal('consultation_unknown', { field: 'party' }));
  const row = await tx.consultation.create({
    data: {
      applicationId: loaded.id,
      partyKind: party.kind,
      purpose: party.purpose,
      name: party.name,
      address: party.address,
      phone: party.phone,
      about: party.about,
      interest: party.interest,
      recordedBy: actor.personId,
      recordedAt: currentTime(),
    },
  });
  await writeAudit(tx, {
    organId: loaded.organId,
    actor,
    action: 'add_consultation',
    subject: { type: 'application', id: loaded.id },
    detail: { consultation_id: row.id, party_kind: party.kind, purpose: party.purpose },
  });
  const dueDate = party.kind === 'organ' && input.dueDate !== undefined ? { dueDate: input.dueDate } : {};
  return ok({
    effect: { kind: 'consult', consultationId: row.id, ...dueDate },
    recipient: thirdParty(row, isThird ? (party.isPerson ? 'person' : 'organisation') : 'organ'),
  });
}

/** L07 goes to the applicant, L09 to the third party whose objection it overrules. */
async function tellEffect(
  tx: Tx,
  loaded: LoadedCase,
  input: NewProcedureLetter,
): Promise<Result<{ effect: LetterEffect; recipient: Recipient | null }>> {
  const needsParty = input.code === 'L07' || input.code === 'L09';
  if (!needsParty) return ok({ effect: { kind: 'tell' }, recipient: null });
  const row = await tx.consultation.findFirst({
    where: { id: input.consultationId ?? loaded.id, applicationId: loaded.id },
  });
  if (row === null) return refuse(caseRefusal('consultation_unknown', { field: 'consultationId' }));
  const effect: LetterEffect = { kind: 'tell', consultationId: row.id };
  if (input.code !== 'L09') return ok({ effect, recipient: null });
  return ok({ effect, recipient: thirdParty(row, await formOf(tx, loaded.id, row.id)) });
}

/** How the consulted party was addressed before: 您 or 你单位. @rule LT-6 */
async function formOf(tx: Tx, applicationId: string, consultationId: string): Promise<Recipient['form']> {
  const effects = await tx.letterEffect.findMany({ where: { applicationId } });
  const asked = effects.find(
    ({ effect }) => (effect as { consultationId?: unknown } | null)?.consultationId === consultationId,
  );
  const letter = asked === undefined ? null : await tx.letter.findUnique({ where: { id: asked.letterId } });
  return letter?.addressForm === 'person' ? 'person' : 'organisation';
}

async function feeEffect(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  input: NewProcedureLetter,
): Promise<Result<{ effect: LetterEffect; recipient: null }>> {
  if (input.fee === undefined) return refuse(caseRefusal('reason_missing', { field: 'fee' }));
  const fee = await proposeFee(tx, actor, loaded, { ...input.fee, letterId: null });
  if (!fee.ok) return fee;
  return ok({ effect: { kind: 'notify_fee', feeDecisionId: fee.value.feeDecisionId }, recipient: null });
}

function thirdParty(row: { name: string; address: string }, form: Recipient['form']): Recipient {
  return { kind: form === 'organ' ? 'organ' : 'third_party', form, name: row.name, address: row.address };
}
