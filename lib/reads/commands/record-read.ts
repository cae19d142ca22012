import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';
import { type CaseSurface, ONE_READING_MS, type OpenedText, type ReadableItem } from '../rules/reads';

type Reader = Pick<Tx, '$queryRaw'>;

/**
 * Writes one audit row for the opening of a text that is not public: who read what, where (issue 3, item 12). Called by
 * pages and route handlers before they show it; a fault here is a fault of the page, so that nothing is read unlogged.
 * What was not found was not read.
 *
 * Openings of the same text on the same surface by the same person within five minutes are one reading: browsers fetch
 * ahead, refresh after each act and fetch a page again for going back. Pictures of a page that was just opened belong to
 * that opening, and the reader's own savings to the editing of them.
 */
export async function recordRead(
  actor: Pick<Actor, 'personId' | 'name' | 'clientAddress'>,
  item: Pick<ReadableItem, 'id' | 'organId'>,
  opened: OpenedText,
): Promise<void> {
  if (opened.isPublic === true) return;
  // Most openings within a minute are the same one again: asked first without the lock of the chain.
  if (await wasJustRead(staffDatabase(), actor.personId, item, opened)) return;
  const written = await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`audit:${item.organId}`}, 0))`;
    if (await wasJustRead(tx, actor.personId, item, opened)) return ok(null);
    await writeAudit(tx, {
      organId: item.organId,
      actor,
      action: 'read',
      subject: { type: 'item', id: item.id },
      detail: detailOf(opened),
    });
    return ok(null);
  });
  if (!written.ok) throw new Error('the reading could not be logged');
}

/**
 * Writes one audit row for the opening of a case: applications are never public. Within five minutes the same surface is
 * one reading, as `recordRead` has it.
 */
export async function recordCaseRead(
  actor: Pick<Actor, 'personId' | 'name' | 'clientAddress'>,
  one: { readonly id: string; readonly organId: string },
  surface: CaseSurface,
): Promise<void> {
  const opened = { surface };
  if (await wasJustRead(staffDatabase(), actor.personId, one, opened)) return;
  const written = await inTransaction(async (tx) => {
    await writeAudit(tx, {
      organId: one.organId,
      actor,
      action: 'read',
      subject: { type: 'application', id: one.id },
      detail: detailOf(opened),
    });
    return ok(null);
  });
  if (!written.ok) throw new Error('the reading could not be logged');
}

type Opened = Omit<OpenedText, 'surface'> & { readonly surface: OpenedText['surface'] | CaseSurface };

function detailOf({ surface, version, draftRevision, sha256 }: Opened) {
  return {
    surface,
    ...(version === undefined ? {} : { version }),
    ...(draftRevision === undefined ? {} : { draft_revision: draftRevision }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

async function wasJustRead(
  database: Reader,
  personId: string,
  item: Pick<ReadableItem, 'id' | 'organId'>,
  opened: Opened,
): Promise<boolean> {
  const since = new Date(currentTime().getTime() - ONE_READING_MS).toISOString();
  const rows = await database.$queryRaw<{ detail: Record<string, unknown> }[]>`
    SELECT entry::jsonb -> 'detail' AS detail FROM office.audit_entry
    WHERE chain = ${item.organId} AND entry::jsonb ->> 'at' >= ${since}
      AND entry::jsonb ->> 'person_id' = ${personId} AND entry::jsonb ->> 'action' = 'read'
      AND entry::jsonb ->> 'subject_id' = ${item.id}`;
  if (opened.isPicture === true && rows.length > 0) return true;
  if (opened.isOwnSaving === true && rows.some(({ detail }) => detail.surface === opened.surface))
    return true;
  const wanted = JSON.stringify(Object.entries(detailOf(opened)).sort());
  return rows.some(({ detail }) => JSON.stringify(Object.entries(detail).sort()) === wanted);
}
