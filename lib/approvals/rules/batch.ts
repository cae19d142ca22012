import type { Refusal } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';
import type { RouteStep } from '../types';

/** The most items one batch takes: a longer list is no longer a list that somebody has read. */
export const BATCH_MAX = 30;

/**
 * When what lies before a signer last became different: the round began, somebody decided, the class was raised, or
 * somebody else handled a finding. Who opened the review before that has not seen it as it stands.
 */
export function lastChangeOf(
  round: { readonly openedAt: Date; readonly decisions: readonly { readonly decidedAt: Date }[] },
  others: readonly Date[],
): Date {
  const times = [round.openedAt, ...round.decisions.map(({ decidedAt }) => decidedAt), ...others];
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

/**
 * Why a step may not be passed in a batch; empty where it may. A batch spares the taps, never the reading: only a
 * signature, and only of what the person opened as it stands. A level has its findings and checklists, 保密审查 its
 * item-by-item answers, which each need their own screen (条例17).
 *
 * Refusals: `batch_only_sign_off`, `not_opened`.
 *
 * @param openedAt when this person last opened the review of the round; null = never
 * @rule REG-17-1 @law 条例17-1
 */
export function whyNotBatch(
  step: Pick<RouteStep, 'step'>,
  openedAt: Date | null,
  changedAt: Date,
): Refusal[] {
  if (step.step !== 'sign_off') return [approvalRefusal('batch_only_sign_off')];
  return openedAt !== null && openedAt >= changedAt ? [] : [approvalRefusal('not_opened')];
}
