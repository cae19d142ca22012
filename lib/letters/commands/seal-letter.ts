import 'server-only';
import { isRoundPassed } from '@/lib/approvals/rules/next-steps';
import type { Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { storeFile } from '@/lib/platform/files';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { organWordsOf } from '../queries/organ-words';
import { DOCX_TYPE, writeLetterDocx } from '../queries/write-letter-docx';
import { remedyText } from '../rules/remedy';
import type { EndLetterInput } from '../schema';
import { mayHappen } from '../transitions';
import { auditLetter, type LetterActor, lockLetter, whyNotRole } from './shared';

/** A letter that now has its number and date and lies as a file. */
export type Sealed = {
  readonly number: string;
  readonly date: CivilDate;
  readonly contentHash: string;
  readonly fileSha256: string;
};

/**
 * Gives a letter whose route is passed its number and date and stores it as a file. The number is taken in the same
 * transaction, so that a seal that fails leaves no gap.
 *
 * Refusals: `letter_unknown`, `letter_not_in_route`, `route_not_passed`, `places_changed` where 复议机关 or court are no
 * longer those the letter names.
 *
 * @rule LT-1 @rule LT-3 @rule LT-4
 */
export async function sealLetter(
  tx: Tx,
  actor: LetterActor,
  input: { readonly letterId: string },
): Promise<Result<Sealed>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  const { frozen } = letter;
  if (letter.state !== 'in_route' || frozen === null) return refuse(letterRefusal('letter_not_in_route'));
  const { round, document } = frozen;
  if (round.route.length > 0 && !isRoundPassed(round)) return refuse(letterRefusal('route_not_passed'));
  const { places } = await organWordsOf(letter.organId, tx);
  const remedy = remedyText(
    document.remedyMode,
    document.isElectronic ? places : { ...places, online: null },
  );
  const told = document.paragraphs.find(({ style }) => style === 'remedy')?.text ?? null;
  if (remedy !== told) return refuse(letterRefusal('places_changed'));
  const { number, sealedOn } = await tx.letter.update({
    where: { id: letter.id },
    data: { state: 'sealed', sealedBy: actor.personId },
  });
  if (number === null || sealedOn === null) throw new Error('the sealed letter has no number');
  const date = sealedOn.toISOString().slice(0, 10);
  const bytes = await writeLetterDocx(document, { number, date });
  const fileSha256 = await storeFile(tx, bytes, DOCX_TYPE);
  await tx.letterFile.create({ data: { letterId: letter.id, sha256: fileSha256, storedAt: new Date(0) } });
  await auditLetter(tx, actor, letter, 'seal_letter', {
    record_id: letter.id,
    number,
    sealed_on: date,
    content_hash: round.contentHash,
    file_sha256: fileSha256,
  });
  return ok({ number, date, contentHash: round.contentHash, fileSha256 });
}

/**
 * Voids a sealed letter that has not been served; its number stays in the register as 作废.
 *
 * Refusals: `letter_unknown`, `letter_not_sealed`, `letter_already_served`, `role_missing_letter`.
 *
 * @rule LT-3
 */
export async function voidLetter(
  tx: Tx,
  actor: LetterActor,
  input: EndLetterInput,
): Promise<Result<{ number: string | null }>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  if (letter.state === 'served') return refuse(letterRefusal('letter_already_served'));
  if (!mayHappen(letter.state, 'void_letter')) return refuse(letterRefusal('letter_not_sealed'));
  const refusals = whyNotRole(actor, 'office_head');
  if (refusals.length > 0) return refuse(...refusals);
  await tx.letter.update({
    where: { id: letter.id },
    data: { state: 'void', endedReason: input.reason, endedBy: actor.personId },
  });
  await auditLetter(tx, actor, letter, 'void_letter', {
    record_id: letter.id,
    number: letter.number,
    reason: input.reason,
  });
  return ok({ number: letter.number });
}

/**
 * Gives up a letter that has no number yet, such as when the applicant withdraws.
 *
 * Refusals: `letter_unknown`, `letter_not_open`, `role_missing_letter`.
 */
export async function dropLetter(tx: Tx, actor: LetterActor, input: EndLetterInput): Promise<Result<null>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  if (!mayHappen(letter.state, 'drop_letter')) return refuse(letterRefusal('letter_not_open'));
  const refusals = whyNotRole(actor, 'case_handler');
  if (refusals.length > 0) return refuse(...refusals);
  await tx.letter.update({
    where: { id: letter.id },
    data: { state: 'dropped', endedReason: input.reason, endedBy: actor.personId },
  });
  await auditLetter(tx, actor, letter, 'drop_letter', {
    record_id: letter.id,
    number: null,
    reason: input.reason,
  });
  return ok(null);
}
