import { itemPath } from '@/lib/disclosure/public-site/rules/addresses';
import { columnTrail } from '@/lib/disclosure/public-site/rules/column-tree';
import { columnTags, contentTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { ColumnNode, PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { type CivilDate, formatMinute } from '@/lib/platform/dates';
import { AnnualReportArticle } from './annual-report-article';
import { sideOf } from './column-view';
import { DocumentArticle } from './document-article';
import { Breadcrumb, columnCrumbs, WithSideNav } from './layouts';
import { PublicPage } from './public-page';

type Props = {
  context: SiteContext;
  item: PublicItem;
  /** The column it is shown under; null where the organ has taken that column away. */
  column: ColumnNode | null;
  today: CivilDate;
};

/** The page of one item; an annual report with its tables. */
export function ItemView({ context, item, column, today }: Props) {
  const kindName = KIND_NAMES[item.kind];
  const words = column ?? { name: kindName, columnType: kindName, description: '', keywords: '' };
  const side = item.kind === 'annual_report' && column ? sideOf(context, column) : null;
  const path = itemPath(item);
  const article =
    item.content.report === null ? (
      <DocumentArticle context={context} item={item} today={today} />
    ) : (
      <AnnualReportArticle context={context} item={item} report={item.content.report} today={today} />
    );
  const last = item.content.report === null ? '正文' : `${item.content.report.year}年`;
  return (
    <PublicPage
      context={context}
      title={item.title}
      path={path}
      tags={[...columnTags(context.site, words), ...contentTags(context.site, item)]}
      topSlug={column ? columnTrail(context.columns, column.id)[0]?.slug : undefined}
    >
      <Breadcrumb
        context={context}
        crumbs={[...(column ? columnCrumbs(context.columns, column) : []), { name: last }]}
      />
      {side ? (
        <WithSideNav context={context} {...side}>
          {article}
        </WithSideNav>
      ) : (
        article
      )}
      <p className="mt-3 text-sm text-ink-soft print:hidden">
        本页已按 A4 纸排版，可用浏览器的打印功能（Ctrl+P）打印或存为 PDF。
      </p>
      <p className="mt-6 hidden border-t border-line pt-2 text-xs print:block">
        {context.site.name}　{context.origin}
        {context.basePath}
        {path}　发布时间 {formatMinute(item.firstPublishedAt)}
      </p>
    </PublicPage>
  );
}
