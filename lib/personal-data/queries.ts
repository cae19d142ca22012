import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { openText } from '@/lib/platform/sealed-box';
import { caseFileContext, identityLookup, unsealed } from './commands/seal';
import { shownFileName } from './rules/file-names';
import type { CaseFile, CaseFileKind, IdentityHint, IdentityParty, IdKind } from './types';

/** What these reads need of the database or a transaction. */
type Reader = Pick<Tx, 'applicantIdentity' | 'applicationFile' | 'personalDataView' | '$queryRaw'>;

/** Masked identities of cases, by case: the newest of each party. For those whom the caller has let see the cases. */
export async function identityHintsOf(
  applicationIds: readonly string[],
  reader: Reader = staffDatabase(),
): Promise<Map<string, IdentityHint[]>> {
  const rows = await reader.applicantIdentity.findMany({
    where: { applicationId: { in: [...applicationIds] } },
    orderBy: [{ party: 'asc' }, { revision: 'desc' }],
    select: { applicationId: true, party: true, idKind: true, idHint: true },
  });
  const hints = new Map<string, IdentityHint[]>();
  for (const row of rows) {
    const known = hints.get(row.applicationId) ?? [];
    if (known.some(({ party }) => party === row.party)) continue;
    const hint = { party: row.party as IdentityParty, idKind: row.idKind as IdKind, hint: row.idHint };
    hints.set(row.applicationId, [...known, hint]);
  }
  return hints;
}

/** Files of a case in the order they came, with their names as they may be shown. For those whom the caller has let see the case. */
export async function listCaseFiles(
  applicationId: string,
  reader: Reader = staffDatabase(),
): Promise<CaseFile[]> {
  const rows = await reader.applicationFile.findMany({
    where: { applicationId },
    orderBy: [{ storedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ cipher, keyNo, id, kind, mediaType, size, broughtBy, personId, storedAt }) => ({
    id,
    applicationId,
    kind: kind as CaseFileKind,
    name: shownFileName(
      kind as CaseFileKind,
      unsealed(() => openText({ cipher, keyNo }, `${caseFileContext(applicationId, id)}:name`)) ??
        '（名称打不开）',
    ),
    mediaType,
    size,
    broughtBy: broughtBy as CaseFile['broughtBy'],
    personId,
    storedAt,
  }));
}

/** The hash of a case's applicant as last recorded, or null. */
async function applicantLookup(reader: Reader, applicationId: string): Promise<Uint8Array | null> {
  const row = await reader.applicantIdentity.findFirst({
    where: { applicationId, party: 'applicant' },
    orderBy: { revision: 'desc' },
    select: { lookup: true },
  });
  return row?.lookup ?? null;
}

/** Whether two cases have the same applicant, by identity number; no where one of them has none. */
export async function isSameApplicant(reader: Reader, oneId: string, otherId: string): Promise<boolean> {
  const one = await applicantLookup(reader, oneId);
  const other = await applicantLookup(reader, otherId);
  return one !== null && other !== null && Buffer.from(one).equals(other);
}

/**
 * Other cases of the organ whose applicant has the same identity number (同一申请人), by their ids, newest first. By the
 * keyed hash: nothing is opened, and names play no part.
 */
export async function casesOfSameApplicant(
  applicationId: string,
  reader: Reader = staffDatabase(),
): Promise<string[]> {
  const lookup = await applicantLookup(reader, applicationId);
  if (lookup === null) return [];
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id, a.submitted_at FROM office.applicant_identity i
    JOIN office.application a ON a.id = i.application_id
    WHERE i.lookup = ${lookup} AND i.party = 'applicant' AND a.id <> ${applicationId}::uuid
      AND a.organ_id = (SELECT own.organ_id FROM office.application own WHERE own.id = ${applicationId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM office.applicant_identity n WHERE n.application_id = i.application_id
        AND n.party = i.party AND n.revision > i.revision)
    ORDER BY a.submitted_at DESC`;
  return rows.map(({ id }) => id);
}

/** Cases of an organ whose applicant or agent has this number, newest first; the number in its normal form. */
export async function casesByIdNumber(
  organId: string,
  idKind: IdKind,
  idNumber: string,
  reader: Reader = staffDatabase(),
): Promise<string[]> {
  const lookup = identityLookup(idKind, idNumber);
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id, a.submitted_at FROM office.applicant_identity i
    JOIN office.application a ON a.id = i.application_id
    WHERE i.lookup = ${lookup} AND a.organ_id = ${organId}::uuid ORDER BY a.submitted_at DESC`;
  return rows.map(({ id }) => id);
}

/** One opening of something sealed. */
export type PersonalDataView = {
  readonly at: Date;
  readonly subject: string;
  readonly personName: string;
  readonly reason: string;
};

/** Who opened what of a case, newest first. */
export async function listViews(
  applicationId: string,
  reader: Reader = staffDatabase(),
): Promise<PersonalDataView[]> {
  return reader.personalDataView.findMany({
    where: { applicationId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { at: true, subject: true, personName: true, reason: true },
  });
}
