import { columnPath, href } from '@/lib/disclosure/public-site/rules/addresses';
import { siteName } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { SearchForm } from './search-form';

type Props = { context: SiteContext; path: string; isHome: boolean; topSlug?: string; query?: string };

/** Name of the site, search, editions, and the columns at the top. */
export function SiteHeader({ context, path, isHome, topSlug, query }: Props) {
  const Name = isHome ? 'h1' : 'p';
  const entries = context.columns.flatMap((column) => {
    const to = columnPath(column);
    return to === null ? [] : [{ slug: column.slug, name: column.name, to }];
  });
  const otherEdition = context.isElder
    ? { name: '返回标准版', address: href({ ...context, isElder: false }, path) }
    : { name: '长者模式', address: href({ ...context, isElder: true }, path) };
  return (
    <header className="print:hidden">
      <div className="bg-brand-deep text-white [--focus-ring:var(--color-paper)]">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-4">
          <Name className="min-w-0 flex-auto font-serif leading-snug">
            <a
              href={href(context, '/')}
              className="text-white no-underline"
              aria-label={`${siteName(context.site)}，首页`}
            >
              <span className="block text-base tracking-wide">{context.site.name}</span>
              <span className="block text-2xl font-semibold tracking-widest">政府信息公开</span>
            </a>
          </Name>
          <div className="flex w-full flex-wrap items-center gap-x-5 gap-y-2 md:w-auto">
            <SearchForm context={context} query={query} place="header" />
            <nav
              aria-label="浏览方式"
              className="flex gap-5 text-[0.9375rem] whitespace-nowrap [&_a]:py-1.5 [&_a]:text-white [&_a]:no-underline [&_a]:hover:underline"
            >
              <a href={otherEdition.address}>{otherEdition.name}</a>
              <a href={href(context, '/accessibility')}>无障碍</a>
            </nav>
          </div>
        </div>
      </div>
      <nav aria-label="栏目" className="border-b border-line bg-paper">
        <ul className="mx-auto grid max-w-6xl grid-cols-3 px-2 sm:flex sm:flex-wrap sm:gap-x-2 max-md:elder:grid-cols-2 [&_a]:block [&_a]:border-b-2 [&_a]:border-transparent [&_a]:px-2 [&_a]:py-2.5 [&_a]:text-[0.9375rem] [&_a]:text-ink [&_a]:no-underline [&_a:hover]:text-brand [&_a[aria-current]]:border-brand [&_a[aria-current]]:font-semibold [&_a[aria-current]]:text-brand">
          <li>
            <a href={href(context, '/')} aria-current={isHome ? 'page' : undefined}>
              首页
            </a>
          </li>
          {entries.map((entry) => (
            <li key={entry.slug}>
              <a
                href={href(context, entry.to)}
                aria-current={entry.slug !== topSlug ? undefined : path === entry.to ? 'page' : 'true'}
              >
                {entry.name}
              </a>
            </li>
          ))}
          <li>
            <a
              href={href(context, '/disclosure/apply')}
              aria-current={path === '/disclosure/apply' ? 'page' : undefined}
            >
              依申请公开
            </a>
          </li>
        </ul>
      </nav>
    </header>
  );
}
