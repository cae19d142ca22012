import 'server-only';
import type { ContentClass } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { canSee, type ItemFacts } from '../policy';
import { asItemContent } from '../rules/content-format';
import type { DraftState, ItemContent, ItemKind, PublicState } from '../types';

type Reader = Pick<Tx, 'item' | 'plan' | 'version'>;

/** The working copy of an item. */
export type DraftRow = {
  revision: number;
  content: ItemContent;
  contentHash: string;
  savedBy: string;
  savedAt: Date;
};

/** What is public now, or was. */
export type LiveRow = {
  versionId: string;
  indexNo: string;
  publicState: PublicState;
  firstPublishedAt: Date;
  lastPublishedAt: Date;
  publications: number;
};

/** An item with its three facts, its working copy and its plan. */
export type LoadedItem = ItemFacts & {
  id: string;
  kind: ItemKind;
  contentClass: ContentClass;
  revision: number;
  createdAt: Date;
  draft: DraftRow;
  live: LiveRow | null;
  plan: { id: string; roundId: string; publishAt: Date; plannedBy: string } | null;
  /** Of the last plan that could not be carried out, if nothing has happened since. */
  refusedPlan: { publishAt: Date; refusal: string } | null;
};

/** Loads an item; null where it does not exist. Takes no actor: callers check `canSee` or the policy. */
export async function loadItem(
  itemId: string,
  database: Reader = staffDatabase(),
): Promise<LoadedItem | null> {
  const item = await database.item.findUnique({
    where: { id: itemId },
    include: { draft: true, live: true },
  });
  if (item === null || item.draft === null) return null;
  const [plan] = await database.plan.findMany({ where: { itemId }, orderBy: { plannedAt: 'desc' }, take: 1 });
  return {
    id: item.id,
    organId: item.organId,
    sectionId: item.sectionId,
    createdBy: item.createdBy,
    createdAt: item.createdAt,
    kind: item.kind as ItemKind,
    contentClass: item.contentClass as ContentClass,
    revision: item.revision,
    draftState: item.draftState as DraftState,
    publicState: (item.live?.publicState ?? 'unpublished') as PublicState,
    draft: { ...item.draft, content: asItemContent(item.draft.content) },
    live: item.live && { ...item.live, publicState: item.live.publicState as PublicState },
    plan: plan && plan.endedAt === null ? plan : null,
    refusedPlan:
      plan?.endedReason === 'refused' && item.draftState === 'approved'
        ? { publishAt: plan.publishAt, refusal: plan.refusal ?? '' }
        : null,
  };
}

/** The item if the actor may see it; what is out of scope does not exist. */
export async function findItem(actor: Actor, itemId: string): Promise<LoadedItem | null> {
  const item = await loadItem(itemId);
  return item !== null && canSee(actor, item) ? item : null;
}

/** The frozen content of a version. */
export async function getVersionContent(
  versionId: string,
  database: Reader = staffDatabase(),
): Promise<{ content: ItemContent; number: number; contentHash: string }> {
  const version = await database.version.findUniqueOrThrow({ where: { id: versionId } });
  return {
    content: asItemContent(JSON.parse(version.canonical)),
    number: version.number,
    contentHash: version.contentHash,
  };
}
