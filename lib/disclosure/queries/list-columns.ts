import 'server-only';
import { staffDatabase } from '@/lib/platform/database';

/** A column as the office sees it, with its path from the root. */
export type ColumnRow = {
  id: string;
  slug: string;
  name: string;
  path: string;
  layout: string;
  artItem: string | null;
};

/** The columns of an organ in the order of the tree, groups included. */
export async function listColumns(organId: string): Promise<ColumnRow[]> {
  const columns = await staffDatabase().siteColumn.findMany({
    where: { organId },
    orderBy: { position: 'asc' },
  });
  const rows: ColumnRow[] = [];
  const visit = (parentId: string | null, path: string) => {
    for (const column of columns.filter((candidate) => candidate.parentId === parentId)) {
      const own = path === '' ? column.name : `${path} › ${column.name}`;
      const { id, slug, name, layout, artItem } = column;
      rows.push({ id, slug, name, path: own, layout, artItem });
      visit(column.id, own);
    }
  };
  visit(null, '');
  return rows;
}
