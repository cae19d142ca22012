import 'server-only';
import { findActor } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { endPlan } from './commands/end-plan';
import { putOnline } from './commands/publish-item';
import { auditItem, moveItem } from './commands/shared';
import { tellPlanRefused } from './commands/tell';
import { disclosureRefusal } from './messages';
import { type LoadedItem, loadItem } from './queries/load-item';

/** What became of one planned publication; `taken`: another worker or a person was quicker. */
export type PlanOutcome = { readonly itemId: string } & (
  | { readonly outcome: 'published' | 'taken' }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly outcome: 'failed'; readonly fault: unknown }
);

/**
 * Publishes what is due, each plan in its own transaction and in the name of who planned it. Everything is checked
 * again at the hour; a plan that fails is ended as refused, its item waits as approved, and the list shows it in red.
 * A fault concerns its own plan only, which stays due, so that one broken plan does not keep the others from
 * appearing at their hour.
 */
export async function publishDuePlans(): Promise<PlanOutcome[]> {
  const due = await staffDatabase().plan.findMany({
    where: { endedAt: null, publishAt: { lte: currentTime() } },
    orderBy: { publishAt: 'asc' },
    take: 50,
  });
  const outcomes: PlanOutcome[] = [];
  for (const { itemId, plannedBy } of due) {
    try {
      outcomes.push({ itemId, ...(await carryOutOrGiveUp(itemId, plannedBy)) });
    } catch (fault) {
      outcomes.push({ itemId, outcome: 'failed', fault });
    }
  }
  return outcomes;
}

async function carryOutOrGiveUp(itemId: string, plannedBy: string) {
  const carried = await carryOut(itemId, plannedBy);
  if (carried.ok) return { outcome: carried.value } as const;
  await giveUp(itemId, plannedBy, carried.refusals);
  return { outcome: 'refused', refusals: carried.refusals } as const;
}

/** The item with a plan that is due, locked; null where another worker or a person was quicker. */
async function lockDue(
  tx: Parameters<typeof loadItem>[1] & object,
  itemId: string,
): Promise<LoadedItem | null> {
  const item = await loadItem(itemId, tx);
  return item?.plan && item.plan.publishAt <= currentTime() && item.draftState === 'scheduled' ? item : null;
}

function carryOut(itemId: string, plannedBy: string): Promise<Result<'published' | 'taken'>> {
  return inTransaction<'published' | 'taken'>(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM office.item WHERE id = ${itemId} FOR NO KEY UPDATE`;
    const item = await lockDue(tx, itemId);
    if (item === null) return ok('taken');
    const actor = await findActor(plannedBy, null, tx);
    if (actor === null || !actor.roles.includes('publisher')) {
      return refuse(disclosureRefusal('role_missing_publish'));
    }
    await endPlan(tx, item, 'published', null);
    const result = await putOnline(tx, actor, item);
    return result.ok ? ok('published') : result;
  });
}

async function giveUp(itemId: string, plannedBy: string, refusals: readonly Refusal[]): Promise<void> {
  const result = await inTransaction<null>(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM office.item WHERE id = ${itemId} FOR NO KEY UPDATE`;
    const item = await lockDue(tx, itemId);
    if (item === null) return ok(null);
    await endPlan(tx, item, 'refused', refusals.map((refusal) => refusal.message).join(' '));
    await moveItem(tx, item, 'unschedule', 'approved');
    if (item.plan !== null) await tellPlanRefused(tx, item, item.plan);
    await auditItem(tx, systemActor(item.organId, plannedBy), itemId, 'plan_refused', {
      refusals: refusals.map((refusal) => refusal.code),
    });
    return ok(null);
  });
  if (!result.ok) throw new Error(`could not end the plan of item ${itemId}`);
}

/** The system acts on behalf of who planned; it holds no role. */
function systemActor(organId: string, onBehalfOf: string): Actor {
  return {
    personId: onBehalfOf,
    organId,
    sectionId: null,
    name: '系统（定时发布）',
    post: '',
    roles: [],
    standsFor: [],
    clientAddress: null,
    reauthenticatedAt: null,
  };
}
