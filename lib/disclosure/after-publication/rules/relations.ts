import type { ItemKind } from '../../types';
import type { RelationKind } from '../types';

/**
 * Whether an item of this kind can stand at the other end: a 解读 explains; a notice, in words that went through their
 * own review, corrects or gives a reason.
 *
 * @rule PF-28 @rule TR-13 @rule TR-15
 */
export function canRelate(kind: RelationKind, otherKind: ItemKind): boolean {
  return kind === 'interpretation'
    ? otherKind === 'policy_interpretation'
    : otherKind === 'notice' || otherKind === 'clarification';
}
