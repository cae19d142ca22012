import { type Actor, holdsAny, type Role } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { followUpRefusal } from './messages';
import { FOLLOW_UPS, type FollowUp } from './types';

const EDITORS = ['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3'] as const satisfies readonly Role[];

/** Who may do what after publication, and record what a text declares; the database knows the same lists. */
export const FOLLOW_UP_ROLES: Record<FollowUp, readonly Role[]> = {
  record_consultation: [...EDITORS, 'office_head'],
  record_reprint: EDITORS,
  enter_validity: ['author', 'office_head', 'legal_reviewer'],
  confirm_validity: ['office_head', 'legal_reviewer', 'reviewer_l3', 'disclosure_leader'],
  relate: [...EDITORS, 'publisher', 'office_head'],
  check_live: ['office_head', 'publisher'],
  report_leak: ['reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ', 'office_head'],
};

/** Why a person's roles do not allow this; empty where they do. Refusal: `role_missing_follow_up`. */
export function whyNotFollowUp(actor: Pick<Actor, 'roles'>, act: FollowUp): Refusal[] {
  return holdsAny(actor, FOLLOW_UP_ROLES[act]) ? [] : [followUpRefusal('role_missing_follow_up')];
}

/** Who says of a public page that it was wrong: more than one author decides it. @rule TR-13 */
export const CORRECTION_NOTICE_ROLES = [
  'reviewer_l3',
  'publisher',
  'office_head',
] as const satisfies readonly Role[];

/** Each act with whether the person's roles allow it: what the screens offer. */
export function followUpRights(actor: Pick<Actor, 'roles'>): Record<FollowUp, boolean> {
  return Object.fromEntries(
    FOLLOW_UPS.map((act) => [act, whyNotFollowUp(actor, act).length === 0]),
  ) as Record<FollowUp, boolean>;
}
