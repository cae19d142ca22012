import { columnPath, href, pagePath, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import { columnTrail } from '@/lib/disclosure/public-site/rules/column-tree';
import { columnTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { ColumnNode, ItemsPage, ListedItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemList, Pagination } from './item-list';
import {
  Breadcrumb,
  columnCrumbs,
  disclosureEntries,
  groupEntries,
  PageTitle,
  Paper,
  type SideEntry,
  WithSideNav,
} from './layouts';
import { PublicPage } from './public-page';

/** What stands beside a column: the five blocks, the other columns of its group, or nothing. */
export function sideOf(
  context: SiteContext,
  column: ColumnNode,
): { title: string; to: string; entries: SideEntry[] } | null {
  const trail = columnTrail(context.columns, column.id);
  const top = trail[0];
  if (top?.layout !== 'group') return null;
  const entries =
    top.slug === 'disclosure'
      ? disclosureEntries(trail[1]?.slug ?? null)
      : groupEntries(top, trail[1]?.id ?? null);
  return { title: top.name, to: columnPath(top) ?? '/', entries };
}

/** One page of a column. */
export function ColumnListView({
  context,
  column,
  list,
  whenEmpty,
  title = column.name,
}: {
  context: SiteContext;
  column: ColumnNode;
  list: ItemsPage;
  whenEmpty?: string;
  title?: string;
}) {
  const path = columnPath(column) ?? '/';
  const side = sideOf(context, column);
  const feed = `/feeds/${column.slug}.xml`;
  const paper = (
    <Paper>
      <PageTitle note={`共 ${list.total} 条`}>{title}</PageTitle>
      <ItemList context={context} items={list.items} whenEmpty={whenEmpty} />
      <Pagination context={context} path={path} page={list.page} pages={list.pages} />
      <p className="mt-6 text-sm text-ink-soft print:hidden">
        <a href={plainHref(context, feed)}>订阅本栏目（Atom）</a>
      </p>
    </Paper>
  );
  return (
    <PublicPage
      context={context}
      title={list.page > 1 ? `${title}（第 ${list.page} 页）` : title}
      path={pagePath(path, list.page)}
      tags={columnTags(context.site, column)}
      feedPath={feed}
      topSlug={columnTrail(context.columns, column.id)[0]?.slug}
    >
      <Breadcrumb context={context} crumbs={columnCrumbs(context.columns, column)} />
      {side ? (
        <WithSideNav context={context} {...side}>
          {paper}
        </WithSideNav>
      ) : (
        paper
      )}
    </PublicPage>
  );
}

/** A group of columns, each with the newest of what it holds. */
export function ColumnGroupView({
  context,
  group,
  latest,
}: {
  context: SiteContext;
  group: ColumnNode;
  /** Newest items by column id. */
  latest: ReadonlyMap<string, readonly ListedItem[]>;
}) {
  const side = sideOf(context, group) ?? { title: group.name, to: '/', entries: groupEntries(group, null) };
  return (
    <PublicPage
      context={context}
      title={group.name}
      path={columnPath(group) ?? '/'}
      tags={columnTags(context.site, group)}
      topSlug={columnTrail(context.columns, group.id)[0]?.slug}
    >
      <Breadcrumb context={context} crumbs={columnCrumbs(context.columns, group)} />
      <WithSideNav context={context} {...side}>
        <Paper>
          <PageTitle>{group.name}</PageTitle>
          {group.children.map((column) => {
            const to = columnPath(column);
            if (to === null) return null;
            return (
              <section key={column.id} aria-labelledby={`column-${column.slug}`} className="mb-6 last:mb-0">
                <h2 id={`column-${column.slug}`} className="text-lg font-semibold">
                  <a href={href(context, to)} className="no-underline hover:underline">
                    {column.name}
                  </a>
                </h2>
                <ItemList context={context} items={latest.get(column.id) ?? []} />
              </section>
            );
          })}
        </Paper>
      </WithSideNav>
    </PublicPage>
  );
}
