import { AnnualReportsView } from '@/components/public/disclosure-views/annual-reports';
import { GuideView } from '@/components/public/disclosure-views/guide';
import { DisclosureHomeView } from '@/components/public/disclosure-views/home';
import { RulesView } from '@/components/public/disclosure-views/rules';
import { StatutoryItemView, StatutoryView } from '@/components/public/disclosure-views/statutory';
import { listCorrections } from '@/lib/disclosure/after-publication/public-queries/corrections';
import { findNewestItem } from '@/lib/disclosure/public-queries/find-item';
import {
  countColumnItems,
  listAnnualReports,
  listColumnItems,
  listLatestItems,
} from '@/lib/disclosure/public-queries/list-items';
import { readPage } from '@/lib/disclosure/public-site/rules/addresses';
import { findColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import { DISCLOSURE_BLOCKS, STATUTORY_ITEMS } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ItemsPage } from '@/lib/disclosure/public-site/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { type Answer, MISSING, type PageRequest } from './answer';

const NOTHING: ItemsPage = { items: [], page: 1, pages: 1, total: 0 };

/** A page of a block that may have no column yet: its first page is empty then. */
async function listOf({ context, query }: PageRequest, slug: string): Promise<ItemsPage | null> {
  const page = readPage(query.get('page'));
  if (page === null) return null;
  const column = findColumn(context.columns, slug);
  if (column === null) return page === 1 ? NOTHING : null;
  return listColumnItems(context.site.organId, column.id, page);
}

/** `/disclosure` */
export async function disclosurePage({ context }: PageRequest): Promise<Answer> {
  const columns = DISCLOSURE_BLOCKS.flatMap((block) => findColumn(context.columns, block.slug) ?? []);
  const lists = columns.filter((column) => column.layout === 'list');
  const byId = await listLatestItems(
    context.site.organId,
    lists.map((column) => column.id),
    3,
  );
  const latest = new Map(lists.map((column) => [column.slug, byId.get(column.id) ?? []]));
  const corrections = await listCorrections(context.site.organId);
  return {
    kind: 'page',
    page: <DisclosureHomeView context={context} latest={latest} corrections={corrections} />,
  };
}

/** `/disclosure/guide` */
export async function guidePage({ context }: PageRequest): Promise<Answer> {
  const { organId } = context.site;
  const column = findColumn(context.columns, 'guide');
  const [guide, list] = column
    ? await Promise.all([findNewestItem(organId, column.id), listColumnItems(organId, column.id, 1)])
    : [null, null];
  const others = (list?.items ?? []).filter((item) => item.id !== guide?.id);
  const today = civilDate(currentTime());
  return { kind: 'page', page: <GuideView context={context} guide={guide} others={others} today={today} /> };
}

/** `/disclosure/rules` */
export async function rulesPage(asked: PageRequest): Promise<Answer> {
  const list = await listOf(asked, 'rules');
  if (list === null) return MISSING;
  return { kind: 'page', page: <RulesView context={asked.context} list={list} /> };
}

/** `/disclosure/statutory` */
export async function statutoryPage({ context }: PageRequest): Promise<Answer> {
  const numbers = new Map<string, number>();
  STATUTORY_ITEMS.forEach((_, at) => {
    const column = findColumn(context.columns, `statutory-${at + 1}`);
    if (column) numbers.set(column.id, at + 1);
  });
  const byId = await countColumnItems(context.site.organId, [...numbers.keys()]);
  const counts = new Map([...byId].map(([id, count]) => [numbers.get(id) ?? 0, count]));
  return { kind: 'page', page: <StatutoryView context={context} counts={counts} /> };
}

/** `/disclosure/statutory/<1–15>` */
export async function statutoryItemPage(asked: PageRequest): Promise<Answer> {
  const number = /^(?:1[0-5]|[1-9])$/.test(asked.parts[0] ?? '') ? Number(asked.parts[0]) : 0;
  if (number === 0) return MISSING;
  const slug = `statutory-${number}`;
  const list = await listOf(asked, slug);
  if (list === null) return MISSING;
  const words = findColumn(asked.context.columns, slug);
  return {
    kind: 'page',
    page: <StatutoryItemView context={asked.context} number={number} list={list} words={words} />,
  };
}

/** `/disclosure/annual-reports` */
export async function annualReportsPage({ context }: PageRequest): Promise<Answer> {
  const reports = await listAnnualReports(context.site.organId);
  return { kind: 'page', page: <AnnualReportsView context={context} reports={reports} /> };
}
