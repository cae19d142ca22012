import { type Actor, holdsAny, LEVEL_ROLES, type Role } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { settingsRefusal } from '../messages';
import { type ChangeFacts, type ChangeKind, CONFIRMERS, OFFICE_KEYS } from '../types';

/** Who asks for changes of what the reviewers keep themselves. */
const OFFICE_PROPOSERS = ['office_head', ...LEVEL_ROLES, 'publisher'] as const satisfies readonly Role[];

function isKeptByOffice(kind: ChangeKind, target: string): boolean {
  return kind === 'setting' && OFFICE_KEYS.some((key) => key === target);
}

/**
 * Why a person may not ask for a change; empty where they may. Routes and roles are asked for by the security
 * administrator, the entries of the proofreaders by those who review. The database knows the same.
 *
 * Refusals: `not_yours_to_propose_route`, `not_yours_to_propose_office`.
 */
export function whyNotPropose(
  actor: Pick<Actor, 'roles'>,
  change: { kind: ChangeKind; target: string },
): Refusal[] {
  if (isKeptByOffice(change.kind, change.target)) {
    return holdsAny(actor, OFFICE_PROPOSERS) ? [] : [settingsRefusal('not_yours_to_propose_office')];
  }
  return actor.roles.includes('security_admin') ? [] : [settingsRefusal('not_yours_to_propose_route')];
}

/**
 * Why a person may not confirm or reject a change, all reasons at once. It takes a second person, never the one who
 * asked, and for a role never the one it is about. A deputy does not confirm for somebody.
 *
 * Refusals: `already_concluded`, `own_change`, `own_role`, `not_yours_to_confirm`.
 */
export function whyNotConfirm(actor: Pick<Actor, 'roles' | 'personId'>, change: ChangeFacts): Refusal[] {
  const refusals: Refusal[] = [];
  if (change.conclusion !== null) refusals.push(settingsRefusal('already_concluded'));
  if (change.proposedBy === actor.personId) refusals.push(settingsRefusal('own_change'));
  if (change.kind !== 'setting' && change.target === actor.personId) {
    refusals.push(settingsRefusal('own_role'));
  }
  const roles: readonly Role[] = isKeptByOffice(change.kind, change.target)
    ? [...CONFIRMERS, 'reviewer_l3']
    : CONFIRMERS;
  if (!holdsAny(actor, roles)) refusals.push(settingsRefusal('not_yours_to_confirm'));
  return refusals;
}

/** Why a person may not take a change back; only who asked for it, while it is open. */
export function whyNotWithdraw(actor: Pick<Actor, 'personId'>, change: ChangeFacts): Refusal[] {
  const refusals: Refusal[] = [];
  if (change.conclusion !== null) refusals.push(settingsRefusal('already_concluded'));
  if (change.proposedBy !== actor.personId) refusals.push(settingsRefusal('not_yours_to_withdraw'));
  return refusals;
}
