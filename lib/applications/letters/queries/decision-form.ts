import 'server-only';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import type { Actor } from '@/lib/organs/types';
import { listCaseFiles } from '@/lib/personal-data/queries';
import { CASE_FILE_KIND_NAMES, GUARDED_FILE_KINDS } from '@/lib/personal-data/types';
import { staffDatabase } from '@/lib/platform/database';
import { formatDate } from '@/lib/platform/dates';
import { whyNotAct } from '../../policy';
import { clockNow } from '../../queries/case-clock';
import { fileOf } from '../../queries/case-evidence';
import { findVisibleCase, listConsultations } from '../../queries/case-view';
import { casesAlike, samePersonCases } from '../../queries/like-cases';
import type { LoadedCase } from '../../queries/load-case';
import { requestInWords, standingRequest } from '../../rules/letter-fields';
import { findOutcome } from '../../rules/outcomes';
import { DELIVERY_METHOD_NAMES, MEDIA_FORM_NAMES } from '../../types/case';
import type { ConsultationView } from '../../types/consultation';
import { OPINION_NAMES } from '../../types/opinion';
import type { Grounds } from '../../types/outcomes';
import { outcomeChoices, withheldGrounds } from '../rules/outcome-choices';
import type { DecisionForm, EarlierCase, EndingForm, FormerDecision } from '../types';

type Search = { searchedOn: Date; place: string; words: string; method: string; found: boolean };

/** All that the screen of a decision shows; null for a case that is out of sight. */
export async function findDecisionForm(actor: Actor, caseId: string): Promise<DecisionForm | null> {
  const loaded = await findVisibleCase(actor, caseId);
  if (loaded === null) return null;
  const database = staffDatabase();
  const { asOf, clock } = await clockNow(loaded);
  const [files, searches, consultations, onFile, merged, earlier] = await Promise.all([
    listCaseFiles(caseId),
    database.searchRecord.findMany({ where: { applicationId: caseId }, orderBy: { searchedOn: 'asc' } }),
    listConsultations(loaded, clock),
    fileOf(database, loaded, []),
    database.application.findMany({ where: { mergedIntoId: caseId }, orderBy: { id: 'asc' } }),
    earlierCases(actor, caseId),
  ]);
  const hasObjection = consultations.some(({ opinion }) => opinion === 'refuse_with_reason');
  const isLate = clock.replyDue !== null && asOf > clock.replyDue;
  const text = standingRequest(loaded.texts);
  return {
    caseId,
    seenSeq: loaded.seq,
    no: loaded.applicationNo ?? loaded.submissionNo,
    request: requestInWords(text),
    whyNot: whyNotAct(actor, loaded, 'decide'),
    warnings: isLate
      ? [
          {
            code: 'overdue',
            message: `答复期限${formatDate(clock.replyDue ?? '')}已过，请尽快答复。`,
            law: '条例33',
          },
        ]
      : [],
    choices: outcomeChoices({
      kind: loaded.kind,
      onFile,
      known: knownAnswers(loaded, searches, consultations),
      today: asOf,
    }),
    withheld: withheldGrounds(),
    files: files
      .filter(({ kind }) => !GUARDED_FILE_KINDS.some((guarded) => guarded === kind))
      .map(({ id, name, kind }) => ({ id, name, kind: CASE_FILE_KIND_NAMES[kind] })),
    earlier,
    searches: searches.map(
      ({ searchedOn, place, words, found }) =>
        `${formatDate(searchedOn.toISOString().slice(0, 10))}在${place}用“${words}”检索，${found ? '检索到' : '没有检索到'}`,
    ),
    consultations: consultations.map(consultationLine),
    hasObjection,
    former: await formerDecision(loaded),
    merged: merged.map(({ applicationNo, submissionNo }) => applicationNo ?? submissionNo),
  };
}

/** The decision that came back last, with the words of its letter as they were changed; null where there is none. */
async function formerDecision({ id, state }: LoadedCase): Promise<FormerDecision | null> {
  if (state !== 'in_hand') return null;
  const database = staffDatabase();
  const row = await database.applicationDecision.findFirst({
    where: { applicationId: id },
    orderBy: { eventSeq: 'desc' },
  });
  if (row === null) return null;
  const letter = row.letterId === null ? null : await loadLetter(row.letterId);
  const grounds = row.grounds as Grounds;
  const changed = Object.fromEntries(
    Object.keys(grounds).flatMap((key) => {
      const value = letter?.fields[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  const evidence = (row.evidence ?? {}) as { files?: Record<string, string>; publicInterest?: string };
  const returned = letter?.frozen?.decisions.findLast(({ conclusion }) => conclusion === 'return');
  return {
    key: row.subOutcome === null ? row.outcome : `${row.outcome}/${row.subOutcome}`,
    grounds: { ...grounds, ...changed },
    partialGrounds: (row.partialGrounds ?? []) as unknown as FormerDecision['partialGrounds'],
    evidenceFiles: evidence.files ?? {},
    publicInterest: evidence.publicInterest ?? '',
    ownWords: letter?.ownWords ?? [],
    opinion: returned?.opinion ?? '',
  };
}

/** What is on record is not typed again. */
function knownAnswers(
  loaded: LoadedCase,
  searches: readonly Search[],
  consultations: readonly ConsultationView[],
): Grounds {
  const all = (key: 'words' | 'place' | 'method') => [...new Set(searches.map((row) => row[key]))].join('、');
  const last = searches.at(-1);
  const third = consultations.findLast(({ partyKind }) => partyKind === 'third_party');
  const form = `${MEDIA_FORM_NAMES[loaded.mediaForm]}（${DELIVERY_METHOD_NAMES[loaded.deliveryMethod]}）`;
  return {
    provision_form: form,
    ...(last === undefined
      ? {}
      : {
          search_words: all('words'),
          searched_on: last.searchedOn.toISOString().slice(0, 10),
          search_places: all('place'),
          search_method: all('method'),
        }),
    ...(third === undefined
      ? {}
      : {
          third_party: third.name,
          ...(third.sentOn === null ? {} : { consulted_on: third.sentOn }),
          consultation_result:
            third.opinion === null
              ? '第三方逾期未提出意见'
              : `第三方${OPINION_NAMES[third.opinion]}`.replace('，', '，且'),
        }),
  };
}

function consultationLine({ name, sentOn, answeredOn, due, opinion }: ConsultationView): string {
  const sent = sentOn === null ? '还没有发出' : `${formatDate(sentOn)}发出`;
  if (opinion !== null && answeredOn !== null)
    return `${name}：${sent}，${formatDate(answeredOn)}答复“${OPINION_NAMES[opinion]}”`;
  return `${name}：${sent}，${due === null ? '还没有答复' : `${formatDate(due)}（含当日）前答复`}`;
}

/** Cases of the same applicant that were answered: those alike first. */
async function earlierCases(actor: Actor, caseId: string): Promise<EarlierCase[]> {
  const [alike, own, links] = await Promise.all([
    casesAlike(actor, caseId),
    samePersonCases(actor, caseId),
    staffDatabase().applicationLink.findMany({ where: { applicationId: caseId, kind: 'earlier_reply' } }),
  ]);
  const linked = new Set(links.map(({ otherId }) => otherId));
  const likeness = new Map(alike.duplicates.map(({ id, likeness: share }) => [id, share]));
  return own
    .filter(({ id, state }) => (state === 'replied' || state === 'archived') && !linked.has(id))
    .map((row) => ({
      id: row.id,
      no: row.applicationNo ?? row.submissionNo,
      note: `${row.body?.request ?? ''}${likeness.has(row.id) ? `（相似度${likeness.get(row.id)}%）` : ''}`,
    }))
    .sort((a, b) => (likeness.get(b.id) ?? 0) - (likeness.get(a.id) ?? 0))
    .slice(0, 20);
}

/** The step by which a case that is not decided ends, where it waits for one; null otherwise. */
export async function findEndingForm(actor: Actor, caseId: string): Promise<EndingForm | null> {
  const loaded = await findVisibleCase(actor, caseId);
  if (loaded === null) return null;
  const { state } = loaded;
  if (state === 'awaiting_supplement' || state === 'awaiting_payment') {
    const { clock } = await clockNow(loaded);
    const what = state === 'awaiting_supplement' ? 'supplement' : 'payment';
    return {
      kind: 'overdue',
      what,
      due: what === 'supplement' ? clock.supplementDue : clock.paymentDue,
      whyNot: whyNotAct(actor, loaded, what === 'supplement' ? 'supplement_overdue' : 'payment_overdue'),
    };
  }
  if (state !== 'deciding') return null;
  const last = loaded.events.findLast(({ to, from }) => to === 'deciding' && from !== 'deciding');
  if (last?.action === 'withdraw_application') {
    const known = await staffDatabase().applicationDecision.count({
      where: { applicationId: caseId, eventSeq: last.seq },
    });
    return known > 0
      ? null
      : { kind: 'withdrawn', on: last.onDate, whyNot: whyNotAct(actor, loaded, 'send_letter') };
  }
  const row = findOutcome(loaded.outcome ?? '', loaded.subOutcome);
  if (row === null || row.letter !== null) return null;
  return { kind: 'note', label: row.label, whyNot: whyNotAct(actor, loaded, 'close_by_note') };
}
