import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';
import { eventFacts } from '../rules/event-facts';
import { readEvent } from './load-case';

/** Events read at a time. */
const PAGE = 1_000;

/**
 * Every act on every case, with the facts its audit row told: by staff here, by applicants in the database (migration
 * 1400). Who acted is among them, save where the system did.
 */
export async function* readAuditedEvents(
  database: Pick<Tx, 'application' | 'applicationEvent'>,
): AsyncGenerator<AuditedRecord<'case_event'>> {
  for (let after: string | null = null; ; ) {
    const rows: Awaited<ReturnType<typeof page>> = await page(database, after);
    for (const row of rows) {
      const event = readEvent(row);
      yield {
        type: 'case_event',
        id: `${row.applicationId}/${row.seq}`,
        chain: row.application.organId,
        facts: { ...eventFacts(event), ...whoOf(event.actorKind, row.personId, row.personName) },
      };
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}

function page(database: Pick<Tx, 'applicationEvent'>, after: string | null) {
  return database.applicationEvent.findMany({
    orderBy: { id: 'asc' },
    take: PAGE,
    include: { application: { select: { organId: true } } },
    ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
  });
}

/** Who acted, as both sides tell it; what the system did is logged under the person whose act led to it. */
function whoOf(
  actorKind: string,
  personId: string | null,
  personName: string,
): { readonly [key: string]: Json } {
  return actorKind === 'system' ? {} : { person_id: personId, person_name: personName };
}
