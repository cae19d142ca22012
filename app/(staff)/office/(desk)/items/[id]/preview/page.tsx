import { notFound } from 'next/navigation';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { Notice } from '@/components/ui/notice';
import { findPreview } from '@/lib/disclosure/queries/find-preview';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '预览' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ version?: string }> };

export default async function PreviewPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const { version } = await searchParams;
  const preview = await findPreview(actor, id, version === undefined ? null : Number(version));
  if (preview === null) notFound();
  return (
    <div className="mx-auto max-w-4xl">
      <Notice
        look={preview.isPublic ? 'info' : 'warn'}
        title={preview.isPublic ? '公开版本' : '预览，尚未公开'}
      >
        <p>
          {preview.what}。 <a href={`/office/items/${id}`}>返回</a>
        </p>
      </Notice>
      <PublicPreview itemId={id} content={preview.content} now={currentTime()} />
    </div>
  );
}
