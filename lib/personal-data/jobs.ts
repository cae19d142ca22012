import 'server-only';
import type { Operator } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok } from '@/lib/platform/result';
import { listRetention } from './queries/retention';

/** The rule as the one who deletes. */
const RETENTION: Operator = { personId: null, name: '到期清理', clientAddress: null };

/**
 * What a run deleted: cases, and identities, files and parties together; and rows of the public side (forms nobody went on
 * with, attempts older than six months).
 */
export type RetentionRun = { readonly cases: number; readonly things: number; readonly intake: number };

/**
 * Deletes the personal data of archived cases whose term is over: identity numbers, files, contacts; and what the public side
 * keeps for a while only. Each case in a
 * transaction of its own with an audit row that counts what went; the database checks the term again and writes down what it
 * deleted.
 */
export async function applyRetention(operator: Operator = RETENTION): Promise<RetentionRun> {
  let cases = 0;
  let things = 0;
  for (const due of await listRetention(civilDate(currentTime()))) {
    if (!due.isOver) continue;
    const erased = await inTransaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ count: number }[]>`
        SELECT office.erase_personal_data(${due.applicationId}::uuid, ${operator.name}) AS count`;
      const count = row?.count ?? 0;
      if (count > 0) {
        await writeAudit(tx, {
          organId: due.organId,
          actor: operator,
          action: 'erase_personal_data',
          subject: { type: 'application', id: due.applicationId },
          detail: { rule: 'archive_term', term_ends: due.termEnds, things: count },
        });
      }
      return ok(count);
    });
    if (!erased.ok) continue;
    cases += 1;
    things += erased.value;
  }
  const [row] = await staffDatabase().$queryRaw<{ count: number }[]>`
    SELECT office.drop_expired_intake() AS count`;
  return { cases, things, intake: row?.count ?? 0 };
}
