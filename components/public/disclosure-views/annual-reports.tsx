import type { ListedItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemList } from '../item-list';
import { PageTitle, Paper } from '../layouts';
import { DisclosurePage, getBlock } from './frame';

/** 年报: by year, newest first, all years kept. @rule PF-10 @law 条例49-1 */
export function AnnualReportsView({
  context,
  reports,
}: {
  context: SiteContext;
  reports: readonly ListedItem[];
}) {
  const block = getBlock('annual-reports');
  return (
    <DisclosurePage context={context} block={block} feedPath="/feeds/annual-reports.xml">
      <Paper>
        <PageTitle note={reports.length > 0 ? `共 ${reports.length} 份` : undefined}>{block.name}</PageTitle>
        <ItemList
          context={context}
          items={reports}
          whenEmpty="本机关尚未在本站发布政府信息公开工作年度报告。"
        />
      </Paper>
    </DisclosurePage>
  );
}
