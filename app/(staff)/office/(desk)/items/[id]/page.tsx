import { notFound } from 'next/navigation';
import { ClassChange } from '@/components/approvals/class-change';
import { OwedOpinions } from '@/components/approvals/owed-opinions';
import { DeclarationsCard } from '@/components/disclosure/after-publication/declarations-card';
import { FollowUpCards } from '@/components/disclosure/after-publication/follow-up-cards';
import { ActLink, ItemActions } from '@/components/disclosure/item-actions';
import { ItemPage } from '@/components/disclosure/item-page';
import { buttonClass } from '@/components/ui/button';
import { followUpRights } from '@/lib/disclosure/after-publication/policy';
import { findFollowUp } from '@/lib/disclosure/after-publication/queries/find-follow-up';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { titleOf } from '@/lib/disclosure/queries/title-of';
import { offerActs } from '@/lib/disclosure/rules/offered-acts';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { withBasePath } from '@/lib/platform/base-path';
import { currentTime } from '@/lib/platform/clock';
import { civilDate, nextMorning } from '@/lib/platform/dates';
import { recordRead } from '@/lib/reads/commands/record-read';
import { isOpenToAll } from '@/lib/reads/rules/reads';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const title = await titleOf((await params).id);
  return { title: title };
}

export default async function Page({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const detail = await findItemDetail(actor, (await params).id);
  if (detail === null) notFound();
  const { item } = detail;
  await recordRead(actor, item, {
    surface: 'page',
    draftRevision: item.draft.revision,
    isPublic: isOpenToAll(item, detail.versions),
  });
  const columns = await listColumns(item.organId);
  const offer = offerActs(
    actor,
    item,
    detail.rounds.find((round) => round.facts.closed === null)?.facts ?? null,
  );
  const followUp = await findFollowUp(item);
  const rights = followUpRights(actor);
  const publicRound = detail.rounds.find((round) => round.versionId === item.live?.versionId);
  const today = civilDate(currentTime());
  return (
    <ItemPage
      detail={detail}
      followUp={
        <>
          <OwedOpinions rounds={detail.rounds} notes={detail.notes} personId={actor.personId} />
          <DeclarationsCard
            content={item.draft.content}
            view={followUp}
            today={today}
            mayConsult={rights.record_consultation}
            mayPaste={rights.record_reprint}
          />
          <FollowUpCards
            view={followUp}
            rights={{
              ...rights,
              isOwnPage:
                followUp.live?.publisherId === actor.personId ||
                (publicRound?.facts.contributors.includes(actor.personId) ?? false),
            }}
            personId={actor.personId}
            today={today}
            isDocument={item.kind === 'policy_document' && item.live !== null}
          />
        </>
      }
      columnNames={columns
        .filter((column) => item.draft.content.columns.includes(column.id))
        .map((column) => column.path)
        .join('；')}
      actions={
        <div className="grid gap-3">
          {offer.review ? <ActLink href={`/office/items/${item.id}/review`}>去审核</ActLink> : null}
          {offer.edit ? (
            <ActLink href={`/office/items/${item.id}/edit`} look="quiet">
              {item.draftState === 'none' ? '更正' : '修改'}
            </ActLink>
          ) : null}
          <ActLink href={`/office/items/${item.id}/preview`} look="quiet">
            预览
          </ActLink>
          {item.publicState === 'published' || item.publicState === 'archived' ? (
            <a href={withBasePath(`/items/${item.id}`)} className={buttonClass('quiet', true)}>
              看公开页面
            </a>
          ) : null}
          <ClassChange
            itemId={item.id}
            itemRevision={item.revision}
            present={item.contentClass}
            choices={offer.classes}
          />
          <ItemActions
            itemId={item.id}
            itemRevision={item.revision}
            draftRevision={item.draft.revision}
            offered={offer.acts}
            today={civilDate(currentTime())}
            proposed={nextMorning(currentTime())}
          />
        </div>
      }
    />
  );
}
