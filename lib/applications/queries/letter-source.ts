import 'server-only';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { LetterCode } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import type { Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { computeClock } from '../rules/clock/compute-clock';
import { withEvent } from '../rules/clock/why-refused';
import { clockEventsOf } from '../rules/clock-events';
import { calculationWords, chosenFee, feeOffer } from '../rules/fees';
import { clockEventOf } from '../rules/letter-effects';
import { type LetterSource, requestInWords, standingRequest } from '../rules/letter-fields';
import type { LetterEffect } from '../types/letter-effect';
import { clockNow, clockSettingsOf } from './case-clock';
import { caseSettings } from './case-settings';
import type { LoadedCase } from './load-case';

/**
 * Everything a letter about a case is filled from, as of today. `effect` is what issuing it will do: an extension or a
 * deferral tells the date it leads to, a consultation the party it asks.
 */
export async function letterSource(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  code: LetterCode,
  effect: LetterEffect,
): Promise<LetterSource> {
  const { calendar, asOf, clock } = await clockNow(loaded, tx);
  const settings = await caseSettings(loaded.organId, asOf, tx);
  const periods = clockSettingsOf(loaded.events);
  const organ = await tx.organ.findUniqueOrThrow({ where: { id: loaded.organId } });
  const ways =
    settings.contact_hint || `电话${organ.phone}，或者来信、来访（${organ.address}，${organ.officeHours}）`;
  return {
    facts: loaded,
    events: loaded.events,
    clock,
    asOf,
    requestText: requestInWords(standingRequest(loaded.texts)),
    // The code itself would lie in the sealed letter for good; it is on the card, or was shown when the form was sent.
    queryCode: loaded.channel === 'internet' ? '为提交申请时显示的查询码' : '见随附的查询卡',
    contact: { name: actor.name, phone: organ.phone },
    contactWays: ways,
    supplementDays: periods.supplementWorkingDays,
    payDays: periods.payWorkingDays,
    payMethod: settings.pay_method,
    confirmBy: workingDayAfter(
      calendar,
      civilDate(loaded.submittedAt),
      settings.confirm_contact_working_days + 5,
    ).date,
    newDue: dueAfter(calendar, loaded, asOf, effect),
    fee: await feeOf(tx, effect),
    earlier: code === 'R17' ? await earlierOf(tx, loaded.id) : null,
    consultation: await consultationOf(tx, loaded, effect),
    searched: code === 'R12' ? await searchedOf(tx, loaded.id) : null,
  };
}

/** The reply date once an extension or a deferral is recorded today; null for what moves none. */
export function dueAfter(
  calendar: Parameters<typeof computeClock>[0],
  loaded: Pick<LoadedCase, 'channel' | 'events' | 'inherited'>,
  asOf: CivilDate,
  effect: LetterEffect,
): CivilDate | null {
  if (effect.kind !== 'extend' && effect.kind !== 'defer') return null;
  const event = clockEventOf({
    effect,
    date: asOf,
    servedOn: null,
    approvedBy: null,
    party: null,
    outcome: null,
    subOutcome: null,
  });
  if (event === null) return null;
  const events = withEvent(clockEventsOf([...loaded.inherited, ...loaded.events]), event);
  const clock = computeClock(
    calendar,
    { receivedVia: loaded.channel, asOf, events },
    clockSettingsOf(loaded.events),
  );
  return clock.ok ? clock.value.replyDue : null;
}

async function feeOf(tx: Tx, effect: LetterEffect): Promise<LetterSource['fee']> {
  if (effect.kind !== 'notify_fee') return null;
  const row = await tx.feeDecision.findUnique({ where: { id: effect.feeDecisionId } });
  if (row === null) return null;
  const scale = row.scale as 'by_item' | 'by_volume';
  return {
    scale,
    month: row.feeMonth,
    nth: row.nthOfMonth,
    pages: row.pages,
    amountFen: Number(row.amountFen),
    calculation: calculationWords(chosenFee(feeOffer(row.nthOfMonth, row.pages), scale)),
  };
}

async function earlierOf(tx: Tx, applicationId: string): Promise<LetterSource['earlier']> {
  const link = await tx.applicationLink.findFirst({
    where: { applicationId, kind: 'earlier_reply' },
    orderBy: { linkedAt: 'desc' },
  });
  if (link === null) return null;
  const other = await tx.application.findUnique({ where: { id: link.otherId } });
  const letter = await tx.letter.findFirst({
    where: { applicationId: link.otherId, state: 'served', number: { not: null }, code: { startsWith: 'R' } },
    orderBy: { sealedAt: 'desc' },
  });
  if (other?.repliedOn == null || letter?.number == null) return null;
  return {
    requestedOn: civilDate(other.submittedAt),
    number: letter.number,
    repliedOn: other.repliedOn.toISOString().slice(0, 10),
  };
}

async function consultationOf(
  tx: Tx,
  loaded: LoadedCase,
  effect: LetterEffect,
): Promise<LetterSource['consultation']> {
  const id = 'consultationId' in effect ? effect.consultationId : undefined;
  if (id === undefined) return null;
  const row = await tx.consultation.findFirst({ where: { id, applicationId: loaded.id } });
  if (row === null) return null;
  const sent = loaded.events.find(({ clock }) => clock?.type === 'consultation_sent' && clock.id === id);
  return {
    partyKind: row.partyKind as 'third_party' | 'organ' | 'joint_maker',
    purpose: row.purpose as 'opinion' | 'secrecy',
    about: row.about,
    sentOn: sent?.onDate ?? null,
    answerBy: effect.kind === 'consult' ? (effect.dueDate ?? null) : null,
  };
}

/** The searches that found nothing, together: what 政府信息不存在 rests on; null where none is on record. */
export async function searchedOf(tx: Tx, applicationId: string): Promise<LetterSource['searched']> {
  const rows = await tx.searchRecord.findMany({
    where: { applicationId, found: false },
    orderBy: { searchedOn: 'asc' },
  });
  const last = rows.at(-1);
  if (last === undefined) return null;
  const all = (key: 'words' | 'place' | 'method') => [...new Set(rows.map((row) => row[key]))].join('、');
  return {
    on: last.searchedOn.toISOString().slice(0, 10),
    words: all('words'),
    places: all('place'),
    method: all('method'),
  };
}
