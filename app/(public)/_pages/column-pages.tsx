import { ColumnGroupView, ColumnListView } from '@/components/public/column-view';
import { listColumnItems, listLatestItems } from '@/lib/disclosure/public-queries/list-items';
import { columnPath, readPage } from '@/lib/disclosure/public-site/rules/addresses';
import { findColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import { type Answer, MISSING, type PageRequest } from './answer';

/** Newest items shown of each column of a group. */
const GROUP_ITEMS = 5;

/** `/columns/<slug>`; columns of the disclosure platform live elsewhere and lead there. */
export async function columnPage({ context, parts, query }: PageRequest): Promise<Answer> {
  const slug = parts[0] ?? '';
  const column = findColumn(context.columns, slug);
  const path = column && columnPath(column);
  const page = readPage(query.get('page'));
  if (column === null || path === null || page === null) return MISSING;
  if (path !== `/columns/${slug}`) return { kind: 'redirect', path };
  const { organId } = context.site;
  if (column.layout === 'group') {
    if (page !== 1) return MISSING;
    const ids = column.children.filter((child) => child.layout === 'list').map((child) => child.id);
    const latest = await listLatestItems(organId, ids, GROUP_ITEMS);
    return { kind: 'page', page: <ColumnGroupView context={context} group={column} latest={latest} /> };
  }
  const list = await listColumnItems(organId, column.id, page);
  if (list === null) return MISSING;
  return { kind: 'page', page: <ColumnListView context={context} column={column} list={list} /> };
}
