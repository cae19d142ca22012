import { NoticeList } from '@/components/notices/notice-list';
import { caseNumbersOf } from '@/lib/applications/queries/list-cases';
import { titlesFor } from '@/lib/disclosure/queries/title-of';
import { listNotices } from '@/lib/notices/queries';
import { readNoticeQuery } from '@/lib/notices/schema';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '通知' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NoticesPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const query = readNoticeQuery(await searchParams);
  const shownAt = currentTime();
  const list = await listNotices(actor.personId, query);
  return (
    <NoticeList
      {...list}
      {...query}
      titles={
        await titlesFor(
          actor,
          list.rows.flatMap(({ itemId }) => itemId ?? []),
        )
      }
      caseNumbers={
        await caseNumbersOf(
          actor,
          list.rows.flatMap(({ applicationId }) => applicationId ?? []),
        )
      }
      shownAt={shownAt}
      showsMail={actor.roles.includes('system_admin')}
    />
  );
}
