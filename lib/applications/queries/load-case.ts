import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import type {
  ApplicantType,
  CaseEvent,
  CaseFacts,
  CaseKind,
  DeliveryMethod,
  IntakeChannel,
  MediaForm,
  Party,
} from '../types/case';

type Reader = Pick<
  Tx,
  'application' | 'applicationEvent' | 'applicationParty' | 'applicationText' | 'applicationAccess'
>;

/** A party as last written. */
export type PartyRow = {
  readonly party: Party;
  readonly revision: number;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly email: string;
  readonly contactName: string;
};

/** What was asked for, or a correction of it. */
export type RequestText = {
  readonly number: number;
  readonly kind: 'request' | 'supplement' | 'part';
  readonly title: string;
  readonly docNo: string;
  readonly description: string;
  readonly writtenAt: Date;
};

/** A case with all that happened to it, oldest first. */
export type LoadedCase = CaseFacts & {
  readonly needsHelp: boolean;
  readonly queryCodeHash: string;
  readonly submissionKey: string;
  readonly registeredAt: Date | null;
  readonly handlerAccepted: boolean;
  readonly archivedAt: Date | null;
  readonly parties: readonly PartyRow[];
  readonly texts: readonly RequestText[];
  /** Own events, and before them those of the case it was split from, up to the split: one clock. */
  readonly events: readonly CaseEvent[];
  readonly inherited: readonly CaseEvent[];
};

const civil = (date: Date | null): CivilDate | null =>
  date === null ? null : date.toISOString().slice(0, 10);

/** A stored event as the rules read it. */
export function readEvent(row: {
  seq: number;
  action: string;
  fromState: string;
  toState: string;
  onDate: Date;
  at: Date;
  actorKind: string;
  personId: string | null;
  personName: string;
  clock: unknown;
  detail: unknown;
  correctsSeq: number | null;
}): CaseEvent {
  return {
    seq: row.seq,
    action: row.action,
    from: row.fromState,
    to: row.toState,
    onDate: civil(row.onDate) ?? '',
    at: row.at,
    actorKind: row.actorKind as CaseEvent['actorKind'],
    personId: row.personId,
    personName: row.personName,
    clock: (row.clock ?? null) as CaseEvent['clock'],
    detail: (row.detail ?? {}) as CaseEvent['detail'],
    correctsSeq: row.correctsSeq,
  };
}

/** A case whole, or null. Who may see it is for the policy. */
export async function loadCase(id: string, database: Reader = staffDatabase()): Promise<LoadedCase | null> {
  const row = await database.application.findUnique({
    where: { id },
    include: {
      events: { orderBy: { seq: 'asc' } },
      texts: { orderBy: { number: 'asc' } },
      parties: { orderBy: [{ party: 'asc' }, { revision: 'desc' }] },
    },
  });
  if (row === null) return null;
  const events = row.events.map(readEvent);
  // The newest restriction says who may see it; access and event are written in one transaction.
  const restricted = events.findLast(({ action }) => action === 'restrict');
  const access = row.isRestricted
    ? await database.applicationAccess.findMany({
        where: { applicationId: id, ...(restricted ? { grantedAt: { gte: restricted.at } } : {}) },
        select: { personId: true },
      })
    : [];
  const newest = new Map(row.parties.toReversed().map((party) => [party.party, party]));
  return {
    ...factsOf(
      row,
      access.map(({ personId }) => personId),
    ),
    needsHelp: row.needsHelp,
    queryCodeHash: row.queryCodeHash,
    submissionKey: row.submissionKey,
    registeredAt: row.registeredAt,
    handlerAccepted: row.handlerAccepted,
    archivedAt: row.archivedAt,
    parties: [...newest.values()].map((party) => ({ ...party, party: party.party as Party })),
    texts: row.texts.map((text) => ({ ...text, kind: text.kind as RequestText['kind'] })),
    events,
    inherited: await inheritedEvents(database, row.parentId, events),
  };
}

/** Numbers of inherited events lie below those of the case itself, so that neither is taken for the other. */
const BELOW = 1_000_000;

/** The acts on the case this one was split from, up to the split, beside its receipt: they move this clock too. */
async function inheritedEvents(
  database: Reader,
  parentId: string | null,
  events: readonly CaseEvent[],
): Promise<CaseEvent[]> {
  const until = events[0]?.detail.splitFromSeq;
  if (parentId === null || typeof until !== 'number') return [];
  const rows = await database.applicationEvent.findMany({
    where: { applicationId: parentId, seq: { lte: until } },
    orderBy: { seq: 'asc' },
  });
  return rows
    .map(readEvent)
    .filter(({ clock, detail }) => (clock === null ? 'servesSeq' in detail : clock.type !== 'received'))
    .map((event) => {
      const serves = event.detail.servesSeq;
      const detail =
        typeof serves === 'number' ? { ...event.detail, servesSeq: serves - BELOW } : event.detail;
      return { ...event, seq: event.seq - BELOW, detail };
    });
}

/** The facts of a stored case that rules and lists ask for. */
export function factsOf(
  row: {
    id: string;
    organId: string;
    kind: string;
    state: string;
    seq: number;
    submissionNo: string;
    applicationNo: string | null;
    channel: string;
    applicantType: string;
    handlerId: string | null;
    isRestricted: boolean;
    deliveryMethod: string;
    mediaForm: string;
    submittedAt: Date;
    receiptDate: Date | null;
    outcome: string | null;
    subOutcome: string | null;
    repliedOn: Date | null;
    parentId: string | null;
    mergedIntoId: string | null;
    remadeOfId: string | null;
  },
  named: readonly string[],
): CaseFacts {
  return {
    id: row.id,
    organId: row.organId,
    kind: row.kind as CaseKind,
    state: row.state,
    seq: row.seq,
    submissionNo: row.submissionNo,
    applicationNo: row.applicationNo,
    channel: row.channel as IntakeChannel,
    applicantType: row.applicantType as ApplicantType,
    handlerId: row.handlerId,
    isRestricted: row.isRestricted,
    named,
    deliveryMethod: row.deliveryMethod as DeliveryMethod,
    mediaForm: row.mediaForm as MediaForm,
    submittedAt: row.submittedAt,
    receiptDate: civil(row.receiptDate),
    outcome: row.outcome,
    subOutcome: row.subOutcome,
    repliedOn: civil(row.repliedOn),
    parentId: row.parentId,
    mergedIntoId: row.mergedIntoId,
    remadeOfId: row.remadeOfId,
  };
}

/** The applicant of a case as last written; every case has one. */
export function applicantOf(loaded: Pick<LoadedCase, 'parties'>): PartyRow | undefined {
  return loaded.parties.find(({ party }) => party === 'applicant');
}
