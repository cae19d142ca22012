'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { RefusalList } from '@/components/ui/notice';
import { markAllNoticesReadAction, markNoticesReadAction } from '@/lib/notices/actions';
import type { Refusal, Result } from '@/lib/platform/result';

/** Runs a mark and shows the page anew, the number at the bell included. */
function useMark(run: () => Promise<Result<unknown>>) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const mark = async () => {
    setPending(true);
    const result = await attempt(run);
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) router.refresh();
  };
  return { pending, refusals, mark };
}

/** Marks one notice as read; `what` tells it apart for who hears the page. */
export function MarkRead({ id, what }: { id: string; what: string }) {
  const { pending, refusals, mark } = useMark(() => markNoticesReadAction({ ids: [id] }));
  return (
    <div>
      <button
        type="button"
        disabled={pending}
        onClick={mark}
        className="min-h-11 cursor-pointer px-2 text-sm whitespace-nowrap text-brand underline underline-offset-4 disabled:cursor-not-allowed disabled:text-ink-soft"
      >
        标为已读
        <span className="sr-only">：{what}</span>
      </button>
      <RefusalList refusals={refusals} />
    </div>
  );
}

/** Marks every notice up to the hour the list was shown as read. */
export function MarkAllRead({ until }: { until: string }) {
  const { pending, refusals, mark } = useMark(() => markAllNoticesReadAction({ until }));
  return (
    <div>
      <Button look="quiet" disabled={pending} onClick={mark}>
        {pending ? '正在标记…' : '全部标为已读'}
      </Button>
      <RefusalList refusals={refusals} />
    </div>
  );
}

/** The item a notice is about; following the link marks the notice as read. */
export function NoticeLink({
  id,
  href,
  isUnread,
  children,
}: {
  id: string;
  href: string;
  isUnread: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="mt-1 inline-block text-brand wrap-anywhere"
      onClick={() => {
        // The way to the item waits for nothing; a mark that is lost only leaves the notice unread.
        if (isUnread) void attempt(() => markNoticesReadAction({ ids: [id] }));
      }}
    >
      {children}
    </Link>
  );
}
