import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';

const TABS = [
  ['mine', '/office/applications?mine=1', '我的'],
  ['all', '/office/applications', '全部'],
  ['watch', '/office/applications?view=watch', '关注'],
  ['letters', '/office/letters', '文书'],
  ['proposals', '/office/applications/proposals', '主动公开建议'],
  ['statistics', '/office/applications/statistics', '统计'],
] as const;
export type LedgerTab = (typeof TABS)[number][0];

/** Heading and tabs of the pages of 依申请公开. */
export function LedgerFrame({
  tab,
  watched,
  mayFile,
  children,
}: {
  tab: LedgerTab;
  /** How many things are on the watch list. */
  watched: number;
  /** Whether the person takes in applications. */
  mayFile: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold">依申请公开</h1>
        {mayFile ? (
          <Link prefetch={false} href="/office/applications/new" className={buttonClass('quiet')}>
            ＋ 登记申请
          </Link>
        ) : null}
      </div>
      <nav aria-label="依申请公开" className="my-3 flex flex-wrap gap-2">
        {TABS.map(([one, href, text]) => (
          <Link
            key={one}
            prefetch={false}
            href={href}
            aria-current={one === tab ? 'page' : undefined}
            className="flex min-h-11 items-center rounded-md border border-line bg-paper px-4 text-ink no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
          >
            {text}
            {one === 'watch' ? (
              <span className={watched > 0 ? 'ml-1 font-semibold text-seal' : 'ml-1'}>（{watched}）</span>
            ) : null}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}
