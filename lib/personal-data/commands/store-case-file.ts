import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import type { CaseFileKind, FileBringer } from '../types';
import { type SealedFile, sealCaseFile } from './seal';

/**
 * Seals and stores a file of a case, in the transaction of the act that brings it. The file has been inspected. The caller
 * writes the audit row, without the name of the file: people put names and numbers into it.
 *
 * @returns the id of the file
 */
export async function storeCaseFile(
  tx: Tx,
  input: {
    applicationId: string;
    kind: CaseFileKind;
    name: string;
    mediaType: string;
    bytes: Uint8Array;
    bringer: FileBringer;
  },
): Promise<{ fileId: string }> {
  const { bringer, ...file } = input;
  const sealed = sealCaseFile(file);
  await storeSealedFile(tx, sealed, bringer);
  return { fileId: sealed.id };
}

/** Stores what `sealCaseFile` gave. */
export async function storeSealedFile(tx: Tx, sealed: SealedFile, bringer: FileBringer): Promise<void> {
  const { chunks, ...row } = sealed;
  await tx.applicationFile.create({
    data: {
      ...row,
      chunks: chunks.length,
      broughtBy: bringer.by,
      personId: bringer.by === 'staff' ? bringer.personId : null,
      storedAt: currentTime(),
    },
  });
  for (const [seq, { cipher, keyNo }] of chunks.entries()) {
    await tx.applicationFileChunk.create({ data: { fileId: sealed.id, seq, cipher, keyNo } });
  }
}
