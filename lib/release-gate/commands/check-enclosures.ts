import 'server-only';
import { otherWorkFirst } from '@/lib/documents/commands';
import type { Actor } from '@/lib/organs/types';
import { readCaseFile } from '@/lib/personal-data/commands/open';
import { writeAudit } from '@/lib/platform/audit';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { releaseRefusal } from '../messages';
import { findLetterStanding, listEnclosures, removedWordsOf } from '../queries';
import { checkReleaseFile, releaseResult, removalProof } from '../rules/check-release';
import { readReleaseFile } from '../rules/read-release-file';
import { RELEASE_CHECKER, type ReleaseFinding, type ReleaseResult } from '../types';

/** What a check came to. */
export type CheckedEnclosure = {
  readonly enclosureId: string;
  readonly result: ReleaseResult;
  readonly findings: readonly ReleaseFinding[];
};

/**
 * Checks one enclosure from its stored bytes and writes down what was found, without the words found. The transaction is
 * the caller's.
 *
 * Refusals: `release_not_found`; `release_file_unreadable` where the file or its list of removed words does not open, or
 * is not the one that was enclosed.
 *
 * @rule REG-17-1 @rule REG-17-2
 */
export async function checkEnclosure(
  tx: Tx,
  actor: Actor,
  enclosureId: string,
): Promise<Result<CheckedEnclosure>> {
  const row = await tx.letterEnclosure.findUnique({ where: { id: enclosureId } });
  const letter = row === null ? null : await findLetterStanding(tx, row.letterId);
  if (row === null || letter === null || letter.organId !== actor.organId) {
    return refuse(releaseRefusal('not_found'));
  }
  const words = removedWordsOf(row);
  const file = await readCaseFile(tx, row.fileId);
  if (words === null || file === null || sha256Hex(file.bytes) !== row.sha256) {
    return refuse(releaseRefusal('file_unreadable'));
  }
  const { name, mediaType } = row;
  const read = await readReleaseFile({ name, mediaType, bytes: file.bytes }, words, otherWorkFirst);
  const findings = checkReleaseFile(read, { today: civilDate(currentTime()) });
  const result = releaseResult(findings);
  const proof = removalProof(read);
  const { letterId, sha256 } = row;
  await tx.releaseCheck.create({
    data: {
      letterId,
      enclosureId,
      sha256,
      checker: RELEASE_CHECKER,
      findings: findings.map((finding) => ({ ...finding })),
      ...(proof === null
        ? {}
        : { proof: { ...proof, searched: [...proof.searched], notReadable: [...proof.notReadable] } }),
      result,
      checkedBy: actor.personId,
      checkedAt: currentTime(),
    },
  });
  await writeAudit(tx, {
    organId: letter.organId,
    actor,
    action: 'check_release',
    subject: { type: 'application', id: letter.applicationId },
    detail: {
      letter_id: letterId,
      enclosure_id: enclosureId,
      sha256,
      result,
      rules: findings.map(({ key }) => key),
    },
  });
  return ok({ enclosureId, result, findings });
}

/**
 * Checks every enclosure of a letter that has no check by the present rules; all of them with `again`. The refusals are
 * those of `checkEnclosure`.
 */
export async function checkEnclosures(
  tx: Tx,
  actor: Actor,
  letterId: string,
  again = false,
): Promise<Result<readonly CheckedEnclosure[]>> {
  const checked: CheckedEnclosure[] = [];
  for (const { id, check } of await listEnclosures(letterId, tx)) {
    if (check?.isCurrent && !again) continue;
    const result = await checkEnclosure(tx, actor, id);
    if (!result.ok) return result;
    checked.push(result.value);
  }
  return ok(checked);
}
