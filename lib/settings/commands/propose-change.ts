import 'server-only';
import { organRefusal } from '@/lib/organs/messages';
import { findActor, settingOf } from '@/lib/organs/queries';
import { checkRoleGrant } from '@/lib/organs/rules/role-grants';
import type { Actor } from '@/lib/organs/types';
import { inputRefusals } from '@/lib/platform/action';
import { writeAudit } from '@/lib/platform/audit';
import { canonicalJson, type Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { settingsRefusal } from '../messages';
import { whyNotPropose } from '../rules/second-person';
import { type ProposeChangeInput, SETTING_SCHEMAS } from '../schema';

/** What is stored of a change: target and payload as the database compares them. */
type Stored = { target: string; payload: Json; effectiveFrom: string };

/**
 * Asks for a change of a setting or of a role. Nothing changes until a second person confirms it.
 *
 * Refusals: those of `whyNotPropose`; the setting's own sentences where the value is not lawful; `value_unchanged`,
 * `effective_in_past`, `same_change_open`, `person_unknown`, and those of `checkRoleGrant`.
 */
export function proposeChange(
  actor: Actor,
  input: ProposeChangeInput,
): Promise<Result<{ changeId: string }>> {
  return inTransaction(async (tx) => {
    const target = input.kind === 'setting' ? input.key : input.personId;
    const refusals = whyNotPropose(actor, { kind: input.kind, target });
    if (refusals.length > 0) return refuse(...refusals);
    const stored = await prepare(tx, actor, input);
    if (!stored.ok) return stored;
    const { payload, effectiveFrom } = stored.value;
    const open = await tx.changeRequest.findMany({
      where: { organId: actor.organId, kind: input.kind, target, conclusion: null },
    });
    if (open.some((other) => canonicalJson(other.payload as Json) === canonicalJson(payload))) {
      return refuse(settingsRefusal('same_change_open'));
    }
    const change = await tx.changeRequest.create({
      data: {
        organId: actor.organId,
        kind: input.kind,
        target,
        payload: payload as object,
        reason: input.reason,
        effectiveFrom: new Date(`${effectiveFrom}T00:00:00Z`),
        proposedBy: actor.personId,
        proposedAt: new Date(0), // set by the database
      },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'propose_change',
      subject: { type: 'change_request', id: change.id },
      detail: { kind: input.kind, target, payload, reason: input.reason, effective_from: effectiveFrom },
    });
    return ok({ changeId: change.id });
  });
}

async function prepare(tx: Tx, actor: Actor, input: ProposeChangeInput): Promise<Result<Stored>> {
  const today = civilDate(currentTime());
  if (input.kind !== 'setting') {
    const refusals = await roleRefusals(tx, actor, input);
    return refusals.length > 0
      ? refuse(...refusals)
      : ok({ target: input.personId, payload: { role: input.role }, effectiveFrom: today });
  }
  if (input.effectiveFrom < today) return refuse(settingsRefusal('effective_in_past', 'effectiveFrom'));
  const parsed = SETTING_SCHEMAS[input.key].safeParse(input.value);
  if (!parsed.success) return refuse(...inputRefusals(parsed.error, 'value'));
  const payload = parsed.data as Json;
  const present = await settingOf<Json | null>(actor.organId, input.key, null, tx);
  if (present !== null && canonicalJson(present) === canonicalJson(payload)) {
    return refuse(settingsRefusal('value_unchanged', 'value'));
  }
  return ok({ target: input.key, payload, effectiveFrom: input.effectiveFrom });
}

async function roleRefusals(
  tx: Tx,
  actor: Actor,
  input: Extract<ProposeChangeInput, { kind: 'role_grant' | 'role_end' }>,
): Promise<Refusal[]> {
  const person = await findActor(input.personId, null, tx);
  if (person === null || person.organId !== actor.organId) {
    return [settingsRefusal('person_unknown', 'personId')];
  }
  if (input.kind === 'role_grant') return checkRoleGrant(person.roles, [input.role]);
  return person.roles.includes(input.role) ? [] : [organRefusal('role_not_held', { role: input.role })];
}
