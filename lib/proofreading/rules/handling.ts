import type { Refusal } from '@/lib/platform/result';
import { type ProofreadingRefusalCode, REFUSAL_SENTENCES } from '../messages';
import type { Finding } from '../types';

/**
 * Why a finding may not be left as it is (忽略) by this person; empty = it may. Fixing and escalating are always open.
 * A marking is left by nobody; what blocks is left by the final reviewer (终审) only; every refusal gives its reason.
 *
 * @param reason why the text stays as it is
 * @param isFinalReview whether the person decides 终审 or later
 * @rule TR-17 @rule REG-17-2
 */
export function checkRefusal(
  finding: Pick<Finding, 'kind' | 'severity'>,
  { reason, isFinalReview }: { reason: string; isFinalReview: boolean },
): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (code: ProofreadingRefusalCode, law: string) =>
    refusals.push({ code, message: REFUSAL_SENTENCES[code], law });
  if (finding.kind === 'classification') refuse('finding_never_refused', 'REG-17-2');
  else if (finding.severity === 'blocking' && !isFinalReview) refuse('finding_only_final_review', 'TR-17');
  if (reason.trim() === '') refuse('finding_reason_missing', 'TR-17');
  return refusals;
}

/** What a finding is known by within one version: rule and place. Handlings are kept under it. @rule TR-17 */
export function findingKey({ rule, place }: Pick<Finding, 'rule' | 'place'>): string {
  return `${rule}@${place.path}:${place.line}:${place.from}-${place.to}`;
}
