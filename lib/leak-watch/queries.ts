import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { type AuditedRecord, hasOtherActsSince } from '@/lib/platform/audit';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { mayWatch } from './policy';
import { leakWatchFacts } from './rules/facts';
import type { LeakFinding, LeakWatchResult, LeakWatchRun, SurfaceRecord, WatchedSite } from './types';

/** Runs shown in the list. */
const RUNS_SHOWN = 30;

type Row = Awaited<ReturnType<Tx['leakWatchRun']['findUniqueOrThrow']>>;

function toRun(row: Row): LeakWatchRun {
  return {
    ...row,
    result: row.result as LeakWatchResult | null,
    findings: row.findings as unknown as LeakFinding[],
    surfaces: row.surfaces as unknown as SurfaceRecord[],
  };
}

/** The newest runs of the actor's organ, without what each asked; none for those who may not see them. */
export async function listLeakWatchRuns(actor: Actor): Promise<LeakWatchRun[]> {
  if (!mayWatch(actor)) return [];
  const rows = await staffDatabase().leakWatchRun.findMany({
    where: { organId: actor.organId },
    orderBy: { requestedAt: 'desc' },
    take: RUNS_SHOWN,
    omit: { surfaces: true },
  });
  return rows.map((row) => toRun({ ...row, surfaces: [] }));
}

/** One run of the actor's organ with all that was asked; null where there is none or they may not see it. */
export async function findLeakWatchRun(actor: Actor, id: string): Promise<LeakWatchRun | null> {
  if (!mayWatch(actor)) return null;
  const row = await staffDatabase().leakWatchRun.findFirst({ where: { id, organId: actor.organId } });
  return row && toRun(row);
}

/** The newest finished run of an organ, or null: for the card of the administrators. */
export async function findLastLeakWatch(actor: Actor): Promise<LeakWatchRun | null> {
  if (!mayWatch(actor)) return null;
  const row = await staffDatabase().leakWatchRun.findFirst({
    where: { organId: actor.organId, finishedAt: { not: null } },
    orderBy: { requestedAt: 'desc' },
    omit: { surfaces: true },
  });
  return row && toRun({ ...row, surfaces: [] });
}

/**
 * The site of an organ as its visitors reach it, with its columns; null where the organ has no site: neither a host name
 * of its own nor the default site.
 */
export async function findWatchedSite(organId: string): Promise<WatchedSite | null> {
  const organ = await staffDatabase().organ.findUnique({
    where: { id: organId },
    select: { name: true, siteHost: true, isDefaultSite: true },
  });
  if (organ === null || (organ.siteHost === null && !organ.isDefaultSite)) return null;
  const columns = await staffDatabase().siteColumn.findMany({
    where: { organId },
    select: { slug: true, layout: true },
    orderBy: { position: 'asc' },
  });
  const layouts = columns as unknown as WatchedSite['columns'];
  return { organId, organName: organ.name, host: organ.siteHost, columns: layouts };
}

/** The columns of an organ in which items are listed. */
export async function listColumnIds(organId: string): Promise<string[]> {
  const columns = await staffDatabase().siteColumn.findMany({
    where: { organId, layout: 'list' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return columns.map(({ id }) => id);
}

/**
 * Organs that have a site, and so a nightly run, with the hour at which the last one was asked for by the clock or at the
 * command line.
 */
export async function listWatchedOrgans(): Promise<{ organId: string; lastNightly: Date | null }[]> {
  const organs = await staffDatabase().organ.findMany({
    where: { OR: [{ siteHost: { not: null } }, { isDefaultSite: true }] },
    select: { id: true },
  });
  const last = await staffDatabase().leakWatchRun.groupBy({
    by: ['organId'],
    where: { requestedBy: null },
    _max: { requestedAt: true },
  });
  const hours = new Map(last.map((row) => [row.organId, row._max.requestedAt]));
  return organs.map(({ id }) => ({ organId: id, lastNightly: hours.get(id) ?? null }));
}

/** Runs that nobody has begun, oldest first. */
export async function listWaitingRuns(): Promise<{ id: string; organId: string }[]> {
  return staffDatabase().leakWatchRun.findMany({
    where: { startedAt: null, finishedAt: null },
    orderBy: { requestedAt: 'asc' },
    select: { id: true, organId: true },
  });
}

/** Acts that change nothing the public sees. Any other act during a run may explain a page that has changed. */
const INTERNAL_ACTS = [
  'read',
  'create_item',
  'save_draft',
  'upload_file',
  'submit',
  'decide',
  'edit',
  'cancel',
  'plant_canary',
  'remove_canary',
  'start_leak_watch',
  'finish_leak_watch',
  'verify_audit',
  'export_audit',
  'anchor_audit',
  'change_password',
  'sign_in',
  'sign_in_failed',
  'reauthenticate',
  'reauthenticate_failed',
  'proofread',
  'add_finding',
  'handle_findings',
  'add_late_opinion',
  'refuse_file',
  'set_content_class',
  'change_class',
  'schedule',
  'unschedule',
] as const;

/** Whether somebody did something since an hour that may show on the site of an organ. */
export function hasSiteChangedSince(organId: string, since: Date): Promise<boolean> {
  return hasOtherActsSince(staffDatabase(), organId, since, INTERNAL_ACTS);
}

/** Every finished run of every organ with the facts its audit row told, for `audit verify`. */
export async function* readAuditedWatches(
  database: Pick<Tx, 'leakWatchRun'>,
): AsyncGenerator<AuditedRecord<'leak_watch_run'>> {
  const page = 200;
  for (let after: string | null = null; ; ) {
    const rows: Omit<Row, 'surfaces'>[] = await database.leakWatchRun.findMany({
      where: { finishedAt: { not: null } },
      omit: { surfaces: true },
      orderBy: { id: 'asc' },
      take: page,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    });
    for (const row of rows) {
      yield { type: 'leak_watch_run', id: row.id, chain: row.organId, facts: leakWatchFacts(row) };
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < page) return;
  }
}
