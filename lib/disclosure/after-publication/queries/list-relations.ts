import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { asItemContent } from '../../rules/content-format';
import { RELATION_KINDS, type RelationKind } from '../types';

/** A relation that stands, as the office shows it on the page of either item. */
export type RelationRow = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly isReverse: boolean;
  readonly otherId: string;
  readonly title: string;
  readonly isPublic: boolean;
};

type Reader = Pick<Tx, 'itemRelation' | 'itemRelationEnd' | 'item'>;

/** The relations of an item that have not been taken off, from both of their ends. */
export async function listRelations(
  itemId: string,
  database: Reader = staffDatabase(),
): Promise<RelationRow[]> {
  const relations = await database.itemRelation.findMany({
    where: { OR: [{ itemId }, { otherId: itemId }] },
    orderBy: { recordedAt: 'asc' },
  });
  const ended = await database.itemRelationEnd.findMany({
    where: { relationId: { in: relations.map((relation) => relation.id) } },
    select: { relationId: true },
  });
  const isOff = new Set(ended.map((end) => end.relationId));
  const others = await database.item.findMany({
    where: { id: { in: relations.flatMap((relation) => [relation.itemId, relation.otherId]) } },
    include: { draft: true, live: true },
  });
  return relations.flatMap((relation): RelationRow[] => {
    const isReverse = relation.otherId === itemId;
    const otherId = isReverse ? relation.itemId : relation.otherId;
    const other = others.find((candidate) => candidate.id === otherId);
    const kind = RELATION_KINDS.find((known) => known === relation.kind);
    if (isOff.has(relation.id) || kind === undefined || !other?.draft) return [];
    return [
      {
        id: relation.id,
        kind,
        isReverse,
        otherId,
        title: asItemContent(other.draft.content).title || '（未填标题）',
        isPublic: ['published', 'archived'].includes(other.live?.publicState ?? ''),
      },
    ];
  });
}

/** Whether a document has a 解读 in hand or public: what proofreading asks (PF-28). */
export async function hasInterpretation(itemId: string, database?: Reader): Promise<boolean> {
  const relations = await listRelations(itemId, database);
  return relations.some((relation) => relation.kind === 'interpretation' && !relation.isReverse);
}
