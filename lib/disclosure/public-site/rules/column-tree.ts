import type { ColumnNode, PublicColumn } from '../types';

/** The columns as a tree, each level in its order; a column whose parent is missing stands at the top. */
export function columnTree(columns: readonly PublicColumn[]): ColumnNode[] {
  const nodes = new Map(
    columns.map((column): [string, ColumnNode] => [column.id, { ...column, children: [] }]),
  );
  const top: ColumnNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? top).push(node);
  }
  for (const level of [top, ...[...nodes.values()].map((node) => node.children)]) {
    level.sort((a, b) => a.position - b.position || a.slug.localeCompare(b.slug));
  }
  return top;
}

/** All columns, parents before children, in the order of the tree. */
export function flatColumns(tree: readonly ColumnNode[]): ColumnNode[] {
  return tree.flatMap((node) => [node, ...flatColumns(node.children)]);
}

/** The column with this slug, or null. */
export function findColumn(tree: readonly ColumnNode[], slug: string): ColumnNode | null {
  return flatColumns(tree).find((node) => node.slug === slug) ?? null;
}

/** A column and those above it, outermost first; empty where the column is unknown. */
export function columnTrail(tree: readonly ColumnNode[], id: string): ColumnNode[] {
  for (const node of tree) {
    if (node.id === id) return [node];
    const below = columnTrail(node.children, id);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}

/** The columns that hold items: the column itself, or those below a group. */
export function listColumnsUnder(node: ColumnNode): ColumnNode[] {
  return flatColumns([node]).filter((column) => column.layout === 'list');
}

/** The column an item is shown under: the first of its columns in the order of the tree. */
export function homeColumn(tree: readonly ColumnNode[], columnIds: readonly string[]): ColumnNode | null {
  return flatColumns(tree).find((node) => columnIds.includes(node.id)) ?? null;
}
