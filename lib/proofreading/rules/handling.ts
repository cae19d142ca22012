import type { Refusal } from '@/lib/platform/result';
import { type ProofreadingRefusalCode, proofreadingRefusal } from '../messages';
import type {
  AuthorHandling,
  Finding,
  Handling,
  HandlingAct,
  KeyedFinding,
  StoredFinding,
  StoredFindingKind,
} from '../types';

type Judged = { readonly kind: StoredFindingKind; readonly severity: Finding['severity'] };

/**
 * Why a finding may not be left as it is (忽略) by this person; empty = it may. Fixing and escalating are always open.
 * A marking is left by nobody; what blocks is left by the final reviewer (终审) only; every refusal gives its reason.
 *
 * @param reason why the text stays as it is
 * @param isFinalReview whether the person decides 终审 or later
 * @rule TR-17 @rule REG-17-2
 */
export function checkRefusal(
  finding: Judged,
  { reason, isFinalReview }: { reason: string; isFinalReview: boolean },
): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (code: ProofreadingRefusalCode, law: string) =>
    refusals.push(proofreadingRefusal(code, undefined, law));
  if (finding.kind === 'classification') refuse('finding_never_refused', 'REG-17-2');
  else if (finding.severity === 'blocking' && !isFinalReview) refuse('finding_only_final_review', 'TR-17');
  if (reason.trim() === '') refuse('finding_reason_missing', 'TR-17');
  return refusals;
}

/** What a finding is known by within one version: rule and place. Handlings are kept under it. @rule TR-17 */
export function findingKey({ rule, place }: Pick<Finding, 'rule' | 'place'>): string {
  return `${rule}@${place.path}:${place.line}:${place.from}-${place.to}`;
}

/** Findings under their keys; several of one rule at one place (checks of an annual report) are counted. */
export function keyFindings(findings: readonly Finding[]): KeyedFinding[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const key = findingKey(finding);
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    return { ...finding, key: count === 1 ? key : `${key}#${count}` };
  });
}

/** Rules that speak of many things at one place: only their sentence tells two findings apart. */
const SPOKEN: ReadonlySet<string> = new Set([
  'report_figure',
  'attachment_hidden',
  'attachment_residue',
  'attachment_unread',
  'reviewer',
]);

/**
 * What findings of different versions have in common when they speak of the same thing: rule and words. A reason once
 * written is offered again for it.
 */
export function likenessKey({
  rule,
  place,
  message,
}: Pick<StoredFinding, 'rule' | 'place' | 'message'>): string {
  return SPOKEN.has(rule) ? `${rule} ${place.excerpt} ${message}` : `${rule} ${place.excerpt}`;
}

/** Whether a step is 终审 or later, with its 校: where what blocks may be refused. @rule TR-17 */
export function isFinalStep(step: string): boolean {
  return step === 'l3' || step === 'proof_l3' || step === 'sign_off';
}

/**
 * Whether the author has answered every finding of the draft, all refusals at once.
 *
 * Refusals: `finding_marking` for each marking (nothing but removing it helps); `finding_unanswered` where answers are
 * missing; of each answer those of `checkRefusal` and `escalation_reason_missing`, at the field `handlings.<key>`.
 *
 * @rule TR-17 @rule REG-17-2
 */
export function checkAuthorHandlings(
  findings: readonly KeyedFinding[],
  handlings: readonly AuthorHandling[],
): Refusal[] {
  const given = new Map(handlings.map((handling) => [handling.key, handling]));
  const markings = findings.filter((finding) => finding.kind === 'classification');
  const others = findings.filter((finding) => finding.kind !== 'classification');
  const isUnanswered = others.some((finding) => !given.has(finding.key));
  return [
    ...markings.map(
      (finding): Refusal => ({
        ...proofreadingRefusal('finding_marking', finding.place.path, 'REG-17-2'),
        message: finding.message,
      }),
    ),
    ...(isUnanswered ? [proofreadingRefusal('finding_unanswered', 'proofreading')] : []),
    ...others.flatMap((finding) => {
      const handling = given.get(finding.key);
      if (handling === undefined) return [];
      const { act, reason } = handling;
      return checkAct(finding, act, reason, false).map((refusal) => ({
        ...refusal,
        field: `handlings.${finding.key}`,
      }));
    }),
  ];
}

function checkAct(finding: Judged, act: HandlingAct, reason: string, isFinalReview: boolean): Refusal[] {
  if (act === 'refused') return checkRefusal(finding, { reason, isFinalReview });
  return reason.trim() === '' ? [proofreadingRefusal('escalation_reason_missing')] : [];
}

/**
 * Whether a reviewer may handle a finding so at his step.
 *
 * Refusals: those of `checkRefusal`; `escalation_reason_missing` without a word; `finding_never_refused` for a marking
 * said to be settled; `finding_not_yours_to_settle` unless the finder or the final review settles a reviewer's finding.
 *
 * @rule TR-17 @rule REG-17-2
 */
export function checkReviewerHandling(
  finding: Judged & Pick<StoredFinding, 'origin' | 'foundBy'>,
  handling: { readonly act: HandlingAct; readonly reason: string },
  by: { readonly personId: string; readonly step: string },
): Refusal[] {
  const isFinalReview = isFinalStep(by.step);
  const refusals = checkAct(finding, handling.act, handling.reason, isFinalReview);
  if (handling.act !== 'settled') return refusals;
  if (finding.kind === 'classification') {
    refusals.push(proofreadingRefusal('finding_never_refused', undefined, 'REG-17-2'));
  }
  if (finding.origin !== 'reviewer' || !(finding.foundBy === by.personId || isFinalReview)) {
    refusals.push(proofreadingRefusal('finding_not_yours_to_settle'));
  }
  return refusals;
}

/** The handling that counts: the last one. */
export function lastHandling(finding: Pick<StoredFinding, 'handlings'>): Handling | null {
  return finding.handlings.at(-1) ?? null;
}

/** How a finding stands: nobody handled it, it waits for a decision, or it is done with. */
export function standingOf(finding: Pick<StoredFinding, 'handlings'>): 'open' | 'escalated' | 'done' {
  const last = lastHandling(finding);
  if (last === null) return 'open';
  return last.act === 'escalated' ? 'escalated' : 'done';
}

/** Whether a pass of this step answers for the findings: the levels and the signature; a split level by its 校. */
export function answersForFindings(step: string, steps: readonly string[]): boolean {
  const isLevel = ['l1', 'proof_l1', 'l2', 'proof_l2', 'l3', 'proof_l3', 'sign_off'].includes(step);
  return isLevel && !steps.includes(`proof_${step}`);
}

/**
 * Why a step may not be passed yet for the sake of its findings. The same stands in the database
 * (office.guard_decision_findings).
 *
 * Refusals: `finding_unhandled`, at 终审 and later also `finding_undecided`.
 *
 * @param steps of the whole route
 * @rule TR-17
 */
export function whyNotPass(
  findings: readonly Pick<StoredFinding, 'handlings'>[],
  step: string,
  steps: readonly string[],
): Refusal[] {
  if (!answersForFindings(step, steps)) return [];
  const standings = findings.map(standingOf);
  return [
    ...(standings.includes('open') ? [proofreadingRefusal('finding_unhandled', 'findings')] : []),
    ...(isFinalStep(step) && standings.includes('escalated')
      ? [proofreadingRefusal('finding_undecided', 'findings')]
      : []),
  ];
}
