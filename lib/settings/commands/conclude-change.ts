import 'server-only';
import { endSessions } from '@/lib/organs/commands/shared';
import { findActor, todayAsDate } from '@/lib/organs/queries';
import { checkRoleGrant } from '@/lib/organs/rules/role-grants';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { settingsRefusal } from '../messages';
import { whyNotConfirm, whyNotWithdraw } from '../rules/second-person';
import type { ConcludeChangeInput } from '../schema';
import type { ChangeConclusion, ChangeKind } from '../types';

type Row = Awaited<ReturnType<Tx['changeRequest']['findUniqueOrThrow']>>;

/**
 * Confirms, rejects or takes back a change. A confirmed one takes effect at once (a role) or from its day on (a setting,
 * never earlier than today); running reviews keep the route they began with.
 *
 * Refusals: `change_unknown`; those of `whyNotConfirm` and `whyNotWithdraw`; `note_missing` of a rejection; those of
 * `checkRoleGrant` where the person's roles have changed meanwhile.
 */
export function concludeChange(actor: Actor, input: ConcludeChangeInput): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM office.change_request WHERE id = ${input.changeId}::uuid FOR UPDATE`;
    const change = await tx.changeRequest.findUnique({ where: { id: input.changeId } });
    if (change === null || change.organId !== actor.organId) return refuse(settingsRefusal('change_unknown'));
    const refusals = whyNot(actor, change, input.conclusion);
    if (input.conclusion === 'rejected' && input.note === '') {
      refusals.push(settingsRefusal('note_missing', 'note'));
    }
    if (refusals.length > 0) return refuse(...refusals);
    await tx.changeRequest.update({
      where: { id: change.id },
      data: {
        conclusion: input.conclusion,
        concludedBy: actor.personId,
        concludedAt: currentTime(), // set by the database
        note: input.note,
      },
    });
    if (input.conclusion === 'approved') {
      const applied = await apply(tx, change);
      if (applied.length > 0) return refuse(...applied);
    }
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'conclude_change',
      subject: { type: 'change_request', id: change.id },
      detail: {
        conclusion: input.conclusion,
        note: input.note,
        kind: change.kind,
        target: change.target,
        payload: change.payload as Json,
        proposed_by: change.proposedBy,
      },
    });
    return ok(null);
  });
}

function whyNot(actor: Actor, change: Row, conclusion: ChangeConclusion): Refusal[] {
  const facts = {
    organId: change.organId,
    kind: change.kind as ChangeKind,
    target: change.target,
    proposedBy: change.proposedBy,
    conclusion: change.conclusion as ChangeConclusion | null,
  };
  return conclusion === 'withdrawn' ? whyNotWithdraw(actor, facts) : whyNotConfirm(actor, facts);
}

/** Carries out a confirmed change; the database checks again that it is confirmed. */
async function apply(tx: Tx, change: Row): Promise<Refusal[]> {
  const today = todayAsDate();
  if (change.kind === 'setting') {
    await tx.organSetting.create({
      data: {
        organId: change.organId,
        key: change.target,
        value: change.payload as object,
        effectiveFrom: new Date(Math.max(change.effectiveFrom.getTime(), today.getTime())),
        setBy: change.proposedBy,
        setAt: currentTime(),
        changeId: change.id,
      },
    });
    return [];
  }
  const role = roleOf(change);
  const person = await findActor(change.target, null, tx);
  if (person === null) return [settingsRefusal('person_unknown')];
  if (change.kind === 'role_grant') {
    const refusals = checkRoleGrant(person.roles, [role]);
    if (refusals.length > 0) return refusals;
    await tx.roleGrant.create({
      data: {
        personId: person.personId,
        role,
        startsOn: today,
        grantedBy: change.proposedBy,
        grantedAt: currentTime(),
        changeId: change.id,
      },
    });
  } else {
    await tx.roleGrant.updateMany({
      where: { personId: person.personId, role, OR: [{ endsOn: null }, { endsOn: { gt: today } }] },
      data: { endsOn: today, endedBy: change.proposedBy, endChangeId: change.id },
    });
  }
  await endSessions(tx, person.personId, 'roles_changed');
  return [];
}

function roleOf(change: Row): Role {
  const named = (change.payload as { role?: unknown } | null)?.role;
  const role = ROLES.find((candidate) => candidate === named);
  if (role === undefined) throw new Error(`the change ${change.id} names no role`);
  return role;
}
