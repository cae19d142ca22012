import type { Role } from '@/lib/organs/types';
import type { ContentClass, RouteStep, Step } from '../types';

/** Each seat of the longest route, in order, and the lowest class that needs it (three-reviews.md §2, §4). */
const SEATS: readonly { step: Step; role: Role; from: ContentClass }[] = [
  { step: 'l1', role: 'reviewer_l1', from: 'a' },
  { step: 'l2', role: 'reviewer_l2', from: 'a' },
  { step: 'secrecy', role: 'secrecy_officer', from: 'a' },
  { step: 'l3', role: 'reviewer_l3', from: 'a' },
  { step: 'sign_off', role: 'disclosure_leader', from: 'b' },
  { step: 'sign_off', role: 'head_of_organ', from: 'c' },
];

/**
 * The route for a content class: three reviews with three proofreads and 保密审查 for every class, 签发 by the leader
 * in charge for B, then by 主要领导 for C. The same floor stands in the database (office.assert_round_passed).
 *
 * @rule TR-1
 */
export function routeFor(contentClass: ContentClass): RouteStep[] {
  return SEATS.filter((seat) => seat.from <= contentClass).map((seat, index) => ({
    position: index + 1,
    step: seat.step,
    role: seat.role,
    stage: index + 1,
  }));
}

/** Whether `next` is at least as high as `current`: nobody lowers the class of a running round. */
export function isAtLeast(next: ContentClass, current: ContentClass): boolean {
  return next >= current;
}
