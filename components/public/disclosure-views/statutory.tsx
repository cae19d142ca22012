import { href, pagePath } from '@/lib/disclosure/public-site/rules/addresses';
import {
  chineseNumber,
  STATUTORY_ITEMS,
  whenNothingIsListed,
} from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ItemsPage, SiteContext } from '@/lib/disclosure/public-site/types';
import { civilDate } from '@/lib/platform/dates';
import { ItemList, Pagination } from '../item-list';
import { PageTitle, Paper } from '../layouts';
import { DisclosurePage, getBlock } from './frame';

/**
 * 法定主动公开内容: the fifteen numbers of Art. 20. Those without content say so; that the organ has nothing of the kind
 * only where it decided that. @law 条例20 @rule REG-20-1 @rule PF-7
 */
export function StatutoryView({
  context,
  counts,
}: {
  context: SiteContext;
  /** How many items each number (from 1) has, and when the newest came. */
  counts: ReadonlyMap<number, { total: number; newest: Date | null }>;
}) {
  const block = getBlock('statutory');
  return (
    <DisclosurePage context={context} block={block}>
      <Paper>
        <PageTitle>{block.name}</PageTitle>
        <p className="mb-2 text-ink-soft">按《中华人民共和国政府信息公开条例》第二十条各项列出。</p>
        <ol className="divide-y divide-line [&_a]:flex-auto [&_a]:py-2.5 [&_a]:no-underline [&_a:hover]:underline [&_li]:flex [&_li]:items-baseline [&_li]:justify-between [&_li]:gap-4 max-sm:[&_li]:block max-sm:[&_li]:pb-2 max-sm:[&_a]:block max-sm:[&_a]:pb-0 [&_span]:shrink-0 [&_span]:text-sm [&_span]:text-ink-soft">
          {STATUTORY_ITEMS.map((text, at) => {
            const number = at + 1;
            const count = counts.get(number);
            return (
              <li key={text}>
                <a href={href(context, `/disclosure/statutory/${number}`)}>
                  （{chineseNumber(number)}）{text}
                </a>
                <span>
                  {count
                    ? `${count.total} 条${count.newest ? `，最近 ${civilDate(count.newest)}` : ''}`
                    : whenNothingIsListed(number, context.site.statutoryNotApplicable)}
                </span>
              </li>
            );
          })}
        </ol>
      </Paper>
    </DisclosurePage>
  );
}

/** One number of Art. 20. @law 条例20 @rule REG-20-1 */
export function StatutoryItemView({
  context,
  number,
  list,
  words,
}: {
  context: SiteContext;
  /** 1 … 15 */
  number: number;
  list: ItemsPage;
  /** The words of the organ's own column, where it has one. */
  words: { columnType: string; description: string; keywords: string } | null;
}) {
  const block = getBlock('statutory');
  const text = STATUTORY_ITEMS[number - 1] ?? '';
  const name = `第二十条第（${chineseNumber(number)}）项`;
  const path = `/disclosure/statutory/${number}`;
  const whenEmpty = `${whenNothingIsListed(number, context.site.statutoryNotApplicable)}。`;
  return (
    <DisclosurePage
      context={context}
      block={block}
      path={pagePath(path, list.page)}
      title={`${name} ${text}${list.page > 1 ? `（第 ${list.page} 页）` : ''}`}
      words={{
        name,
        columnType: words?.columnType || block.columnType,
        description: words?.description || text,
        keywords: words?.keywords || `${block.name},${name}`,
      }}
      crumbs={[{ name }]}
      feedPath={words ? `/feeds/statutory-${number}.xml` : undefined}
    >
      <Paper>
        <PageTitle note={list.total > 0 ? `共 ${list.total} 条` : undefined}>
          （{chineseNumber(number)}）{text}
        </PageTitle>
        <ItemList context={context} items={list.items} whenEmpty={whenEmpty} />
        <Pagination context={context} path={path} page={list.page} pages={list.pages} />
      </Paper>
    </DisclosurePage>
  );
}
