import type { ContentDiff } from '@/lib/disclosure/what-changed/types';
import { Changes } from './changes';
import { SideRows } from './side-rows';

/** What changed between two versions, old on the left and new on the right. The same props as `DiffView`. */
export function SideBySide(props: { diff: ContentDiff; moreHref?: string }) {
  return <Changes rowsView={SideRows} {...props} />;
}
