import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import { PAGE_HINTS, PAGE_NAMES } from '@/lib/settings/messages';
import type { SettingsPage } from '@/lib/settings/policy';

/** What a card says of its page beside the hint: how much waits for this person there. */
export type HubCounts = Partial<Record<SettingsPage, number>>;

/** The pages of 设置 as cards. */
export function SettingsHub({ pages, waiting }: { pages: readonly SettingsPage[]; waiting: HubCounts }) {
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">设置</h1>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {pages.map((page) => {
          const count = waiting[page] ?? 0;
          return (
            <li key={page}>
              <Link
                prefetch={false}
                href={`/office/settings/${page}`}
                className="block h-full border border-line bg-paper p-4 text-ink no-underline hover:bg-brand-wash"
              >
                <span className="flex flex-wrap items-baseline justify-between gap-2">
                  <span className="text-lg font-semibold text-brand">{PAGE_NAMES[page]}</span>
                  {count > 0 ? <Tag look="warn">{count} 项待您确认</Tag> : null}
                </span>
                <span className="mt-1 block text-sm leading-6 text-ink-soft">{PAGE_HINTS[page]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
