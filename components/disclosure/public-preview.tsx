import { AnnualReportArticle } from '@/components/public/annual-report-article';
import { DocumentArticle } from '@/components/public/document-article';
import { SET_WHEN_PUBLISHED } from '@/components/public/document-metadata';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import type { ItemContent } from '@/lib/disclosure/types';
import { withBasePath } from '@/lib/platform/base-path';
import { civilDate } from '@/lib/platform/dates';

/**
 * A text as the public will see it, drawn by the components of the public site. What only publication sets (索引号,
 * 发布日期) is said to be still to come.
 */
export function PublicPreview({ itemId, content, now }: { itemId: string; content: ItemContent; now: Date }) {
  const context: DocumentPlace = {
    basePath: '',
    isElder: false,
    namesTexts: true,
    isPreview: true,
    fileHref: (file) => withBasePath(`/office/items/${itemId}/files/${file.sha256}`),
  };
  const item: PublicItem = {
    id: itemId,
    indexNo: SET_WHEN_PUBLISHED,
    kind: content.kind,
    title: content.title || '（未填标题）',
    content,
    firstPublishedAt: now,
    lastPublishedAt: now,
    publications: 1,
    isArchived: false,
    reportYear: content.report?.year ?? null,
    events: [],
    related: [],
    reviewers: [],
  };
  const today = civilDate(now);
  return content.report ? (
    <AnnualReportArticle context={context} item={item} report={content.report} today={today} />
  ) : (
    <DocumentArticle context={context} item={item} today={today} />
  );
}
