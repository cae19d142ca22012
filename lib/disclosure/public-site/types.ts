import type { RelatedItem, Validity, ValidityEvent } from '../after-publication/types';
import type { ContentAttachment, CorrectionKind, ItemContent, ItemKind } from '../types';

/** An organ as the public site shows it. */
export type PublicSite = {
  organId: string;
  name: string;
  shortName: string;
  /** 政府网站标识码, 10 characters. */
  siteIdCode: string;
  /** Host name of its own; null = the site answers under whatever name it is called by. */
  host: string | null;
  address: string;
  postcode: string;
  phone: string;
  fax: string;
  email: string;
  officeHours: string;
  reconsiderationOrgan: string;
  court: string;
  /** Numbers of Art. 20 (1–15) that the organ has said don't apply to it (REG-20-1). */
  statutoryNotApplicable: readonly number[];
  /** Invented content: every page says so. */
  isDemo: boolean;
};

export const COLUMN_LAYOUTS = ['list', 'group', 'entry'] as const;
export type ColumnLayout = (typeof COLUMN_LAYOUTS)[number];

/** 栏目 */
export type PublicColumn = {
  id: string;
  parentId: string | null;
  slug: string;
  name: string;
  columnType: string;
  description: string;
  keywords: string;
  /** `list` holds items, `group` holds columns, `entry` leads to a page of its own. */
  layout: ColumnLayout;
  position: number;
};

/** A column with those below it, in their order. */
export type ColumnNode = PublicColumn & { children: ColumnNode[] };

/** An item as a list shows it. */
export type ListedItem = {
  id: string;
  kind: ItemKind;
  title: string;
  publishedAt: Date;
  /** Only of an annual report: the year reported on. */
  reportYear: number | null;
  /** 有效性 today, only of documents that have one (PF-24). */
  validity?: Validity;
};

/** A correction as the list of them shows it. */
export type PublicCorrection = {
  id: string;
  kind: ItemKind;
  title: string;
  reportYear: number | null;
  correctedAt: Date;
  /** Null of a correction from before the kinds. */
  correctionKind: CorrectionKind | null;
  /** 更正说明 of a factual correction, as long as its text is the public one; else empty. */
  note: string;
};

/** One page of a list. */
export type ItemsPage = { items: ListedItem[]; page: number; pages: number; total: number };

/** An item with everything that is public about it. */
export type PublicItem = {
  id: string;
  indexNo: string;
  kind: ItemKind;
  title: string;
  content: ItemContent;
  /** 发布日期: when it first became public, also after a correction (TR-20). */
  firstPublishedAt: Date;
  lastPublishedAt: Date;
  publications: number;
  isArchived: boolean;
  reportYear: number | null;
  /** Confirmed changes of 有效性 (PF-24). */
  events: readonly ValidityEvent[];
  /** Public items that explain or correct it, or that it explains or corrects. */
  related: readonly RelatedItem[];
  /** Who reviewed it, by step; empty unless the organ wishes it (TR-10). */
  reviewers: readonly { readonly step: string; readonly name: string }[];
};

export type PublicFile = Omit<ContentAttachment, 'media_type'> & { mediaType: string };

/** A hit of a search: the item and the words around the first place found. */
export type SearchHit = ListedItem & { excerpt: string };
export type SearchPage = {
  hits: SearchHit[];
  page: number;
  pages: number;
  total: number;
  /** There are more than are counted and shown. */
  isCapped: boolean;
  /** What was found, in normal form and in both wordings where there are two: for marking. */
  words: readonly string[];
  /** Nothing held the question as it was written; its words were looked for one by one. */
  isLoose: boolean;
};

/** An entry of a feed. */
export type FeedEntry = ListedItem & { updatedAt: Date; summary: string };

/** What the pages of one request have in common. */
export type SiteContext = {
  site: PublicSite;
  columns: readonly ColumnNode[];
  /** Prefix under which the installation lives (`GONGKAI_BASE_PATH`), `''` for the root. */
  basePath: string;
  /** 长者模式: the same pages under `/elder`, set larger. */
  isElder: boolean;
  /** Scheme and host for addresses that must be absolute. */
  origin: string;
  /** Address of the stylesheet, without the prefix. */
  stylesheet: string;
};

/** What a document needs to know of where it stands; the office gives files of its own addresses. */
export type DocumentPlace = Pick<SiteContext, 'basePath' | 'isElder'> & {
  readonly fileHref?: (file: { readonly name: string; readonly sha256: string }) => string;
  /** Whether texts carry their path, so that a reviewer can point at words. Never on a public page. */
  readonly namesTexts?: boolean;
  /** What only publication sets is said to be still to come. Never on a public page. */
  readonly isPreview?: boolean;
};

/** Items on one page of a list. */
export const PAGE_SIZE = 20;
