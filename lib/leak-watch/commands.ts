import 'server-only';
import { listColleagues } from '@/lib/organs/queries';
import { LEAK_WATCHER_NAME, leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import { type Actor, holdsAny, type Operator, type Role } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { notify } from '@/lib/platform/notify';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { leakWatchRefusal } from './messages';
import { whyNotWatch } from './policy';
import { findWatchedSite } from './queries';
import { leakWatchFacts } from './rules/facts';
import { RUN_LIMIT_MS } from './rules/nightly';
import type { LeakFinding, LeakWatchResult, SurfaceRecord } from './types';

/** Who asked for a run: a person, the clock, or somebody at the command line. */
type Requester = Pick<Actor, 'personId' | 'name' | 'clientAddress'> | Operator;

/** Who is told of a leak. */
const TOLD_OF_LEAKS = [
  'system_admin',
  'security_admin',
  'office_head',
  'head_of_organ',
] as const satisfies readonly Role[];

/** The clock as the one who asks. */
export const NIGHT: Operator = { personId: null, name: LEAK_WATCHER_NAME, clientAddress: null };

/**
 * Asks for a run of the leak watch on the site of the person's organ; the worker begins it within seconds.
 *
 * Refusals: `role_missing_watch`, `organ_without_site`, `watch_is_running`.
 */
export async function startLeakWatch(actor: Actor): Promise<Result<{ runId: string }>> {
  const refusals = whyNotWatch(actor);
  return refusals.length > 0 ? refuse(...refusals) : requestLeakWatch(actor.organId, actor);
}

/**
 * Notes a run that is to be made, with its audit row. A run that never finished, such as after a power cut, is given up
 * first.
 *
 * Refusals: `organ_without_site`, `watch_is_running`.
 */
export async function requestLeakWatch(
  organId: string,
  requester: Requester,
): Promise<Result<{ runId: string }>> {
  if ((await findWatchedSite(organId)) === null) return refuse(leakWatchRefusal('organ_without_site'));
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`leak-watch:${organId}`}, 0))`;
    const open = await tx.leakWatchRun.findFirst({ where: { organId, finishedAt: null } });
    if (open) {
      const since = (open.startedAt ?? open.requestedAt).getTime();
      if (currentTime().getTime() - since < RUN_LIMIT_MS) return refuse(leakWatchRefusal('watch_is_running'));
      const finding = {
        kind: 'not_served',
        group: '中断',
        address: '',
        places: [],
        detail: '检测中途停止，没有结果',
      } satisfies LeakFinding;
      await endRun(tx, open.id, {
        organId,
        result: 'failed',
        findings: [finding],
        surfaces: [],
        asked: open.asked,
      });
    }
    const run = await tx.leakWatchRun.create({
      data: {
        organId,
        requestedBy: requester.personId,
        requestedName: requester.name,
        requestedAt: currentTime(),
      },
    });
    await writeAudit(tx, {
      organId,
      actor: requester,
      action: 'start_leak_watch',
      subject: { type: 'leak_watch_run', id: run.id },
    });
    return ok({ runId: run.id });
  });
}

/** Takes a run that nobody has begun; false where another worker was quicker. */
export async function takeLeakWatch(runId: string): Promise<boolean> {
  const { count } = await staffDatabase().leakWatchRun.updateMany({
    where: { id: runId, startedAt: null, finishedAt: null },
    data: { startedAt: currentTime() },
  });
  return count === 1;
}

/** Notes how far a run has come, for whoever watches it. */
export async function noteLeakWatch(
  runId: string,
  progress: { readonly asked?: number; readonly planned?: number; readonly itemId?: string },
): Promise<void> {
  await staffDatabase().leakWatchRun.updateMany({ where: { id: runId, finishedAt: null }, data: progress });
}

/** What a run ended with. */
export type LeakWatchEnd = {
  readonly organId: string;
  readonly result: LeakWatchResult;
  readonly findings: readonly LeakFinding[];
  readonly surfaces: readonly SurfaceRecord[];
  readonly asked: number;
};

/** Finishes a run, once, with its audit row; what was found can't be changed afterwards. */
export function finishLeakWatch(runId: string, end: LeakWatchEnd): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    await endRun(tx, runId, end);
    return ok(null);
  });
}

async function endRun(tx: Tx, runId: string, end: LeakWatchEnd): Promise<void> {
  const { organId, result, asked } = end;
  const findings = [...end.findings];
  const run = await tx.leakWatchRun.update({
    where: { id: runId },
    data: { finishedAt: currentTime(), result, asked, planned: asked, findings, surfaces: [...end.surfaces] },
  });
  await writeAudit(tx, {
    organId,
    actor: { personId: leakWatcherId(organId), name: LEAK_WATCHER_NAME, clientAddress: null },
    action: 'finish_leak_watch',
    subject: { type: 'leak_watch_run', id: runId },
    detail: leakWatchFacts(run),
  });
  if (result === 'leak') await tellOfLeak(tx, organId, runId);
}

/** Tells those who answer for the site and those who can stop it. */
async function tellOfLeak(tx: Tx, organId: string, runId: string): Promise<void> {
  const people = await listColleagues(organId, tx);
  const recipients = people.filter((person) => holdsAny(person, TOLD_OF_LEAKS)).map(({ id }) => id);
  await notify(tx, { organId, kind: 'leak_found', itemId: null, recipients, key: `leak_found:${runId}` });
}
