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
 * Why a person may not cancel a leave: the head of the office may, and who takes it.
 *
 * Refusals: `leave_unknown`, `leave_ended`.
 */
export function whyNotCancelLeave(actor: Person, leave: LeaveFacts): Refusal[] {
  const mayCancel = leave.personId === actor.personId || actor.roles.includes('office_head');
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
