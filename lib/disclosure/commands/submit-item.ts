import 'server-only';
import { openRound } from '@/lib/approvals/commands/open-round';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { checkLane } from '@/lib/approvals/rules/lanes';
import type { Lane } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { recordSubmittedFindings } from '@/lib/proofreading/commands';
import { checkAuthorHandlings } from '@/lib/proofreading/rules/handling';
import type { AuthorHandling } from '@/lib/proofreading/types';
import { disclosureRefusal } from '../messages';
import { getVersionContent, type LoadedItem } from '../queries/load-item';
import { proofreadItem } from '../queries/proofread-item';
import { reprintSourcesOf } from '../queries/reprint-sources';
import { canonicalContent } from '../rules/canonical-content';
import { isChanged } from '../rules/changed-content';
import { uploadFacts } from '../rules/file-kinds';
import { checkReadyToSubmit, type SubmitFacts } from '../rules/ready-to-submit';
import { largeCorrection } from '../rules/small-correction';
import { auditItem, isReportYearTaken, lockItem, moveItem } from './shared';
import { tellNext } from './tell';

/** The facts beside the content that a submission is judged by. */
export async function submitFacts(tx: Tx, item: LoadedItem): Promise<SubmitFacts> {
  const columns = await tx.siteColumn.findMany({
    where: { organId: item.organId, layout: 'list' },
    select: { id: true },
  });
  const uploads = await tx.upload.findMany({
    where: { itemId: item.id },
    select: { sha256: true, name: true, file: { select: { size: true } } },
  });

  return {
    contentClass: item.contentClass,
    today: civilDate(currentTime()),
    listColumns: new Set(columns.map((column) => column.id)),
    columnClass: (await routeSettingsOf(item.organId, tx)).column_class,
    isCorrection: item.live !== null,
    reprintSources: await reprintSourcesOf(item.organId, tx),
    uploads: uploadFacts(uploads.map(({ sha256, name, file }) => ({ sha256, name, size: file.size }))),
  };
}

/** What a submission says beside the text it is about. */
export type SubmitInput = {
  readonly itemId: string;
  readonly itemRevision: number;
  readonly draftRevision: number;
  /** `emergency` asks for the fast lane of TR-11. */
  readonly lane?: 'normal' | 'emergency';
  readonly laneReason?: string;
  /** What the author says of the findings of the machine. */
  readonly handlings?: readonly AuthorHandling[];
};

/** A typing error in a public text takes the lane of corrections by itself (TR-12). */
function laneOf(item: LoadedItem, input: SubmitInput): Lane {
  if (input.lane === 'emergency') return 'emergency';
  // Of a hidden item nothing public is corrected: its text takes the ordinary route.
  const isPublic = item.publicState === 'published' || item.publicState === 'archived';
  return isPublic && item.draft.content.correction?.kind === 'typo' ? 'correction' : 'normal';
}

/**
 * Freezes the draft as a new version and opens its round: 拟稿 → 审核.
 *
 * Refusals: those of the policy; `stale_item`; `nothing_changed` against the public version; those of `checkLane`; all that
 * `checkReadyToSubmit` finds; `correction_fields`, `correction_form`, `correction_figures` and `correction_length` of
 * what calls itself 文字更正 and is more; `report_year_taken` when another report of this year is public (AR-T8);
 * those of `checkAuthorHandlings`.
 *
 * @rule TR-1 @rule TR-2 @rule TR-17 @rule TR-19 @rule REG-17-2
 */
export function submitItem(actor: Actor, input: SubmitInput): Promise<Result<{ versionNumber: number }>> {
  return inTransaction(async (tx) => {
    const locked = await lockItem(tx, actor, 'submit', input.itemId, input.itemRevision);
    if (!locked.ok) return locked;
    const item = locked.value;
    const { content } = item.draft;
    let { revision } = item.draft;
    // Saves do not count as acts on the item: a text saved by somebody else meanwhile was never seen by this person.
    if (input.draftRevision !== revision) {
      return refuse(disclosureRefusal('stale_item'));
    }
    const { canonical, contentHash } = canonicalContent(content);
    const published = item.live === null ? null : (await getVersionContent(item.live.versionId, tx)).content;
    if (published !== null && !isChanged(published, content)) {
      return refuse(disclosureRefusal('nothing_changed'));
    }
    const refusals = checkReadyToSubmit(content, await submitFacts(tx, item));
    if (await isReportYearTaken(tx, item, content)) {
      refusals.push(disclosureRefusal('report_year_taken', 'report.year'));
    }
    const large =
      published !== null && content.correction?.kind === 'typo' ? largeCorrection(published, content) : null;
    if (large !== null) refusals.push(disclosureRefusal(`correction_${large}`, 'correction'));
    const lane = laneOf(item, input);
    refusals.push(...checkLane(lane, input.laneReason ?? '', item.contentClass));
    const { findings } = await proofreadItem(item, content, tx);
    const handlings = input.handlings ?? [];
    refusals.push(...checkAuthorHandlings(findings, handlings));
    if (refusals.length > 0) return refuse(...refusals);
    if (contentHash !== item.draft.contentHash) {
      // A draft last saved in an earlier format: what is frozen now is written in the present one.
      revision += 1;
      await tx.draft.update({
        where: { itemId: item.id },
        data: { revision, content, contentHash, savedBy: actor.personId, savedAt: currentTime() },
      });
    }
    const version = await tx.version.create({
      data: {
        itemId: item.id,
        organId: item.organId,
        number: 0, // counted by the database
        draftRevision: revision,
        canonical,
        contentHash,
        frozenBy: actor.personId,
        frozenAt: currentTime(),
      },
    });
    const { roundId } = await openRound(tx, actor, {
      itemId: item.id,
      versionId: version.id,
      contentHash,
      contentClass: item.contentClass,
      lane,
      laneReason: lane === 'emergency' ? (input.laneReason ?? '').trim() : '',
    });
    const subject = { itemId: item.id, versionId: version.id, roundId };
    await recordSubmittedFindings(tx, actor, subject, findings, handlings);
    await moveItem(tx, item, 'submit', 'in_review');
    await auditItem(tx, actor, item.id, 'submit', {
      version_id: version.id,
      version: version.number,
      content_hash: contentHash,
      frozen_at: version.frozenAt.toISOString(),
      round_id: roundId,
      content_class: item.contentClass,
      ...(lane === 'normal' ? {} : { lane }),
    });
    await tellNext(tx, item);
    return ok({ versionNumber: version.number });
  });
}
