import { VALIDITY_NAMES, type Validity } from '@/lib/disclosure/after-publication/types';
import { href, itemPath, pagePath } from '@/lib/disclosure/public-site/rules/addresses';
import { pageNumbers } from '@/lib/disclosure/public-site/rules/item-facts';
import type { ListedItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { civilDate } from '@/lib/platform/dates';

/** Titles with their dates at the right. */
export function ItemList({
  context,
  items,
  whenEmpty = '本栏目暂无内容。',
  density = 'roomy',
}: {
  context: SiteContext;
  items: readonly ListedItem[];
  whenEmpty?: string;
  density?: 'roomy' | 'dense';
}) {
  if (items.length === 0) return <p className="py-3 text-ink-soft">{whenEmpty}</p>;
  return (
    <ul
      className={`divide-y divide-line [&_a]:flex-auto [&_a]:text-ink [&_a]:no-underline [&_a:hover]:text-brand [&_a:hover]:underline [&_li]:flex [&_li]:items-baseline [&_li]:justify-between [&_li]:gap-4 [&_time]:shrink-0 [&_time]:text-sm [&_time]:text-ink-soft [&_time]:tabular-nums max-sm:elder:[&_li]:block max-sm:elder:[&_li]:py-2 max-sm:elder:[&_time]:block ${density === 'roomy' ? '[&_a]:py-2.5' : '[&_a]:my-1.5 [&_a]:line-clamp-2'}`}
    >
      {items.map((item) => {
        const date = civilDate(item.publishedAt);
        return (
          <li key={item.id}>
            <a href={href(context, itemPath(item))}>
              {item.title}
              <ValidityTag validity={item.validity} />
            </a>
            <time dateTime={date}>{date}</time>
          </li>
        );
      })}
    </ul>
  );
}

/** Beside a title: a document that is no longer, or not wholly, in force. @rule PF-24 */
export function ValidityTag({ validity }: { validity: Validity | undefined }) {
  if (validity !== 'repealed' && validity !== 'lapsed' && validity !== 'amended') return null;
  return (
    <span className="ml-2 inline-block rounded bg-seal-wash px-1.5 text-sm whitespace-nowrap text-seal">
      {VALIDITY_NAMES[validity]}
    </span>
  );
}

/** The pages of a list, by number. Nothing where there is only one. */
export function Pagination({
  context,
  path,
  page,
  pages,
}: {
  context: SiteContext;
  path: string;
  page: number;
  pages: number;
}) {
  if (pages <= 1) return null;
  const to = (n: number) => href(context, pagePath(path, n));
  return (
    <nav aria-label="分页" className="mt-6 print:hidden">
      <ul className="flex flex-wrap justify-center gap-1.5 [&_a]:grid [&_a]:min-h-11 [&_a]:min-w-11 [&_a]:place-items-center [&_a]:rounded [&_a]:border [&_a]:border-line [&_a]:px-2.5 [&_a]:no-underline [&_a:hover]:border-brand [&_a[aria-current]]:border-brand [&_a[aria-current]]:bg-brand [&_a[aria-current]]:text-white">
        {page > 1 && (
          <li>
            <a href={to(page - 1)} rel="prev">
              上一页
            </a>
          </li>
        )}
        {pageNumbers(page, pages).map((n, at, all) =>
          n === null ? (
            <li
              key={`after-${all[at - 1]}`}
              aria-hidden="true"
              className="grid min-h-11 place-items-center px-1"
            >
              …
            </li>
          ) : (
            <li key={n}>
              <a href={to(n)} aria-current={n === page ? 'page' : undefined} aria-label={`第 ${n} 页`}>
                {n}
              </a>
            </li>
          ),
        )}
        {page < pages && (
          <li>
            <a href={to(page + 1)} rel="next">
              下一页
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
