import { formatMinute } from '@/lib/platform/dates';
import type { PublicColumn, PublicItem, PublicSite, SiteContext } from '../types';

export type MetaTag = { name: string; content: string };
/** Words that describe a column; all may come from the organ's own settings. */
export type ColumnWords = Pick<PublicColumn, 'name' | 'columnType' | 'description' | 'keywords'>;

/** The name of the site as it stands in titles and in `SiteName`. */
export function siteName(site: Pick<PublicSite, 'name'>): string {
  return `${site.name}政府信息公开`;
}

function tag(name: string, content: string, otherwise: string): MetaTag {
  return { name, content: content.trim() === '' ? otherwise : content };
}

/** 网站标签: the three tags of every page. @rule PF-12 */
export function siteTags({ site, origin }: Pick<SiteContext, 'site' | 'origin'>): MetaTag[] {
  const domain = site.host ?? origin.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
  return [
    { name: 'SiteName', content: siteName(site) },
    tag('SiteDomain', domain, 'localhost'),
    { name: 'SiteIDCode', content: site.siteIdCode },
  ];
}

/** 栏目标签: four more on lists and content pages; never one without content. @rule PF-12 */
export function columnTags(site: Pick<PublicSite, 'name' | 'shortName'>, column: ColumnWords): MetaTag[] {
  return [
    { name: 'ColumnName', content: column.name },
    tag('ColumnDescription', column.description, `${site.name}${column.name}`),
    tag('ColumnKeywords', column.keywords, `${column.name},${site.shortName}`),
    tag('ColumnType', column.columnType, column.name),
  ];
}

/** 内容页标签: the three that are required; time of first publication, 24 hours, Asia/Shanghai. @rule PF-12 */
export function contentTags(
  site: Pick<PublicSite, 'name'>,
  item: Pick<PublicItem, 'title' | 'firstPublishedAt' | 'content'>,
): MetaTag[] {
  return [
    { name: 'ArticleTitle', content: item.title },
    { name: 'PubDate', content: formatMinute(item.firstPublishedAt) },
    tag('ContentSource', item.content.content_source, item.content.issuing_organ || site.name),
  ];
}
