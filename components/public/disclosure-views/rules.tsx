import { pagePath } from '@/lib/disclosure/public-site/rules/addresses';
import type { ItemsPage, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemList, Pagination } from '../item-list';
import { PageTitle, Paper } from '../layouts';
import { blockPath, DisclosurePage, getBlock } from './frame';

/** 制度: what the organ has published, by date. @rule PF-9 */
export function RulesView({ context, list }: { context: SiteContext; list: ItemsPage }) {
  const block = getBlock('rules');
  const path = blockPath(block.slug);
  return (
    <DisclosurePage
      context={context}
      block={block}
      path={pagePath(path, list.page)}
      title={list.page > 1 ? `${block.name}（第 ${list.page} 页）` : block.name}
      feedPath="/feeds/rules.xml"
    >
      <Paper>
        <PageTitle note={`共 ${list.total} 条`}>{block.name}</PageTitle>
        <ItemList context={context} items={list.items} />
        <Pagination context={context} path={path} page={list.page} pages={list.pages} />
      </Paper>
    </DisclosurePage>
  );
}
