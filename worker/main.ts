import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mailApplicants } from '@/lib/applications/jobs/mail-applicants';
import { recomputeStaleDeadlines } from '@/lib/applications/jobs/recompute-stale';
import { refreshDeadlines } from '@/lib/applications/jobs/refresh-deadlines';
import { remindCases } from '@/lib/applications/jobs/remind-cases';
import { type PlanOutcome, publishDuePlans } from '@/lib/disclosure/jobs';
import { remindOverdue } from '@/lib/disclosure/reminders/jobs';
import { sendDueMail } from '@/lib/notices/jobs';
import { checkMayServe } from '@/lib/organs/commands/check-may-serve';
import { currentTime } from '@/lib/platform/clock';
import { closeDatabases } from '@/lib/platform/database';
import { closeMail } from '@/lib/platform/mail';
import { lookAtLivePages } from './live-pages';
import { anchorDaily, forgetExpired, verifyDaily, watchForLeaks } from './nightly';

/** Pause between two looks at the plans: what is planned for an hour appears within a second or two. */
const PAUSE_MS = 1_000;
/** Longest pause while something fails, such as during a restart of the database. */
const LONGEST_PAUSE_MS = 30_000;

const once = process.argv.includes('--once');
const anchorFile =
  process.env.GONGKAI_AUDIT_ANCHOR ?? path.join(process.env.GONGKAI_DATA_DIR ?? '.data', 'audit-heads.jsonl');

/** Touched after each round that went well: what the container's health check looks at. */
const heartbeatFile = process.env.GONGKAI_HEARTBEAT;

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());

/** One line per event, for whoever reads the log of the worker. */
function log(event: string, facts: Record<string, unknown> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: currentTime().toISOString(), event, ...facts })}\n`);
}

/** The last line of a message says what happened; Prisma's first lines are about the place in the code. */
function wordsOf(fault: unknown): string {
  const lines = (fault instanceof Error ? fault.message : String(fault)).split('\n');
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? '';
}

function logOutcome(outcome: PlanOutcome): void {
  switch (outcome.outcome) {
    case 'published':
    case 'taken':
      log(`plan_${outcome.outcome}`, { item: outcome.itemId });
      return;
    case 'refused':
      log('plan_refused', { item: outcome.itemId, refusals: outcome.refusals.map(({ code }) => code) });
      return;
    case 'failed':
      log('plan_failed', { item: outcome.itemId, fault: wordsOf(outcome.fault) });
      return;
  }
}

/** Carries out due plans; whether all went well. */
async function publishDue(): Promise<boolean> {
  const outcomes = await publishDuePlans();
  for (const outcome of outcomes) logOutcome(outcome);
  return outcomes.every((outcome) => outcome.outcome !== 'failed');
}

/** Pause between two looks at what is late. */
const REMINDER_PAUSE_MS = 60_000;
/** Pause after the mail server took nothing. */
const MAIL_PAUSE_MS = 60_000;

let remindAfter = 0;

/** Reminds of what is late, about once a minute; each step once a day. */
async function remind(): Promise<void> {
  if (Date.now() < remindAfter) return;
  remindAfter = Date.now() + REMINDER_PAUSE_MS;
  const told = (await remindOverdue()) + (await remindCases());
  if (told > 0) log('reminded', { people: told });
}

/** Pause between two looks at cases on which applicants acted; lists show their dates, each page computes its own. */
const REFRESH_PAUSE_MS = 5_000;
let refreshAfter = 0;

async function refreshCases(): Promise<void> {
  if (Date.now() < refreshAfter) return;
  refreshAfter = Date.now() + REFRESH_PAUSE_MS;
  const cases = await refreshDeadlines();
  if (cases > 0) log('deadlines_refreshed', { cases });
}

let mailAfter = 0;

async function sendMailNow(): Promise<void> {
  if (Date.now() < mailAfter) return;
  const { unreachable, ...round } = await sendDueMail(stopping.signal);
  if (unreachable !== null) mailAfter = Date.now() + MAIL_PAUSE_MS;
  if (round.sent + round.failed + round.givenUp > 0) {
    log('mail', { ...round, ...(unreachable === null ? {} : { unreachable }) });
  }
  if (unreachable !== null) return;
  const { unreachable: noServer, ...applicants } = await mailApplicants(stopping.signal);
  if (noServer !== null) mailAfter = Date.now() + MAIL_PAUSE_MS;
  if (applicants.sent + applicants.failed + applicants.givenUp > 0) log('mail_to_applicants', applicants);
}

let mailing: Promise<unknown> | null = null;

/** Sends mail beside the other jobs: a slow mail server must not hold a publication up. */
function startMailing(): void {
  mailing ??= attempt('send_mail', sendMailNow).finally(() => {
    mailing = null;
  });
}

let looking: Promise<unknown> | null = null;

/** Looks at live pages beside the other jobs: a slow page must not hold a publication up. */
function startLooking(): void {
  looking ??= attempt('look_at_live_pages', () => lookAtLivePages(log)).finally(() => {
    looking = null;
  });
}

let watching: Promise<unknown> | null = null;

/** Verifies the log and watches for leaks beside the other jobs: both take a while. */
function startWatching(): void {
  watching ??= attempt('verify_audit', () => verifyDaily(anchorFile, log))
    .then(() => attempt('leak_watch', () => watchForLeaks(log, stopping.signal)))
    .then(() => attempt('retention', () => forgetExpired(log)))
    .finally(() => {
      watching = null;
    });
}

/** Pause between two looks for dates of an earlier calendar. */
const RECOMPUTE_PAUSE_MS = 3_600_000;
let recomputeAfter = 0;
let recomputing: Promise<unknown> | null = null;

/** Computes anew what the loading of a notice or an upgrade left, hourly, beside the other jobs: it may be much. */
function startRecomputing(): void {
  if (Date.now() < recomputeAfter) return;
  recomputeAfter = Date.now() + RECOMPUTE_PAUSE_MS;
  recomputing ??= attempt('recompute_deadlines', async () => {
    const { cases, ...more } = await recomputeStaleDeadlines();
    if (cases > 0) log('deadlines_recomputed', { cases, ...more });
  }).finally(() => {
    recomputing = null;
  });
}

/** Runs one job; a fault is logged and waits for the next round. */
async function attempt(job: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (fault) {
    log('job_failed', { job, fault: wordsOf(fault) });
    return false;
  }
}

async function work(): Promise<number> {
  const reason = await checkMayServe();
  if (reason !== null) {
    process.stderr.write(`${reason}\n`);
    return 1;
  }
  log('worker_started');
  for (let failures = 0; !stopping.signal.aborted; ) {
    // Plans first: a full disk that takes no anchors must not hold them up.
    const published = await attempt('publish_due_plans', publishDue);
    const anchored = await attempt('audit_anchor', () => anchorDaily(anchorFile, log));
    await attempt('refresh_deadlines', refreshCases);
    await attempt('remind_overdue', remind);
    startLooking();
    startMailing();
    startWatching();
    startRecomputing();
    if (once) await Promise.all([mailing, looking, watching, recomputing]);
    if (published && anchored && heartbeatFile) await writeFile(heartbeatFile, '');
    if (once) return published && anchored ? 0 : 1;
    failures = published ? 0 : failures + 1;
    const pause = published ? PAUSE_MS : Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.min(failures, 5));
    await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  await Promise.all([mailing, looking, watching, recomputing]);
  log('worker_stopped');
  return 0;
}

const status = await work();
closeMail();
await closeDatabases();
process.exit(status);
