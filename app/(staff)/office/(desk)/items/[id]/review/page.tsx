import { notFound, redirect } from 'next/navigation';
import { ReviewScreen } from '@/components/approvals/review-screen';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { recordRead } from '@/lib/audit/commands/record-read';
import { findReview } from '@/lib/disclosure/queries/get-review';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { titleOf } from '@/lib/disclosure/queries/title-of';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const title = await titleOf((await params).id);
  return { title: `审核：${title}` };
}

export default async function ReviewPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const review = await findReview(actor, id);
  if (review === null) {
    if ((await findItem(actor, id)) === null) notFound();
    redirect(`/office/items/${id}`);
  }
  await recordRead(actor, review.detail.item, { surface: 'review', version: review.round.versionNumber });
  // After the comparison is made: what changed since the last look is since the look before this one.
  await recordOpening(actor, review.round.id);
  return (
    <ReviewScreen
      review={review}
      preview={<PublicPreview itemId={id} content={review.content} now={currentTime()} />}
    />
  );
}
