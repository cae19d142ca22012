import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { namesOf } from '@/lib/organs/queries';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { listDuties } from '../after-publication/queries/list-duties';
import { hideConfirmDue } from '../after-publication/rules/duties';
import { visibleTo } from '../policy';
import type { PublicState } from '../types';
import { type ItemRow, listRowsOf, scopeFilter } from './list-items';
import { listOwedOpinions } from './list-owed-opinions';
import { listWaitingReviews, type WaitingReviews } from './list-waiting-reviews';

/** One thing that waits for the person: the item, what to do, and since when. */
export type Task = {
  readonly row: ItemRow;
  readonly what: string;
  readonly href: string;
  readonly since: Date;
  readonly urgent: boolean;
  /** The last round of the item ran in the emergency lane (TR-11); such stand first in their group. */
  readonly isEmergency: boolean;
};

/** `reviews` are the steps the person may decide now, `barred` those that only wait for their role. */
export type TaskList = WaitingReviews & {
  /** Opinions of the emergency lane still to be written (TR-11). */
  readonly opinions: readonly Task[];
  /** Texts of the person that came back. */
  readonly returned: readonly Task[];
  /** Approved texts that wait for the publisher; plans that failed come first, marked urgent. */
  readonly toPublish: readonly Task[];
  /** Hidden items that wait for confirmation (TR-14). */
  readonly hidden: readonly Task[];
  /** What is due after publications: pages to read, 解读, 有效性, reasons and reports; the late first. */
  readonly duties: readonly Task[];
  /** Drafts of the person. */
  readonly drafts: readonly Task[];
};

type Found = {
  itemId: string;
  what: string;
  href: string;
  since: Date;
  urgent: boolean;
};

/** 待办: what waits for this person, computed from the same rules that decide what they may do. */
export async function listTasks(actor: Actor): Promise<TaskList> {
  const [waiting, opinions, own, toPublish, hidden, duties] = await Promise.all([
    listWaitingReviews(actor),
    listOwedOpinions(actor),
    findOwn(actor),
    findToPublish(actor),
    findHidden(actor),
    listDuties(actor),
  ]);
  const found = [...opinions, ...own.returned, ...own.drafts, ...toPublish, ...hidden, ...duties];
  const rows = new Map(
    (await listRowsOf([...new Set(found.map((task) => task.itemId))])).map((row) => [row.id, row]),
  );
  const emergencies = await findEmergencies([...rows.keys()]);
  const withRows = (tasks: readonly Found[]): Task[] =>
    tasks
      .flatMap(({ itemId, ...task }) => {
        const row = rows.get(itemId);
        return row ? [{ ...task, row, isEmergency: emergencies.has(itemId) }] : [];
      })
      .sort((a, b) => Number(b.isEmergency) - Number(a.isEmergency));
  return {
    ...waiting,
    opinions: withRows(opinions),
    returned: withRows(own.returned),
    toPublish: withRows(toPublish),
    hidden: withRows(hidden),
    duties: withRows(duties),
    drafts: withRows(own.drafts),
  };
}

/** The items whose last round ran in the emergency lane, but for those that are drafts again. */
async function findEmergencies(itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rounds = await staffDatabase().round.findMany({
    where: { itemId: { in: [...itemIds] }, item: { draftState: { not: 'draft' } } },
    distinct: ['itemId'],
    orderBy: [{ itemId: 'asc' }, { openedAt: 'desc' }],
    select: { itemId: true, lane: true },
  });
  return new Set(rounds.filter(({ lane }) => lane === 'emergency').map(({ itemId }) => itemId));
}

async function findOwn(actor: Actor): Promise<{ returned: Found[]; drafts: Found[] }> {
  if (!actor.roles.includes('author')) return { returned: [], drafts: [] };
  const items = await staffDatabase().item.findMany({
    where: {
      AND: [
        scopeFilter(visibleTo(actor)),
        { draftState: { in: ['draft', 'returned'] } },
        { OR: [{ createdBy: actor.personId }, { draft: { savedBy: actor.personId } }] },
      ],
    },
    select: {
      id: true,
      draftState: true,
      draft: { select: { savedAt: true, savedBy: true } },
      createdAt: true,
    },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  const names = await namesOf(items.flatMap(({ draft }) => (draft ? [draft.savedBy] : [])));
  // A reviewer may have taken up the pen: the text is no longer as its author left it.
  const whoElse = ({ draft }: (typeof items)[number]) =>
    draft && draft.savedBy !== actor.personId ? names.get(draft.savedBy)?.name : undefined;
  const task = (item: (typeof items)[number], what: string): Found => ({
    itemId: item.id,
    what,
    href: `/office/items/${item.id}/edit`,
    since: item.draft?.savedAt ?? item.createdAt,
    urgent: false,
  });
  return {
    returned: items
      .filter((item) => item.draftState === 'returned')
      .map((item) => task(item, '按退回意见修改')),
    drafts: items
      .filter((item) => item.draftState === 'draft')
      .map((item) => {
        const name = whoElse(item);
        return task(item, name ? `被${name}修改过，继续拟稿` : '继续拟稿');
      }),
  };
}

async function findToPublish(actor: Actor): Promise<Found[]> {
  if (!actor.roles.includes('publisher')) return [];
  const items = await staffDatabase().item.findMany({
    where: { organId: actor.organId, draftState: 'approved' },
    select: {
      id: true,
      live: { select: { publicState: true } },
      rounds: { where: { closedAt: null }, select: { decisions: { orderBy: { seq: 'desc' }, take: 1 } } },
    },
  });
  const refused = await staffDatabase().plan.findMany({
    where: { itemId: { in: items.map((item) => item.id) }, endedReason: 'refused' },
    select: { itemId: true },
  });
  return items
    .map((item) => {
      const failed = refused.some((plan) => plan.itemId === item.id);
      return {
        itemId: item.id,
        what: whatToPublish((item.live?.publicState ?? 'unpublished') as PublicState, failed),
        href: `/office/items/${item.id}`,
        since: item.rounds[0]?.decisions[0]?.decidedAt ?? new Date(0),
        urgent: failed,
      };
    })
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.since.getTime() - b.since.getTime());
}

function whatToPublish(publicState: PublicState, failed: boolean): string {
  if (publicState === 'hidden') return '原信息已隐藏，恢复公开后才能发布';
  if (publicState === 'withdrawn') return '原信息已撤回，请退回拟稿人';
  return failed ? '定时发布没有成功，请处理' : '发布';
}

async function findHidden(actor: Actor): Promise<Found[]> {
  if (!holdsAny(actor, ['reviewer_l3', 'disclosure_leader', 'head_of_organ'])) return [];
  const items = await staffDatabase().liveItem.findMany({
    where: { organId: actor.organId, publicState: 'hidden' },
    select: { itemId: true },
  });
  const events = await staffDatabase().visibilityEvent.findMany({
    where: { itemId: { in: items.map((item) => item.itemId) }, kind: 'hide' },
    orderBy: { at: 'desc' },
  });
  const calendar = await currentCalendar();
  const today = civilDate(currentTime());
  return items.map(({ itemId }) => {
    const since = events.find((event) => event.itemId === itemId)?.at ?? new Date(0);
    const due = hideConfirmDue(calendar, civilDate(since), today);
    const when = due.isLate ? `（${due.on} 前应办，已逾期）` : `（${due.on} 前）`;
    return {
      itemId,
      what: `确认撤回，或恢复公开${when}`,
      href: `/office/items/${itemId}`,
      since,
      urgent: true,
    };
  });
}
