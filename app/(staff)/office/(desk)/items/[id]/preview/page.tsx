import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { Notice } from '@/components/ui/notice';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { getVersionContent } from '@/lib/disclosure/queries/load-item';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { formatMinute } from '@/lib/platform/dates';

export const metadata = { title: '预览' };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
};

export default async function PreviewPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const detail = await findItemDetail(actor, (await params).id);
  if (detail === null) notFound();
  const { item, versions } = detail;
  const { version: asked } = await searchParams;
  const version = asked === undefined ? null : versions.find((row) => String(row.number) === asked);
  if (version === undefined) notFound();
  const content = version === null ? item.draft.content : (await getVersionContent(version.id)).content;
  const isLive = version !== null && version.id === item.live?.versionId;
  return (
    <div className="mx-auto max-w-5xl">
      <p className="text-sm">
        <Link prefetch={false} href={`/office/items/${item.id}`}>
          返回这条信息
        </Link>
      </p>
      <Notice
        look={isLive && item.publicState === 'published' ? 'info' : 'warn'}
        title={isLive && item.publicState === 'published' ? '预览，这一稿已公开' : '预览，尚未公开'}
      >
        <p>
          {version === null
            ? `草稿，${formatMinute(item.draft.savedAt)} 保存。没有保存的改动不在其中。`
            : `第 ${version.number} 稿，${formatMinute(version.frozenAt)} 提交。`}
        </p>
      </Notice>
      <PublicPreview itemId={item.id} content={content} now={currentTime()} />
    </div>
  );
}
