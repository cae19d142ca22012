import { cellId } from '@/lib/annual-report/rules/cells';
import type { FigureCell, TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { figureRows } from '@/lib/annual-report/rules/paste-block';
import type { CellRef } from '@/lib/annual-report/types';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The figure of a row that stands under (or over) the given column. */
function nearest(figures: readonly FigureCell[], at: number): FigureCell | undefined {
  return figures.find((figure) => at >= figure.at && at < figure.at + figure.colSpan) ?? figures.at(-1);
}

/**
 * The next cell that takes input in a direction, passing over computed ones; null at the edge of the table.
 */
export function neighbour(
  layout: TableLayout,
  from: CellRef,
  direction: Direction,
  takesInput: (ref: CellRef) => boolean,
): CellRef | null {
  const rows = figureRows(layout);
  const y = rows.findIndex((figures) => figures.some(({ ref }) => cellId(ref) === cellId(from)));
  const row = rows[y] ?? [];
  const x = row.findIndex(({ ref }) => cellId(ref) === cellId(from));
  const at = row[x]?.at ?? 0;
  const path = {
    up: () =>
      rows
        .slice(0, y)
        .reverse()
        .flatMap((figures) => nearest(figures, at) ?? []),
    down: () => rows.slice(y + 1).flatMap((figures) => nearest(figures, at) ?? []),
    left: () => row.slice(0, x).reverse(),
    right: () => row.slice(x + 1),
  }[direction]();
  return path.find(({ ref }) => takesInput(ref))?.ref ?? null;
}
