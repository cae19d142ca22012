import 'server-only';
import { staffDatabase } from '@/lib/platform/database';

/** Errors that came to light after publication, in a period: what the health of the gate is judged by. */
export type ErrorsAfterPublication = {
  /** Items concerned, each once. */
  readonly items: number;
  /** Problems a person found on a live page. */
  readonly problems: number;
  readonly typos: number;
  readonly factualCorrections: number;
  readonly hiddenForError: number;
  readonly hiddenForLeak: number;
};

/**
 * Errors found after publication between two instants, the first included: corrections published, problems found on
 * live pages, and hidings because of an error or a suspected leak.
 */
export async function errorsFoundAfterPublication(
  organId: string,
  from: Date,
  until: Date,
): Promise<ErrorsAfterPublication> {
  const rows = await staffDatabase().$queryRaw<{ item_id: string; what: string }[]>`
    SELECT p.item_id, 'problem' AS what FROM office.live_check c JOIN office.publication p ON p.id = c.publication_id
    WHERE p.organ_id = ${organId}::uuid AND c.result = 'problem' AND c.checked_at >= ${from} AND c.checked_at < ${until}
    UNION ALL
    SELECT p.item_id, coalesce(v.canonical::jsonb #>> '{correction,kind}', 'none')
    FROM office.publication p JOIN office.version v ON v.id = p.version_id
    WHERE p.organ_id = ${organId}::uuid AND p.published_at >= ${from} AND p.published_at < ${until}
    UNION ALL
    SELECT e.item_id, 'hidden_' || e.reason_kind FROM office.visibility_event e JOIN office.item i ON i.id = e.item_id
    WHERE i.organ_id = ${organId}::uuid AND e.reason_kind IN ('error', 'leak') AND e.at >= ${from} AND e.at < ${until}`;
  const errors = rows.filter((row) => row.what !== 'none');
  const count = (what: string) => errors.filter((row) => row.what === what).length;
  return {
    items: new Set(errors.map((row) => row.item_id)).size,
    problems: count('problem'),
    typos: count('typo'),
    factualCorrections: count('factual'),
    hiddenForError: count('hidden_error'),
    hiddenForLeak: count('hidden_leak'),
  };
}
