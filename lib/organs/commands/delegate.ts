import 'server-only';
import type { z } from 'zod';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { findActor } from '../queries';
import { type DelegationFacts, whyNotConfirmDelegation, whyNotRevokeDelegation } from '../rules/arrangements';
import { checkDelegation } from '../rules/delegation';
import type { delegationSchema } from '../schema';
import type { Actor } from '../types';

const day = (date: string) => new Date(`${date}T00:00:00Z`);

/**
 * Appoints a deputy for a period: by the one who holds the role, or by the head of the office on an order by telephone.
 * Both names stand on every decision given under it.
 *
 * Refusals: those of `checkDelegation`.
 *
 * @rule TR-4 @rule TR-11
 */
export function delegate(
  actor: Actor,
  input: z.infer<typeof delegationSchema>,
): Promise<Result<{ delegationId: string }>> {
  return inTransaction(async (tx) => {
    const today = civilDate(currentTime());
    const inOffice = async (personId: string) => {
      const person = await findActor(personId, null, tx);
      return person?.organId === actor.organId ? person : null;
    };
    const people = {
      principal: await inOffice(input.principalId),
      deputy: await inOffice(input.deputyId),
    };
    const refusals = checkDelegation(actor, input, people, input.byPhone, today);
    if (refusals.length > 0) return refuse(...refusals);
    const stored = await tx.delegation.create({
      data: {
        organId: actor.organId,
        principalId: input.principalId,
        deputyId: input.deputyId,
        role: input.role,
        startsOn: day(input.startsOn),
        endsOn: day(input.endsOn),
        reason: input.reason,
        byPhone: input.byPhone,
        enteredBy: actor.personId,
        enteredAt: currentTime(), // set by the database, like who has confirmed it
      },
    });
    await auditDelegation(tx, actor, 'delegate', stored.id, {
      principal_id: input.principalId,
      deputy_id: input.deputyId,
      role: input.role,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      by_phone: input.byPhone,
      reason: input.reason,
    });
    return ok({ delegationId: stored.id });
  });
}

function auditDelegation(
  tx: Tx,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, string | boolean>,
): Promise<void> {
  return writeAudit(tx, {
    organId: actor.organId,
    actor,
    action,
    subject: { type: 'delegation', id },
    detail,
  });
}

/**
 * The principal confirms a delegation that was ordered by telephone.
 *
 * Refusals: `delegation_unknown`, `delegation_ended` (confirmed or revoked already).
 */
export function confirmDelegation(actor: Actor, input: { delegationId: string }): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const found = await lockDelegation(tx, actor, input.delegationId);
    if (found === null) return refuse(organRefusal('delegation_unknown'));
    const refusals = whyNotConfirmDelegation(actor, factsOf(found));
    if (refusals.length > 0) return refuse(...refusals);
    await tx.delegation.update({
      where: { id: found.id },
      data: { confirmedBy: actor.personId, confirmedAt: currentTime() },
    });
    await auditDelegation(tx, actor, 'confirm_delegation', found.id, {});
    return ok(null);
  });
}

/**
 * Takes a delegation back at once: the principal, the deputy, or the head of the office. What was decided under it
 * stands.
 *
 * Refusals: `delegation_unknown`, `delegation_ended`.
 */
export function revokeDelegation(actor: Actor, input: { delegationId: string }): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const found = await lockDelegation(tx, actor, input.delegationId);
    if (found === null) return refuse(organRefusal('delegation_unknown'));
    const refusals = whyNotRevokeDelegation(actor, factsOf(found));
    if (refusals.length > 0) return refuse(...refusals);
    await tx.delegation.update({
      where: { id: found.id },
      data: { revokedBy: actor.personId, revokedAt: currentTime() },
    });
    await auditDelegation(tx, actor, 'revoke_delegation', found.id, {});
    return ok(null);
  });
}

function factsOf(found: NonNullable<Awaited<ReturnType<typeof lockDelegation>>>): DelegationFacts {
  return {
    principalId: found.principalId,
    deputyId: found.deputyId,
    isConfirmed: found.confirmedAt !== null,
    isRevoked: found.revokedAt !== null,
  };
}

async function lockDelegation(tx: Tx, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM office.delegation WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.delegation.findUnique({ where: { id } });
  return found?.organId === actor.organId ? found : null;
}
