import type { ReactNode } from 'react';
import { columnPath, href } from '@/lib/disclosure/public-site/rules/addresses';
import { columnTrail } from '@/lib/disclosure/public-site/rules/column-tree';
import { DISCLOSURE_BLOCKS } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ColumnNode, SiteContext } from '@/lib/disclosure/public-site/types';

/** A step of the trail; without `to` it is the page itself. */
export type Crumb = { name: string; to?: string };

/** The crumbs of a column: home, the columns above it, and itself; those without a page of their own are words. */
export function columnCrumbs(columns: readonly ColumnNode[], column: ColumnNode): Crumb[] {
  return columnTrail(columns, column.id).map((node) => ({
    name: node.name,
    to: columnPath(node) ?? undefined,
  }));
}

/** Where the page stands. The last crumb is the page itself and no link. */
export function Breadcrumb({ context, crumbs }: { context: SiteContext; crumbs: readonly Crumb[] }) {
  const all: Crumb[] = [{ name: '首页', to: '/' }, ...crumbs];
  return (
    <nav aria-label="当前位置" className="py-3 text-sm text-ink-soft print:hidden">
      <ol className="flex flex-wrap gap-x-2">
        {all.map((crumb, at) => (
          <li key={crumb.name} className={at === all.length - 1 ? 'min-w-0' : undefined}>
            {at > 0 && (
              <span aria-hidden="true" className="mr-2">
                ›
              </span>
            )}
            {crumb.to && at < all.length - 1 ? (
              <a href={href(context, crumb.to)}>{crumb.name}</a>
            ) : (
              <span aria-current={at === all.length - 1 ? 'page' : undefined}>{crumb.name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** An entry of the navigation at the side. */
export type SideEntry = { name: string; to: string; isCurrent: boolean };

/** The five blocks of the disclosure platform, always in their order. */
export function disclosureEntries(current: string | null): SideEntry[] {
  return DISCLOSURE_BLOCKS.map((block) => ({
    name: block.shortName,
    to: columnPath({ slug: block.slug, layout: 'list' }) ?? '/disclosure',
    isCurrent: block.slug === current,
  }));
}

/** The columns of a group. */
export function groupEntries(group: ColumnNode, currentId: string | null): SideEntry[] {
  return group.children.flatMap((column) => {
    const to = columnPath(column);
    return to === null ? [] : [{ name: column.name, to, isCurrent: column.id === currentId }];
  });
}

/** A page with navigation at its side; on narrow screens the navigation stands above it. */
export function WithSideNav({
  context,
  title,
  to,
  entries,
  children,
}: {
  context: SiteContext;
  title: string;
  to: string;
  entries: readonly SideEntry[];
  children: ReactNode;
}) {
  return (
    <div className="grid items-start gap-4 md:grid-cols-[11rem_minmax(0,1fr)] lg:grid-cols-[13rem_minmax(0,1fr)] md:gap-8 print:block elder:lg:grid-cols-[11rem_minmax(0,1fr)]">
      <nav aria-label={title} className="min-w-0 border border-line bg-paper print:hidden">
        <p className="bg-brand-wash px-4 py-2.5 font-semibold max-md:hidden">
          <a href={href(context, to)} className="text-brand-deep no-underline hover:underline">
            {title}
          </a>
        </p>
        <ul className="flex flex-wrap max-md:px-1 md:block [&_a]:block [&_a]:px-3 [&_a]:py-2.5 md:[&_a]:px-4 [&_a]:text-ink [&_a]:no-underline md:[&_a]:border-t md:[&_a]:border-line [&_a:hover]:text-brand [&_a[aria-current]]:font-semibold [&_a[aria-current]]:text-brand [&_a[aria-current]]:shadow-[inset_0_-3px_var(--color-brand)] md:[&_a[aria-current]]:shadow-[inset_3px_0_var(--color-brand)]">
          {entries.map((entry) => (
            <li key={entry.to}>
              <a href={href(context, entry.to)} aria-current={entry.isCurrent ? 'page' : undefined}>
                {entry.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** The white sheet that lists and texts stand on. */
export function Paper({ children }: { children: ReactNode }) {
  return (
    <div className="border border-line bg-paper px-4 py-6 sm:px-8 sm:py-8 print:border-0 print:p-0">
      {children}
    </div>
  );
}

/** The title of a list or of a page of plain words. */
export function PageTitle({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b-2 border-brand pb-2">
      <h1 className="text-xl font-semibold text-brand-deep sm:text-2xl">{children}</h1>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
    </div>
  );
}
