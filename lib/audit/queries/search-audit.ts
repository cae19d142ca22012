import 'server-only';
import { listItemIdsByTitle, titlesOf } from '@/lib/disclosure/queries/titles-for-log';
import { findPersonIdsByName, namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { chainEndOf } from '@/lib/platform/audit';
import { staffDatabase } from '@/lib/platform/database';
import { shanghaiInstant } from '@/lib/platform/dates';
import { mayReadAudit } from '../policy';
import { type AuditEntry, itemOf, readEntry } from '../rules/audit-entry';
import { AUDIT_PAGE_ROWS, type AuditFilter, type AuditQuery } from '../rules/audit-query';
import type { AuditRow } from '../types';

/** Hits are counted up to here; more are “over”. */
const COUNTED = 10_000;
const DAY_MS = 86_400_000;

/** A row of the log with the title of the item it is about, if it is about one. */
export type ToldEntry = { readonly entry: AuditEntry; readonly title: string | null };

export type AuditPage = {
  readonly rows: readonly ToldEntry[];
  /** The row after which the next page begins; null on the last one. */
  readonly next: number | null;
  /** Hits in all, at most 10 000. */
  readonly total: number;
  readonly isMore: boolean;
};

/** A search as the database is asked: ids for names and titles, instants for dates. Null = not narrowed. */
type Search = {
  readonly chain: string;
  readonly personIds: string[] | null;
  /** For rows of the system and the command line, which have no person. */
  readonly personPattern: string | null;
  readonly action: string | null;
  readonly subjectIds: string[] | null;
  readonly address: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

function patternOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}

async function toSearch(organId: string, filter: AuditFilter): Promise<Search> {
  const { person, subject, from, to } = filter;
  const isNumber = subject !== undefined && /^(?:[0-9a-z]{10}|[0-9a-f]{8}-[0-9a-f-]{27})$/.test(subject);
  return {
    chain: organId,
    personIds: person === undefined ? null : await findPersonIdsByName(organId, person),
    personPattern: person === undefined ? null : patternOf(person),
    action: filter.action ?? null,
    subjectIds:
      subject === undefined
        ? null
        : [...(isNumber ? [subject] : []), ...(await listItemIdsByTitle(organId, subject))],
    address: filter.address ?? null,
    from: from === undefined ? null : shanghaiInstant(from).toISOString(),
    to: to === undefined ? null : new Date(shanghaiInstant(to).getTime() + DAY_MS).toISOString(),
  };
}

/** Order and place of a page, written out so that the index over the numbers serves it. */
const ORDERS = {
  newest: { after: 'seq < $2::int', by: 'seq DESC' },
  oldest: { after: 'seq > $2::int', by: 'seq ASC' },
} as const;

/** One page of rows that fit, by their number: no row is skipped or shown twice while others are written. */
function readRows(
  search: Search,
  sort: AuditQuery['sort'],
  after: number | null,
  take: number,
): Promise<AuditRow[]> {
  const { chain, personIds, personPattern, action, subjectIds, address, from, to } = search;
  const order = ORDERS[sort];
  return staffDatabase().$queryRawUnsafe<AuditRow[]>(
    `SELECT chain, seq, entry, hash FROM office.audit_entry
     WHERE chain = $1 AND ($2::int IS NULL OR ${order.after})
       AND ($3::text[] IS NULL OR entry::jsonb ->> 'person_id' = ANY ($3::text[])
         OR (entry::jsonb ->> 'person_id' IS NULL AND entry::jsonb ->> 'person_name' LIKE $4::text))
       AND ($5::text IS NULL OR entry::jsonb ->> 'action' = $5::text)
       AND ($6::text[] IS NULL OR entry::jsonb ->> 'subject_id' = ANY ($6::text[])
         OR entry::jsonb #>> '{detail,item_id}' = ANY ($6::text[]))
       AND ($7::text IS NULL OR entry::jsonb ->> 'client_address' = $7::text)
       AND ($8::text IS NULL OR entry::jsonb ->> 'at' >= $8::text)
       AND ($9::text IS NULL OR entry::jsonb ->> 'at' < $9::text)
     ORDER BY ${order.by} LIMIT $10::int`,
    chain,
    after,
    personIds,
    personPattern,
    action,
    subjectIds,
    address,
    from,
    to,
    take,
  );
}

/** Searches the log of the actor's organ; nothing for those who may not read it. */
export async function searchAudit(actor: Actor, query: AuditQuery): Promise<AuditPage> {
  if (!mayReadAudit(actor)) return { rows: [], next: null, total: 0, isMore: false };
  const search = await toSearch(actor.organId, query.filter);
  const found = await readRows(search, query.sort, query.after, AUDIT_PAGE_ROWS + 1);
  const shown = found.slice(0, AUDIT_PAGE_ROWS);
  const total = await countRows(search);
  return {
    rows: await tell(actor.organId, shown),
    next: found.length > AUDIT_PAGE_ROWS ? (shown.at(-1)?.seq ?? null) : null,
    total: Math.min(total, COUNTED),
    isMore: total > COUNTED,
  };
}

async function countRows(search: Search): Promise<number> {
  const isWhole = Object.entries(search).every(([key, value]) => key === 'chain' || value === null);
  if (isWhole) return staffDatabase().auditEntry.count({ where: { chain: search.chain } });
  return (await readRows(search, 'newest', null, COUNTED + 1)).length;
}

async function tell(organId: string, rows: readonly AuditRow[]): Promise<ToldEntry[]> {
  const entries = rows.map(readEntry);
  const people = entries.flatMap((entry) => (entry.subjectType === 'person' ? [entry.subjectId] : []));
  const [titles, names] = await Promise.all([
    titlesOf(
      organId,
      entries.flatMap((entry) => itemOf(entry) ?? []),
    ),
    namesOf(people),
  ]);
  return entries.map((entry) => ({
    entry,
    title: titles.get(itemOf(entry) ?? '') ?? names.get(entry.subjectId)?.name ?? null,
  }));
}

/** One row of the log of the actor's organ by its number; null where there is none or they may not read it. */
export async function findAuditEntry(actor: Actor, seq: number): Promise<ToldEntry | null> {
  if (!mayReadAudit(actor)) return null;
  const row = await staffDatabase().auditEntry.findUnique({
    where: { chain_seq: { chain: actor.organId, seq } },
  });
  return row === null ? null : ((await tell(actor.organId, [row]))[0] ?? null);
}

/**
 * Every row that fits, page by page from the oldest, up to the row that was last when the export began.
 *
 * @param last number of that row
 */
export async function* readForExport(
  organId: string,
  filter: AuditFilter,
  last: number,
): AsyncGenerator<AuditRow[]> {
  const search = await toSearch(organId, filter);
  for (let after: number | null = null; ; ) {
    const rows: AuditRow[] = (await readRows(search, 'oldest', after, 1_000)).filter(
      (row) => row.seq <= last,
    );
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.seq ?? null;
    if (rows.length < 1_000 || after === null) return;
  }
}

/** The end of the chain of the actor's organ: for the printed anchor; null where there is none or no right to it. */
export async function findChainEnd(actor: Actor): Promise<{ seq: number; hash: string } | null> {
  if (!mayReadAudit(actor)) return null;
  return chainEndOf(actor.organId);
}

/** The newest row of one of these acts, or null: the last verification, the last anchor. */
export async function findLastAct(
  actor: Actor,
  action: 'verify_audit' | 'anchor_audit',
): Promise<AuditEntry | null> {
  if (!mayReadAudit(actor)) return null;
  const search = await toSearch(actor.organId, { action });
  const [row] = await readRows(search, 'newest', null, 1);
  return row ? readEntry(row) : null;
}
