import Link from 'next/link';

/** Pages of a list: previous, numbers around the present one, next. */
export function Pagination({
  page,
  pages,
  href,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  if (pages <= 1) return null;
  const numbers = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 2,
  );
  const link = 'flex min-h-11 min-w-11 items-center justify-center border px-3 no-underline';
  const other = 'border-line bg-paper text-brand';
  return (
    <nav aria-label="分页" className="mt-4 flex flex-wrap items-center gap-1">
      {page > 1 ? (
        <Link prefetch={false} className={`${link} ${other}`} href={href(page - 1)}>
          上一页
        </Link>
      ) : null}
      {numbers.map((number, index) => (
        <span key={number} className="flex items-center gap-1">
          {index > 0 && number - (numbers[index - 1] ?? 0) > 1 ? (
            <span className="px-1 text-ink-soft">…</span>
          ) : null}
          <Link
            prefetch={false}
            className={`${link} ${number === page ? 'border-brand bg-brand font-semibold text-white' : other}`}
            aria-current={number === page ? 'page' : undefined}
            href={href(number)}
          >
            {number}
          </Link>
        </span>
      ))}
      {page < pages ? (
        <Link prefetch={false} className={`${link} ${other}`} href={href(page + 1)}>
          下一页
        </Link>
      ) : null}
    </nav>
  );
}
