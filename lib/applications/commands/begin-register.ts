import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { knowledgeRefusal } from '../messages/knowledge';
import { mayReadLedger } from '../queries/list-cases';
import type { LedgerFilter } from '../rules/ledger-query';
import type { RegisterFormat } from '../rules/register-file';

/**
 * Logs that somebody takes the register, before its first row goes out. What they searched for stays out of the log: it
 * may be a name.
 *
 * Refusals: `ledger_not_yours`.
 */
export async function beginRegister(
  actor: Actor,
  input: { format: RegisterFormat; filter: LedgerFilter },
): Promise<Result<null>> {
  if (!mayReadLedger(actor)) return refuse(knowledgeRefusal('ledger_not_yours'));
  const { q, ...filter } = input.filter;
  return inTransaction(async (tx) => {
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'export_register',
      subject: { type: 'organ', id: actor.organId },
      detail: { format: input.format, filter: { ...filter, searched: q !== undefined } },
    });
    return ok(null);
  });
}
