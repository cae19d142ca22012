import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import type { ItemKind } from '../../types';
import { RELATION_KINDS, type RelatedItem, type ValidityEvent } from '../types';
import { readEvents } from './validity';

/** What stands around a public item beside its text: 有效性, related items, who reviewed it. */
export type Surroundings = {
  readonly events: readonly ValidityEvent[];
  readonly related: readonly RelatedItem[];
  /** By step of the route, in order; empty unless the organ wishes the names shown (TR-10). */
  readonly reviewers: readonly { readonly step: string; readonly name: string }[];
};

/**
 * The surroundings of a public item of an organ.
 *
 * @rule PF-24 @rule PF-28 @rule TR-10
 */
export async function findSurroundings(organId: string, itemId: string): Promise<Surroundings> {
  const database = publicDatabase();
  const where = { organId, itemId };
  const [validity, related, reviewers] = await Promise.all([
    database.publishedValidity.findFirst({ where, select: { events: true } }),
    database.publishedRelation.findMany({ where, orderBy: { firstPublishedAt: 'asc' } }),
    database.publishedReviewer.findMany({ where, orderBy: { position: 'asc' } }),
  ]);
  return {
    events: readEvents(validity?.events ?? []),
    related: related.flatMap((row) => {
      const kind = RELATION_KINDS.find((known) => known === row.kind);
      if (kind === undefined) return [];
      return [
        {
          kind,
          isReverse: row.isReverse,
          id: row.relatedId,
          itemKind: row.relatedKind as ItemKind,
          title: row.title,
          publishedAt: row.firstPublishedAt,
          reportYear: row.reportYear,
        },
      ];
    }),
    reviewers: reviewers.map(({ step, name }) => ({ step, name })),
  };
}

/** The public notice that says why a changed 行政处罚决定 was withdrawn; null for everything else (TR-15). */
export async function findWithdrawalNotice(organId: string, itemId: string): Promise<string | null> {
  const gone = await publicDatabase().publishedGone.findFirst({
    where: { organId, id: itemId },
    select: { noticeId: true },
  });
  return gone?.noticeId ?? null;
}
