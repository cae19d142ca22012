'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { CASE_READERS } from '@/lib/applications/policy';
import { ADMIN_ROLES, holdsAny, type Role } from '@/lib/organs/types';
import { GATE_HEALTH_ROLES } from '@/lib/statistics/policy';

type Entry = {
  readonly href: string;
  readonly text: string;
  /** Who has this place: everybody who works on items, or those who hold one of the roles. */
  readonly who: 'office' | 'all' | readonly Role[];
};

const ENTRIES: readonly Entry[] = [
  { href: '/office', text: '待办', who: 'office' },
  { href: '/office/items?mine=1', text: '我的稿件', who: ['author'] },
  { href: '/office/items', text: '全部信息', who: 'office' },
  { href: '/office/applications', text: '依申请公开', who: CASE_READERS },
  { href: '/office/health', text: '审核质量', who: GATE_HEALTH_ROLES },
  { href: '/office/admin', text: '管理', who: ADMIN_ROLES },
  { href: '/office/admin/leak-watch', text: '泄漏检测', who: ['system_admin', 'security_admin'] },
  { href: '/office/audit', text: '日志', who: ['audit_admin'] },
  { href: '/office/settings', text: '设置', who: 'all' },
];

/** Administrators have no items: their places are others (三员). */
function has(roles: readonly Role[], { who }: Entry): boolean {
  if (who === 'all') return true;
  return who === 'office' ? !holdsAny({ roles }, ADMIN_ROLES) : holdsAny({ roles }, who);
}

/** The main places of the office for these roles, the present one marked. */
export function OfficeNav({ roles }: { roles: readonly Role[] }) {
  return (
    <nav aria-label="办公" className="border-b border-line bg-paper">
      <div className="mx-auto flex max-w-7xl flex-wrap items-stretch px-2">
        <Suspense>
          <Entries roles={roles} />
        </Suspense>
        {roles.includes('author') ? (
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

function Entries({ roles }: { roles: readonly Role[] }) {
  // The letters of 依申请公开 stand below its ledger.
  const path = usePathname().replace(/^\/office\/letters/, '/office/applications');
  const mine = useSearchParams().get('mine') === '1';
  const entries = ENTRIES.filter((entry) => has(roles, entry));
  // The longest address that the present one begins with: below 管理 stands 泄漏检测.
  // A text that an author writes is among their own.
  const writes = /^\/office\/items\/(?:new|[^/]+\/edit)$/.test(path);
  const own = entries.find(({ href }) => writes && href.includes('mine'))?.href;
  const longest = entries
    .map(({ href }) => href)
    .filter((href) => path === href || (href !== '/office' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
  const here = (href: string) =>
    path === '/office/items'
      ? href.startsWith(path) && href.includes('mine') === mine
      : href === (own ?? longest);
  return entries.map((entry) => (
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
