import 'server-only';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import type { Actor } from '@/lib/organs/types';
import { readCaseFile } from '@/lib/personal-data/commands/open';
import { sha256Hex } from '@/lib/platform/canonical';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import type { CaseDone } from '../../commands/confirm-receipt';
import { issueLetter, recordReceiptOfLetter, recordReturnOfLetter } from '../../commands/issue-letter';
import { caseRefusal } from '../../messages/case';
import { canSeeCase } from '../../policy';
import { loadCase } from '../../queries/load-case';
import type { IssueLetterInput, LetterReceivedInput, LetterReturnedInput } from '../schema';

/**
 * The hash of a proof of service that lies in the file of the case; null where none is named. Files never change.
 *
 * Refusals: `not_found`, `proof_unknown`.
 */
async function proofOf(
  actor: Actor,
  letterId: string,
  proofFileId: string | null,
): Promise<Result<string | null>> {
  if (proofFileId === null) return ok(null);
  return inTransaction(async (tx) => {
    const letter = await loadLetter(letterId, tx);
    const loaded = letter === null ? null : await loadCase(letter.applicationId, tx);
    if (loaded === null || !canSeeCase(actor, loaded)) return refuse(caseRefusal('not_found'));
    const file = await readCaseFile(tx, proofFileId);
    if (file === null || file.applicationId !== loaded.id)
      return refuse(caseRefusal('proof_unknown', { field: 'proofFileId' }));
    return ok(sha256Hex(file.bytes));
  });
}

/** Issues a letter with a proof from the file of the case. Refusals: `proof_unknown`, those of `issueLetter`. */
export async function issueWithProof(actor: Actor, input: IssueLetterInput): Promise<Result<CaseDone>> {
  const { proofFileId, ...rest } = input;
  const proof = await proofOf(actor, input.letterId, proofFileId);
  return proof.ok ? issueLetter(actor, { ...rest, proofSha256: proof.value }) : proof;
}

/** Records that a letter was signed for, with the proof. Refusals: as above, those of `recordReceiptOfLetter`. */
export async function receivedWithProof(actor: Actor, input: LetterReceivedInput): Promise<Result<CaseDone>> {
  const { proofFileId, ...rest } = input;
  const proof = await proofOf(actor, input.letterId, proofFileId);
  return proof.ok ? recordReceiptOfLetter(actor, { ...rest, proofSha256: proof.value }) : proof;
}

/** Records that a letter came back, with the proof. Refusals: as above, those of `recordReturnOfLetter`. */
export async function returnedWithProof(actor: Actor, input: LetterReturnedInput): Promise<Result<CaseDone>> {
  const { proofFileId, ...rest } = input;
  const proof = await proofOf(actor, input.letterId, proofFileId);
  return proof.ok ? recordReturnOfLetter(actor, { ...rest, proofSha256: proof.value }) : proof;
}
