'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { Suspense } from 'react';

const ENTRIES = [
  { href: '/office', text: '待办' },
  { href: '/office/items?mine=1', text: '我的稿件', isForAuthors: true },
  { href: '/office/items', text: '全部信息' },
  { href: '/office/settings', text: '设置' },
] as const;

/** The main places of the office, the present one marked. */
export function OfficeNav({ canCreate }: { canCreate: boolean }) {
  return (
    <nav aria-label="办公" className="border-b border-line bg-paper">
      <div className="mx-auto flex max-w-7xl flex-wrap items-stretch px-2">
        <Suspense>
          <Entries canCreate={canCreate} />
        </Suspense>
        {canCreate ? (
          <Link
            href="/office/items/new"
            className="ml-auto flex min-h-11 items-center px-2 font-semibold text-brand no-underline"
          >
            ＋ 新建稿件
          </Link>
        ) : null}
      </div>
    </nav>
  );
}

function Entries({ canCreate }: { canCreate: boolean }) {
  const path = usePathname();
  const mine = useSearchParams().get('mine') === '1';
  const here = (href: string) => {
    if (href === '/office/settings') return path.startsWith(href);
    return href === '/office' ? path === href : path === '/office/items' && href.includes('mine') === mine;
  };
  return ENTRIES.filter((entry) => canCreate || !('isForAuthors' in entry)).map((entry) => (
    <Link
      key={entry.href}
      href={entry.href}
      aria-current={here(entry.href) ? 'page' : undefined}
      className="flex min-h-11 items-center border-b-3 border-transparent px-3 text-ink no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
    >
      {entry.text}
    </Link>
  ));
}
