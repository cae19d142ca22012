import type { ContentDiff } from '@/lib/disclosure/what-changed/types';
import { Changes } from './compare/changes';
import { InlineRows } from './compare/inline-rows';

/**
 * What changed between two versions, in words and with marks, one line under another. Pure. Unchanged lines are folded
 * away and can be opened. Every change says what it is (新增、删除、由…改为…): colour and strokes only repeat it.
 */
export function DiffView(props: { diff: ContentDiff; moreHref?: string }) {
  return <Changes rowsView={InlineRows} {...props} />;
}
