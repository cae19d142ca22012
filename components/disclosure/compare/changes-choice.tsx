import type { ContentDiff } from '@/lib/disclosure/what-changed/types';
import { DiffView } from '../diff-view';
import { SideBySide } from './side-by-side';
import { ViewChoice } from './view-choice';

/**
 * What changed between two versions, inline or side by side as the reader chooses. The same props as `DiffView`;
 * `moreHref` is the address of the comparison on its own page, for when there is more than a screen should carry.
 */
export function ChangesChoice(props: { diff: ContentDiff; moreHref?: string }) {
  return <ViewChoice inline={<DiffView {...props} />} side={<SideBySide {...props} />} />;
}
