import Link from 'next/link';
import type { ItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { compareHref } from '@/lib/disclosure/what-changed/rules/compare-address';

/** From a version in the history of an item to what changed: since the one before, and against what is public. */
export function VersionLinks({
  item,
  versions,
  version,
}: {
  item: ItemDetail['item'];
  /** Newest first. */
  versions: ItemDetail['versions'];
  version: ItemDetail['versions'][number];
}) {
  const before = versions.find((other) => other.number < version.number);
  const isShown = item.publicState === 'published' || item.publicState === 'archived';
  const live = isShown ? versions.find((other) => other.id === item.live?.versionId) : undefined;
  const isNewest = version.id === versions[0]?.id;
  const hasOwnDraft = isNewest && item.draft.contentHash !== version.contentHash;
  const link = (words: string, from: string, to: string) => (
    <Link prefetch={false} className="text-brand" href={compareHref(item.id, { from, to })}>
      {words}
    </Link>
  );
  return (
    <span className="flex flex-wrap gap-x-4 text-sm">
      {before
        ? link(
            before.id === live?.id ? '与上一稿（公开版本）比较' : '与上一稿比较',
            String(before.number),
            String(version.number),
          )
        : null}
      {live && live.id !== version.id && live.id !== before?.id
        ? link('与公开版本比较', 'public', String(version.number))
        : null}
      {hasOwnDraft ? link('看此后还没提交的改动', String(version.number), 'draft') : null}
    </span>
  );
}
