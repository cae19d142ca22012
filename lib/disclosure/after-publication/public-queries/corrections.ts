import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import type { PublicCorrection } from '../../public-site/types';
import { CORRECTION_KINDS, type ItemKind } from '../../types';

/** Corrections the list shows at most. */
const MOST_CORRECTIONS = 20;

/**
 * The newest corrections of what an organ has public, newest first.
 *
 * @rule TR-12 @rule TR-13
 */
export async function listCorrections(organId: string): Promise<PublicCorrection[]> {
  const rows = await publicDatabase().publishedCorrection.findMany({
    where: { organId },
    orderBy: [{ correctedAt: 'desc' }, { publicationId: 'desc' }],
    take: MOST_CORRECTIONS,
  });
  return rows.map((row) => ({
    id: row.itemId,
    kind: row.kind as ItemKind,
    title: row.title,
    reportYear: row.reportYear,
    correctedAt: row.correctedAt,
    correctionKind: CORRECTION_KINDS.find((known) => known === row.correctionKind) ?? null,
    note: row.note,
  }));
}
