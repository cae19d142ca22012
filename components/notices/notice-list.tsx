import Link from 'next/link';
import { Pagination } from '@/components/ui/pagination';
import { Tag } from '@/components/ui/tag';
import { noticeSentence, noticeWord } from '@/lib/notices/messages';
import { NOTICE_PAGE_ROWS, type NoticeRow } from '@/lib/notices/types';
import { formatMinute } from '@/lib/platform/dates';
import { MarkAllRead, MarkRead, NoticeLink } from './mark-read';

/** The notices of a person. `titles` are those of the items the person may see now; other notices name none. */
export function NoticeList({
  rows,
  total,
  unread,
  unreadOnly,
  page,
  titles,
  caseNumbers,
  shownAt,
  showsMail,
}: {
  rows: readonly NoticeRow[];
  total: number;
  unread: number;
  unreadOnly: boolean;
  page: number;
  titles: ReadonlyMap<string, string>;
  /** Numbers of the cases of 依申请公开 the person may know of. */
  caseNumbers: ReadonlyMap<string, string>;
  /** When this list was read: what comes later is not marked by it. */
  shownAt: Date;
  /** For the administrator: the way to the state of the mail. */
  showsMail: boolean;
}) {
  const href = (number: number) => `/office/notices?${unreadOnly ? 'unread=1&' : ''}page=${number}`;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold">通知</h1>
        {showsMail ? (
          <Link prefetch={false} href="/office/notices/mail" className="text-brand">
            邮件发送情况
          </Link>
        ) : null}
      </div>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <nav aria-label="筛选通知" className="flex gap-2">
          <FilterLink href="/office/notices" text="全部" isHere={!unreadOnly} />
          <FilterLink href="/office/notices?unread=1" text={`未读（${unread}）`} isHere={unreadOnly} />
        </nav>
        {unread > 0 ? <MarkAllRead until={shownAt.toISOString()} /> : null}
      </div>
      {rows.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          {total > 0 ? '没有这一页，请从下面的页码选择。' : unreadOnly ? '没有未读的通知。' : '还没有通知。'}
        </p>
      ) : (
        <ul className="divide-y divide-line border border-line bg-paper">
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              title={row.itemId === null ? null : (titles.get(row.itemId) ?? null)}
              caseNumber={row.applicationId === null ? null : (caseNumbers.get(row.applicationId) ?? null)}
            />
          ))}
        </ul>
      )}
      <Pagination page={page} pages={Math.ceil(total / NOTICE_PAGE_ROWS)} href={href} />
    </>
  );
}

function FilterLink({ href, text, isHere }: { href: string; text: string; isHere: boolean }) {
  return (
    <Link
      prefetch={false}
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className="flex min-h-11 items-center rounded-md border border-line bg-paper px-3 text-ink no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
    >
      {text}
    </Link>
  );
}

function Row({
  row,
  title,
  caseNumber,
}: {
  row: NoticeRow;
  title: string | null;
  caseNumber: string | null;
}) {
  const { word, look } = noticeWord(row.kind);
  const isUnread = row.readAt === null;
  return (
    <li className="flex items-start justify-between gap-x-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Tag look={look}>{word}</Tag>
          {isUnread ? <strong className="text-sm">未读</strong> : null}
          <time dateTime={row.createdAt.toISOString()} className="text-sm text-ink-soft">
            {formatMinute(row.createdAt)}
          </time>
        </p>
        <p className={`mt-1 ${isUnread ? 'font-semibold' : ''}`}>{noticeSentence(row.kind, row.params)}</p>
        {row.itemId !== null && title !== null ? (
          <NoticeLink id={row.id} href={`/office/items/${row.itemId}`} isUnread={isUnread}>
            {title}
          </NoticeLink>
        ) : null}
        {row.applicationId !== null && caseNumber !== null ? (
          <NoticeLink id={row.id} href={`/office/applications/${row.applicationId}`} isUnread={isUnread}>
            {caseNumber}
          </NoticeLink>
        ) : null}
      </div>
      {isUnread ? <MarkRead id={row.id} what={word} /> : null}
    </li>
  );
}
