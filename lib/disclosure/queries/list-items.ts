import 'server-only';
import { listOpenRoundsOf } from '@/lib/approvals/queries';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { type ContentClass, routeStepName } from '@/lib/approvals/types';
import { namesOf } from '@/lib/organs/queries';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { type ItemScope, visibleTo } from '../policy';
import { type ItemFilter, type ItemSort, LIST_PAGE_ROWS } from '../rules/item-query';
import type { DraftState, ItemContent, ItemKind, ItemStatus, PublicState } from '../types';

/** A row of a list of items, with the three facts. */
export type ItemRow = ItemStatus & {
  id: string;
  kind: ItemKind;
  contentClass: ContentClass;
  title: string;
  writer: string;
  savedAt: Date;
  firstPublishedAt: Date | null;
  /** Where a text under review stands, e.g. `第 2 稿，等待复审 · 二校`; empty otherwise. */
  progress: string;
  /** Its last plan was not carried out, and nothing has happened since. */
  planFailed: boolean;
};

type ItemWhere = NonNullable<Parameters<Tx['item']['findMany']>[0]>['where'];

/** The scope of the policy as a filter, so that a list and a single page agree. */
export function scopeFilter(scope: ItemScope): NonNullable<ItemWhere> {
  switch (scope.scope) {
    case 'none':
      return { id: { in: [] } };
    case 'organ':
      return { organId: scope.organId, ...noCanary(scope.organId) };
    case 'section':
      return {
        organId: scope.organId,
        ...noCanary(scope.organId),
        OR: [
          { createdBy: scope.personId },
          ...(scope.sectionId === null ? [] : [{ sectionId: scope.sectionId }]),
        ],
      };
  }
}

/** Without the drafts of the leak watch, which are nobody's work. */
function noCanary(organId: string): NonNullable<ItemWhere> {
  return { createdBy: { not: leakWatcherId(organId) } };
}

function publicStateFilter(state: PublicState | undefined): NonNullable<ItemWhere> {
  if (state === undefined) return {};
  return state === 'unpublished' ? { live: null } : { live: { publicState: state } };
}

/** The items a person may see, newest first, narrowed and paged; `total` counts all that fit. */
export async function listItems(
  actor: Actor,
  filter: ItemFilter,
  page: { readonly number: number; readonly sort: ItemSort },
): Promise<{ rows: ItemRow[]; total: number }> {
  const mine = filter.mine
    ? {
        OR: [
          { createdBy: actor.personId },
          { versions: { some: { contributors: { some: { personId: actor.personId } } } } },
        ],
      }
    : {};
  const words = filter.q?.trim();
  const where: ItemWhere = {
    AND: [
      scopeFilter(visibleTo(actor)),
      publicStateFilter(filter.publicState),
      mine,
      filter.kind ? { kind: filter.kind } : {},
      filter.draftState ? { draftState: filter.draftState } : {},
      filter.columnId ? { draft: { content: { path: ['columns'], array_contains: filter.columnId } } } : {},
      words
        ? {
            OR: [
              { draft: { content: { path: ['title'], string_contains: words } } },
              { draft: { content: { path: ['doc_no'], string_contains: words } } },
              { live: { indexNo: { contains: words } } },
            ],
          }
        : {},
    ],
  };
  const orderBy =
    page.sort === 'published'
      ? [{ live: { firstPublishedAt: 'desc' as const } }, { id: 'asc' as const }]
      : [{ draft: { savedAt: 'desc' as const } }, { id: 'asc' as const }];
  const [items, total] = await Promise.all([
    staffDatabase().item.findMany({
      where,
      orderBy,
      skip: (page.number - 1) * LIST_PAGE_ROWS,
      take: LIST_PAGE_ROWS,
      include: { draft: true, live: true },
    }),
    staffDatabase().item.count({ where }),
  ]);
  return { rows: await toRows(items), total };
}

type ItemWithParts = Awaited<ReturnType<typeof readItems>>[number];

function readItems(where: ItemWhere) {
  return staffDatabase().item.findMany({ where, include: { draft: true, live: true } });
}

/** Rows of given items in the given order, without asking for scope: callers list only what the person has to do with. */
export async function listRowsOf(itemIds: readonly string[]): Promise<ItemRow[]> {
  const rows = await toRows(await readItems({ id: { in: [...itemIds] } }));
  return rows.sort((a, b) => itemIds.indexOf(a.id) - itemIds.indexOf(b.id));
}

async function toRows(items: readonly ItemWithParts[]): Promise<ItemRow[]> {
  const underReview = items.filter((item) => item.draftState === 'in_review').map((item) => item.id);
  const [names, plans, rounds] = await Promise.all([
    namesOf(items.map((item) => item.createdBy)),
    staffDatabase().plan.findMany({
      where: { itemId: { in: items.map((item) => item.id) } },
      orderBy: { plannedAt: 'desc' },
    }),
    listOpenRoundsOf(underReview),
  ]);
  const progress = new Map(
    rounds.map((round) => [
      round.itemId,
      `第 ${round.versionNumber} 稿，等待${openSteps(round.facts).map(routeStepName).join('、')}`,
    ]),
  );
  return items.map((item) => ({
    id: item.id,
    kind: item.kind as ItemKind,
    contentClass: item.contentClass as ContentClass,
    title: (item.draft?.content as unknown as ItemContent | undefined)?.title || '（未填标题）',
    writer: names.get(item.createdBy)?.name ?? '',
    savedAt: item.draft?.savedAt ?? item.createdAt,
    draftState: item.draftState as DraftState,
    publicState: (item.live?.publicState ?? 'unpublished') as PublicState,
    plannedFor: plans.find((plan) => plan.itemId === item.id && plan.endedAt === null)?.publishAt ?? null,
    planFailed:
      item.draftState === 'approved' &&
      plans.find((plan) => plan.itemId === item.id)?.endedReason === 'refused',
    firstPublishedAt: item.live?.firstPublishedAt ?? null,
    progress: progress.get(item.id) ?? '',
  }));
}
