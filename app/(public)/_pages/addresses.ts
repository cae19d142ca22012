import type { PageAdapter } from './answer';
import { columnPage } from './column-pages';
import {
  annualReportsPage,
  applyPage,
  disclosurePage,
  guidePage,
  rulesPage,
  statutoryItemPage,
  statutoryPage,
} from './disclosure-pages';
import { annualReportPage, itemFile, itemPage } from './item-pages';
import { feed, robotsTxt, sitemapXml } from './machine-pages';
import { accessibilityPage, homePage, searchPage, siteMapPage } from './site-pages';

/** Every address of the public site (design.md §4); `:` marks a part that is handed over. */
const ADDRESSES: Readonly<Record<string, PageAdapter>> = {
  '/': homePage,
  '/columns/:slug': columnPage,
  '/items/:id': itemPage,
  '/items/:id/files/:name': itemFile,
  '/disclosure': disclosurePage,
  '/disclosure/guide': guidePage,
  '/disclosure/rules': rulesPage,
  '/disclosure/statutory': statutoryPage,
  '/disclosure/statutory/:number': statutoryItemPage,
  '/disclosure/annual-reports': annualReportsPage,
  '/disclosure/annual-reports/:year': annualReportPage,
  '/disclosure/apply': applyPage,
  '/search': searchPage,
  '/site-map': siteMapPage,
  '/accessibility': accessibilityPage,
  '/feeds/:file': feed,
  '/sitemap.xml': sitemapXml,
  '/robots.txt': robotsTxt,
};

/** Addresses that have one edition only. */
const PLAIN_ONLY: ReadonlySet<PageAdapter> = new Set([itemFile, feed, sitemapXml, robotsTxt]);

export type Match = { adapter: PageAdapter; parts: string[]; isPlainOnly: boolean };

/** The adapter of a path, with its decoded parts; null where the site has no such address. */
export function matchAddress(path: string): Match | null {
  const segments = decodeSegments(path);
  if (segments === null) return null;
  for (const [pattern, adapter] of Object.entries(ADDRESSES)) {
    const expected = pattern.split('/').slice(1);
    if (expected.length !== segments.length) continue;
    const isMatch = expected.every((part, at) => part.startsWith(':') || part === segments[at]);
    if (!isMatch) continue;
    const parts = segments.filter((_, at) => expected[at]?.startsWith(':'));
    if (parts.every((part) => part !== '')) return { adapter, parts, isPlainOnly: PLAIN_ONLY.has(adapter) };
  }
  return null;
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
