import 'server-only';
import { lateOpinionsOf, listRoundsOwingOpinions } from '@/lib/approvals/queries';
import { owedOpinion, owedOpinionWords } from '@/lib/approvals/rules/late-opinion';
import { standingPasses } from '@/lib/approvals/rules/next-steps';
import { currentCalendar } from '@/lib/calendar/queries';
import { namesOf } from '@/lib/organs/queries';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { visibleTo } from '../policy';

/** A written opinion of the emergency lane that is owed, as a task. */
export type OwedOpinionTask = {
  readonly itemId: string;
  readonly what: string;
  readonly href: string;
  readonly since: Date;
  readonly urgent: boolean;
};

/**
 * The written opinions this person still owes, and for those who answer for disclosure also the late ones of others.
 *
 * @rule TR-11
 */
export async function listOwedOpinions(actor: Actor): Promise<OwedOpinionTask[]> {
  if (visibleTo(actor).scope !== 'organ') return [];
  const rounds = await listRoundsOwingOpinions(actor.organId);
  if (rounds.length === 0) return [];
  const answersForAll = holdsAny(actor, ['office_head', 'disclosure_leader', 'head_of_organ']);
  const decisions = rounds.flatMap((round) => round.decisions.map((decision) => ({ round, decision })));
  const [calendar, written, people] = await Promise.all([
    currentCalendar(),
    lateOpinionsOf(decisions.map(({ decision }) => decision.id)),
    namesOf(decisions.map(({ decision }) => decision.personId)),
  ]);
  const when = { calendar, today: civilDate(currentTime()) };
  return decisions.flatMap(({ round, decision }): OwedOpinionTask[] => {
    const standing = standingPasses(round.facts).get(decision.position ?? 0);
    const { lane, facts } = round;
    const owed = owedOpinion(
      { lane, closed: facts.closed },
      decision,
      standing,
      written.has(decision.id),
      when,
    );
    const isOwn = decision.personId === actor.personId;
    if (owed === null || !(isOwn || (answersForAll && owed.isOverdue))) return [];
    const words = owedOpinionWords(owed);
    return [
      {
        itemId: round.itemId,
        what: isOwn ? words : `${people.get(decision.personId)?.name ?? ''}：${words}`,
        href: `/office/items/${round.itemId}`,
        since: decision.decidedAt,
        urgent: owed.isOverdue,
      },
    ];
  });
}
