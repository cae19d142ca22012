import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { approvalRefusal } from '../messages';

/**
 * Adds the longer written opinion of the actor's own decision in the emergency lane, once.
 *
 * Refusals: `late_opinion_not_yours` (another person's decision, another lane, or already written),
 * `late_opinion_empty`.
 *
 * @rule TR-11
 */
export function addLateOpinion(
  actor: Actor,
  input: { decisionId: string; opinion: string },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const opinion = input.opinion.trim();
    if (opinion === '') return refuse(approvalRefusal('late_opinion_empty', {}, 'opinion'));
    const decision = await tx.decision.findUnique({
      where: { id: input.decisionId },
      include: { round: { select: { organId: true, lane: true, itemId: true } } },
    });
    const isOwn = decision?.personId === actor.personId && decision.round.organId === actor.organId;
    const written = await tx.lateOpinion.findUnique({ where: { decisionId: input.decisionId } });
    if (decision === null || !isOwn || decision.round.lane !== 'emergency' || written !== null) {
      return refuse(approvalRefusal('late_opinion_not_yours'));
    }
    const stored = await tx.lateOpinion.create({
      data: { decisionId: decision.id, personId: actor.personId, opinion, writtenAt: new Date(0) },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'add_late_opinion',
      subject: { type: 'decision', id: decision.id },
      detail: { item_id: decision.round.itemId, opinion, written_at: stored.writtenAt.toISOString() },
    });
    return ok(null);
  });
}
