import 'server-only';
import { listOpenings } from '@/lib/approvals/queries';
import { lastChangeOf } from '@/lib/approvals/rules/batch';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { listFindings } from '@/lib/proofreading/queries';
import type { StoredFinding } from '@/lib/proofreading/types';

/** What signing in a batch asks of a round: when this person last opened it, and when it last became different. */
export type BatchFacts = { readonly openedAt: Date | null; readonly changedAt: Date };

type Course = {
  readonly id: string;
  readonly itemId: string;
  readonly openedAt: Date;
  readonly decisions: readonly { readonly decidedAt: Date }[];
};

/** Those facts of open rounds for one person, by id of the round. */
export async function batchFactsOf(
  rounds: readonly Course[],
  personId: string,
  database: Pick<Tx, 'reviewOpening' | 'classChange' | 'finding'> = staffDatabase(),
  findings?: readonly StoredFinding[],
): Promise<Map<string, BatchFacts>> {
  const ids = rounds.map(({ id }) => id);
  // One after the other: a transaction is one connection.
  const openings = await listOpenings(ids, database);
  const raised = await database.classChange.findMany({
    where: { itemId: { in: rounds.map(({ itemId }) => itemId) } },
    select: { itemId: true, changedAt: true },
  });
  const found = findings ?? (await listFindings(ids, database));
  return new Map(
    rounds.map((round) => {
      const own = openings.findLast((one) => one.roundId === round.id && one.personId === personId);
      const others = [
        ...raised.filter(({ itemId }) => itemId === round.itemId).map(({ changedAt }) => changedAt),
        ...found
          .filter(({ roundId }) => roundId === round.id)
          .flatMap(({ handlings }) => handlings.filter((one) => one.personId !== personId))
          .map(({ at }) => at),
      ];
      return [round.id, { openedAt: own?.openedAt ?? null, changedAt: lastChangeOf(round, others) }];
    }),
  );
}
