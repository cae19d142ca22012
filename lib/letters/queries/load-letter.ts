import 'server-only';
import type { DecisionFacts, ReplyStep, RoundFacts, RouteStep, SecrecyAnswers } from '@/lib/approvals/types';
import { REPLY_STEPS, STRICT_SEPARATION } from '@/lib/approvals/types';
import { ROLES, type Role } from '@/lib/organs/types';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { readCanonicalLetter } from '../rules/canonical-letter';
import {
  ADDRESS_FORMS,
  LETTER_CODES,
  LETTER_STATES,
  type LetterCode,
  type LetterDocument,
  type LetterFields,
  type LetterState,
  RECIPIENT_KINDS,
  REMEDY_MODES,
  type Recipient,
  type RemedyMode,
  SERVICE_KINDS,
  SERVICE_WAYS,
  type ServiceRecord,
} from '../types/letters';

export type LetterReader = Pick<
  Tx,
  'letter' | 'letterVersion' | 'letterStep' | 'letterDecision' | 'letterContributor' | 'letterService'
>;

/** A decision on a letter with all it says. */
export type LetterDecisionRow = DecisionFacts<ReplyStep> & {
  readonly opinion: string;
  readonly decidedAt: Date;
  readonly secrecy: SecrecyAnswers | null;
};

/** The newest frozen wording of a letter, with its route as far as it has come. */
export type FrozenLetter = {
  readonly id: string;
  readonly number: number;
  readonly document: LetterDocument;
  readonly frozenAt: Date;
  readonly round: RoundFacts<ReplyStep>;
  readonly decisions: readonly LetterDecisionRow[];
};

/** A letter as stored. */
export type LoadedLetter = {
  readonly id: string;
  readonly organId: string;
  readonly applicationId: string;
  readonly code: LetterCode;
  readonly state: LetterState;
  readonly recipient: Recipient;
  readonly fields: LetterFields;
  readonly ownWords: readonly string[];
  readonly remedyMode: RemedyMode;
  readonly remedyReason: string;
  readonly isElectronic: boolean;
  readonly revision: number;
  readonly draftedBy: string | null;
  readonly number: string | null;
  readonly sealedOn: CivilDate | null;
  readonly sealedAt: Date | null;
  readonly endedReason: string;
  readonly contributors: readonly string[];
  readonly frozen: FrozenLetter | null;
  readonly services: readonly ServiceRecord[];
};

function oneOf<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((one) => one === value);
  if (found === undefined) throw new Error(`a letter holds the unknown word ${value}`);
  return found;
}
const civil = (day: Date | null): CivilDate | null => day?.toISOString().slice(0, 10) ?? null;

/** A letter with its newest wording, route and service; null where there is none. */
export async function loadLetter(
  letterId: string,
  database: LetterReader = staffDatabase(),
): Promise<LoadedLetter | null> {
  const row = await database.letter.findUnique({ where: { id: letterId } });
  if (row === null) return null;
  const version = await database.letterVersion.findFirst({
    where: { letterId },
    orderBy: { number: 'desc' },
  });
  const contributors = (await database.letterContributor.findMany({ where: { letterId } })).map(
    ({ personId }) => personId,
  );
  const services = await database.letterService.findMany({ where: { letterId }, orderBy: { seq: 'asc' } });
  return {
    id: row.id,
    organId: row.organId,
    applicationId: row.applicationId,
    code: oneOf(LETTER_CODES, row.code),
    state: oneOf(LETTER_STATES, row.state),
    recipient: {
      kind: oneOf(RECIPIENT_KINDS, row.recipientKind),
      form: oneOf(ADDRESS_FORMS, row.addressForm),
      name: row.recipientName,
      address: row.recipientAddress,
    },
    fields: row.fields as LetterFields,
    ownWords: row.ownWords as readonly string[],
    remedyMode: oneOf(REMEDY_MODES, row.remedyMode),
    remedyReason: row.remedyReason,
    isElectronic: row.isElectronic,
    revision: row.revision,
    draftedBy: row.draftedBy,
    number: row.number,
    sealedOn: civil(row.sealedOn),
    sealedAt: row.sealedAt,
    endedReason: row.endedReason,
    contributors,
    frozen:
      version === null ? null : await loadFrozen(version, contributors, row.state === 'draft', database),
    services: services.map((one) => ({
      kind: oneOf(SERVICE_KINDS, one.kind),
      dispatch: one.dispatch,
      way: oneOf(SERVICE_WAYS, one.way),
      sentOn: civil(one.sentOn),
      servedOn: civil(one.servedOn),
      returnedOn: civil(one.returnedOn),
      reason: one.reason,
      trackingNo: one.trackingNo,
    })),
  };
}

type VersionRow = {
  id: string;
  number: number;
  canonical: string;
  contentHash: string;
  frozenAt: Date;
};

async function loadFrozen(
  version: VersionRow,
  contributors: readonly string[],
  isReturned: boolean,
  database: LetterReader,
): Promise<FrozenLetter> {
  const steps = await database.letterStep.findMany({
    where: { versionId: version.id },
    orderBy: { position: 'asc' },
  });
  const rows = await database.letterDecision.findMany({
    where: { versionId: version.id },
    orderBy: { seq: 'asc' },
  });
  const route = steps.map(
    ({ position, step, role }): RouteStep<ReplyStep> => ({
      position,
      step: oneOf(REPLY_STEPS, step),
      role: oneOf<Role>(ROLES, role),
      stage: position,
    }),
  );
  const decisions = rows.map(
    (row): LetterDecisionRow => ({
      seq: row.seq,
      position: row.position,
      step: oneOf(REPLY_STEPS, row.step),
      personId: row.personId,
      conclusion: row.conclusion === 'pass' ? 'pass' : 'return',
      // Whoever returns a letter returns it to its handler.
      returnTo: row.conclusion === 'return' ? 0 : null,
      contentHash: row.contentHash,
      onBehalfOf: row.onBehalfOf,
      opinion: row.opinion,
      decidedAt: row.decidedAt,
      secrecy: row.secrecy as SecrecyAnswers | null,
    }),
  );
  return {
    id: version.id,
    number: version.number,
    document: readCanonicalLetter(version.canonical),
    frozenAt: version.frozenAt,
    decisions,
    round: {
      contentHash: version.contentHash,
      route,
      decisions,
      contributors,
      settings: STRICT_SEPARATION,
      closed: isReturned ? 'returned' : null,
    },
  };
}
