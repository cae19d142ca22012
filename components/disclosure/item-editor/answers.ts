import type { DraftFinding } from '@/lib/disclosure/queries/proofread-draft';
import type { AuthorHandling } from '@/lib/proofreading/types';

/** An answer while it is written. */
export type Answer = Pick<AuthorHandling, 'act' | 'reason'>;

/**
 * Answers as they are kept in this window: by the key of a finding, and again by what it has in common with others, so
 * that they are still there when the place has moved. Hints are answered by rule.
 */
export type Answers = Readonly<Record<string, Answer>>;

const ofRule = (rule: string) => `rule ${rule}`;

/** The same reason for all hints of a rule; of anything else an answer of its own. */
export function answerKeys(finding: DraftFinding): string[] {
  return finding.severity === 'hint' ? [ofRule(finding.rule)] : [finding.key, `like ${finding.likeness}`];
}

/**
 * What is offered as the answer to a finding: what is being written, else what was written about the same in an earlier
 * version. What blocks can only be left to the final review.
 */
export function answerOf(finding: DraftFinding, answers: Answers): Answer {
  const written = answerKeys(finding)
    .map((key) => answers[key])
    .find((answer) => answer !== undefined);
  const reason = written?.reason ?? finding.former?.reason ?? '';
  if (finding.severity === 'blocking') return { act: 'escalated', reason };
  const act = written?.act ?? (finding.former?.act === 'escalated' ? 'escalated' : 'refused');
  return { act, reason };
}

/** Id of the fields in which a finding is answered: one for all hints of a rule. */
export function answerId(finding: DraftFinding): string {
  return `answer-${finding.severity === 'hint' ? finding.rule : finding.key}`;
}

const WANTS_WORDS = ['finding_reason_missing', 'escalation_reason_missing'];

/**
 * What a submission was refused for at each answer, by the id of its fields. What only wanted words is over as soon as
 * some are written; anything else stands until the next submission.
 */
export function refusedAnswers(
  refusals: readonly { readonly code: string; readonly message: string; readonly field?: string }[],
  findings: readonly DraftFinding[],
  answers: Answers,
): ReadonlyMap<string, string> {
  return new Map(
    findings.flatMap((finding): [string, string][] => {
      const refusal = refusals.find(({ field }) => field === `handlings.${finding.key}`);
      if (refusal === undefined) return [];
      const hasWords = answerOf(finding, answers).reason.trim() !== '';
      return hasWords && WANTS_WORDS.includes(refusal.code) ? [] : [[answerId(finding), refusal.message]];
    }),
  );
}

/** The answers a submission carries; markings have none. */
export function handlingsOf(findings: readonly DraftFinding[], answers: Answers): AuthorHandling[] {
  return findings
    .filter((finding) => finding.kind !== 'classification')
    .map((finding) => ({ key: finding.key, ...answerOf(finding, answers) }));
}

/** What a submission says beside the text: the answers to its findings, and the lane it asks for. */
export type Submission = {
  readonly handlings: readonly AuthorHandling[];
  readonly lane: 'normal' | 'emergency';
  readonly laneReason: string;
};

/** Whether all that a submission was refused for can be mended in its dialog, which then stays. */
export function staysInDialog(refusals: readonly { readonly field?: string }[]): boolean {
  return refusals.every(({ field }) => /^(?:proofreading$|laneReason$|handlings\.)/.test(field ?? ''));
}

/** The findings of each rule, in the order of their first one. */
export function byRule(findings: readonly DraftFinding[]): (readonly [rule: string, DraftFinding[]])[] {
  const groups = new Map<string, DraftFinding[]>();
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  return [...groups];
}

const storageKey = (itemId: string) => `answers-${itemId}`;

/** Answers that were written in this window and not submitted. */
export function readKeptAnswers(itemId: string): Answers {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey(itemId)) ?? '{}') as Answers;
  } catch {
    return {};
  }
}

/** Keeps answers until the text is submitted; none are forgotten. */
export function keepAnswers(itemId: string, answers: Answers): void {
  try {
    if (Object.keys(answers).length === 0) sessionStorage.removeItem(storageKey(itemId));
    else sessionStorage.setItem(storageKey(itemId), JSON.stringify(answers));
  } catch {
    // A full or closed storage: the answers are still in this window.
  }
}
