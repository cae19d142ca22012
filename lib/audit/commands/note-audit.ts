import 'server-only';
import { listColleagues } from '@/lib/organs/queries';
import { type Actor, holdsAny, type Operator } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { findingSentence } from '../messages';
import { whyNotAudit } from '../policy';
import type { ExportFormat } from '../rules/audit-file';
import type { AuditFilter } from '../rules/audit-query';
import type { Anchor, Verification } from '../types';

/** Findings kept in the row about a verification; the page and the command line show the rest. */
const FINDINGS_KEPT = 20;
/** The system as the one who verifies or anchors. */
export const AUDIT_WORKER: Operator = { personId: null, name: '系统（日志核验）', clientAddress: null };

/**
 * Logs an export before it begins and gives the number of the last row it holds, which is the row about itself: so
 * nobody takes the log away unseen.
 *
 * Refusals: `role_missing_audit`.
 */
export async function beginExport(
  actor: Actor,
  input: { format: ExportFormat; filter: AuditFilter },
): Promise<Result<{ last: number }>> {
  const refusals = whyNotAudit(actor);
  if (refusals.length > 0) return refuse(...refusals);
  return inTransaction(async (tx) => {
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'export_audit',
      subject: { type: 'audit', id: actor.organId },
      detail: { format: input.format, filter: { ...input.filter } },
    });
    const head = await tx.auditHead.findUniqueOrThrow({ where: { chain: actor.organId } });
    return ok({ last: head.seq });
  });
}

/** Logs what a verification of the log of an organ found. */
export async function recordVerification(
  organId: string,
  actor: Pick<Actor, 'personId' | 'name' | 'clientAddress'> | Operator,
  { chains, findings, anchors }: Verification,
): Promise<void> {
  const names = new Map(chains.map(({ chain, name }) => [chain, name]));
  const written = await inTransaction<null>(async (tx) => {
    await writeAudit(tx, {
      organId,
      actor,
      action: 'verify_audit',
      subject: { type: 'audit', id: organId },
      detail: {
        whole: findings.length === 0,
        rows: chains.reduce((sum, { rows }) => sum + rows, 0),
        anchors,
        found: findings.length,
        findings: findings
          .slice(0, FINDINGS_KEPT)
          .map((finding) => findingSentence(finding, names.get(finding.chain) ?? finding.chain)),
      },
    });
    if (findings.length > 0) await tellOfBreak(tx, organId);
    return ok(null);
  });
  if (!written.ok) throw new Error('the verification could not be logged');
}

/** Tells the audit administrator and the head of the organ, once a day. */
async function tellOfBreak(tx: Tx, organId: string): Promise<void> {
  const people = await listColleagues(organId, tx);
  const recipients = people
    .filter((person) => holdsAny(person, ['audit_admin', 'head_of_organ']))
    .map(({ id }) => id);
  const key = `audit_broken:${organId}:${civilDate(currentTime())}`;
  await notify(tx, { organId, kind: 'audit_broken', itemId: null, recipients, key });
}

/** Logs that the ends of the chains were written to a file outside the database, in the chain of each organ. */
export async function recordAnchors(anchors: readonly Anchor[]): Promise<void> {
  const organs = await staffDatabase().organ.findMany({ select: { id: true } });
  for (const { chain, seq, hash } of anchors) {
    if (!organs.some(({ id }) => id === chain)) continue;
    const written = await inTransaction<null>(async (tx) => {
      await writeAudit(tx, {
        organId: chain,
        actor: AUDIT_WORKER,
        action: 'anchor_audit',
        subject: { type: 'audit', id: chain },
        detail: { seq, hash },
      });
      return ok(null);
    });
    if (!written.ok) throw new Error('the anchor could not be logged');
  }
}
