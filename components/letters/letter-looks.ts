import type { TagLook } from '@/components/ui/tag';
import type { LetterState } from '@/lib/letters/types/letters';

/** How the state of a letter looks; the word beside it says it. */
export const LETTER_LOOKS: Readonly<Record<LetterState, TagLook>> = {
  draft: 'quiet',
  in_route: 'plain',
  sealed: 'warn',
  served: 'ok',
  void: 'quiet',
  dropped: 'quiet',
};
