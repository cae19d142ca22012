import 'server-only';
import type { z } from 'zod';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { findActor } from '../queries';
import { type DelegationFacts, whyNotConfirmDelegation, whyNotRevokeDelegation } from '../rules/arrangements';
import { checkDelegation, whyNotBeside } from '../rules/delegation';
import type { delegationSchema } from '../schema';
import type { Actor, DelegableRole } from '../types';

const day = (date: string) => new Date(`${date}T00:00:00Z`);

/**
 * Appoints a deputy for a period: by the one who holds the role, or by the head of the office on an order by telephone.
 * Both names stand on every decision given under it.
 *
 * The deputy is told, and the principal of an order by telephone.
 *
 * Refusals: those of `checkDelegation` and `whyNotBeside`.
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
    const refusals = [
      ...checkDelegation(actor, input, people, input.byPhone, today),
      ...whyNotBeside(input, await othersOf(tx, input.principalId)),
    ];
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
    await tell(tx, actor.organId, stored.id, input);
    return ok({ delegationId: stored.id });
  });
}

async function othersOf(tx: Tx, principalId: string) {
  const rows = await tx.delegation.findMany({ where: { principalId, revokedAt: null } });
  return rows.map((row) => ({
    principalId,
    deputyId: row.deputyId,
    role: row.role as DelegableRole,
    startsOn: row.startsOn.toISOString().slice(0, 10),
    endsOn: row.endsOn.toISOString().slice(0, 10),
    isRevoked: false,
  }));
}

async function tell(
  tx: Tx,
  organId: string,
  delegationId: string,
  { principalId, deputyId, role, startsOn, endsOn, byPhone }: z.infer<typeof delegationSchema>,
): Promise<void> {
  const days = { role, date: `${startsOn}..${endsOn}` };
  await notify(tx, {
    organId,
    kind: 'delegated',
    itemId: null,
    recipients: [deputyId],
    params: byPhone ? { ...days, code: 'by_phone' } : days,
    key: `delegated:${delegationId}`,
  });
  if (!byPhone) return;
  await notify(tx, {
    organId,
    kind: 'phone_order',
    itemId: null,
    recipients: [principalId],
    params: days,
    key: `phone_order:${delegationId}`,
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
