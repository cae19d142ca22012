import 'server-only';
import type { Calendar } from '@/lib/calendar/types';
import { listLetters } from '@/lib/letters/queries/find-letters';
import { listColleagues } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { mayOpenPersonalData } from '@/lib/personal-data/policy';
import { identityHintsOf, listCaseFiles } from '@/lib/personal-data/queries';
import { GUARDED_FILE_KINDS } from '@/lib/personal-data/types';
import { staffDatabase } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { CASE_READERS, canSeeCase } from '../policy';
import { missingElements } from '../rules/article-29';
import { caseOffers, type OfferFacts } from '../rules/case-offers';
import { clockStrip } from '../rules/clock/clock-strip';
import { clockInputOf } from '../rules/clock-events';
import { lightDays, lightOf } from '../rules/light';
import type { CaseFacts } from '../types/case';
import type { CaseView } from '../types/case-view';
import type { ClockState, ConsultedParty } from '../types/clock';
import type { ConsultationView } from '../types/consultation';
import { STATES_OF_GROUP } from '../types/ledger';
import type { Opinion } from '../types/opinion';
import { clockNow, clockSettingsOf } from './case-clock';
import { caseRelations } from './case-relations';
import { caseSettings } from './case-settings';
import { caseTimeline } from './case-timeline';
import { type LoadedCase, loadCase } from './load-case';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A case for a person who may see it; null alike for one that is out of sight, missing, or no id at all. */
export async function findVisibleCase(actor: Actor, id: string): Promise<LoadedCase | null> {
  const loaded = UUID.test(id) ? await loadCase(id) : null;
  return loaded !== null && canSeeCase(actor, loaded) ? loaded : null;
}

/** The facts of a case without its events. */
function factsOnly(loaded: LoadedCase): CaseFacts {
  const {
    events: _e,
    inherited: _i,
    parties: _p,
    texts: _t,
    submissionKey: _k,
    queryCodeHash: _q,
    ...facts
  } = loaded;
  return facts;
}

/** Everything the case screen shows, as plain data; null for one that is out of sight. */
export async function findCaseView(actor: Actor, id: string): Promise<CaseView | null> {
  const loaded = await findVisibleCase(actor, id);
  if (loaded === null) return null;
  const { calendar, asOf, clock } = await clockNow(loaded);
  const input = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], asOf);
  const settings = clockSettingsOf(loaded.events);
  const strip = clockStrip(calendar, input, settings);
  if (!strip.ok) throw new Error(strip.refusals.map(({ message }) => message).join(' '));
  const [organ, hints, files, letters, consultations, searches, relations, colleagues] = await Promise.all([
    caseSettings(loaded.organId, asOf),
    identityHintsOf([id]),
    listCaseFiles(id),
    listLetters(actor, id),
    listConsultations(loaded, clock),
    listSearches(id),
    caseRelations(actor, loaded),
    listColleagues(loaded.organId),
  ]);
  const identities = hints.get(id) ?? [];
  const facts = factsOnly(loaded);
  const isOpen = STATES_OF_GROUP.open.includes(loaded.state);
  const person = (one: (typeof colleagues)[number]) => ({ id: one.id, name: one.name, post: one.post });
  return {
    facts,
    needsHelp: loaded.needsHelp,
    registeredAt: loaded.registeredAt,
    handlerName: await nameOf(loaded.handlerId),
    handlerAccepted: loaded.handlerAccepted,
    isMine: loaded.handlerId === actor.personId,
    asOf,
    clock,
    strip: strip.value,
    light: isOpen ? lightOf(clock.replyDue, lightDays(calendar, asOf, organ.reply_warn_working_days)) : null,
    calendar: calendarLine(calendar),
    offers: caseOffers(
      {
        actor,
        facts,
        calendar,
        input,
        settings,
        clock,
        supplementRounds: loaded.events.filter(({ action }) => action === 'request_supplement').length,
        hasSearchRecord: searches.length > 0,
        hasReasonedObjection: consultations.some(({ opinion }) => opinion === 'refuse_with_reason'),
      },
      offerFacts(loaded, consultations),
    ),
    timeline: caseTimeline(calendar, loaded, clock),
    missing: missingElements({
      parties: loaded.parties.map(({ party, phone, address, email }) => ({
        party,
        phone,
        address,
        email,
        isIdentified: identities.some((one) => one.party === party),
      })),
      hasIdentityProof: files.some(({ kind }) => kind === 'identity_proof'),
      hasAuthorization: files.some(({ kind }) => kind === 'authorization'),
      deliveryMethod: loaded.deliveryMethod,
    }),
    parties: loaded.parties.map(({ party, name, phone, address, email, contactName }) => ({
      party,
      name,
      phone,
      address,
      email,
      contactName,
      identity: identities.find((one) => one.party === party) ?? null,
    })),
    mayOpen: mayOpenPersonalData(actor, loaded.organId),
    texts: loaded.texts.map(({ number, kind, title, docNo, description, writtenAt }) => ({
      number,
      kind,
      title,
      docNo,
      description,
      writtenAt,
    })),
    files: files.map((file) => ({
      ...file,
      isGuarded: GUARDED_FILE_KINDS.some((kind) => kind === file.kind),
    })),
    letters: letters.map(
      ({ id: letterId, code, name, number, state, recipientName, waitsFor, isReturned }) => ({
        id: letterId,
        code,
        title: name,
        number,
        state,
        recipient: recipientName,
        waitsFor,
        isReturned,
      }),
    ),
    consultations,
    searches,
    ...relations,
    handlers: colleagues.filter(({ roles }) => roles.includes('case_handler')).map(person),
    readers: colleagues.filter(({ roles }) => CASE_READERS.some((role) => roles.includes(role))).map(person),
    named: loaded.named,
  };
}

function offerFacts(loaded: LoadedCase, consultations: readonly ConsultationView[]): OfferFacts {
  const open = consultations.filter(({ sentOn, answeredOn }) => sentOn !== null && answeredOn === null);
  const asked = loaded.events.findLast(({ action }) => action === 'request_supplement');
  return {
    openConsultations: open.length,
    unservedConsultations: open.filter(({ servedOn }) => servedOn === null).length,
    askedReasons: loaded.events.some(({ action }) => action === 'ask_reasons'),
    hasUnsettledSupplement: loaded.events.some(
      ({ action, seq }) => action === 'send_supplement' && seq > (asked?.seq ?? 0),
    ),
    handlerAccepted: loaded.handlerAccepted,
  };
}

function calendarLine(calendar: Calendar): CaseView['calendar'] {
  return {
    version: calendar.version ?? 1,
    sources: calendar.notices.map(({ title, number }) => `${title}（${number}）`),
  };
}

async function nameOf(personId: string | null): Promise<string | null> {
  if (personId === null) return null;
  const person = await staffDatabase().person.findUnique({ where: { id: personId }, select: { name: true } });
  return person?.name ?? null;
}

async function listSearches(applicationId: string): Promise<CaseView['searches']> {
  const rows = await staffDatabase().searchRecord.findMany({
    where: { applicationId },
    orderBy: [{ searchedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, searchedOn, place, words, method, searchedBy, found, result }) => ({
    id,
    searchedOn: searchedOn.toISOString().slice(0, 10),
    place,
    words,
    method,
    searchedBy,
    found,
    result,
  }));
}

/** The consultations of a case with what was recorded of each, in the order they were begun. */
export async function listConsultations(loaded: LoadedCase, clock: ClockState): Promise<ConsultationView[]> {
  const rows = await staffDatabase().consultation.findMany({
    where: { applicationId: { in: [loaded.id, ...(loaded.parentId === null ? [] : [loaded.parentId])] } },
    orderBy: { id: 'asc' },
  });
  const events = [...loaded.inherited, ...loaded.events];
  const dayOf = (id: string, type: string): CivilDate | null =>
    events.findLast((event) => event.clock?.type === type && event.clock.id === id)?.onDate ?? null;
  return rows
    .filter((row) => row.applicationId === loaded.id || dayOf(row.id, 'consultation_sent') !== null)
    .map((row) => {
      const answered = events.findLast(
        (event) => event.action === 'end_consultation' && event.detail.consultationId === row.id,
      );
      const text = (key: string) => {
        const value = answered?.detail[key];
        return typeof value === 'string' ? value : '';
      };
      return {
        id: row.id,
        partyKind: row.partyKind as ConsultedParty,
        purpose: row.purpose as ConsultationView['purpose'],
        name: row.name,
        about: row.about,
        sentOn: dayOf(row.id, 'consultation_sent'),
        servedOn: dayOf(row.id, 'consultation_served'),
        due: clock.consultationDue[row.id] ?? null,
        answeredOn: dayOf(row.id, 'consultation_answered'),
        opinion: (answered?.detail.opinion as Opinion | undefined) ?? null,
        reason: text('reason'),
        assessment: text('assessment'),
      };
    });
}
