'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PAGE_NAMES } from '@/lib/settings/messages';
import type { SettingsPage } from '@/lib/settings/policy';

/** The pages of 设置 that this person opens, the present one marked. */
export function SettingsNav({ pages }: { pages: readonly SettingsPage[] }) {
  const path = usePathname();
  const entries = [
    { href: '/office/settings', text: '总览' },
    ...pages.map((page) => ({ href: `/office/settings/${page}`, text: PAGE_NAMES[page] })),
  ];
  return (
    <nav aria-label="设置" className="mb-4 flex flex-wrap gap-1 border-b border-line">
      {entries.map(({ href, text }) => (
        <Link
          key={href}
          prefetch={false}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className="flex min-h-11 items-center border-b-3 border-transparent px-3 text-ink-soft no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
