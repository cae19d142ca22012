import { sha256Hex } from '@/lib/platform/canonical';
import type { Anchor, AuditFinding, AuditRow, ChainEnd, FindingCode } from '../types';

/** How far a walk along a chain has come: the last row seen; seq 0 before the first. */
export type ChainProgress = { readonly seq: number; readonly hash: string | null };
export const CHAIN_START: ChainProgress = { seq: 0, hash: null };

/** A longer gap is named by its first row only. */
const NAMED_GAP = 20;

function finding(code: FindingCode, chain: string, seq: number): AuditFinding {
  return { code, chain, seq, record: null };
}

/** The parsed entry, or null where it is no JSON object. */
export function parseEntry(entry: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(entry);
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * Walks the next rows of one chain, in ascending order of `seq`: every number there, every entry equal to its hash, at
 * the place it names itself, and naming the hash of the row before it. Long chains are walked page by page: hand the
 * progress on.
 *
 * The link is checked against the hash as stored, so that one changed row is named once and not together with all
 * rows after it.
 */
export function checkRows(
  chain: string,
  rows: readonly AuditRow[],
  from: ChainProgress = CHAIN_START,
): { findings: AuditFinding[]; progress: ChainProgress } {
  const findings: AuditFinding[] = [];
  let progress = from;
  for (const row of rows) {
    const gap = row.seq - progress.seq - 1;
    for (let missing = 0; missing < Math.min(gap, NAMED_GAP); missing += 1) {
      findings.push(finding('row_missing', chain, progress.seq + 1 + missing));
    }
    const entry = parseEntry(row.entry);
    if (sha256Hex(row.entry) !== row.hash) findings.push(finding('entry_changed', chain, row.seq));
    if (entry !== null && (entry.chain !== chain || entry.seq !== row.seq)) {
      findings.push(finding('entry_misplaced', chain, row.seq));
    } else if (gap === 0 && (entry === null || entry.previous !== progress.hash)) {
      findings.push(finding('link_broken', chain, row.seq));
    }
    progress = { seq: row.seq, hash: row.hash };
  }
  return { findings, progress };
}

/** Whether a chain ends where the database says it does: rows cut off at the end leave the kept end behind. */
export function checkEnd(chain: string, last: ChainProgress, end: ChainEnd | null): AuditFinding[] {
  if (end === null) return last.seq === 0 ? [] : [finding('end_differs', chain, last.seq)];
  if (end.seq > last.seq) return [finding('end_cut_off', chain, last.seq + 1)];
  return end.seq === last.seq && end.hash === last.hash ? [] : [finding('end_differs', chain, last.seq)];
}

/** The key under which `checkAnchors` looks for the hash of a row. */
export function rowKey(row: Pick<ChainEnd, 'chain' | 'seq'>): string {
  return `${row.chain}/${row.seq}`;
}

/**
 * Whether what was written outside the database still stands in it. This shows what no look at the database alone can:
 * an end cut off together with the kept end, or a chain rewritten from some row on.
 */
export function checkAnchors(
  anchors: readonly Anchor[],
  hashes: ReadonlyMap<string, string>,
): AuditFinding[] {
  const findings = new Map<string, AuditFinding>();
  for (const anchor of anchors) {
    const hash = hashes.get(rowKey(anchor));
    if (hash === anchor.hash) continue;
    const code = hash === undefined ? 'anchor_missing' : 'anchor_differs';
    findings.set(`${code} ${rowKey(anchor)}`, finding(code, anchor.chain, anchor.seq));
  }
  return [...findings.values()];
}

/** The anchors of a file, one JSON object a line; a number is the first line that is none. */
export function parseAnchors(text: string): readonly Anchor[] | number {
  const anchors: Anchor[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { at, chain, seq, hash } = parseEntry(line) ?? {};
    if (
      typeof at !== 'string' ||
      typeof chain !== 'string' ||
      typeof seq !== 'number' ||
      typeof hash !== 'string'
    )
      return index + 1;
    anchors.push({ at, chain, seq, hash });
  }
  return anchors;
}
