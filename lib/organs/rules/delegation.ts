import { daysBetween } from '@/lib/calendar/rules/civil-dates';
import type { Refusal } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { type Actor, ADMIN_ROLES, type DelegableRole, type Role, SEAT_ROLES } from '../types';

/** Who may stand for 主要领导 on an order by telephone (TR-11). */
const DUTY_LEADERS = ['reviewer_l2', 'disclosure_leader'] as const satisfies readonly Role[];
/** Days such an order stands at most. */
export const PHONE_DAYS = 7;

/** A delegation as it is asked for; the last day included. Civil dates. */
export type DelegationInput = {
  readonly principalId: string;
  readonly deputyId: string;
  readonly role: DelegableRole;
  readonly startsOn: string;
  readonly endsOn: string;
};

/** What the rule needs of the two persons. */
export type DelegationPeople = {
  readonly principal: { readonly roles: readonly Role[] } | null;
  readonly deputy: { readonly roles: readonly Role[] } | null;
};

/**
 * Why a delegation may not be entered, all refusals at once. The one who holds the role gives it; on an order by
 * telephone the head of the office enters it, as a third person, and the principal confirms it afterwards (TR-11).
 * An administrator stands for nobody. That a deputy who wrote the text, or who holds another seat of the round, decides
 * nothing is judged at each decision.
 *
 * Refusals: `delegation_not_yours`, `delegation_third_person`, `delegation_role_not_held`, `delegation_to_oneself`,
 * `phone_only_head`, `phone_only_leader`, `phone_too_long`, `deputy_unknown`, `deputy_is_administrator`, `delegation_dates`, `delegation_past`, `delegation_too_long`.
 *
 * @rule TR-4 @rule TR-11
 */
export function checkDelegation(
  actor: Pick<Actor, 'personId' | 'roles'>,
  input: DelegationInput,
  people: DelegationPeople,
  byPhone: boolean,
  today: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (byPhone) {
    if (!actor.roles.includes('office_head')) refusals.push(organRefusal('delegation_not_yours'));
    if ([input.deputyId, input.principalId].includes(actor.personId)) {
      refusals.push(organRefusal('delegation_third_person'));
    }
    if (input.role !== 'head_of_organ') refusals.push(organRefusal('phone_only_head', {}, 'role'));
    if (people.deputy && !isDutyLeader(people.deputy.roles)) {
      refusals.push(organRefusal('phone_only_leader', {}, 'deputyId'));
    }
    if (daysBetween(today, input.endsOn) > PHONE_DAYS) {
      refusals.push(organRefusal('phone_too_long', {}, 'endsOn'));
    }
  } else if (actor.personId !== input.principalId) refusals.push(organRefusal('delegation_not_yours'));
  if (!people.principal?.roles.includes(input.role)) {
    refusals.push(organRefusal('delegation_role_not_held', { role: input.role }, 'role'));
  }
  if (input.principalId === input.deputyId) {
    refusals.push(organRefusal('delegation_to_oneself', {}, 'deputyId'));
  }
  if (people.deputy === null) refusals.push(organRefusal('deputy_unknown', {}, 'deputyId'));
  else if (people.deputy.roles.some((role) => ADMIN_ROLES.some((admin) => admin === role))) {
    refusals.push(organRefusal('deputy_is_administrator', {}, 'deputyId'));
  }
  if (input.endsOn < input.startsOn) refusals.push(organRefusal('delegation_dates', {}, 'endsOn'));
  if (input.startsOn < today) refusals.push(organRefusal('delegation_past', {}, 'startsOn'));
  if (daysBetween(input.startsOn, input.endsOn) > 366)
    refusals.push(organRefusal('delegation_too_long', {}, 'endsOn'));
  return refusals;
}

/** A delegation that stands or is to come, beside the one asked for. */
export type OtherDelegation = DelegationInput & { readonly isRevoked: boolean };

/** Those of the same principal and role that share a day with the one asked for. */
export function besides<Other extends OtherDelegation>(
  input: Omit<DelegationInput, 'deputyId'>,
  others: readonly Other[],
): Other[] {
  return others.filter(
    (other) =>
      !other.isRevoked &&
      other.principalId === input.principalId &&
      other.role === input.role &&
      other.startsOn <= input.endsOn &&
      input.startsOn <= other.endsOn,
  );
}

/**
 * Why a delegation may not be entered beside those there are: the same deputy stands for the same role already. Another
 * deputy beside them is allowed, the form asks first.
 *
 * Refusal: `delegation_exists`.
 *
 * @rule TR-4
 */
export function whyNotBeside(input: DelegationInput, others: readonly OtherDelegation[]): Refusal[] {
  const isSame = besides(input, others).some(({ deputyId }) => deputyId === input.deputyId);
  return isSame ? [organRefusal('delegation_exists', {}, 'deputyId')] : [];
}

/** How fit somebody is as a deputy: leads or reviews; other work; writes only, and so judges nothing they wrote. */
export type DeputyFitness = 'reviews' | 'other' | 'writes_only';

/** How fit somebody with these roles is as a deputy; the forms offer the fittest first. */
export function deputyFitness(roles: readonly Role[]): DeputyFitness {
  if (roles.some((role) => SEAT_ROLES.some((seat) => seat === role))) return 'reviews';
  return roles.includes('author') ? 'writes_only' : 'other';
}

/** Whether somebody may stand for 主要领导 on an order by telephone. @rule TR-11 */
export function isDutyLeader(roles: readonly Role[]): boolean {
  return DUTY_LEADERS.some((role) => roles.includes(role));
}
