import { addDays, daysBetween } from '@/lib/calendar/rules/civil-dates';
import type { Refusal } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { type Actor, holdsAny } from '../types';

type Person = Pick<Actor, 'personId' | 'roles'>;

/** What the rules need of a stored leave. */
export type LeaveFacts = {
  readonly personId: string;
  readonly enteredById: string;
  readonly isConfirmed: boolean;
  readonly isCancelled: boolean;
};

/** What the rules need of a stored delegation. */
export type DelegationFacts = {
  readonly principalId: string;
  readonly deputyId: string;
  readonly isConfirmed: boolean;
  readonly isRevoked: boolean;
};

/** A leave as it is asked for; the last day included. Civil dates. */
export type LeaveInput = { readonly personId: string; readonly startsOn: string; readonly endsOn: string };
/** Days a leave lasts at most, and how far back and ahead it may be entered. */
export const LEAVE_DAYS = { longest: 366, back: 366, ahead: 731 } as const;

/**
 * Why a leave may not be entered with these days: the wrong way round, longer than a year, begun longer than a year ago,
 * ending more than two years ahead; or the same days of the same person stand already.
 *
 * Refusals: `delegation_dates`, `leave_too_long`, `leave_in_past`, `leave_too_far`, `leave_exists`.
 *
 * @param open leaves that were not cancelled
 */
export function whyNotEnterLeave(input: LeaveInput, open: readonly LeaveInput[], today: string): Refusal[] {
  const { startsOn, endsOn } = input;
  const isSame = (other: LeaveInput) =>
    other.personId === input.personId && other.startsOn === startsOn && other.endsOn === endsOn;
  return [
    ...(endsOn < startsOn ? [organRefusal('delegation_dates', {}, 'endsOn')] : []),
    ...(daysBetween(startsOn, endsOn) >= LEAVE_DAYS.longest
      ? [organRefusal('leave_too_long', {}, 'endsOn')]
      : []),
    ...(startsOn < addDays(today, -LEAVE_DAYS.back) ? [organRefusal('leave_in_past', {}, 'startsOn')] : []),
    ...(endsOn > addDays(today, LEAVE_DAYS.ahead) ? [organRefusal('leave_too_far', {}, 'endsOn')] : []),
    ...(open.some(isSame) ? [organRefusal('leave_exists', {}, 'startsOn')] : []),
  ];
}

/**
 * Why a person may not confirm a leave: it takes a leader who neither takes nor entered it.
 *
 * Refusals: `leave_ended`, `leave_confirm_not_yours`.
 */
export function whyNotConfirmLeave(actor: Person, leave: LeaveFacts): Refusal[] {
  if (leave.isConfirmed || leave.isCancelled) return [organRefusal('leave_ended')];
  const isLeader = holdsAny(actor, ['reviewer_l2', 'disclosure_leader', 'head_of_organ']);
  const isOwn = [leave.enteredById, leave.personId].includes(actor.personId);
  return isLeader && !isOwn ? [] : [organRefusal('leave_confirm_not_yours')];
}

/**
 * Why a person may not cancel a leave: the head of the office may, and who takes it; until it is confirmed also the leader
 * who could confirm it, which is 不同意.
 *
 * Refusals: `leave_unknown`, `leave_ended`.
 */
export function whyNotCancelLeave(actor: Person, leave: LeaveFacts): Refusal[] {
  const isParty = leave.personId === actor.personId || actor.roles.includes('office_head');
  const mayCancel = isParty || whyNotConfirmLeave(actor, leave).length === 0;
  if (!mayCancel) return [organRefusal('leave_unknown')];
  return leave.isCancelled ? [organRefusal('leave_ended')] : [];
}

/**
 * Why a person may not confirm a delegation that was ordered by telephone: only the principal may, once.
 *
 * Refusals: `delegation_unknown`, `delegation_ended`.
 *
 * @rule TR-11
 */
export function whyNotConfirmDelegation(actor: Person, delegation: DelegationFacts): Refusal[] {
  if (delegation.principalId !== actor.personId) return [organRefusal('delegation_unknown')];
  return delegation.isConfirmed || delegation.isRevoked ? [organRefusal('delegation_ended')] : [];
}

/**
 * Why a person may not take a delegation back: the principal may, the deputy, and the head of the office.
 *
 * Refusals: `delegation_unknown`, `delegation_ended`.
 *
 * @rule TR-4
 */
export function whyNotRevokeDelegation(actor: Person, delegation: DelegationFacts): Refusal[] {
  const isParty = [delegation.principalId, delegation.deputyId].includes(actor.personId);
  if (!isParty && !actor.roles.includes('office_head')) return [organRefusal('delegation_unknown')];
  return delegation.isRevoked ? [organRefusal('delegation_ended')] : [];
}
