import type { PublicColumn, SiteContext } from '../types';

/** Path of the larger edition (长者模式). An edition, not a setting: addresses carry no state and stay cacheable. */
export const ELDER_PATH = '/elder';

const OWN_PATHS: Readonly<Record<string, string>> = {
  disclosure: '/disclosure',
  guide: '/disclosure/guide',
  rules: '/disclosure/rules',
  statutory: '/disclosure/statutory',
  'annual-reports': '/disclosure/annual-reports',
  apply: '/disclosure/apply',
};

/**
 * The path of a column, without prefix; null where it has no page: an entry whose service is not part of this site.
 * Columns of the disclosure platform live under `/disclosure` (design.md §4).
 */
export function columnPath(column: Pick<PublicColumn, 'slug' | 'layout'>): string | null {
  const own = OWN_PATHS[column.slug];
  if (own) return own;
  const statutory = /^statutory-(1[0-5]|[1-9])$/.exec(column.slug);
  if (statutory) return `/disclosure/statutory/${statutory[1]}`;
  return column.layout === 'entry' ? null : `/columns/${column.slug}`;
}

/** The path of an item; an annual report is known by its year. */
export function itemPath(item: { id: string; kind: string; reportYear: number | null }): string {
  return item.kind === 'annual_report' && item.reportYear !== null
    ? `/disclosure/annual-reports/${item.reportYear}`
    : `/items/${item.id}`;
}

/** The path of a file of an item, by name. */
export function filePath(itemId: string, name: string): string {
  return `/items/${itemId}/files/${encodeURIComponent(name)}`;
}

/** The path of a page of a list: the first one is the list itself. */
export function pagePath(path: string, page: number): string {
  if (page <= 1) return path;
  return `${path}${path.includes('?') ? '&' : '?'}page=${page}`;
}

type Place = Pick<SiteContext, 'basePath' | 'isElder'>;

/** An address inside this site, in the edition being read. The one place where prefix and edition are added. */
export function href(place: Place, path: string): string {
  const full = `${editionPrefix(place)}${path}`;
  return full.endsWith('/') && full.length > 1 ? full.slice(0, -1) : full;
}

/** An address that has one edition only: files, feeds, the stylesheet. */
export function plainHref(place: Pick<SiteContext, 'basePath'>, path: string): string {
  return `${place.basePath}${path}`;
}

/** What stands before every path of the edition being read. */
export function editionPrefix(place: Place): string {
  return `${place.basePath}${place.isElder ? ELDER_PATH : ''}`;
}

/** The one absolute address of a page, whatever the edition. */
export function absoluteUrl(context: Pick<SiteContext, 'basePath' | 'origin'>, path: string): string {
  return `${context.origin}${context.basePath}${path}`;
}

/** Splits a request path into edition and path. */
export function readEdition(path: string): { isElder: boolean; path: string } {
  if (path === ELDER_PATH) return { isElder: true, path: '/' };
  return path.startsWith(`${ELDER_PATH}/`)
    ? { isElder: true, path: path.slice(ELDER_PATH.length) }
    : { isElder: false, path };
}

/** A page number from an address; null where it is none. */
export function readPage(text: string | null): number | null {
  if (text === null) return 1;
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}

/** A host name as a request carries it, lower case, without port; `''` where it is no host name. */
export function hostName(header: string | null): string {
  return /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
}
