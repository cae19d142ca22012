import 'server-only';
import { readAuditedEvents } from '@/lib/applications/queries/audited-events';
import { readAuditedDecisions } from '@/lib/approvals/queries';
import { readAuditedFollowUps } from '@/lib/disclosure/after-publication/queries/audited-follow-ups';
import { readAuditedHands } from '@/lib/disclosure/queries/audited-hands';
import { readAuditedRecords } from '@/lib/disclosure/queries/audited-records';
import { readAuditedWatches } from '@/lib/leak-watch/queries';
import { readAuditedLetters } from '@/lib/letters/queries/audited-letters';
import { INSTALLATION_CHAIN } from '@/lib/platform/audit';
import { inSnapshot, type Tx } from '@/lib/platform/database';
import { readAuditedFindings } from '@/lib/proofreading/queries';
import { readAuditedArrangements } from '@/lib/settings/queries/audited-arrangements';
import {
  CHAIN_START,
  type ChainProgress,
  checkAnchors,
  checkEnd,
  checkRows,
  rowKey,
} from '../rules/check-chain';
import { RecordComparison } from '../rules/compare-records';
import type { Anchor, AuditedType, AuditFinding, ChainEnd, Verification } from '../types';

/** Rows of the log read at a time. */
const PAGE = 1000;

/** The end of each chain as the database keeps it. */
export function listChainEnds(): Promise<ChainEnd[]> {
  return inSnapshot((tx) => tx.auditHead.findMany({ orderBy: { chain: 'asc' } }));
}

/** What to verify and how. */
export type VerifyOptions = {
  /** Ends of chains that were written outside the database earlier. */
  readonly anchors?: readonly Anchor[];
  /** Only this organ's chain and records; all where left out. */
  readonly organId?: string;
  /** Told how many rows were walked, of how many. */
  readonly onProgress?: (walked: number, total: number) => void;
};

/**
 * Walks every chain from its first row and compares what it tells with the decisions, publications, changes of
 * visibility, frozen versions and runs of the leak watch, all in one snapshot, so that work going on meanwhile disturbs
 * nothing.
 */
export function verifyAudit({
  anchors = [],
  organId,
  onProgress = () => {},
}: VerifyOptions = {}): Promise<Verification> {
  return inSnapshot(async (tx) => {
    const comparison = new RecordComparison();
    const findings: AuditFinding[] = [];
    const chains: Verification['chains'][number][] = [];
    const names = await chainNames(tx);
    const where = organId === undefined ? {} : { chain: organId };
    const total = await tx.auditEntry.count({ where });
    let before = 0;
    for (const chain of await listChains(tx, where)) {
      const walked = await walk(tx, chain, comparison, (rows) => onProgress(before + rows, total));
      before += walked.rows;
      // One by one: a chain rewritten from the beginning has more findings than a call takes arguments.
      for (const finding of walked.findings) findings.push(finding);
      chains.push({ chain, name: names.get(chain) ?? chain, rows: walked.rows });
    }
    const own = anchors.filter(({ chain }) => organId === undefined || chain === organId);
    for (const finding of checkAnchors(own, await hashesAt(tx, own))) findings.push(finding);
    const records = await meetRecords(tx, comparison, organId);
    for (const finding of comparison.conclude()) findings.push(finding);
    return { chains, records, anchors: own.length, findings };
  });
}

async function chainNames(tx: Tx): Promise<Map<string, string>> {
  const organs = await tx.organ.findMany({ select: { id: true, name: true } });
  return new Map([[INSTALLATION_CHAIN, '本系统'], ...organs.map(({ id, name }) => [id, name] as const)]);
}

/** Every chain that has rows or an end kept. */
async function listChains(tx: Tx, where: { chain?: string }): Promise<string[]> {
  const rows = await tx.auditEntry.findMany({ where, distinct: ['chain'], select: { chain: true } });
  const ends = await tx.auditHead.findMany({ where, select: { chain: true } });
  return [...new Set([...rows, ...ends].map(({ chain }) => chain))].sort();
}

async function walk(tx: Tx, chain: string, comparison: RecordComparison, onProgress: (rows: number) => void) {
  const findings: AuditFinding[] = [];
  let progress: ChainProgress = CHAIN_START;
  let rows = 0;
  for (;;) {
    const page = await tx.auditEntry.findMany({
      where: { chain, seq: { gt: progress.seq } },
      orderBy: { seq: 'asc' },
      take: PAGE,
    });
    const checked = checkRows(chain, page, progress);
    findings.push(...checked.findings);
    progress = checked.progress;
    rows += page.length;
    for (const row of page) comparison.hear(row);
    onProgress(rows);
    if (page.length < PAGE) break;
  }
  const end = await tx.auditHead.findUnique({ where: { chain } });
  findings.push(...checkEnd(chain, progress, end));
  return { findings, rows };
}

async function hashesAt(tx: Tx, anchors: readonly Anchor[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (let start = 0; start < anchors.length; start += PAGE) {
    const rows = await tx.auditEntry.findMany({
      where: { OR: anchors.slice(start, start + PAGE).map(({ chain, seq }) => ({ chain, seq })) },
      select: { chain: true, seq: true, hash: true },
    });
    for (const row of rows) hashes.set(rowKey(row), row.hash);
  }
  return hashes;
}

async function meetRecords(
  tx: Tx,
  comparison: RecordComparison,
  organId: string | undefined,
): Promise<Record<AuditedType, number>> {
  const counts: Record<AuditedType, number> = {
    decision: 0,
    publication: 0,
    visibility_event: 0,
    version: 0,
    leak_watch_run: 0,
    finding_list: 0,
    finding: 0,
    finding_handling: 0,
    follow_up: 0,
    arrangement: 0,
    draft_save: 0,
    upload: 0,
    class_change: 0,
    late_opinion: 0,
    case_event: 0,
    letter_record: 0,
  };
  for (const source of [
    readAuditedDecisions(tx),
    readAuditedRecords(tx),
    readAuditedHands(tx),
    readAuditedFindings(tx),
    readAuditedFollowUps(tx),
    readAuditedWatches(tx),
    readAuditedArrangements(tx),
    readAuditedEvents(tx),
    readAuditedLetters(tx),
  ]) {
    for await (const record of source) {
      if (organId !== undefined && record.chain !== organId) continue;
      comparison.meet(record);
      counts[record.type] += 1;
    }
  }
  return counts;
}
