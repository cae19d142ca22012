import 'server-only';
import { randomUUID } from 'node:crypto';
import { lookupHash, type Sealed, sealChunks, sealText } from '@/lib/platform/sealed-box';
import { maskIdNumber } from '../rules/identity-documents';
import type { CaseFileKind, IdentityParty, IdKind } from '../types';

/*
 * Sealing without storing: for whoever writes through a function of the database, such as the public form. What stands in
 * the context of a seal is its record; elsewhere it does not open.
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
