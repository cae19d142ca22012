import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { namesOf } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import type { LoadedItem } from '../../queries/load-item';
import { getVersionContent } from '../../queries/load-item';
import type { ItemContent } from '../../types';
import { unconfirmedOrgans } from '../rules/consultations';
import { type Due, hideConfirmDue, liveCheckDue, penaltyWithdrawalDue } from '../rules/duties';
import { validityOn } from '../rules/validity';
import {
  HIDE_REASONS,
  type HideReason,
  type LiveCheckResult,
  type ProbeFinding,
  type ValidityOnDay,
  type ValidityState,
} from '../types';
import { listRelations, type RelationRow } from './list-relations';

/** A person's record, with the name it is shown under. */
type Signed = { readonly by: string; readonly at: Date };

export type ConsultationRow = Signed & {
  readonly recordedBy: string;
  readonly organName: string;
  readonly contentHash: string;
  readonly askedOn: CivilDate;
  readonly confirmedOn: CivilDate | null;
  readonly document: string;
  readonly note: string;
};
export type ValidityRow = Signed & {
  readonly id: string;
  readonly state: ValidityState;
  readonly fromDate: CivilDate;
  readonly actTitle: string;
  readonly actNo: string;
  readonly actId: string | null;
  readonly validUntil: CivilDate | null;
  readonly successorId: string | null;
  readonly note: string;
  readonly enteredBy: string;
  readonly confirmation:
    | (Signed & { readonly conclusion: 'confirmed' | 'rejected'; readonly note: string })
    | null;
};
export type CheckRow = Signed & { readonly result: LiveCheckResult; readonly note: string };
export type LeakReportRow = Signed & {
  readonly reportedTo: string;
  readonly reportedOn: CivilDate;
  readonly evidence: string;
};

/** All that is recorded beside the text of an item and after its publication. */
export type FollowUpView = {
  readonly itemId: string;
  /** Hash of the text in hand: what a consultation is about. */
  readonly contentHash: string;
  /** The organs the text in hand names, and which of them have not confirmed it. */
  readonly organs: readonly string[];
  readonly unconfirmed: readonly string[];
  readonly consultations: readonly ConsultationRow[];
  readonly isReprint: boolean;
  readonly comparison: (Signed & { readonly sourceText: string }) | null;
  readonly validity: { readonly today: ValidityOnDay | null; readonly events: readonly ValidityRow[] };
  readonly relations: readonly RelationRow[];
  readonly live: {
    readonly publicationId: string;
    readonly publishedAt: Date;
    readonly publisherId: string;
    readonly due: Due;
    readonly checks: readonly CheckRow[];
    readonly probe: { readonly at: Date; readonly findings: readonly ProbeFinding[] } | null;
  } | null;
  /** Checks of what was public before, newest first: a correction takes none of them away. */
  readonly earlierChecks: readonly (CheckRow & { readonly versionNumber: number })[];
  readonly hiding: {
    readonly eventId: string;
    readonly reasonKind: HideReason | null;
    /** Until it is confirmed or taken back. */
    readonly confirmDue: Due | null;
    /** Of a changed 行政处罚决定. */
    readonly penaltyDue: Due | null;
    readonly reports: readonly LeakReportRow[];
  } | null;
};

const civil = (date: Date): CivilDate => date.toISOString().slice(0, 10);

/** What stands beside an item and behind its publication. Takes no actor: callers hand in an item the person may see. */
export async function findFollowUp(item: LoadedItem): Promise<FollowUpView> {
  const database = staffDatabase();
  const where = { itemId: item.id };
  const [consultations, comparisons, events, relations, live] = await Promise.all([
    database.organConsultation.findMany({ where, orderBy: { recordedAt: 'desc' } }),
    database.reprintComparison.findMany({ where, orderBy: { recordedAt: 'desc' }, take: 1 }),
    database.validityEvent.findMany({ where, orderBy: [{ fromDate: 'desc' }, { enteredAt: 'desc' }] }),
    listRelations(item.id),
    database.liveItem.findUnique({ where }),
  ]);
  const confirmations = await database.validityConfirmation.findMany({
    where: { eventId: { in: events.map((event) => event.id) } },
  });
  const people = await namesOf([
    ...[...consultations, ...comparisons].map((row) => row.recordedBy),
    ...events.map((row) => row.enteredBy),
    ...confirmations.map((row) => row.confirmedBy),
  ]);
  const name = (id: string) => people.get(id)?.name ?? '';
  const { content, contentHash } = item.draft;
  const rows = consultations.map((row): ConsultationRow => {
    const { organName, document, note } = row;
    return {
      organName,
      document,
      note,
      contentHash: row.contentHash,
      askedOn: civil(row.askedOn),
      confirmedOn: row.confirmedOn && civil(row.confirmedOn),
      recordedBy: row.recordedBy,
      by: name(row.recordedBy),
      at: row.recordedAt,
    };
  });
  const [comparison] = comparisons;
  const validityRows = events.map((event): ValidityRow => {
    const confirmed = confirmations.find((row) => row.eventId === event.id);
    return {
      id: event.id,
      state: event.state as ValidityState,
      fromDate: civil(event.fromDate),
      actTitle: event.actTitle,
      actNo: event.actNo,
      actId: event.actId,
      validUntil: event.validUntil && civil(event.validUntil),
      successorId: event.successorId,
      note: event.note,
      enteredBy: event.enteredBy,
      by: name(event.enteredBy),
      at: event.enteredAt,
      confirmation: confirmed
        ? {
            conclusion: confirmed.conclusion as 'confirmed' | 'rejected',
            note: confirmed.note,
            by: name(confirmed.confirmedBy),
            at: confirmed.confirmedAt,
          }
        : null,
    };
  });
  const published = live === null ? null : (await getVersionContent(live.versionId)).content;
  const isPublic = live !== null && ['published', 'archived'].includes(live.publicState);
  return {
    itemId: item.id,
    contentHash,
    organs: content.touches_organs,
    unconfirmed: unconfirmedOrgans(content.touches_organs, contentHash, rows),
    consultations: rows,
    isReprint: content.reprint !== null,
    comparison: comparison
      ? { sourceText: comparison.sourceText, by: name(comparison.recordedBy), at: comparison.recordedAt }
      : null,
    validity: { today: published && validityToday(published, validityRows), events: validityRows },
    relations,
    live: isPublic ? await liveOf(live.publicationId) : null,
    earlierChecks: await earlierChecksOf(item.id, isPublic ? live.publicationId : null),
    hiding: live === null ? null : await hidingOf(item.id, live.publicState),
  };
}

function validityToday(content: ItemContent, rows: readonly ValidityRow[]): ValidityOnDay | null {
  const { is_normative, effective_from, expires_at } = content;
  const events = rows.flatMap((row) =>
    row.confirmation?.conclusion === 'confirmed'
      ? [{ ...row, act: null, successor: null, confirmedAt: row.confirmation.at.toISOString() }]
      : [],
  );
  return validityOn({ is_normative, effective_from, expires_at, events }, civilDate(currentTime()));
}

async function liveOf(publicationId: string): Promise<FollowUpView['live']> {
  const database = staffDatabase();
  const [publication, checks, probe, calendar] = await Promise.all([
    database.publication.findUniqueOrThrow({ where: { id: publicationId } }),
    database.liveCheck.findMany({ where: { publicationId }, orderBy: { checkedAt: 'desc' } }),
    database.liveProbe.findFirst({ where: { publicationId }, orderBy: { probedAt: 'desc' } }),
    currentCalendar(),
  ]);
  const people = await namesOf(checks.map((check) => check.checkedBy));
  return {
    publicationId,
    publishedAt: publication.publishedAt,
    publisherId: publication.publisherId,
    due: liveCheckDue(calendar, civilDate(publication.publishedAt), civilDate(currentTime())),
    checks: checks.map((check) => ({
      result: check.result as LiveCheckResult,
      note: check.note,
      by: people.get(check.checkedBy)?.name ?? '',
      at: check.checkedAt,
    })),
    probe: probe && { at: probe.probedAt, findings: probe.findings as unknown as ProbeFinding[] },
  };
}

async function earlierChecksOf(
  itemId: string,
  presentId: string | null,
): Promise<FollowUpView['earlierChecks']> {
  const database = staffDatabase();
  const publications = await database.publication.findMany({
    where: { itemId, ...(presentId === null ? {} : { id: { not: presentId } }) },
    select: { id: true, versionId: true },
  });
  const [checks, versions] = await Promise.all([
    database.liveCheck.findMany({
      where: { publicationId: { in: publications.map(({ id }) => id) } },
      orderBy: { checkedAt: 'desc' },
    }),
    database.version.findMany({
      where: { id: { in: publications.map(({ versionId }) => versionId) } },
      select: { id: true, number: true },
    }),
  ]);
  const people = await namesOf(checks.map((check) => check.checkedBy));
  return checks.map((check) => {
    const publication = publications.find(({ id }) => id === check.publicationId);
    return {
      result: check.result as LiveCheckResult,
      note: check.note,
      by: people.get(check.checkedBy)?.name ?? '',
      at: check.checkedAt,
      versionNumber: versions.find(({ id }) => id === publication?.versionId)?.number ?? 0,
    };
  });
}

async function hidingOf(itemId: string, publicState: string): Promise<FollowUpView['hiding']> {
  if (publicState !== 'hidden' && publicState !== 'withdrawn') return null;
  const database = staffDatabase();
  const [event] = await database.visibilityEvent.findMany({
    where: { itemId, kind: 'hide' },
    orderBy: { id: 'desc' },
    take: 1,
  });
  if (event === undefined) return null;
  const [reports, calendar] = await Promise.all([
    database.leakReport.findMany({ where: { eventId: event.id }, orderBy: { recordedAt: 'asc' } }),
    currentCalendar(),
  ]);
  const people = await namesOf(reports.map((report) => report.recordedBy));
  const [hiddenOn, today] = [civilDate(event.at), civilDate(currentTime())];
  const reasonKind = HIDE_REASONS.find((known) => known === event.reasonKind) ?? null;
  return {
    eventId: event.id,
    reasonKind,
    confirmDue: publicState === 'hidden' ? hideConfirmDue(calendar, hiddenOn, today) : null,
    penaltyDue: reasonKind === 'penalty_changed' ? penaltyWithdrawalDue(calendar, hiddenOn, today) : null,
    reports: reports.map((report) => ({
      reportedTo: report.reportedTo,
      reportedOn: civil(report.reportedOn),
      evidence: report.evidence,
      by: people.get(report.recordedBy)?.name ?? '',
      at: report.recordedAt,
    })),
  };
}
