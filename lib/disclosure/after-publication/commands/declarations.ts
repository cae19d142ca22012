import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import type { Refusal, Result } from '@/lib/platform/result';
import { disclosureRefusal } from '../../messages';
import { followUpRefusal } from '../messages';
import type { ConsultationInput, ReprintComparisonInput } from '../schema';
import { asDate, followUp } from './shared';

/**
 * Records that another organ was asked about exactly the text that is in hand, and whether it confirmed it. A text that
 * changed meanwhile is another text: the record is refused, and 终审 asks again.
 *
 * Refusals: `stale_item` where the text is another by now; `organ_not_named`; `consultation_in_future`;
 * `consultation_order`; `consultation_undocumented`.
 *
 * @law 条例11 @rule TR-8
 */
export function recordConsultation(actor: Actor, input: ConsultationInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'record_consultation', 'record_consultation', async (tx, item) => {
    const { itemId, contentHash, organName, askedOn, confirmedOn, document, note } = input;
    if (item.draft.contentHash !== contentHash) return [disclosureRefusal('stale_item')];
    const today = civilDate(currentTime());
    const refusals: Refusal[] = [];
    if (!item.draft.content.touches_organs.includes(organName))
      refusals.push(followUpRefusal('organ_not_named', 'organName'));
    if (askedOn > today || (confirmedOn ?? today) > today)
      refusals.push(followUpRefusal('consultation_in_future', 'confirmedOn'));
    if (confirmedOn !== null && confirmedOn < askedOn)
      refusals.push(followUpRefusal('consultation_order', 'confirmedOn'));
    if (confirmedOn !== null && document === '')
      refusals.push(followUpRefusal('consultation_undocumented', 'document'));
    if (refusals.length > 0) return refusals;
    const row = await tx.organConsultation.create({
      data: {
        itemId,
        contentHash,
        organName,
        askedOn: asDate(askedOn),
        confirmedOn: confirmedOn === null ? null : asDate(confirmedOn),
        document,
        note,
        recordedBy: actor.personId,
        recordedAt: currentTime(),
      },
    });
    return { table: 'organConsultation', id: row.id, row };
  });
}

/**
 * Keeps the text of the source as pasted, so that reviewers see where the 转载 differs. It is no part of the content.
 *
 * Refusals: `reprint_not_declared`.
 *
 * @rule TR-7
 */
export function setReprintComparison(actor: Actor, input: ReprintComparisonInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'record_reprint', 'set_reprint_comparison', async (tx, item) => {
    if (item.draft.content.reprint === null) return [followUpRefusal('reprint_not_declared')];
    const { itemId, sourceText } = input;
    const row = await tx.reprintComparison.create({
      data: { itemId, sourceText, recordedBy: actor.personId, recordedAt: currentTime() },
    });
    return { table: 'reprintComparison', id: row.id, row };
  });
}
