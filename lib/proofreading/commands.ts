import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/database';
import { findingFacts, findingListFacts, handlingBatchFacts } from './queries';
import type { AuthorHandling, HandlingAct, KeyedFinding, Severity, StoredFindingKind } from './types';

/** The round of a version, and its item for the audit row. */
export type FindingSubject = {
  readonly itemId: string;
  readonly versionId: string;
  readonly roundId: string;
};

/** Set by the database. */
const NOW = new Date(0);

/**
 * Records all that the machine says of a frozen version, and the author's answers, which must cover every finding
 * (`checkAuthorHandlings`). Before the item comes under review; the database takes neither afterwards.
 *
 * @rule TR-17
 */
export async function recordSubmittedFindings(
  tx: Tx,
  actor: Actor,
  subject: FindingSubject,
  findings: readonly KeyedFinding[],
  handlings: readonly AuthorHandling[],
): Promise<void> {
  if (findings.length === 0) return;
  const { itemId, versionId, roundId } = subject;
  const rows = await inSlices(findings, (slice) =>
    tx.finding.createManyAndReturn({
      data: slice.map(({ key, rule, kind, severity, place, message, suggestion, exempt }) => ({
        versionId,
        roundId,
        key,
        origin: 'automatic',
        rule,
        kind,
        severity,
        place,
        message,
        suggestion: suggestion ?? null,
        exemptBasis: exempt?.basis ?? null,
        foundAt: NOW,
      })),
    }),
  );
  await writeAudit(tx, {
    organId: actor.organId,
    actor,
    action: 'proofread',
    subject: { type: 'item', id: itemId },
    detail: findingListFacts(versionId, rows),
  });
  const answers = new Map(handlings.map((handling) => [handling.key, handling]));
  const given = rows.flatMap(({ id, key }) => {
    const answer = answers.get(key);
    return answer ? [{ findingId: id, act: answer.act, reason: answer.reason }] : [];
  });
  await recordHandlings(tx, actor, { itemId, step: 'author' }, given);
}

/** One statement carries so many values only. */
async function inSlices<Entry, Row>(
  entries: readonly Entry[],
  write: (slice: readonly Entry[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < entries.length; start += 1_000) {
    rows.push(...(await write(entries.slice(start, start + 1_000))));
  }
  return rows;
}

/** Records what a person does about findings, as one act with one audit row. */
export async function recordHandlings(
  tx: Tx,
  actor: Actor,
  subject: { readonly itemId: string; readonly step: string },
  handlings: readonly { readonly findingId: string; readonly act: HandlingAct; readonly reason: string }[],
): Promise<void> {
  if (handlings.length === 0) return;
  const batchId = randomUUID();
  const rows = await inSlices(handlings, (slice) =>
    tx.findingHandling.createManyAndReturn({
      data: slice.map(({ findingId, act, reason }) => ({
        findingId,
        seq: 0, // counted by the database
        batchId,
        act,
        reason: reason.trim(),
        personId: actor.personId,
        step: subject.step,
        at: NOW,
      })),
    }),
  );
  await writeAudit(tx, {
    organId: actor.organId,
    actor,
    action: 'handle_findings',
    subject: { type: 'item', id: subject.itemId },
    detail: handlingBatchFacts(batchId, rows),
  });
}

/** Records a reviewer's own finding; gives its id. @rule TR-17 */
export async function recordReviewerFinding(
  tx: Tx,
  actor: Actor,
  subject: FindingSubject & { readonly step: string },
  finding: {
    readonly kind: StoredFindingKind;
    readonly severity: Severity;
    readonly place: KeyedFinding['place'];
    readonly message: string;
  },
): Promise<string> {
  const row = await tx.finding.create({
    data: {
      versionId: subject.versionId,
      roundId: subject.roundId,
      key: `reviewer@${randomUUID()}`,
      origin: 'reviewer',
      rule: 'reviewer',
      ...finding,
      foundBy: actor.personId,
      foundStep: subject.step,
      foundAt: NOW,
    },
  });
  await writeAudit(tx, {
    organId: actor.organId,
    actor,
    action: 'add_finding',
    subject: { type: 'item', id: subject.itemId },
    detail: findingFacts(row),
  });
  return row.id;
}
