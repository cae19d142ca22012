import 'server-only';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { type ComposedLetter, composeLetter } from '../rules/render-letter';
import { templateWith } from '../rules/templates/shipped';
import type { Enclosed, LetterDocument } from '../types/letters';
import type { LoadedLetter } from './load-letter';
import { organWordsOf, templateInForce } from './organ-words';

type Written = Pick<
  LoadedLetter,
  'organId' | 'code' | 'fields' | 'ownWords' | 'recipient' | 'remedyMode' | 'isElectronic'
>;
type Reader = Pick<Tx, 'organ' | 'organSetting' | '$queryRaw'>;

/** The letter as its template, its fields and the organ's settings make it now. Refusals: those of `renderLetter`. */
export async function renderNow(
  tx: Reader,
  letter: Written,
  enclosures: readonly Enclosed[] = [],
): Promise<Result<{ document: LetterDocument; templateId: string | null }>> {
  const { document, problems, templateId } = await composeNow(tx, letter, enclosures);
  return problems.length > 0 ? refuse(...problems) : ok({ document, templateId });
}

/** The same for a preview: what is missing stands by name, and is told beside it. */
export async function composeNow(
  tx: Reader,
  letter: Written,
  enclosures: readonly Enclosed[] = [],
): Promise<ComposedLetter & { templateId: string | null }> {
  const organ = await organWordsOf(letter.organId, tx);
  const template = await templateInForce(letter.organId, letter.code, tx);
  const composed = composeLetter({
    code: letter.code,
    template: templateWith(letter.code, template.texts),
    fields: letter.fields,
    ownWords: letter.ownWords,
    recipient: letter.recipient,
    organName: organ.name,
    remedyMode: letter.remedyMode,
    places: letter.isElectronic ? organ.places : { ...organ.places, online: null },
    isElectronic: letter.isElectronic,
    enclosures,
  });
  return { ...composed, templateId: template.id };
}
