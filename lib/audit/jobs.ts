import 'server-only';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { currentTime } from '@/lib/platform/clock';
import { listChainEnds } from './queries/verify-audit';
import type { Anchor } from './types';

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
