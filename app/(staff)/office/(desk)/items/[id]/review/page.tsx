import { notFound, redirect } from 'next/navigation';
import { ClassChange } from '@/components/approvals/class-change';
import { ReviewScreen } from '@/components/approvals/review-screen';
import { DeclarationsCard } from '@/components/disclosure/after-publication/declarations-card';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { followUpRights } from '@/lib/disclosure/after-publication/policy';
import { findFollowUp } from '@/lib/disclosure/after-publication/queries/find-follow-up';
import { findReview } from '@/lib/disclosure/queries/get-review';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { titleOf } from '@/lib/disclosure/queries/title-of';
import { offerActs } from '@/lib/disclosure/rules/offered-acts';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { recordRead } from '@/lib/reads/commands/record-read';

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
  await recordOpening(actor, review.round.id, review.round.decisions.length);
  const rights = followUpRights(actor);
  const { item } = review.detail;
  return (
    <ReviewScreen
      review={review}
      personId={actor.personId}
      declarations={
        <DeclarationsCard
          content={review.content}
          view={await findFollowUp(review.detail.item)}
          today={civilDate(currentTime())}
          mayConsult={rights.record_consultation}
          mayPaste={false}
        />
      }
      classChange={
        <ClassChange
          itemId={id}
          itemRevision={item.revision}
          present={item.contentClass}
          choices={offerActs(actor, item, review.round.facts).classes}
        />
      }
      preview={<PublicPreview itemId={id} content={review.content} now={currentTime()} />}
    />
  );
}
