import 'server-only';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { AUDIT_WORKER, recordVerification } from './commands/note-audit';
import { listChainEnds, verifyAudit } from './queries/verify-audit';
import { parseAnchors } from './rules/check-chain';
import type { Anchor, Verification } from './types';

/**
 * Appends the end of each chain, with the time, to a file outside the database and makes sure it is on disk: rows cut
 * off the log later are missed by `audit verify --anchor` (design.md §3). Returns what was written.
 */
export async function appendAnchors(file: string): Promise<readonly Anchor[]> {
  const at = currentTime().toISOString();
  const anchors = (await listChainEnds()).map(({ chain, seq, hash }) => ({ at, chain, seq, hash }));
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return anchors;
}

/**
 * Verifies every chain against itself, the records and the file of anchors. An unreadable file of anchors is a fault: it
 * would prove nothing.
 */
export async function verifyAgainstAnchors(file: string): Promise<Verification> {
  const anchors = parseAnchors(await readFile(file, 'utf8'));
  if (typeof anchors === 'number') throw new Error(`line ${anchors} of ${file} is no anchor`);
  return verifyAudit({ anchors });
}

/** Notes the result of a verification of all chains in the log of each organ, where its audit administrator reads it. */
export async function noteVerification(verification: Verification): Promise<void> {
  const organs = await staffDatabase().organ.findMany({ select: { id: true } });
  for (const { id } of organs) {
    const isOwn = (one: { readonly chain: string }) => one.chain === id;
    const own = {
      ...verification,
      chains: verification.chains.filter(isOwn),
      findings: verification.findings.filter(isOwn),
    };
    await recordVerification(id, AUDIT_WORKER, own);
  }
}
