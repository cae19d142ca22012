import { type Actor, actingRoles, holdsAny, ROLE_NAMES, type Role } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { caseRefusal, wrongRole, wrongState } from './messages/case';
import { type CaseAction, type CaseState, rolesOf, targetsOf } from './transitions';
import type { CaseFacts } from './types/case';

/** Roles that see the cases of their organ: those who handle, review or answer for them. */
export const CASE_READERS = [
  'case_handler',
  'office_head',
  'legal_reviewer',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];

/** What scope asks of a case. */
export type CaseScopeFacts = Pick<CaseFacts, 'organId' | 'isRestricted' | 'handlerId' | 'named'>;

/**
 * Whether a case exists for a person: one of their organ, for a reader of cases; a restricted one only for its handler
 * and the persons named for it. A deputy sees what the person they stand for may see, but never a restricted case for
 * which they are not named themselves.
 */
export function canSeeCase(actor: Actor, facts: CaseScopeFacts): boolean {
  if (facts.organId !== actor.organId || !holdsAny({ roles: actingRoles(actor) }, CASE_READERS)) return false;
  if (!facts.isRestricted) return true;
  return facts.handlerId === actor.personId || facts.named.includes(actor.personId);
}

/**
 * Why a person may not do an act on a case now: out of sight, not in this state, or not in this role. Empty where they
 * may. The table of states decides; the database asks it again.
 *
 * Refusals: `not_found`, `not_in_this_state`, `role_missing`.
 */
export function whyNotAct(
  actor: Actor,
  facts: CaseScopeFacts & Pick<CaseFacts, 'state'>,
  action: CaseAction,
): Refusal[] {
  if (!canSeeCase(actor, facts)) return [caseRefusal('not_found')];
  const state = facts.state as CaseState;
  if (targetsOf(state, action).length === 0) return [wrongState(action, state)];
  const needed = rolesOf(state, action);
  const held = actingRoles(actor);
  if (needed.some((role) => (held as readonly string[]).includes(role))) return [];
  return [
    wrongRole(
      action,
      needed.map((role) => (role === 'applicant' ? '申请人' : role === 'system' ? '系统' : ROLE_NAMES[role])),
    ),
  ];
}

/** Why a person may not take in an application; empty where they may. Refusals: `role_missing`. */
export function whyNotTakeIn(actor: Actor): Refusal[] {
  return holdsAny({ roles: actingRoles(actor) }, ['case_handler'])
    ? []
    : [wrongRole('submit', [ROLE_NAMES.case_handler])];
}
