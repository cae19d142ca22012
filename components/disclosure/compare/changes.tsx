import { comparedSections } from '@/lib/disclosure/what-changed/rules/compared-rows';
import { changeCount } from '@/lib/disclosure/what-changed/rules/diff-content';
import { comparisonPart } from '@/lib/disclosure/what-changed/rules/part-of';
import type { ContentDiff } from '@/lib/disclosure/what-changed/types';
import { ComparedSections, type RowsView } from './compared-sections';

/**
 * The changes of a difference inside another screen. With `moreHref` (the address of the comparison on its own page)
 * only as many as a page carries are shown, with a note and a link to all; without it nothing is held back.
 */
export function Changes({
  diff,
  rowsView,
  moreHref,
}: {
  diff: ContentDiff;
  rowsView: RowsView;
  moreHref?: string | undefined;
}) {
  const count = changeCount(diff);
  if (count === 0) return <p className="text-ink-soft">没有改动。</p>;
  const all = comparedSections(diff, null);
  const first = moreHref === undefined ? null : comparisonPart(all, 1);
  const isCut = first !== null && first.parts > 1;
  return (
    <>
      <p className="font-semibold">
        共 {count} 处改动
        {isCut ? `，这里列出前 ${first.lastChange} 处` : ''}
      </p>
      <ComparedSections rowsView={rowsView} heading="h4" sections={first?.sections ?? all} />
      {isCut ? (
        <p className="mt-3">
          改动很多，这里没有列完。
          <a href={moreHref} className="text-brand">
            查看全部 {count} 处改动
          </a>
        </p>
      ) : null}
    </>
  );
}
