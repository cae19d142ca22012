import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { letterName } from '../rules/letter-table';
import { loadLetter } from './load-letter';
import { writeLetterDocx } from './write-letter-docx';

/** A letter as a file to save or print. */
export type LetterFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False for a wording that has no number yet. */
  readonly isSealed: boolean;
};

/**
 * The Word file of a letter of the reader's organ: of a sealed one the very bytes that were sealed, else its newest frozen
 * wording without number and date; null where there is neither. Who may see its case, the caller has asked.
 *
 * @rule LT-1
 */
export async function loadLetterDocx(
  actor: Pick<Actor, 'organId'>,
  letterId: string,
): Promise<LetterFile | null> {
  const letter = await loadLetter(letterId);
  if (letter === null || letter.organId !== actor.organId || letter.frozen === null) return null;
  const stored = await storedBytes(letterId);
  const name = `${letterName(letter.code)}${letter.number ?? '（未盖章）'}.docx`;
  if (stored !== null) return { name, bytes: stored, isSealed: true };
  return { name, bytes: await writeLetterDocx(letter.frozen.document, null), isSealed: false };
}

async function storedBytes(letterId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const database = staffDatabase();
  const file = await database.letterFile.findUnique({ where: { letterId } });
  if (file === null) return null;
  const chunks = await database.fileChunk.findMany({
    where: { sha256: file.sha256 },
    orderBy: { seq: 'asc' },
  });
  return new Uint8Array(Buffer.concat(chunks.map(({ bytes }) => bytes)));
}
