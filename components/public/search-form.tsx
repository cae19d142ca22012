import { href } from '@/lib/disclosure/public-site/rules/addresses';
import { MAX_QUERY_CHARACTERS } from '@/lib/disclosure/public-site/rules/search-words';
import type { SiteContext } from '@/lib/disclosure/public-site/types';

type Props = { context: SiteContext; query?: string; place: 'header' | 'main' };

/** Searches by an ordinary GET: the address of a result can be kept and sent on. */
export function SearchForm({ context, query = '', place }: Props) {
  const id = `q-${place}`;
  const isHeader = place === 'header';
  return (
    <search className={isHeader ? 'flex-auto md:flex-none' : 'block'}>
      <form action={href(context, '/search')} method="get" className="flex">
        <label htmlFor={id} className="sr-only">
          搜索标题、文号、索引号或正文
        </label>
        <input
          id={id}
          name="q"
          type="search"
          defaultValue={query}
          maxLength={MAX_QUERY_CHARACTERS}
          placeholder="标题、文号、索引号、正文"
          className="h-11 w-full min-w-0 flex-auto rounded-l border border-r-0 border-ink-soft bg-paper px-3 text-base text-ink placeholder:text-ink-soft md:w-60"
        />
        <button
          type="submit"
          className={`h-11 shrink-0 rounded-r border border-l-0 px-4 text-base font-semibold whitespace-nowrap ${isHeader ? 'border-paper bg-brand-wash text-brand-deep' : 'border-brand bg-brand text-white'}`}
        >
          搜索
        </button>
      </form>
    </search>
  );
}
