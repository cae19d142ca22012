import 'server-only';
import { type Actor, actingRoles, holdsAny } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { CASE_READERS } from '../policy';
import {
  asksForHidden,
  caseNumberIn,
  LEDGER_COUNTED,
  LEDGER_PAGE_ROWS,
  type LedgerFilter,
  type LedgerQuery,
  type LedgerSort,
} from '../rules/ledger-query';
import type { LightDays } from '../rules/light';
import { type LedgerRow, STATES_OF_GROUP } from '../types/ledger';
import { isToldTo, ledgerDay, ledgerRows, OPEN_STATES_SQL } from './ledger-rows';

/** A condition of the ledger with the values its `$n` stand for. Nothing typed by a person is ever part of the text. */
export type Condition = { readonly sql: string; readonly values: readonly unknown[] };

/** Whether a person sees the ledger of their organ at all. */
export function mayReadLedger(actor: Actor): boolean {
  return holdsAny({ roles: actingRoles(actor) }, CASE_READERS);
}

const ORDERS: Record<LedgerSort, string> = {
  number: 'a.submitted_at DESC, a.id DESC',
  due: 'd.reply_due ASC NULLS LAST, a.submitted_at, a.id',
  receipt: 'a.receipt_date DESC NULLS LAST, a.id DESC',
};

function lightSql(
  light: NonNullable<LedgerFilter['light']>,
  at: (value: unknown) => string,
  days: LightDays,
) {
  const date = (value: string) => `${at(value)}::date`;
  switch (light) {
    case 'red':
      return `d.reply_due < ${date(days.today)}`;
    case 'orange':
      return `d.reply_due >= ${date(days.today)} AND d.reply_due < ${date(days.yellowFrom)}`;
    case 'yellow':
      return `d.reply_due >= ${date(days.yellowFrom)} AND d.reply_due < ${date(days.greenFrom)}`;
    case 'green':
      return `d.reply_due >= ${date(days.greenFrom)}`;
  }
}

/** What a person asked the ledger for, as a condition on a case `a` with its dates `d`. */
export function ledgerCondition(actor: Actor, filter: LedgerFilter, days: LightDays): Condition {
  const values: unknown[] = [];
  const at = (value: unknown) => {
    values.push(value);
    return `$${values.length}`;
  };
  const organ = at(actor.organId);
  const parts = [`a.organ_id = ${organ}::uuid`, `a.state <> 'none'`];
  if (filter.group) parts.push(`a.state = ANY (${at(STATES_OF_GROUP[filter.group])}::text[])`);
  if (filter.mine) parts.push(`a.handler_id = ${at(actor.personId)}::uuid`);
  if (filter.handler === 'none') parts.push('a.handler_id IS NULL');
  else if (filter.handler) parts.push(`a.handler_id = ${at(filter.handler)}::uuid`);
  if (filter.outcome) parts.push(`a.outcome = ${at(filter.outcome)}`);
  if (filter.channel) parts.push(`a.channel = ${at(filter.channel)}`);
  if (filter.year !== undefined) {
    parts.push(`a.receipt_date >= make_date(${at(filter.year)}::int, 1, 1)`);
    parts.push(`a.receipt_date <= make_date(${at(filter.year)}::int, 12, 31)`);
  }
  if (filter.light) parts.push(`a.state IN (${OPEN_STATES_SQL})`, lightSql(filter.light, at, days));
  const number = filter.q === undefined ? null : caseNumberIn(filter.q);
  if (number !== null) {
    const pattern = at(/^\d/.test(number) ? `__${number}%` : `${number}%`);
    parts.push(`(a.application_no LIKE ${pattern} OR a.submission_no LIKE ${pattern})`);
  } else if (filter.q !== undefined) {
    const words = at(filter.q);
    // All terms together, in the request and the replies or in a name; what has no terms (one sign) finds nothing.
    const asked = `(SELECT string_agg('''' || term || '''', ' & ')::tsquery FROM unnest(office.search_terms(${words})) AS term)`;
    const holding = (column: string) =>
      `SELECT application_id FROM office.application_search WHERE organ_id = ${organ}::uuid AND ${column} @@ ${asked}`;
    parts.push(`a.id = ANY (ARRAY(${holding('terms')} UNION ${holding('names')}))`);
  }
  if (asksForHidden(filter)) parts.push(isToldTo(at(actor.personId)));
  return { sql: parts.join(' AND '), values };
}

/**
 * The cases of a person's organ, narrowed, sorted and paged. `total` counts at most `LEDGER_COUNTED`; `isMore` says that
 * there are more. Of a restricted case everybody else sees one line: number, state and due date. It is found by those
 * three only. The order `due` shows what is still to be replied to.
 *
 * @rule REG-33-6
 */
export async function listCases(
  actor: Actor,
  { filter, sort, page }: LedgerQuery,
): Promise<{ rows: LedgerRow[]; total: number; isMore: boolean }> {
  if (!mayReadLedger(actor)) return { rows: [], total: 0, isMore: false };
  const day = await ledgerDay(actor.organId);
  const shown = sort === 'due' && filter.group === undefined ? { ...filter, group: 'open' as const } : filter;
  const { sql, values } = ledgerCondition(actor, shown, day.lights);
  const needsDates = sort === 'due' || filter.light !== undefined;
  const from = `FROM office.application a ${needsDates ? 'LEFT JOIN office.application_deadline d ON d.application_id = a.id' : ''} WHERE ${sql}`;
  const [ids, [counted]] = await Promise.all([
    staffDatabase().$queryRawUnsafe<{ id: string }[]>(
      `SELECT a.id ${from} ORDER BY ${ORDERS[sort]} LIMIT ${LEDGER_PAGE_ROWS} OFFSET ${(page - 1) * LEDGER_PAGE_ROWS}`,
      ...values,
    ),
    staffDatabase().$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM (SELECT 1 ${from} LIMIT ${LEDGER_COUNTED + 1}) AS found`,
      ...values,
    ),
  ]);
  const found = counted?.n ?? 0;
  return {
    rows: await ledgerRows(
      ids.map(({ id }) => id),
      actor.personId,
      day,
    ),
    total: Math.min(found, LEDGER_COUNTED),
    isMore: found > LEDGER_COUNTED,
  };
}

/** Who handles or handled a case of an organ, for the filter, by name. */
export async function listHandlers(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!mayReadLedger(actor)) return [];
  return staffDatabase().$queryRaw<{ id: string; name: string }[]>`
    SELECT p.id, p.name FROM office.person p WHERE p.organ_id = ${actor.organId}::uuid
      AND (office.holds_role(p.id, 'case_handler')
        OR EXISTS (SELECT 1 FROM office.application a WHERE a.handler_id = p.id AND a.organ_id = p.organ_id
          AND a.state NOT IN ('replied', 'archived')))
    ORDER BY p.name, p.id`;
}

/** Numbers of cases by id, as the ledger shows them even of restricted ones, for those of a person's organ. */
export async function caseNumbersOf(actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0 || !mayReadLedger(actor)) return new Map();
  const rows = await staffDatabase().application.findMany({
    where: { id: { in: [...ids] }, organId: actor.organId },
    select: { id: true, submissionNo: true, applicationNo: true },
  });
  return new Map(rows.map(({ id, applicationNo, submissionNo }) => [id, applicationNo ?? submissionNo]));
}
