import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { columnTree } from '../public-site/rules/column-tree';
import { COLUMN_LAYOUTS, type ColumnNode } from '../public-site/types';

/** The columns of an organ as a tree. */
export async function listColumns(organId: string): Promise<ColumnNode[]> {
  const rows = await publicDatabase().publishedColumn.findMany({
    where: { organId },
    select: {
      id: true,
      parentId: true,
      slug: true,
      name: true,
      columnType: true,
      description: true,
      keywords: true,
      layout: true,
      position: true,
    },
  });
  return columnTree(
    rows.map((row) => ({
      ...row,
      layout: COLUMN_LAYOUTS.find((layout) => layout === row.layout) ?? 'entry',
    })),
  );
}
