import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { LedgerFilter } from '../rules/ledger-query';
import type { LedgerRow } from '../types/ledger';
import { ledgerDay, ledgerRows } from './ledger-rows';
import { ledgerCondition, mayReadLedger } from './list-cases';

/** Rows read at once. */
const BATCH = 1_000;

/**
 * The register of a person's organ, newest first, in batches, so that a hundred thousand cases pass through little
 * memory. What is filed meanwhile is not in it; no case is in it twice. That somebody takes it is logged before.
 */
export async function* readRegister(actor: Actor, filter: LedgerFilter): AsyncGenerator<LedgerRow[]> {
  if (!mayReadLedger(actor)) return;
  const day = await ledgerDay(actor.organId);
  const { sql, values } = ledgerCondition(actor, filter, day.lights);
  const dates =
    filter.light === undefined ? '' : 'LEFT JOIN office.application_deadline d ON d.application_id = a.id';
  const [at, id] = [`$${values.length + 1}`, `$${values.length + 2}`];
  for (let last: { id: string; at: string } | null = null; ; ) {
    const after = last === null ? '' : `AND (a.submitted_at, a.id) < (${at}::text::timestamptz, ${id}::uuid)`;
    const page: { id: string; at: string }[] = await staffDatabase().$queryRawUnsafe(
      `SELECT a.id, a.submitted_at::text AS at FROM office.application a ${dates} WHERE ${sql} ${after}
       ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${BATCH}`,
      ...values,
      ...(last === null ? [] : [last.at, last.id]),
    );
    if (page.length > 0) {
      yield await ledgerRows(
        page.map(({ id }) => id),
        actor.personId,
        day,
      );
    }
    last = page.at(-1) ?? null;
    if (page.length < BATCH) return;
  }
}
