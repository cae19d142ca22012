import Link from 'next/link';
import type { ReactNode } from 'react';
import { Bell } from '@/components/notices/bell';
import type { Actor } from '@/lib/organs/types';
import { withBasePath } from '@/lib/platform/base-path';
import { OfficeNav } from './office-nav';
import { SignOutButton } from './sign-out-button';

/** Header, navigation and frame of every office page. */
export function OfficeFrame({
  organName,
  actor,
  isDemo,
  unread,
  children,
}: {
  organName: string;
  actor: Actor;
  isDemo: boolean;
  /** Notices not read yet. */
  unread: number;
  children: ReactNode;
}) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:bg-paper focus:p-3">
        跳到正文
      </a>
      <header className="bg-brand-deep text-white [--focus-ring:var(--color-paper)]">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3">
          <Link
            prefetch={false}
            href="/office"
            className="font-serif text-lg font-semibold tracking-wide text-white no-underline"
          >
            {organName} · 政府信息公开办公
          </Link>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            {isDemo ? <span className="rounded bg-warn-wash px-2 py-0.5 text-warn">演示数据</span> : null}
            <span>
              {actor.name}
              <span className="max-sm:hidden">　{actor.post}</span>
            </span>
            <Bell unread={unread} />
            <Link prefetch={false} href="/office/account" className="text-white">
              账号
            </Link>
            <a href={withBasePath('/')} className="text-white">
              公开网站
            </a>
            <SignOutButton />
          </div>
        </div>
      </header>
      <OfficeNav roles={actor.roles} />
      <main id="main" className="mx-auto max-w-7xl px-4 py-5">
        {children}
      </main>
    </>
  );
}
