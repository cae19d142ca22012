import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { ok, type Refusal, type Result } from '@/lib/platform/result';
import { checkTemplateTexts, namesFor } from '../rules/check-template';
import { LETTERS } from '../rules/letter-table';
import { composeLetter } from '../rules/render-letter';
import { sampleFields, sampleRecipient } from '../rules/sample';
import { templateWith } from '../rules/templates/shipped';
import type { PreviewTemplateInput } from '../schema';
import type { LetterDocument } from '../types/letters';
import { organWordsOf } from './organ-words';

/** A template with made-up answers, and why its words can't be kept; empty where they can. */
export type TemplatePreview = {
  readonly document: LetterDocument;
  readonly refusals: readonly Refusal[];
  /** Names that may stand in braces. */
  readonly names: readonly string[];
};

/** A template in other words, as letters would read: nothing is written, and the answers in it are made up. */
export async function previewTemplate(
  actor: Pick<Actor, 'organId'>,
  { code, texts }: PreviewTemplateInput,
): Promise<Result<TemplatePreview>> {
  const organ = await organWordsOf(actor.organId);
  const { document } = composeLetter({
    code,
    template: templateWith(code, texts),
    fields: sampleFields(code),
    ownWords: [],
    recipient: sampleRecipient(code),
    organName: organ.name,
    remedyMode: LETTERS[code].remedy,
    places: organ.places,
    isElectronic: false,
  });
  const refusals = checkTemplateTexts(code, texts).filter((one) => one.code !== 'template_unchanged');
  return ok({ document, refusals, names: namesFor(code) });
}
