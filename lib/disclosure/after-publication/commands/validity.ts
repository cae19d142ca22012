import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { Refusal, Result } from '@/lib/platform/result';
import { canSee } from '../../policy';
import { type LoadedItem, loadItem } from '../../queries/load-item';
import { followUpRefusal } from '../messages';
import { forbiddenWords } from '../rules/act';
import type { ValidityConfirmationInput, ValidityEventInput } from '../schema';
import { asDate, followUp } from './shared';

/**
 * Enters a change of 有效性 with the act it rests on. Readers see it once another person has confirmed it. It is no
 * part of the reviewed text, so it voids no approval.
 *
 * Refusals: `never_public`; `validity_until_ended`; `validity_until_before`; `successor_unknown` and `act_unknown`, of
 * what the person may not see too; `words_marked`.
 *
 * @rule PF-24
 */
export function enterValidity(actor: Actor, input: ValidityEventInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'enter_validity', 'enter_validity', async (tx, item) => {
    const { fromDate, validUntil, successorId, actId, ...rest } = input;
    const refusals: Refusal[] = [];
    if (item.live === null) refusals.push(followUpRefusal('never_public'));
    const hasTerm = input.state === 'in_force' || input.state === 'amended';
    if (validUntil !== null && !hasTerm) refusals.push(followUpRefusal('validity_until_ended', 'validUntil'));
    else if (validUntil !== null && validUntil < fromDate)
      refusals.push(followUpRefusal('validity_until_before', 'validUntil'));
    if (!(await isOtherOfOurs(tx, actor, item, successorId)))
      refusals.push(followUpRefusal('successor_unknown', 'successorId'));
    if (!(await isOtherOfOurs(tx, actor, item, actId)))
      refusals.push(followUpRefusal('act_unknown', 'actId'));
    if (forbiddenWords([rest.actTitle, rest.actNo, rest.note], civilDate(currentTime())).length > 0)
      refusals.push(followUpRefusal('words_marked', 'actTitle'));
    if (refusals.length > 0) return refusals;
    const row = await tx.validityEvent.create({
      data: {
        ...rest,
        fromDate: asDate(fromDate),
        validUntil: validUntil === null ? null : asDate(validUntil),
        successorId,
        actId,
        enteredBy: actor.personId,
        enteredAt: currentTime(),
      },
    });
    return { table: 'validityEvent', id: row.id, row };
  });
}

/** Whether an id is none, or that of another item of the same organ that the person may see. */
async function isOtherOfOurs(tx: Tx, actor: Actor, item: LoadedItem, id: string | null): Promise<boolean> {
  if (id === null) return true;
  const other = await loadItem(id, tx);
  return other !== null && other.id !== item.id && other.organId === item.organId && canSee(actor, other);
}

/**
 * The second person confirms a change of 有效性, or rejects it with a reason.
 *
 * Refusals: `already_confirmed` (also where there is no such entry); `same_person`; `words_marked`;
 * `rejection_reason`.
 *
 * @rule PF-24
 */
export function confirmValidity(actor: Actor, input: ValidityConfirmationInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'confirm_validity', 'confirm_validity', async (tx, item) => {
    const { eventId, conclusion, note } = input;
    const event = await tx.validityEvent.findFirst({ where: { id: eventId, itemId: item.id } });
    const before = await tx.validityConfirmation.findUnique({ where: { eventId } });
    if (event === null || before !== null) return [followUpRefusal('already_confirmed')];
    if (event.enteredBy === actor.personId) return [followUpRefusal('same_person')];
    // Also of what was entered before the machine knew a marking: it can be rejected, not confirmed.
    const words = conclusion === 'confirmed' ? [event.actTitle, event.actNo, event.note, note] : [note];
    if (forbiddenWords(words, civilDate(currentTime())).length > 0)
      return [followUpRefusal('words_marked', 'note')];
    if (conclusion === 'rejected' && note === '') return [followUpRefusal('rejection_reason', 'note')];
    const row = await tx.validityConfirmation.create({
      data: { eventId, conclusion, note, confirmedBy: actor.personId, confirmedAt: currentTime() },
    });
    return { table: 'validityConfirmation', id: eventId, row };
  });
}
