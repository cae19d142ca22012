import 'server-only';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { loadLetter } from '../queries/load-letter';
import { organWordsOf } from '../queries/organ-words';
import { renderNow } from '../queries/render-now';
import { canonicalLetter } from '../rules/canonical-letter';
import { foreignFields } from '../rules/check-template';
import { LETTERS } from '../rules/letter-table';
import { lawfulMode, mayChangeRemedy } from '../rules/remedy';
import type { DraftLetterInput, SaveLetterInput, SubmitLetterInput } from '../schema';
import type { Enclosed, LetterCode, LetterFields, Recipient, RemedyMode } from '../types/letters';
import { auditLetter, type LetterActor, lockLetter, today, whyNotRole } from './shared';

const RECIPIENT_NAMES = { applicant: '申请人', third_party: '第三方', organ: '有关机关' } as const;

function whyNotKept(
  code: LetterCode,
  recipient: Recipient | undefined,
  fields: LetterFields,
  remedyMode: RemedyMode,
): Refusal[] {
  const { to } = LETTERS[code];
  const foreign = foreignFields(code, Object.keys(fields));
  const isLawful = remedyMode === lawfulMode(code, today()) || mayChangeRemedy(code, remedyMode, today());
  return [
    ...(recipient !== undefined && recipient.kind !== to
      ? [letterRefusal('recipient_kind', { name: RECIPIENT_NAMES[to] }, 'recipient')]
      : []),
    ...(foreign.length > 0 ? [letterRefusal('field_unknown', { names: foreign }, 'fields')] : []),
    ...(isLawful ? [] : [letterRefusal('remedy_not_allowed', {}, 'remedyMode')]),
  ];
}

/**
 * Begins a letter of a case. The remedies come from the outcome (`remedyMode` of lib/applications), the fields from the case
 * as far as it knows them; contact person and telephone default to the writer and the organ. The handler of the case and
 * `hands` hold no seat of its route.
 *
 * Refusals: `role_missing_letter`, `recipient_kind`, `field_unknown`, `remedy_not_allowed`.
 *
 * @rule LT-1 @rule LT-10
 */
export async function draftLetter(
  tx: Tx,
  actor: LetterActor,
  input: DraftLetterInput & {
    /** Others who had a hand in what the letter says. */
    readonly hands?: readonly string[];
  },
): Promise<Result<{ letterId: string; revision: number }>> {
  const { code, recipient, remedyMode } = input;
  const refusals = [
    ...whyNotRole(actor, 'case_handler'),
    ...whyNotKept(code, recipient, input.fields, remedyMode),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const organ = await organWordsOf(actor.organId, tx);
  const contact = { contact_name: actor.name, contact_phone: organ.phone };
  const row = await tx.letter.create({
    data: {
      organId: actor.organId,
      applicationId: input.applicationId,
      code,
      recipientKind: recipient.kind,
      addressForm: recipient.form,
      recipientName: recipient.name,
      recipientAddress: recipient.address,
      fields: { ...contact, ...input.fields } as object,
      ownWords: [...input.ownWords],
      remedyMode,
      isElectronic: input.isElectronic,
      draftedBy: actor.personId,
      draftedAt: currentTime(), // set by the database
      savedAt: currentTime(),
    },
  });
  const known = new Set(
    (await tx.letterContributor.findMany({ where: { letterId: row.id } })).map(({ personId }) => personId),
  );
  for (const personId of new Set(input.hands ?? [])) {
    if (!known.has(personId)) await tx.letterContributor.create({ data: { letterId: row.id, personId } });
  }
  const { id, applicationId } = row;
  await auditLetter(tx, actor, { id, organId: actor.organId, applicationId, code }, 'draft_letter');
  return ok({ letterId: row.id, revision: row.revision });
}

/**
 * Saves a draft: fields are put over those there are, own words and recipient replace them. Other remedies than those of the
 * outcome need a reason and, on the route, the legal reviewer.
 *
 * Refusals: `letter_unknown`, `letter_not_draft`, `stale_letter`, `role_missing_letter`, `recipient_kind`, `field_unknown`,
 * `remedy_not_allowed`, `remedy_needs_reason`.
 *
 * @rule LT-1 @rule LT-10
 */
export async function saveLetterText(
  tx: Tx,
  actor: LetterActor,
  input: SaveLetterInput,
): Promise<Result<{ revision: number }>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  if (letter.state !== 'draft') return refuse(letterRefusal('letter_not_draft'));
  if (letter.revision !== input.revision) return refuse(letterRefusal('stale_letter'));
  const remedyMode = input.remedyMode ?? letter.remedyMode;
  const remedyReason = input.remedyReason ?? letter.remedyReason;
  const isChanged = remedyMode !== letter.remedyMode;
  const refusals = [
    ...whyNotRole(actor, 'case_handler'),
    ...whyNotKept(letter.code, input.recipient, input.fields ?? {}, remedyMode),
    ...(isChanged && remedyReason.trim() === ''
      ? [letterRefusal('remedy_needs_reason', {}, 'remedyReason')]
      : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const recipient = input.recipient ?? letter.recipient;
  const revision = letter.revision + 1;
  await tx.letter.update({
    where: { id: letter.id },
    data: {
      recipientKind: recipient.kind,
      addressForm: recipient.form,
      recipientName: recipient.name,
      recipientAddress: recipient.address,
      fields: { ...letter.fields, ...input.fields } as object,
      ownWords: [...(input.ownWords ?? letter.ownWords)],
      remedyMode,
      remedyReason,
      isElectronic: input.isElectronic ?? letter.isElectronic,
      revision,
      savedBy: actor.personId,
    },
  });
  const told: { readonly [key: string]: Json } = isChanged
    ? { remedy_mode: remedyMode, remedy_reason: remedyReason }
    : {};
  await auditLetter(tx, actor, letter, 'save_letter', { revision, ...told });
  return ok({ revision });
}

/** What submitting led to: a letter that needs no approval is passed at once. */
export type Submitted = {
  readonly passed: boolean;
  readonly versionNumber: number;
  readonly contentHash: string;
};

/**
 * Freezes the letter and opens its reply route.
 *
 * Refusals: `letter_unknown`, `letter_not_draft`, `stale_letter`, `role_missing_letter`; those of `renderLetter`, with the
 * names of what is missing.
 *
 * @rule LT-1 @rule LT-4
 */
export async function submitLetter(
  tx: Tx,
  actor: LetterActor,
  input: SubmitLetterInput & { readonly enclosures?: readonly Enclosed[] },
): Promise<Result<Submitted>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  if (letter.state !== 'draft') return refuse(letterRefusal('letter_not_draft'));
  if (letter.revision !== input.revision) return refuse(letterRefusal('stale_letter'));
  const refusals = whyNotRole(actor, 'case_handler');
  if (refusals.length > 0) return refuse(...refusals);
  const rendered = await renderNow(tx, letter, input.enclosures);
  if (!rendered.ok) return rendered;
  const { canonical, contentHash } = canonicalLetter(rendered.value.document);
  const version = await tx.letterVersion.create({
    data: {
      letterId: letter.id,
      number: 0, // set by the database
      draftRevision: letter.revision,
      canonical,
      contentHash,
      templateId: rendered.value.templateId,
      frozenBy: actor.personId,
      frozenAt: currentTime(),
    },
  });
  await tx.letter.update({ where: { id: letter.id }, data: { state: 'in_route' } });
  const after = await loadLetter(letter.id, tx);
  const route = after?.frozen?.round.route ?? [];
  await auditLetter(tx, actor, letter, 'submit_letter', {
    record_id: version.id,
    number: version.number,
    content_hash: contentHash,
    remedy_mode: letter.remedyMode,
  });
  return ok({ passed: route.length === 0, versionNumber: version.number, contentHash });
}
