import { recordAnchors } from '@/lib/audit/commands/note-audit';
import { appendAnchors, noteVerification, verifyAgainstAnchors } from '@/lib/audit/jobs';
import { ownAddress, runDueWatches } from '@/lib/leak-watch/jobs/run-watch';
import { applyRetention } from '@/lib/personal-data/jobs';
import { currentTime } from '@/lib/platform/clock';
import { civilDate, shanghaiInstant } from '@/lib/platform/dates';

type Log = (event: string, facts: Record<string, unknown>) => void;

/** From this hour the log is verified, once a day; it reads every text, so it waits until nobody works. */
const VERIFY_FROM = '03:30';
/** Pause after something failed, milliseconds. */
const PAUSE_MS = 60_000;

let anchoredOn: string | null = null;
let anchorAfter = 0;

/** Writes the ends of the audit chains to their file, once when the worker starts and once each day. */
export async function anchorDaily(file: string, log: Log): Promise<void> {
  const today = civilDate(currentTime());
  if (anchoredOn === today || Date.now() < anchorAfter) return;
  // Should it fail, the next try waits a minute.
  anchorAfter = Date.now() + PAUSE_MS;
  const anchors = await appendAnchors(file);
  anchoredOn = today;
  log('audit_anchored', { file, chains: anchors.length });
  await recordAnchors(anchors);
}

let verifiedOn: string | null = null;
let verifyAfter = 0;

/** Verifies the log against itself, the records and the file of anchors, once a day. */
export async function verifyDaily(file: string, log: Log): Promise<void> {
  const now = currentTime();
  const today = civilDate(now);
  // A worker that starts in daytime waits for the night: the log is verified then, or by the audit administrator.
  verifiedOn ??= now < shanghaiInstant(today, VERIFY_FROM) ? '' : today;
  if (verifiedOn === today || now < shanghaiInstant(today, VERIFY_FROM) || Date.now() < verifyAfter) return;
  verifyAfter = Date.now() + PAUSE_MS;
  const verification = await verifyAgainstAnchors(file);
  verifiedOn = today;
  // Said before it is noted: a log that was broken may take no row.
  log(verification.findings.length === 0 ? 'audit_whole' : 'audit_broken', {
    rows: verification.chains.reduce((sum, { rows }) => sum + rows, 0),
    findings: verification.findings.length,
  });
  await noteVerification(verification);
}

/** Makes the runs of the leak watch that are due or were asked for. */
export async function watchForLeaks(log: Log, signal: AbortSignal): Promise<void> {
  for (const { runId, result, asked, findings } of await runDueWatches(ownAddress(), signal)) {
    log(`leak_watch_${result}`, { run: runId, asked, findings: findings.length });
  }
}

/** Pause between two looks at what is past its term, milliseconds: forms of the public are kept for two hours only. */
const RETENTION_PAUSE_MS = 3_600_000;
let retainAfter = 0;

/** Deletes personal data that is past its term, about once an hour. */
export async function forgetExpired(log: Log): Promise<void> {
  if (Date.now() < retainAfter) return;
  retainAfter = Date.now() + RETENTION_PAUSE_MS;
  const { cases, things, intake } = await applyRetention();
  if (cases + intake > 0) log('retention', { cases, things, intake });
}
