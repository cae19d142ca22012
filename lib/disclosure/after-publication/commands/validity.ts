import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Refusal, Result } from '@/lib/platform/result';
import { followUpRefusal } from '../messages';
import type { ValidityConfirmationInput, ValidityEventInput } from '../schema';
import { asDate, followUp } from './shared';

/**
 * Enters a change of 有效性 with the act it rests on. Readers see it once another person has confirmed it. It is no
 * part of the reviewed text, so it voids no approval.
 *
 * Refusals: `never_public`; `validity_until_ended`; `validity_until_before`; `successor_unknown`.
 *
 * @rule PF-24
 */
export function enterValidity(actor: Actor, input: ValidityEventInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'enter_validity', 'enter_validity', async (tx, item) => {
    const { fromDate, validUntil, successorId, ...rest } = input;
    const refusals: Refusal[] = [];
    if (item.live === null) refusals.push(followUpRefusal('never_public'));
    const hasTerm = input.state === 'in_force' || input.state === 'amended';
    if (validUntil !== null && !hasTerm) refusals.push(followUpRefusal('validity_until_ended', 'validUntil'));
    else if (validUntil !== null && validUntil < fromDate)
      refusals.push(followUpRefusal('validity_until_before', 'validUntil'));
    if (successorId !== null) {
      const successor = await tx.item.findFirst({ where: { id: successorId, organId: item.organId } });
      if (successor === null || successorId === item.id)
        refusals.push(followUpRefusal('successor_unknown', 'successorId'));
    }
    if (refusals.length > 0) return refusals;
    const row = await tx.validityEvent.create({
      data: {
        ...rest,
        fromDate: asDate(fromDate),
        validUntil: validUntil === null ? null : asDate(validUntil),
        successorId,
        enteredBy: actor.personId,
        enteredAt: currentTime(),
      },
    });
    return { table: 'validityEvent', id: row.id, row };
  });
}

/**
 * The second person confirms a change of 有效性, or rejects it with a reason.
 *
 * Refusals: `already_confirmed` (also where there is no such entry); `same_person`; `rejection_reason`.
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
    if (conclusion === 'rejected' && note === '') return [followUpRefusal('rejection_reason', 'note')];
    const row = await tx.validityConfirmation.create({
      data: { eventId, conclusion, note, confirmedBy: actor.personId, confirmedAt: currentTime() },
    });
    return { table: 'validityConfirmation', id: eventId, row };
  });
}
