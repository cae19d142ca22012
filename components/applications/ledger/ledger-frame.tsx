import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';

export const LEDGER_TABS = ['mine', 'all', 'watch'] as const;
export type LedgerTab = (typeof LEDGER_TABS)[number];
const TABS: Record<LedgerTab, { readonly href: string; readonly text: string }> = {
  mine: { href: '/office/applications?mine=1', text: '我的' },
  all: { href: '/office/applications', text: '全部' },
  watch: { href: '/office/applications?view=watch', text: '关注' },
};

/** Heading, tabs and neighbouring pages of the ledger of 依申请公开. */
export function LedgerFrame({
  tab,
  watched,
  mayFile,
  children,
}: {
  /** Null on the pages beside the ledger. */
  tab: LedgerTab | null;
  /** How many things are on the watch list; null where it is not asked. */
  watched: number | null;
  /** Whether the person takes in applications. */
  mayFile: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold">依申请公开</h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link
            prefetch={false}
            href="/office/applications/proposals"
            className="inline-flex min-h-11 items-center"
          >
            主动公开建议
          </Link>
          <Link
            prefetch={false}
            href="/office/applications/statistics"
            className="inline-flex min-h-11 items-center"
          >
            统计
          </Link>
          {mayFile ? (
            <Link prefetch={false} href="/office/applications/new" className={buttonClass('quiet')}>
              ＋ 登记申请
            </Link>
          ) : null}
        </p>
      </div>
      <nav aria-label="台账" className="my-3 flex gap-2">
        {LEDGER_TABS.map((one) => (
          <Link
            key={one}
            prefetch={false}
            href={TABS[one].href}
            aria-current={one === tab ? 'page' : undefined}
            className="flex min-h-11 items-center rounded-md border border-line bg-paper px-4 text-ink no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
          >
            {TABS[one].text}
            {one === 'watch' && watched !== null ? (
              <span className={watched > 0 ? 'ml-1 font-semibold text-seal' : 'ml-1'}>（{watched}）</span>
            ) : null}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}
