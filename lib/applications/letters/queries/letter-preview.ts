import 'server-only';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { organWordsOf } from '@/lib/letters/queries/organ-words';
import { composeNow } from '@/lib/letters/queries/render-now';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import type { LetterFields, Recipient } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { recipientOf } from '../../commands/letter-work';
import { caseRefusal } from '../../messages/case';
import { canSeeCase } from '../../policy';
import { feeStanding } from '../../queries/fee-standing';
import { letterSource } from '../../queries/letter-source';
import { type LoadedCase, loadCase } from '../../queries/load-case';
import { calculationWords, chosenFee, feeOffer } from '../../rules/fees';
import { effectKindOf } from '../../rules/letter-effects';
import { type LetterSource, lettersFieldsFromCase } from '../../rules/letter-fields';
import { remedyMode } from '../../rules/outcomes';
import { ELECTRONIC_METHODS } from '../../types/case';
import type { LetterEffect } from '../../types/letter-effect';
import type { PreviewDraftInput, PreviewLetterInput } from '../schema';
import type { FeePreview, LetterPreview } from '../types';

/** What issuing the letter would do, as far as a preview needs it: no record is made for it. */
function effectOf(input: PreviewLetterInput): LetterEffect {
  switch (effectKindOf(input.code)) {
    case 'extend':
      return input.workingDays === undefined
        ? { kind: 'tell' }
        : { kind: 'extend', workingDays: input.workingDays };
    case 'defer':
      return input.until === undefined ? { kind: 'tell' } : { kind: 'defer', until: input.until };
    default:
      return { kind: 'tell', consultationId: input.consultationId };
  }
}

/** The party that is to be asked, before the consultation is on record. */
function consultationFrom({ party, dueDate }: PreviewLetterInput): LetterSource['consultation'] {
  if (party === undefined) return null;
  return {
    partyKind: party.kind,
    purpose: party.purpose,
    about: party.about,
    sentOn: null,
    answerBy: party.kind === 'organ' ? (dueDate ?? null) : null,
  };
}

/** Both amounts of a case, and the one that is chosen as a letter says it. */
async function feeFor(
  tx: Tx,
  loaded: LoadedCase,
  fee: PreviewLetterInput['fee'],
): Promise<{ preview: FeePreview | null; source: LetterSource['fee'] }> {
  if (fee === undefined) return { preview: null, source: null };
  const standing = await feeStanding(loaded.id, tx);
  if (standing === null) return { preview: null, source: null };
  const offer = feeOffer(standing.nth, fee.pages);
  const chosen = chosenFee(offer, fee.scale);
  return {
    preview: {
      nth: standing.nth,
      month: standing.month,
      isIdentityKnown: standing.isIdentityKnown,
      choices: [offer.byItem, offer.byVolume],
    },
    source:
      chosen.amountFen === null
        ? null
        : {
            scale: fee.scale,
            month: standing.month,
            nth: standing.nth,
            pages: fee.pages,
            amountFen: chosen.amountFen,
            calculation: calculationWords(chosen),
          },
  };
}

/** A letter of the procedure with what the case fills in, before it is begun. Nothing is written. */
export function previewLetter(actor: Actor, input: PreviewLetterInput): Promise<Result<LetterPreview>> {
  return inTransaction(async (tx) => {
    const loaded = await loadCase(input.caseId, tx);
    if (loaded === null || !canSeeCase(actor, loaded)) return refuse(caseRefusal('not_found'));
    const { source, fee } = await sourceOf(tx, actor, loaded, input);
    const organ = await organWordsOf(actor.organId, tx);
    const { document, problems } = await composeNow(tx, {
      organId: loaded.organId,
      code: input.code,
      fields: {
        contact_name: actor.name,
        contact_phone: organ.phone,
        ...lettersFieldsFromCase(input.code, source),
        ...filled(input.fields),
      },
      ownWords: input.ownWords,
      recipient: await recipientFor(tx, loaded, input),
      remedyMode: remedyMode(input.code, null, [], source.asOf),
      isElectronic:
        LETTERS[input.code].to === 'applicant' &&
        (ELECTRONIC_METHODS as readonly string[]).includes(loaded.deliveryMethod),
    });
    const moves = source.newDue != null;
    return ok({
      document,
      problems,
      dates: moves ? { dueBefore: source.clock.replyDue, dueAfter: source.newDue ?? null } : null,
      fee,
    });
  });
}

/** What the case fills a letter with, and what the form says beside it. */
export async function sourceOf(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  input: PreviewLetterInput,
): Promise<{ source: LetterSource; fee: FeePreview | null }> {
  const source = await letterSource(tx, actor, loaded, input.code, effectOf(input));
  const fee = await feeFor(tx, loaded, input.fee);
  const consultation = consultationFrom(input) ?? source.consultation ?? null;
  return { source: { ...source, consultation, fee: fee.source }, fee: fee.preview };
}

/** What is left empty does not hide what the case knows. */
function filled(fields: LetterFields): LetterFields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => (typeof value === 'string' ? value.trim() : value.join('')) !== '',
    ),
  );
}

async function recipientFor(tx: Tx, loaded: LoadedCase, input: PreviewLetterInput): Promise<Recipient> {
  const { party } = input;
  const { to } = LETTERS[input.code];
  if (to === 'applicant') {
    return recipientOf(loaded) ?? { kind: 'applicant', form: 'person', name: '申请人', address: '' };
  }
  const known =
    input.consultationId === undefined
      ? null
      : await tx.consultation.findFirst({ where: { id: input.consultationId, applicationId: loaded.id } });
  const form = to === 'organ' ? 'organ' : party?.isPerson ? 'person' : 'organisation';
  return { kind: to, form, name: party?.name || known?.name || '收件人', address: '' };
}

/** A draft with the words that stand in the form, without saving them. */
export function previewDraft(
  actor: Actor,
  input: PreviewDraftInput,
): Promise<Result<Pick<LetterPreview, 'document' | 'problems'>>> {
  return inTransaction(async (tx) => {
    const letter = await loadLetter(input.letterId, tx);
    const loaded = letter === null ? null : await loadCase(letter.applicationId, tx);
    if (letter === null || loaded === null || !canSeeCase(actor, loaded))
      return refuse(caseRefusal('not_found'));
    const { document, problems } = await composeNow(tx, {
      ...letter,
      fields: { ...letter.fields, ...input.fields },
      ownWords: input.ownWords,
    });
    return ok({ document, problems });
  });
}
