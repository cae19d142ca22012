import 'server-only';
import { randomUUID } from 'node:crypto';
import {
  KeyMissing,
  lookupHash,
  openChunks,
  openText,
  SealBroken,
  type Sealed,
  sealChunks,
  sealText,
} from '@/lib/platform/sealed-box';
import { maskIdNumber } from '../rules/identity-documents';
import type { CaseFileKind, IdentityParty, IdKind } from '../types';

/*
 * Sealing and opening without the database: also for the public side, which reads and writes through functions of the
 * database. What stands in the context of a seal is its record; elsewhere it does not open.
 */

/** The record to which the seal of an identity number belongs. */
export function identityContext(applicationId: string, party: IdentityParty, idKind: IdKind): string {
  return `applicant_identity:${applicationId}:${party}:${idKind}`;
}

/** The record to which the seals of a file's chunks belong; its name has `:name` behind. */
export function caseFileContext(applicationId: string, fileId: string): string {
  return `application_file:${applicationId}:${fileId}`;
}

/** The record to which the sealed list of words removed from an enclosure belongs. */
export function enclosureContext(letterId: string, enclosureId: string): string {
  return `letter_enclosure:${letterId}:${enclosureId}`;
}

/** The keyed hash by which equal numbers of one kind of document are found. */
export function identityLookup(idKind: IdKind, idNumber: string): Uint8Array<ArrayBuffer> {
  return lookupHash('identity', `${idKind}:${idNumber}`);
}

/** A row of `office.applicant_identity`, without its revision. */
export type SealedIdentity = Sealed & {
  readonly applicationId: string;
  readonly party: IdentityParty;
  readonly idKind: IdKind;
  readonly idHint: string;
  readonly lookup: Uint8Array<ArrayBuffer>;
};

/** Seals an identity number that `checkIdNumber` has given. */
export function sealIdentity(input: {
  applicationId: string;
  party: IdentityParty;
  idKind: IdKind;
  idNumber: string;
}): SealedIdentity {
  const { applicationId, party, idKind, idNumber } = input;
  return {
    applicationId,
    party,
    idKind,
    idHint: maskIdNumber(idNumber),
    lookup: identityLookup(idKind, idNumber),
    ...sealText(idNumber, identityContext(applicationId, party, idKind)),
  };
}

/** A row of `office.application_file` and its chunks in order; `cipher` holds the name. */
export type SealedFile = Sealed & {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: CaseFileKind;
  readonly mediaType: string;
  readonly size: number;
  readonly chunks: readonly Sealed[];
  readonly keyedSha256: Uint8Array<ArrayBuffer>;
};

/** Seals a file that was inspected (`inspectCaseFile`). */
export function sealCaseFile(input: {
  applicationId: string;
  kind: CaseFileKind;
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}): SealedFile {
  const { applicationId, kind, name, mediaType, bytes } = input;
  const id = randomUUID();
  const context = caseFileContext(applicationId, id);
  return {
    id,
    applicationId,
    kind,
    mediaType,
    size: bytes.length,
    chunks: sealChunks(bytes, context),
    keyedSha256: lookupHash('file', bytes),
    ...sealText(name, `${context}:name`),
  };
}

/** A file of a case with its bytes, for the program itself. */
export type OpenedFile = {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: CaseFileKind;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Opens the rows of a file, however they were read; null where they are not whole, or do not open. */
export function openStoredFile(
  row: Sealed & {
    readonly id: string;
    readonly applicationId: string;
    readonly kind: string;
    readonly mediaType: string;
    readonly size: number;
    readonly chunks: number;
    readonly keyedSha256: Uint8Array;
  },
  chunks: readonly Sealed[],
): OpenedFile | null {
  const { id, applicationId, mediaType } = row;
  const context = caseFileContext(applicationId, id);
  return unsealed(() => {
    if (chunks.length !== row.chunks) throw new SealBroken();
    const bytes = openChunks(chunks, context);
    const isWhole = bytes.length === row.size;
    if (!isWhole || !Buffer.from(row.keyedSha256).equals(lookupHash('file', bytes))) throw new SealBroken();
    const name = openText(row, `${context}:name`);
    return { id, applicationId, kind: row.kind as CaseFileKind, name, mediaType, bytes };
  });
}

/** What opens, or null where the seal is broken or its key is not here; other faults are thrown. */
export function unsealed<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealBroken || error instanceof KeyMissing) return null;
    throw error;
  }
}
