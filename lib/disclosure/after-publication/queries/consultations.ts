import 'server-only';
import type { LoadedRound } from '@/lib/approvals/queries';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { getVersionContent } from '../../queries/load-item';
import { unconfirmedOrgans } from '../rules/consultations';

type Reader = Pick<Tx, 'organConsultation' | 'version' | 'item' | 'plan'>;

/** The organs the text of a round names that have not confirmed it to somebody else than the decider (TR-8); 终审 waits for them. */
export async function unconfirmedOrgansOf(
  round: Pick<LoadedRound, 'itemId' | 'versionId'> & { facts: Pick<LoadedRound['facts'], 'contentHash'> },
  decider: string,
  database: Reader = staffDatabase(),
): Promise<string[]> {
  const { content } = await getVersionContent(round.versionId, database);
  if (content.touches_organs.length === 0) return [];
  const rows = await database.organConsultation.findMany({ where: { itemId: round.itemId } });
  const facts = rows.map(({ organName, contentHash, confirmedOn, recordedBy }) => ({
    organName,
    contentHash,
    recordedBy,
    confirmedOn: confirmedOn?.toISOString() ?? null,
  }));
  return unconfirmedOrgans(content.touches_organs, round.facts.contentHash, facts, decider);
}
