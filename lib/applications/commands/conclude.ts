import 'server-only';
import { dropLetter } from '@/lib/letters/commands/seal-letter';
import type { LetterFields } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { addEnclosure } from '@/lib/release-gate/commands/enclosures';
import { caseRefusal } from '../messages/case';
import type { LoadedCase } from '../queries/load-case';
import { findOutcome, handsOut, letterFieldsOf } from '../rules/outcomes';
import type { CaseAction } from '../transitions';
import type { ClockEvent } from '../types/clock';
import type { Grounds, OutcomeRow, PartialGround } from '../types/outcomes';
import { lockCase, writeCaseEvent } from './case-event';
import { togetherWith } from './case-letters';
import { draftCaseLetter, effectOf, today } from './letter-work';
import { clockRefusals } from './procedure-letters';

/** What a decision led to: the letter to be finished, or none where a file note closes the case. */
export type Decided = { readonly caseId: string; readonly seq: number; readonly letterId: string | null };

/** What a decision rests on and says. */
export type Reasons = {
  readonly grounds: Grounds;
  readonly partialGrounds: readonly PartialGround[];
  /** Files of the case that are the evidence, by key (REG-EV-1). */
  readonly evidenceFiles: Readonly<Record<string, string>>;
  /** Why non-disclosure could gravely harm the public interest, where a third party objects with reasons (条例32). */
  readonly publicInterest: string;
  readonly ownWords: readonly string[];
};

/** Writes a decision, the draft of its letter and the act, for a case and those answered together with it. */
export async function concludeIn(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  row: OutcomeRow,
  input: Reasons & { readonly fields?: LetterFields },
  act: {
    readonly action: CaseAction;
    readonly onDate: CivilDate;
    readonly clock?: ClockEvent;
    readonly detail?: Readonly<Record<string, Json>>;
  },
): Promise<Result<Decided>> {
  const members = await togetherWith(tx, loaded);
  const behind = members.slice(1).filter(({ state }) => state !== loaded.state);
  if (behind.length > 0) {
    const numbers = behind.map(({ applicationNo, submissionNo }) => applicationNo ?? submissionNo).join('、');
    return refuse(caseRefusal('merged_not_in_hand', { detail: numbers }));
  }
  let done: Decided | null = null;
  let letterId: string | null = null;
  for (const member of members) {
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, member, {
      ...act,
      detail: { ...(act.detail ?? {}), outcome: row.outcome, subOutcome: row.subOutcome },
    });
    if (!written.ok) return written;
    if (done === null) {
      const dropped = await dropFormerReplies(tx, actor, loaded.id);
      if (!dropped.ok) return dropped;
    }
    if (done === null && row.letter !== null) {
      const drafted = await draftCaseLetter(tx, actor, written.value.loaded, {
        code: row.letter,
        effect: { kind: 'reply' },
        fields: { ...letterFieldsOf(row, input.grounds, input.partialGrounds), ...(input.fields ?? {}) },
        ownWords: input.ownWords,
        outcome: row.outcome,
        partialGrounds: input.partialGrounds.map(({ outcome }) => outcome),
      });
      if (!drafted.ok) return drafted;
      letterId = drafted.value.letterId;
      const enclosed = await encloseProvided(tx, actor, letterId, row, input.evidenceFiles);
      if (!enclosed.ok) return enclosed;
    }
    await tx.applicationDecision.create({
      data: {
        applicationId: member.id,
        eventSeq: written.value.event.seq,
        outcome: row.outcome,
        subOutcome: row.subOutcome,
        grounds: { ...input.grounds },
        partialGrounds: input.partialGrounds.map((part) => ({ ...part, grounds: { ...part.grounds } })),
        evidence: { files: { ...input.evidenceFiles }, publicInterest: input.publicInterest },
        letterId,
        decidedBy: actor.personId,
        decidedAt: currentTime(),
      },
    });
    done ??= { caseId: member.id, seq: written.value.loaded.seq, letterId };
  }
  return done === null ? refuse(caseRefusal('not_found')) : ok(done);
}

/** Drafts of replies that came back give way to the one that is decided now. */
async function dropFormerReplies(tx: Tx, actor: Actor, applicationId: string): Promise<Result<null>> {
  const drafts = await tx.letter.findMany({
    where: { applicationId, state: 'draft' },
    orderBy: { id: 'asc' },
  });
  for (const { id } of drafts) {
    if ((await effectOf(tx, id))?.kind !== 'reply') continue;
    const dropped = await dropLetter(tx, actor, { letterId: id, reason: '重新作出处理决定，另行起草' });
    if (!dropped.ok) return dropped;
  }
  return ok(null);
}

/** Evidence that is what the applicant gets: it goes out with the letter, so it is enclosed and checked (REG-17-1). */
const PROVIDED = ['released_copies', 'severed_copies'] as const;

async function encloseProvided(
  tx: Tx,
  actor: Actor,
  letterId: string,
  row: OutcomeRow,
  files: Readonly<Record<string, string>>,
): Promise<Result<null>> {
  if (!handsOut(row.outcome, row.subOutcome)) return ok(null);
  for (const fileId of new Set(PROVIDED.flatMap((key) => files[key] ?? []))) {
    const enclosed = await addEnclosure(tx, actor, { letterId, fileId, removedWords: '' });
    if (!enclosed.ok) return enclosed;
  }
  return ok(null);
}

const NOTHING = {
  grounds: {},
  partialGrounds: [],
  evidenceFiles: {},
  publicInterest: '',
  ownWords: [],
} as const;

/**
 * The applicant has let the period to correct, or to pay, pass: the case is no longer handled, which L11 or L12 tells
 * (REG-30-6, FEE-8). The clock refuses it on or before the last day.
 *
 * @law 条例30 @law 条例42 @rule REG-30-6 @rule FEE-8
 */
export function concludeOverdue(
  actor: Actor,
  input: { caseId: string; seenSeq: number; what: 'supplement' | 'payment'; note: string },
): Promise<Result<Decided>> {
  return inTransaction(async (tx) => {
    const action = input.what === 'supplement' ? 'supplement_overdue' : 'payment_overdue';
    const outcome = input.what === 'supplement' ? 'other.supplement_overdue' : 'other.fee_unpaid';
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq, action);
    if (!locked.ok) return locked;
    const row = findOutcome(outcome, null);
    if (row === null) throw new Error(`no outcome ${outcome}`);
    const probe = { ...locked.value, outcome, subOutcome: null };
    const refusals = await clockRefusals(tx, probe, { kind: 'reply' }, null);
    if (refusals.length > 0) return refuse(...refusals);
    return concludeIn(tx, actor, locked.value, row, NOTHING, {
      action,
      onDate: today(),
      detail: { note: input.note },
    });
  });
}

/**
 * The decision and the letter L13 that follow a withdrawal, by the applicant online or on record of the office: the
 * withdrawal itself has moved the case.
 *
 * Refusals: `no_open_letter` where the case waits for no such letter.
 */
export function confirmWithdrawal(
  actor: Actor,
  input: { caseId: string; way: 'written' | 'oral' | 'online' },
): Promise<Result<Decided>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId);
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const last = loaded.events.findLast(({ to, from }) => to === 'deciding' && from !== 'deciding');
    const known = await tx.applicationDecision.count({
      where: { applicationId: loaded.id, eventSeq: last?.seq ?? 0 },
    });
    if (loaded.state !== 'deciding' || last?.action !== 'withdraw_application' || known > 0)
      return refuse(caseRefusal('no_open_letter'));
    const drafted = await draftCaseLetter(tx, actor, loaded, {
      code: 'L13',
      effect: { kind: 'reply' },
      fields: { withdrawal_way: input.way },
      outcome: 'other.misc',
    });
    if (!drafted.ok) return drafted;
    const { letterId } = drafted.value;
    await tx.applicationDecision.create({
      data: {
        applicationId: loaded.id,
        eventSeq: last.seq,
        outcome: 'other.misc',
        subOutcome: 'withdrawn',
        grounds: { withdrawal_way: input.way },
        letterId,
        decidedBy: actor.personId,
        decidedAt: currentTime(),
      },
    });
    return ok({ caseId: loaded.id, seq: loaded.seq, letterId });
  });
}

/**
 * Closes a case by a file note, without a letter: the applicant has died or was dissolved, or filed by mistake. The head of
 * the office does it, on the handler's decision.
 *
 * Refusals: `no_open_letter` where the outcome has a letter.
 */
export function closeByNote(
  actor: Actor,
  input: { caseId: string; seenSeq: number; note: string },
): Promise<Result<{ caseId: string; seq: number }>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq, 'close_by_note');
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const row = findOutcome(loaded.outcome ?? '', loaded.subOutcome);
    if (row === null || row.letter !== null) return refuse(caseRefusal('no_open_letter'));
    const date = today();
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
      action: 'close_by_note',
      onDate: date,
      clock: { type: 'closed', date, outcome: 'other.misc' },
      detail: { note: input.note },
    });
    return written.ok ? ok({ caseId: loaded.id, seq: written.value.loaded.seq }) : written;
  });
}
