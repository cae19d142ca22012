import Link from 'next/link';
import type { ItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { VERSION_FATE_NAMES } from '@/lib/disclosure/what-changed/messages';
import { compareHref } from '@/lib/disclosure/what-changed/rules/compare-address';
import { versionFate } from '@/lib/disclosure/what-changed/rules/version-fate';

/** In the history of an item: what became of a version, and links to what changed in it. */
export function VersionLinks({
  detail,
  version,
}: {
  detail: ItemDetail;
  version: ItemDetail['versions'][number];
}) {
  const { item, versions, rounds } = detail;
  const { draftState, publicState } = item;
  const fate = versionFate(version.id, {
    draftState,
    publicState,
    liveVersionId: item.live?.versionId ?? null,
    rounds,
  });
  const before = versions.find((other) => other.number < version.number);
  const isShown = publicState === 'published' || publicState === 'archived';
  const live = isShown ? versions.find((other) => other.id === item.live?.versionId) : undefined;
  const hasOwnDraft = version.id === versions[0]?.id && item.draft.contentHash !== version.contentHash;
  const link = (words: string, from: string, to: string) => (
    <Link prefetch={false} className="text-brand" href={compareHref(item.id, { from, to })}>
      {words}
    </Link>
  );
  return (
    <>
      {fate ? <span>　{VERSION_FATE_NAMES[fate]}</span> : null}
      <span className="flex flex-wrap gap-x-4">
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
    </>
  );
}
