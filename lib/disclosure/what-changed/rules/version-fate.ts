import type { ClosedReason } from '@/lib/approvals/types';
import type { DraftState, PublicState } from '../../types';
import type { VersionFate } from '../types';

const CLOSED: Record<ClosedReason, VersionFate> = {
  returned: 'returned',
  edited: 'edited',
  cancelled: 'cancelled',
  published: 'once_public',
};

/** What the fate of a version is told from. */
export type FateFacts = {
  readonly draftState: DraftState;
  readonly publicState: PublicState;
  /** The version that was last published. */
  readonly liveVersionId: string | null;
  /** The rounds of the item, newest first. */
  readonly rounds: ReadonlyArray<{
    readonly versionId: string;
    readonly facts: { readonly closed: ClosedReason | null };
  }>;
};

/** What became of a version, for pickers and lists; null where it was never submitted. */
export function versionFate(versionId: string, facts: FateFacts): VersionFate | null {
  const isShown = facts.publicState === 'published' || facts.publicState === 'archived';
  if (isShown && facts.liveVersionId === versionId) return 'public_now';
  const round = facts.rounds.find((candidate) => candidate.versionId === versionId);
  if (round === undefined) return null;
  if (round.facts.closed !== null) return CLOSED[round.facts.closed];
  return facts.draftState === 'approved' || facts.draftState === 'scheduled' ? 'approved' : 'in_review';
}
