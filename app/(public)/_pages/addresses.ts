import type { PageAdapter } from './answer';
import { columnPage } from './column-pages';
import {
  annualReportsPage,
  disclosurePage,
  guidePage,
  rulesPage,
  statutoryItemPage,
  statutoryPage,
} from './disclosure-pages';
import { takeApplication, takeDetails, takeKind } from './intake/form-acts';
import { applyPage, blankForm, checkPage, detailsPage, donePage, kindPage } from './intake/form-pages';
import { takeCode, takeConfirmation, takeLeave, takeSupplement, takeWithdrawal } from './intake/status-acts';
import { caseDownload, enclosureDownload, letterDownload } from './intake/status-files';
import { casePage, statusPage, supplementPage, withdrawPage } from './intake/status-pages';
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
  '/disclosure/apply/blank.docx': blankForm,
  '/disclosure/apply/form': kindPage,
  '/disclosure/apply/form/details': detailsPage,
  '/disclosure/apply/form/check': checkPage,
  '/disclosure/apply/done': donePage,
  '/apply/status': statusPage,
  '/apply/status/case': casePage,
  '/apply/status/withdraw': withdrawPage,
  '/apply/status/supplement': supplementPage,
  '/apply/status/letters/:id': letterDownload,
  '/apply/status/letters/:id/:file': enclosureDownload,
  '/apply/status/case.zip': caseDownload,
  '/search': searchPage,
  '/site-map': siteMapPage,
  '/accessibility': accessibilityPage,
  '/feeds/:file': feed,
  '/sitemap.xml': sitemapXml,
  '/robots.txt': robotsTxt,
};

/** The only addresses at which the public may hand something in. */
const POSTS: Readonly<Record<string, PageAdapter>> = {
  '/disclosure/apply/form': takeKind,
  '/disclosure/apply/form/details': takeDetails,
  '/disclosure/apply/form/check': takeApplication,
  '/apply/status': takeCode,
  '/apply/status/confirm': takeConfirmation,
  '/apply/status/withdraw': takeWithdrawal,
  '/apply/status/supplement': takeSupplement,
  '/apply/status/leave': takeLeave,
};

/** Addresses that have one edition only. */
const PLAIN_ONLY: ReadonlySet<PageAdapter> = new Set([
  itemFile,
  feed,
  sitemapXml,
  robotsTxt,
  blankForm,
  letterDownload,
  enclosureDownload,
  caseDownload,
]);

export type Match = { adapter: PageAdapter; parts: string[]; isPlainOnly: boolean };

/** The adapter of a path, with its decoded parts; null where the site has no such address. */
export function matchAddress(path: string): Match | null {
  return matchIn(ADDRESSES, path);
}

/** The adapter that takes what is posted to a path; null where nothing may be posted. */
export function matchPost(path: string): Match | null {
  return matchIn(POSTS, path);
}

function matchIn(addresses: Readonly<Record<string, PageAdapter>>, path: string): Match | null {
  const segments = decodeSegments(path);
  if (segments === null) return null;
  for (const [pattern, adapter] of Object.entries(addresses)) {
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
