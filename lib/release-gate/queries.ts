import 'server-only';
import { enclosureContext, unsealed } from '@/lib/personal-data/commands/seal';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { openText } from '@/lib/platform/sealed-box';
import { RELEASE_RULE_NAMES, releaseRefusal } from './messages';
import {
  RELEASE_CHECKER,
  type ReleaseFinding,
  type ReleaseResult,
  type ReleaseRule,
  type RemovalProof,
} from './types';

type Reader = Pick<
  Tx,
  'letterEnclosure' | 'releaseCheck' | 'releaseOverride' | 'releaseOverrideAnswer' | '$queryRaw'
>;

/** What the gate needs to know of a letter. */
export type LetterStanding = {
  readonly applicationId: string;
  readonly organId: string;
  readonly state: string;
};

/** A letter with the organ of its case, or null. */
export async function findLetterStanding(reader: Reader, letterId: string): Promise<LetterStanding | null> {
  const [row] = await reader.$queryRaw<LetterStanding[]>`
    SELECT l.application_id AS "applicationId", a.organ_id AS "organId", l.state
    FROM office.letter l JOIN office.application a ON a.id = l.application_id WHERE l.id = ${letterId}::uuid`;
  return row ?? null;
}

/** How a finding stands: whether somebody asked to pass over it, and what was answered. */
export type OverrideStanding = {
  readonly id: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly answer: 'confirmed' | 'rejected' | null;
  readonly note: string;
  readonly answeredBy: string | null;
};

/** A finding of the newest check with what was asked about it last. */
export type StandingFinding = ReleaseFinding & { readonly override: OverrideStanding | null };

/** A file enclosed with a letter and how it stands before the gate. */
export type EnclosureStanding = {
  readonly id: string;
  readonly position: number;
  readonly fileId: string;
  readonly name: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly pages: number | null;
  /** How many words were removed from it. */
  readonly removedWords: number;
  /** The newest check; null before the first. */
  readonly check: {
    readonly checkedAt: Date;
    readonly isCurrent: boolean;
    readonly result: ReleaseResult;
    readonly proof: RemovalProof | null;
    readonly findings: readonly StandingFinding[];
  } | null;
};

/** The enclosures of a letter in their order. For those whom the caller has let see the case. */
export async function listEnclosures(
  letterId: string,
  reader: Reader = staffDatabase(),
): Promise<EnclosureStanding[]> {
  const rows = await reader.letterEnclosure.findMany({ where: { letterId }, orderBy: { position: 'asc' } });
  const standing: EnclosureStanding[] = [];
  for (const row of rows) {
    const check = await reader.releaseCheck.findFirst({
      where: { enclosureId: row.id, sha256: row.sha256 },
      orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }],
    });
    const findings = (check?.findings ?? []) as unknown as ReleaseFinding[];
    const overrides = await overridesOf(reader, row.id, row.sha256);
    standing.push({
      id: row.id,
      position: row.position,
      fileId: row.fileId,
      name: row.name,
      sha256: row.sha256,
      size: row.size,
      mediaType: row.mediaType,
      pages: row.pages,
      removedWords: row.removedWords,
      check: check && {
        checkedAt: check.checkedAt,
        isCurrent: check.checker === RELEASE_CHECKER,
        result: check.result as ReleaseResult,
        proof: check.proof as unknown as RemovalProof | null,
        findings: findings.map((finding) => ({ ...finding, override: overrides.get(finding.key) ?? null })),
      },
    });
  }
  return standing;
}

/** What was asked about each finding of an enclosure: one that is confirmed, else the last one. */
async function overridesOf(
  reader: Reader,
  enclosureId: string,
  sha256: string,
): Promise<Map<string, OverrideStanding>> {
  const rows = await reader.releaseOverride.findMany({
    where: { enclosureId, sha256 },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
  });
  const answers = await reader.releaseOverrideAnswer.findMany({
    where: { overrideId: { in: rows.map(({ id }) => id) } },
  });
  const standing = new Map<string, OverrideStanding>();
  for (const { id, findingKey, reason, proposedBy, proposedAt } of rows) {
    if (standing.get(findingKey)?.answer === 'confirmed') continue;
    const answer = answers.find(({ overrideId }) => overrideId === id);
    standing.set(findingKey, {
      id,
      reason,
      proposedBy,
      proposedAt,
      answer: (answer?.answer as 'confirmed' | 'rejected' | undefined) ?? null,
      note: answer?.note ?? '',
      answeredBy: answer?.answeredBy ?? null,
    });
  }
  return standing;
}

/** Whether a finding keeps the letter from being sealed. A marking does, whatever two people say (REG-17-2). */
export function isStillBlocking({ rule, severity, override }: StandingFinding): boolean {
  if (rule === 'classification') return true;
  return severity === 'blocking' && override?.answer !== 'confirmed';
}

/**
 * Whether a letter may leave with what is enclosed: every enclosure checked by the present rules as it lies there, and
 * everything that blocks passed over by two people. Gives the enclosures as the letter lists them.
 *
 * Refusals: `release_not_checked`, `release_check_stale`, `release_blocked`, one for each enclosure.
 *
 * @rule REG-17-1
 */
export async function releaseStanding(
  reader: Reader,
  letterId: string,
): Promise<Result<readonly EnclosureStanding[]>> {
  const enclosures = await listEnclosures(letterId, reader);
  const refusals = enclosures.flatMap(({ name, check }): Refusal[] => {
    if (check === null) return [releaseRefusal('not_checked', { name })];
    if (!check.isCurrent) return [releaseRefusal('check_stale', { name })];
    const rules = new Set<ReleaseRule>(check.findings.filter(isStillBlocking).map(({ rule }) => rule));
    const what = [...rules].map((rule) => RELEASE_RULE_NAMES[rule]).join('、');
    return rules.size > 0 ? [releaseRefusal('blocked', { name, what })] : [];
  });
  return refusals.length > 0 ? refuse(...refusals) : ok(enclosures);
}

/** The words that were removed from an enclosure, opened; for whoever may change the letter. Empty where none were. */
export function removedWordsOf(row: {
  readonly id: string;
  readonly letterId: string;
  readonly cipher: Uint8Array<ArrayBuffer> | null;
  readonly keyNo: number | null;
}): readonly string[] | null {
  const { id, letterId, cipher, keyNo } = row;
  if (cipher === null || keyNo === null) return [];
  return unsealed(() => JSON.parse(openText({ cipher, keyNo }, enclosureContext(letterId, id))) as string[]);
}
