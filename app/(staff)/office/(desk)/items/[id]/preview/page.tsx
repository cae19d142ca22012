import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { Notice } from '@/components/ui/notice';
import { findPreview } from '@/lib/disclosure/queries/find-preview';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { recordRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '预览' };

type Param = string | string[] | undefined;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ version?: Param; draft?: Param }> };

export default async function PreviewPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const { version, draft } = await searchParams;
  const preview = await findPreview(actor, id, {
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(draft === undefined ? {} : { draft: Number(draft) }),
  });
  if (preview === null) notFound();
  await recordRead(
    actor,
    { id, organId: actor.organId },
    {
      surface: 'preview',
      ...(version === undefined ? {} : { version: Number(version) }),
      ...(draft === undefined ? {} : { draftRevision: Number(draft) }),
      isPublic: preview.isPublic,
    },
  );
  return (
    <div className="mx-auto max-w-5xl">
      <p className="text-sm">
        <Link prefetch={false} href={`/office/items/${id}`} className="text-brand">
          返回这条信息
        </Link>
      </p>
      <Notice
        look={preview.isPublic ? 'info' : 'warn'}
        title={preview.isPublic ? '预览，这一稿已公开' : '预览，尚未公开'}
      >
        <p>{preview.what}。公开时的样子如下。</p>
      </Notice>
      <PublicPreview itemId={id} content={preview.content} now={currentTime()} />
    </div>
  );
}
