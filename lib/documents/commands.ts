import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { EXTRACTOR_VERSION, type FileText } from './types';

/** Lets the process answer others while a large file is read. */
export function otherWorkFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Keeps what was read of a stored file, in the transaction that stores it; once per file and version of the reader.
 * Nothing else is written: what the file is, its own hash says.
 */
export async function keepFileText(tx: Tx, sha256: string, text: FileText): Promise<void> {
  await tx.fileTextRow.createMany({
    data: [
      { sha256, extractor: EXTRACTOR_VERSION, status: text.status, content: text, readAt: currentTime() },
    ],
    // Two may read the same older file at once: they read the same.
    skipDuplicates: true,
  });
}
