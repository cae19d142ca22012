import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import { formatMinute } from '@/lib/platform/dates';
import type { Matter } from '@/lib/settings/queries/list-matters';

/** Changes, delegations and leaves that wait for this person; part of 待办. */
export function MatterList({ matters }: { matters: readonly Matter[] }) {
  if (matters.length === 0) return null;
  return (
    <section aria-labelledby="tasks-matters" className="mb-7">
      <h2 id="tasks-matters" className="mb-2 text-lg font-semibold">
        待我确认的变更和安排（{matters.length}）
      </h2>
      <ul className="divide-y divide-line border border-line bg-paper">
        {matters.map(({ id, title, what, by, href, since }) => (
          <li key={id}>
            <Link
              prefetch={false}
              href={href}
              className="block px-4 py-3 text-ink no-underline hover:bg-brand-wash"
            >
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="min-w-0 text-[1.0625rem] font-semibold text-brand">{title}</span>
                <Tag>{what}</Tag>
              </span>
              <span className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
                <span>{by}</span>
                {since ? <time dateTime={since.toISOString()}>{formatMinute(since)}</time> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
