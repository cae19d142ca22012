import 'server-only';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';
import { renderLetter } from '../rules/render-letter';
import { templateWith } from '../rules/templates/shipped';
import type { LetterDocument } from '../types/letters';
import type { LoadedLetter } from './load-letter';
import { organWordsOf, templateInForce } from './organ-words';

/** The letter as its template, its fields and the organ's settings make it now. Refusals: those of `renderLetter`. */
export async function renderNow(
  tx: Pick<Tx, 'organ' | 'organSetting' | '$queryRaw'>,
  letter: Pick<
    LoadedLetter,
    'organId' | 'code' | 'fields' | 'ownWords' | 'recipient' | 'remedyMode' | 'isElectronic'
  >,
): Promise<Result<{ document: LetterDocument; templateId: string | null }>> {
  const organ = await organWordsOf(letter.organId, tx);
  const template = await templateInForce(letter.organId, letter.code, tx);
  const rendered = renderLetter({
    code: letter.code,
    template: templateWith(letter.code, template.texts),
    fields: letter.fields,
    ownWords: letter.ownWords,
    recipient: letter.recipient,
    organName: organ.name,
    remedyMode: letter.remedyMode,
    places: letter.isElectronic ? organ.places : { ...organ.places, online: null },
    isElectronic: letter.isElectronic,
  });
  return rendered.ok ? ok({ document: rendered.value, templateId: template.id }) : rendered;
}
