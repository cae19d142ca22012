import type { Refusal } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';
import type { ContentClass, Lane } from '../types';

/**
 * Whether a submission may take the lane it asks for: the emergency lane is of class C and says what happened; the other
 * lanes ask nothing here (that of corrections follows from the text itself).
 *
 * Refusals: `emergency_only_class_c`, `emergency_needs_reason`.
 *
 * @rule TR-11 @law 条例6
 */
export function checkLane(lane: Lane, reason: string, contentClass: ContentClass): Refusal[] {
  if (lane !== 'emergency') return [];
  const refusals: Refusal[] = [];
  if (contentClass !== 'c') refusals.push(approvalRefusal('emergency_only_class_c', {}, 'contentClass'));
  if (reason.trim() === '') refusals.push(approvalRefusal('emergency_needs_reason', {}, 'laneReason'));
  return refusals;
}
