import 'server-only';
import type { ReportContent } from '@/lib/annual-report/types';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { canSee, visibleTo } from '../policy';
import type { DraftState, ItemContent, PublicState } from '../types';
import { scopeFilter } from './list-items';
import { getVersionContent } from './load-item';

/** An annual report that exists already: public, or in hand and within the actor's scope. */
export type ReportRow = {
  itemId: string;
  year: number;
  draftState: DraftState;
  publicState: PublicState;
  /** Whether the actor may open it in the office; a public one of another section is known but not opened. */
  isVisible: boolean;
};

/** The annual reports of the actor's organ that are public, and those in hand that the actor may see. */
export async function listReports(actor: Actor): Promise<ReportRow[]> {
  const items = await staffDatabase().item.findMany({
    where: {
      organId: actor.organId,
      kind: 'annual_report',
      draftState: { not: 'cancelled' },
      OR: [scopeFilter(visibleTo(actor)), { live: { publicState: { in: ['published', 'archived'] } } }],
    },
    include: { draft: true, live: true },
  });
  return items.flatMap((item) => {
    const report = (item.draft?.content as unknown as ItemContent | undefined)?.report;
    const year = report?.year ?? item.live?.reportYear;
    if (!year) return [];
    const draftState = item.draftState as DraftState;
    const publicState = (item.live?.publicState ?? 'unpublished') as PublicState;
    const isVisible = canSee(actor, { ...item, draftState, publicState });
    return { itemId: item.id, year, draftState, publicState, isVisible };
  });
}

/** The organ's public report of a year, whose 结转下年度 is next year's 上年结转 (A3-5); null where there is none. */
export async function findPublicReport(organId: string, year: number): Promise<ReportContent | null> {
  const live = await staffDatabase().liveItem.findFirst({
    where: { organId, reportYear: year, publicState: { in: ['published', 'archived'] } },
    select: { versionId: true },
  });
  return live && (await getVersionContent(live.versionId)).content.report;
}
