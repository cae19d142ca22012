import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import type { ClosedReason, Conclusion, DecisionFacts, Lane } from '../types';

/** Working days within which the longer written opinion may follow a conclusion in the emergency lane (TR-11). */
export const LATE_OPINION_WORKING_DAYS = 1;

/** A written opinion that is still owed: its last day, and whether that is past. */
export type OwedOpinion = { readonly due: CivilDate; readonly isOverdue: boolean };

type Given = Pick<DecisionFacts, 'position' | 'seq'> & {
  readonly conclusion: Conclusion;
  readonly opinion: string;
  readonly decidedAt: Date;
};

/**
 * Whether a decision still owes its written opinion: a pass of the emergency lane that was given without a word, that
 * still counts, on a text that was not given up meanwhile. Null where nothing is owed.
 *
 * @param standing the pass that counts at the position of the decision, if there is one
 * @param isWritten whether the later opinion is there
 * @param today civil date in Asia/Shanghai
 * @rule TR-11
 */
export function owedOpinion(
  round: { readonly lane: Lane; readonly closed: ClosedReason | null },
  decision: Given,
  standing: Pick<DecisionFacts, 'seq'> | undefined,
  isWritten: boolean,
  { calendar, today }: { readonly calendar: Calendar; readonly today: CivilDate },
): OwedOpinion | null {
  const isVoid = round.closed !== null && round.closed !== 'published';
  if (round.lane !== 'emergency' || isVoid || decision.conclusion !== 'pass') return null;
  if (isWritten || decision.opinion.trim() !== '' || standing?.seq !== decision.seq) return null;
  const { date: due } = workingDayAfter(calendar, civilDate(decision.decidedAt), LATE_OPINION_WORKING_DAYS);
  return { due, isOverdue: today > due };
}

/** What the screens say of an opinion that is owed. */
export function owedOpinionWords({ due, isOverdue }: OwedOpinion): string {
  return isOverdue ? `书面意见逾期未补（应于 ${due} 前补写）` : `书面意见待补（${due} 前）`;
}
