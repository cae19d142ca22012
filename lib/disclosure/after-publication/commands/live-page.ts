import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { tellLiveProblem } from '../../commands/tell';
import { followUpRefusal } from '../messages';
import type { LeakReportInput, LiveCheckInput } from '../schema';
import { asDate, followUp } from './shared';

/**
 * Records that a person read the live page of what is public now: all right, or a problem with its words, which counts
 * as an error found after publication and is told the writers and the head of the office.
 *
 * Refusals: `not_public_now`; `publication_changed` where another version is public by now; `own_page` of a hand in the
 * text and of its publisher; `problem_undescribed`.
 */
export function recordLiveCheck(actor: Actor, input: LiveCheckInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'check_live', 'check_live', async (tx, item) => {
    const { publicationId, result, note } = input;
    const live = await tx.liveItem.findUnique({ where: { itemId: item.id } });
    if (live === null || !['published', 'archived'].includes(live.publicState))
      return [followUpRefusal('not_public_now')];
    if (live.publicationId !== publicationId) return [followUpRefusal('publication_changed')];
    const hand = { versionId: live.versionId, personId: actor.personId };
    const publication = await tx.publication.findUniqueOrThrow({ where: { id: publicationId } });
    const isOwn = publication.publisherId === actor.personId;
    if (isOwn || (await tx.versionContributor.count({ where: hand })) > 0)
      return [followUpRefusal('own_page')];
    if (result === 'problem' && note === '') return [followUpRefusal('problem_undescribed', 'note')];
    const row = await tx.liveCheck.create({
      data: { publicationId, result, note, checkedBy: actor.personId, checkedAt: currentTime() },
    });
    if (result === 'problem') await tellLiveProblem(tx, actor, item, row.id);
    return { table: 'liveCheck', id: row.id, row };
  });
}

/**
 * Records to whom and when a suspected leak was reported, and what was kept as evidence.
 *
 * Refusals: `no_leak` where the item was not hidden for that reason; `report_in_future`.
 *
 * @rule TR-16
 */
export function reportLeak(actor: Actor, input: LeakReportInput): Promise<Result<null>> {
  return followUp(actor, input.itemId, 'report_leak', 'report_leak', async (tx, item) => {
    const { eventId, reportedTo, reportedOn, evidence } = input;
    const event = await tx.visibilityEvent.findFirst({ where: { id: eventId, itemId: item.id } });
    if (event?.reasonKind !== 'leak') return [followUpRefusal('no_leak')];
    if (reportedOn > civilDate(currentTime())) return [followUpRefusal('report_in_future', 'reportedOn')];
    const row = await tx.leakReport.create({
      data: {
        eventId,
        reportedTo,
        reportedOn: asDate(reportedOn),
        evidence,
        recordedBy: actor.personId,
        recordedAt: currentTime(),
      },
    });
    return { table: 'leakReport', id: row.id, row };
  });
}
