import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/organs/types';
import { readCaseFile } from '@/lib/personal-data/commands/open';
import { enclosureContext } from '@/lib/personal-data/commands/seal';
import { writeAudit } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { sealText } from '@/lib/platform/sealed-box';
import { releaseRefusal } from '../messages';
import { mayEnclose } from '../policy';
import { findLetterStanding, type LetterStanding } from '../queries';
import { countPdfPages } from '../rules/pdf-places';
import { readRemovedWords } from '../rules/removed-words';
import { MOST_ENCLOSURES, MOST_REMOVED_WORDS, REMOVED_WORD_LENGTH } from '../types';
import { checkEnclosure } from './check-enclosures';

/**
 * Encloses a file of the case with a letter that is being drafted, and checks it at once. The words that were removed from
 * it are kept sealed and searched for at every check.
 *
 * Refusals: `release_not_found`, `release_role_missing_enclose`, `release_letter_not_draft`, `release_file_unreadable`,
 * `release_enclosed_already`, `release_too_many`, and for the words `release_word_too_short`, `release_word_too_long`,
 * `release_too_many_words`.
 */
export async function addEnclosure(
  tx: Tx,
  actor: Actor,
  input: { letterId: string; fileId: string; removedWords: string },
): Promise<Result<{ enclosureId: string }>> {
  const { letterId, fileId } = input;
  const letter = await mayChange(tx, actor, letterId);
  if (!letter.ok) return letter;
  const words = readRemovedWords(input.removedWords);
  if ('problem' in words) {
    const code = (
      { too_short: 'word_too_short', too_long: 'word_too_long', too_many: 'too_many_words' } as const
    )[words.problem];
    const max = words.problem === 'too_many' ? MOST_REMOVED_WORDS : REMOVED_WORD_LENGTH;
    return refuse({ ...releaseRefusal(code, { line: words.line + 1, max }), field: 'removedWords' });
  }
  const enclosed = await tx.letterEnclosure.findMany({
    where: { letterId },
    select: { fileId: true, position: true },
  });
  if (enclosed.some((row) => row.fileId === fileId)) return refuse(releaseRefusal('enclosed_already'));
  if (enclosed.length >= MOST_ENCLOSURES) return refuse(releaseRefusal('too_many', { max: MOST_ENCLOSURES }));
  const file = await readCaseFile(tx, fileId);
  if (file === null || file.applicationId !== letter.value.applicationId) {
    return refuse(releaseRefusal('file_unreadable'));
  }
  const id = randomUUID();
  const sealed =
    words.words.length > 0 ? sealText(JSON.stringify(words.words), enclosureContext(letterId, id)) : null;
  const pages = file.mediaType === 'application/pdf' ? await countPdfPages(file.bytes) : null;
  await tx.letterEnclosure.create({
    data: {
      id,
      pages,
      letterId,
      position: 1 + Math.max(0, ...enclosed.map(({ position }) => position)),
      fileId,
      name: file.name,
      sha256: sha256Hex(file.bytes),
      size: file.bytes.length,
      mediaType: file.mediaType,
      removedWords: words.words.length,
      cipher: sealed?.cipher ?? null,
      keyNo: sealed?.keyNo ?? null,
      addedBy: actor.personId,
      addedAt: currentTime(),
    },
  });
  await audit(tx, actor, letter.value, 'add_enclosure', {
    letter_id: letterId,
    enclosure_id: id,
    sha256: sha256Hex(file.bytes),
    removed_words: words.words.length,
  });
  await checkEnclosure(tx, actor, id);
  return ok({ enclosureId: id });
}

/**
 * Takes a file out of a letter that is being drafted; what the checks said of it stays.
 *
 * Refusals: `release_not_found`, `release_role_missing_enclose`, `release_letter_not_draft`.
 */
export async function removeEnclosure(
  tx: Tx,
  actor: Actor,
  input: { letterId: string; enclosureId: string },
): Promise<Result<null>> {
  const letter = await mayChange(tx, actor, input.letterId);
  if (!letter.ok) return letter;
  const gone = await tx.letterEnclosure.deleteMany({
    where: { id: input.enclosureId, letterId: input.letterId },
  });
  if (gone.count === 0) return refuse(releaseRefusal('not_found'));
  await audit(tx, actor, letter.value, 'remove_enclosure', {
    letter_id: input.letterId,
    enclosure_id: input.enclosureId,
  });
  return ok(null);
}

async function mayChange(tx: Tx, actor: Actor, letterId: string): Promise<Result<LetterStanding>> {
  await tx.$queryRaw`SELECT 1 FROM office.letter WHERE id = ${letterId}::uuid FOR UPDATE`;
  const letter = await findLetterStanding(tx, letterId);
  if (letter === null || letter.organId !== actor.organId) return refuse(releaseRefusal('not_found'));
  if (!mayEnclose(actor, letter.organId)) return refuse(releaseRefusal('role_missing_enclose'));
  return letter.state === 'draft' ? ok(letter) : refuse(releaseRefusal('letter_not_draft'));
}

async function audit(
  tx: Tx,
  actor: Actor,
  { organId, applicationId }: LetterStanding,
  action: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  const subject = { type: 'application', id: applicationId };
  await writeAudit(tx, { organId, actor, action, subject, detail });
}
