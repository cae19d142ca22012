import 'server-only';
import { readAuditedDecisions } from '@/lib/approvals/queries';
import { readAuditedRecords } from '@/lib/disclosure/queries/audited-records';
import { INSTALLATION_CHAIN } from '@/lib/platform/audit';
import { inSnapshot, type Tx } from '@/lib/platform/database';
import {
  CHAIN_START,
  type ChainProgress,
  checkAnchors,
  checkEnd,
  checkRows,
  rowKey,
} from './rules/check-chain';
import { RecordComparison } from './rules/compare-records';
import type { Anchor, AuditedType, AuditFinding, ChainEnd, Verification } from './types';

/** Rows of the log read at a time. */
const PAGE = 1000;

/** The end of each chain as the database keeps it. */
export function listChainEnds(): Promise<ChainEnd[]> {
  return inSnapshot((tx) => tx.auditHead.findMany({ orderBy: { chain: 'asc' } }));
}

/**
 * Walks every chain from its first row and compares what it tells with the decisions, publications, changes of
 * visibility and frozen versions, all in one snapshot, so that work going on meanwhile disturbs nothing. `anchors` are
 * ends of chains that were written outside the database earlier.
 */
export function verifyAudit(anchors: readonly Anchor[] = []): Promise<Verification> {
  return inSnapshot(async (tx) => {
    const comparison = new RecordComparison();
    const findings: AuditFinding[] = [];
    const chains: Verification['chains'][number][] = [];
    const names = await chainNames(tx);
    for (const chain of await listChains(tx)) {
      const walked = await walk(tx, chain, comparison);
      findings.push(...walked.findings);
      chains.push({ chain, name: names.get(chain) ?? chain, rows: walked.rows });
    }
    findings.push(...checkAnchors(anchors, await hashesAt(tx, anchors)));
    const records = await meetRecords(tx, comparison);
    findings.push(...comparison.conclude());
    return { chains, records, anchors: anchors.length, findings };
  });
}

async function chainNames(tx: Tx): Promise<Map<string, string>> {
  const organs = await tx.organ.findMany({ select: { id: true, name: true } });
  return new Map([[INSTALLATION_CHAIN, '本系统'], ...organs.map(({ id, name }) => [id, name] as const)]);
}

/** Every chain that has rows or an end kept. */
async function listChains(tx: Tx): Promise<string[]> {
  const rows = await tx.auditEntry.findMany({ distinct: ['chain'], select: { chain: true } });
  const ends = await tx.auditHead.findMany({ select: { chain: true } });
  return [...new Set([...rows, ...ends].map(({ chain }) => chain))].sort();
}

async function walk(tx: Tx, chain: string, comparison: RecordComparison) {
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

async function meetRecords(tx: Tx, comparison: RecordComparison): Promise<Record<AuditedType, number>> {
  const counts: Record<AuditedType, number> = {
    decision: 0,
    publication: 0,
    visibility_event: 0,
    version: 0,
  };
  for (const source of [readAuditedDecisions(tx), readAuditedRecords(tx)]) {
    for await (const record of source) {
      comparison.meet(record);
      counts[record.type] += 1;
    }
  }
  return counts;
}
