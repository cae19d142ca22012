import { LEGACY_OTHER_ROW, TABLE3_OTHER_ROWS, type Table3AnyRow } from '@/lib/annual-report/types';
import { rowOrder } from './faults';
import type { RowFigures } from './figures';
import { isFullRow, type RowHit } from './rows';

/** The rows of table three with what was found for each; null: the label is there, its figures are not. */
export type PlacedRows = {
  readonly rows: ReadonlyMap<Table3AnyRow, RowFigures | null>;
  /** Rows in the order in which this report prints them, those not found included. */
  readonly order: readonly Table3AnyRow[];
  readonly isMerged: boolean;
  /** Rows whose figures stood apart from their labels and were put in their places by order. */
  readonly byOrder: readonly Table3AnyRow[];
  /** Rows named twice with different figures. */
  readonly contradicted: readonly Table3AnyRow[];
};

/**
 * Puts figures to labels. Where every row of figures follows its own label and the labels stand in printed order, that
 * is what the report says. Where figures came apart from labels (as in the text of some PDFs), only those beside their
 * label count, and the others fill the places between by order, if they are exactly as many.
 */
export function placeRows(hits: readonly RowHit[]): PlacedRows {
  const isSplit = hits.some(
    ({ key }) => key !== null && (TABLE3_OTHER_ROWS as readonly string[]).includes(key),
  );
  const isMerged = !isSplit && hits.some(({ key, figures }) => key === LEGACY_OTHER_ROW && figures !== null);
  const order = rowOrder(isMerged);
  // As the head of three rows 其他处理 has no figures of its own; a subtotal beside it is no row.
  const own = hits.filter(({ key }) => key !== LEGACY_OTHER_ROW || isMerged);
  const { hits: single, contradicted } = withoutRepeats(own);
  const common = { order, isMerged, contradicted };
  if (isInOrder(single, order)) {
    const doubtful = doubtfulRows(single);
    const rows = single.flatMap(({ key, figures }): [Table3AnyRow, RowFigures | null][] =>
      key === null ? [] : [[key, doubtful.has(key) ? askAgain(figures) : figures]],
    );
    return { ...common, rows: new Map(rows), byOrder: [] };
  }
  return { ...common, ...fillBetween(single, order) };
}

/** The same row again (a heading repeated on a new page) counts once; two that differ are no reading. */
function withoutRepeats(hits: readonly RowHit[]): { hits: RowHit[]; contradicted: Table3AnyRow[] } {
  const contradicted: Table3AnyRow[] = [];
  const kept: RowHit[] = [];
  for (const hit of hits) {
    const at = hit.key === null ? -1 : kept.findIndex(({ key }) => key === hit.key);
    const before = kept[at];
    if (before === undefined) kept.push(hit);
    else if (before.figures === null) kept[at] = hit;
    else if (hit.figures !== null && JSON.stringify(hit.figures) !== JSON.stringify(before.figures)) {
      if (hit.key !== null) contradicted.push(hit.key);
      kept[at] = { ...before, figures: askAgain(before.figures) };
    }
  }
  return { hits: kept, contradicted };
}

/** The figures as a question: what was read is one of the readings. */
function askAgain(figures: RowFigures | null): RowFigures | null {
  if (figures === null || figures.kind === 'readings') return figures;
  return { kind: 'readings', readings: [figures.cells], raw: figures.cells.join(' ') };
}

function isInOrder(hits: readonly RowHit[], order: readonly Table3AnyRow[]): boolean {
  let last = -1;
  for (const { key } of hits) {
    if (key === null) return false;
    const at = order.indexOf(key);
    if (at <= last) return false;
    last = at;
  }
  return true;
}

/**
 * Rows that may have changed places with the one above: of two labels in a row the first has no figures, and nothing
 * says that those that follow belong to the second.
 */
function doubtfulRows(hits: readonly RowHit[]): Set<Table3AnyRow> {
  const doubtful = hits.flatMap(({ key, figures, isAnchored }, i) => {
    const before = hits[i - 1];
    return key !== null && figures !== null && !isAnchored && before?.figures === null ? [key] : [];
  });
  return new Set(doubtful);
}

function fillBetween(
  hits: readonly RowHit[],
  order: readonly Table3AnyRow[],
): Pick<PlacedRows, 'rows' | 'byOrder'> {
  const isAnchor = (hit: RowHit) => hit.key !== null && hit.isAnchored && hit.figures !== null;
  const anchors = hits.filter(isAnchor);
  if (!isInOrder(anchors, order)) return { rows: askAll(hits), byOrder: [] };
  const rows = new Map<Table3AnyRow, RowFigures | null>();
  for (const { key, figures } of anchors) if (key !== null) rows.set(key, figures);
  const byOrder: Table3AnyRow[] = [];
  let before = -1;
  let loose: RowFigures[] = [];
  const fill = (after: number) => {
    const open = order.slice(before + 1, after);
    for (const [i, key] of open.entries()) {
      const figures = loose.length === open.length ? (loose[i] ?? null) : null;
      if (figures !== null) byOrder.push(key);
      rows.set(key, figures);
    }
    loose = [];
  };
  for (const hit of hits) {
    if (isAnchor(hit) && hit.key !== null) {
      const at = order.indexOf(hit.key);
      fill(at);
      before = at;
    } else if (hit.figures !== null && isFullRow(hit.figures)) loose.push(hit.figures);
  }
  fill(order.length);
  return { rows, byOrder };
}

/** Labels and figures are at odds: nothing is certain. */
function askAll(hits: readonly RowHit[]): Map<Table3AnyRow, RowFigures | null> {
  return new Map(
    hits.flatMap(({ key, figures }) => (key === null ? [] : [[key, askAgain(figures)] as const])),
  );
}
