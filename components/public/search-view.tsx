import { href, itemPath, pagePath } from '@/lib/disclosure/public-site/rules/addresses';
import { markWords } from '@/lib/disclosure/public-site/rules/search-words';
import type { SearchPage, SiteContext } from '@/lib/disclosure/public-site/types';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { civilDate } from '@/lib/platform/dates';
import { Pagination, ValidityTag } from './item-list';
import { Breadcrumb, PageTitle, Paper } from './layouts';
import { PublicPage } from './public-page';
import { SearchForm } from './search-form';

type Props = {
  context: SiteContext;
  /** As the reader typed it. */
  query: string;
  /** What was looked for; none before the first search. */
  words: readonly string[];
  result: SearchPage;
};

/** Found items with the words around them. @rule PF-15 */
export function SearchView({ context, query, words, result }: Props) {
  const path = words.length > 0 ? `/search?q=${encodeURIComponent(query)}` : '/search';
  return (
    <PublicPage
      context={context}
      title={words.length > 0 ? `搜索“${query}”` : '搜索'}
      path={pagePath(path, result.page)}
      isIndexed={false}
      query={query}
    >
      <Breadcrumb context={context} crumbs={[{ name: '搜索' }]} />
      <Paper>
        <PageTitle note={words.length > 0 ? countNote(result) : undefined}>搜索</PageTitle>
        <SearchForm context={context} query={query} place="main" />
        {words.length === 0 && (
          <p className="mt-4 text-ink-soft">
            可以搜标题、文号、索引号、关键词、栏目和正文。几个词用空格隔开，结果同时含有每个词。
          </p>
        )}
        {result.isLoose && result.total > 0 && (
          <p className="mt-4 text-ink-soft">没有与“{query}”完全相同的，下面的信息含有其中的每个词。</p>
        )}
        {words.length > 0 && result.total === 0 && <NothingFound context={context} />}
        <ol className="mt-4 divide-y divide-line">
          {result.hits.map((hit) => {
            const date = civilDate(hit.publishedAt);
            return (
              <li key={hit.id} className="py-3">
                <h2 className="font-semibold">
                  <a href={href(context, itemPath(hit))} className="no-underline hover:underline">
                    <Marked text={hit.title} words={result.words} />
                    <ValidityTag validity={hit.validity} />
                  </a>
                </h2>
                <p className="text-sm">
                  <Marked text={hit.excerpt} words={result.words} />
                </p>
                <p className="text-sm text-ink-soft">
                  {KIND_NAMES[hit.kind]}　<time dateTime={date}>{date}</time>
                </p>
              </li>
            );
          })}
        </ol>
        <Pagination context={context} path={path} page={result.page} pages={result.pages} />
      </Paper>
    </PublicPage>
  );
}

function countNote(result: SearchPage): string {
  return result.isCapped ? `超过 ${result.total} 条，显示前 ${result.total} 条` : `找到 ${result.total} 条`;
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return markWords(text, words).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no identity but their place
    part.isFound ? <mark key={at}>{part.text}</mark> : part.text,
  );
}

function NothingFound({ context }: { context: SiteContext }) {
  return (
    <div className="mt-4">
      <p>没有找到。可以：</p>
      <ul className="list-disc pl-6">
        <li>换一个短一些的词，或检查有没有错别字；</li>
        <li>
          按<a href={href(context, '/site-map')}>网站地图</a>里的栏目查找；
        </li>
        <li>
          本站没有公开的信息，可以<a href={href(context, '/disclosure/apply')}>申请公开</a>。
        </li>
      </ul>
    </div>
  );
}
