import 'server-only';
import type { z } from 'zod';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { findActor } from '../queries';
import {
  type LeaveFacts,
  whyNotCancelLeave,
  whyNotConfirmLeave,
  whyNotEnterLeave,
} from '../rules/arrangements';
import type { leaveSchema } from '../schema';
import type { Actor } from '../types';

const day = (date: string) => new Date(`${date}T00:00:00Z`);

/**
 * Enters a leave (请假); a leader confirms it. It counts for the staffing check from its entry on.
 *
 * Refusals: `leave_not_yours`, `person_unknown`; those of `whyNotEnterLeave`.
 */
export function enterLeave(
  actor: Actor,
  input: z.infer<typeof leaveSchema>,
): Promise<Result<{ leaveId: string }>> {
  return inTransaction(async (tx) => {
    if (!actor.roles.includes('office_head')) return refuse(organRefusal('leave_not_yours'));
    const person = await findActor(input.personId, null, tx);
    if (person?.organId !== actor.organId) return refuse(organRefusal('person_unknown', {}, 'personId'));
    const open = await tx.leave.findMany({ where: { personId: input.personId, cancelledAt: null } });
    const civil = (date: Date) => date.toISOString().slice(0, 10);
    const others = open.map(({ personId, startsOn, endsOn }) => ({
      personId,
      startsOn: civil(startsOn),
      endsOn: civil(endsOn),
    }));
    const refusals = whyNotEnterLeave(input, others, civilDate(currentTime()));
    if (refusals.length > 0) return refuse(...refusals);
    const stored = await tx.leave.create({
      data: {
        organId: actor.organId,
        personId: input.personId,
        startsOn: day(input.startsOn),
        endsOn: day(input.endsOn),
        reason: input.reason,
        enteredBy: actor.personId,
        enteredAt: currentTime(), // set by the database
      },
    });
    await auditLeave(tx, actor, 'enter_leave', stored.id, {
      person_id: input.personId,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      reason: input.reason,
    });
    return ok({ leaveId: stored.id });
  });
}

function auditLeave(
  tx: Tx,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, string>,
): Promise<void> {
  return writeAudit(tx, { organId: actor.organId, actor, action, subject: { type: 'leave', id }, detail });
}

/**
 * A leader who neither takes nor entered the leave confirms it.
 *
 * Refusals: `leave_unknown`, `leave_ended`, `leave_confirm_not_yours`.
 */
export function confirmLeave(actor: Actor, input: { leaveId: string }): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const found = await lockLeave(tx, actor, input.leaveId);
    if (found === null) return refuse(organRefusal('leave_unknown'));
    const refusals = whyNotConfirmLeave(actor, factsOf(found));
    if (refusals.length > 0) return refuse(...refusals);
    await tx.leave.update({
      where: { id: found.id },
      data: { confirmedBy: actor.personId, confirmedAt: currentTime() },
    });
    await auditLeave(tx, actor, 'confirm_leave', found.id, {});
    return ok(null);
  });
}

/**
 * Cancels a leave: the head of the office, or the person who takes it.
 *
 * Refusals: `leave_unknown`, `leave_ended`.
 */
export function cancelLeave(actor: Actor, input: { leaveId: string }): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const found = await lockLeave(tx, actor, input.leaveId);
    if (found === null) return refuse(organRefusal('leave_unknown'));
    const refusals = whyNotCancelLeave(actor, factsOf(found));
    if (refusals.length > 0) return refuse(...refusals);
    await tx.leave.update({
      where: { id: found.id },
      data: { cancelledBy: actor.personId, cancelledAt: currentTime() },
    });
    await auditLeave(tx, actor, 'cancel_leave', found.id, {});
    return ok(null);
  });
}

function factsOf(found: NonNullable<Awaited<ReturnType<typeof lockLeave>>>): LeaveFacts {
  return {
    personId: found.personId,
    enteredById: found.enteredBy,
    isConfirmed: found.confirmedAt !== null,
    isCancelled: found.cancelledAt !== null,
  };
}

async function lockLeave(tx: Tx, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM office.leave WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.leave.findUnique({ where: { id } });
  return found?.organId === actor.organId ? found : null;
}
