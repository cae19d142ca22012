import { AccessibilityView, SiteMapView } from '@/components/public/help-views';
import { HomeView } from '@/components/public/home-view';
import { SearchView } from '@/components/public/search-view';
import { listLatestItems } from '@/lib/disclosure/public-queries/list-items';
import { searchItems } from '@/lib/disclosure/public-queries/search-items';
import { readPage } from '@/lib/disclosure/public-site/rules/addresses';
import { listColumnsUnder } from '@/lib/disclosure/public-site/rules/column-tree';
import { MAX_QUERY_CHARACTERS, searchWords } from '@/lib/disclosure/public-site/rules/search-words';
import type { ListedItem } from '@/lib/disclosure/public-site/types';
import { type Answer, MISSING, type PageRequest } from './answer';

/** Newest items shown of each column. */
const HOME_ITEMS = 6;

/** `/` */
export async function homePage({ context }: PageRequest): Promise<Answer> {
  const shown = context.columns.filter((column) => column.slug !== 'disclosure' && column.layout !== 'entry');
  const below = new Map(shown.map((column) => [column.id, listColumnsUnder(column).map(({ id }) => id)]));
  const latest = await listLatestItems(context.site.organId, [...below.values()].flat(), HOME_ITEMS);
  const panels = shown.map((column) => {
    const items = (below.get(column.id) ?? []).flatMap((id) => latest.get(id) ?? []);
    return { column, items: newest(items, HOME_ITEMS) };
  });
  return { kind: 'page', page: <HomeView context={context} panels={panels} /> };
}

/** The newest of several lists, each item once. */
function newest(items: readonly ListedItem[], most: number): ListedItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, most);
}

/** `/search?q=` */
export async function searchPage({ context, query }: PageRequest): Promise<Answer> {
  const asked = [...(query.get('q') ?? '').trim()].slice(0, MAX_QUERY_CHARACTERS).join('');
  const words = searchWords(asked);
  const page = readPage(query.get('page'));
  const result = page === null ? null : await searchItems(context.site.organId, words, page);
  if (result === null) return MISSING;
  return {
    kind: 'page',
    page: <SearchView context={context} query={asked} words={words} result={result} />,
  };
}

/** `/site-map` */
export async function siteMapPage({ context }: PageRequest): Promise<Answer> {
  return { kind: 'page', page: <SiteMapView context={context} /> };
}

/** `/accessibility` */
export async function accessibilityPage({ context }: PageRequest): Promise<Answer> {
  return { kind: 'page', page: <AccessibilityView context={context} /> };
}
