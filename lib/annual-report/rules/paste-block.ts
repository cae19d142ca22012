import { cellId, cellKind, listCells, readCell, writeCell } from '@/lib/annual-report/rules/cells';
import {
  type Disagreement,
  fillComputedCells,
  isComputedCell,
  listDisagreements,
} from '@/lib/annual-report/rules/compute-totals';
import type { FigureCell, TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { type CellRefusal, parseCell } from '@/lib/annual-report/rules/parse-cell';
import type { Cell, CellRef, ReportTables } from '@/lib/annual-report/types';

/**
 * A block copied from Excel or WPS (cells divided by tabs, rows by line ends) as a grid of texts; the line
 * end after the last row is not a row. Cells in quotes may hold line ends, doubled quotes mean one.
 */
export function splitPastedBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += char;
        i += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === '\t') endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i += 1;
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

/** The rows of figures of a table, in printed order. */
export function figureRows(layout: TableLayout): FigureCell[][] {
  return layout.bodies
    .flat()
    .map((row) => row.cells.filter((cell) => cell.kind === 'figure'))
    .filter((figures) => figures.length > 0);
}

/** A text that is no figure; until it is mended its cell keeps what it held. */
export type RefusedText = { ref: CellRef; text: string; refusal: CellRefusal };

export type EditResult = {
  tables: ReportTables;
  /** Computed cells where another number stood or was pasted. */
  disagreements: { origin: '原填' | '粘贴'; disagreement: Disagreement }[];
};

/**
 * The tables after some cells were typed, with everything computed anew. A total that disagreed before the
 * edit is reported, as it is now replaced.
 */
export function editCells(
  tables: ReportTables,
  changes: readonly { ref: CellRef; value: Cell }[],
  options: { makesRules: boolean },
): EditResult {
  const replaced = listDisagreements(tables, options);
  const typed = changes.reduce((done, { ref, value }) => writeCell(done, ref, value), tables);
  const next = fillComputedCells(typed, options);
  return {
    tables: next,
    disagreements: replaced.map(({ ref, printed }) => ({
      origin: '原填',
      disagreement: { ref, printed, computed: readCell(next, ref) },
    })),
  };
}

export type PasteResult = EditResult & {
  /** Every cell the block was laid on, and what it now holds. */
  changes: { ref: CellRef; value: Cell }[];
  /** How many of them took their text. */
  filled: number;
  refused: RefusedText[];
  /** Texts pasted on computed cells that are no figures at all. */
  ignored: { ref: CellRef; text: string }[];
  /** Texts for which the table has no cell. */
  leftOver: string[];
};

/** Labels copied along with the figures are left of them: they go as long as the row is too long. */
function withoutLabels(row: readonly string[], room: number): string[] {
  let from = 0;
  while (row.length - from > room) {
    const parsed = parseCell(row[from] ?? '', 'amount');
    if (parsed.ok && parsed.value !== null) break;
    from += 1;
  }
  return row.slice(from);
}

/**
 * A pasted block laid over the figures from `start` to the right and down. Computed cells are not
 * overwritten, but what was pasted there is compared and reported; nothing pasted is lost unsaid.
 */
export function pasteBlock(
  tables: ReportTables,
  layout: TableLayout,
  start: CellRef,
  text: string,
  options: { makesRules: boolean },
): PasteResult {
  const rows = figureRows(layout);
  const startId = cellId(start);
  const top = rows.findIndex((figures) => figures.some(({ ref }) => cellId(ref) === startId));
  const left = rows[top]?.findIndex(({ ref }) => cellId(ref) === startId) ?? 0;

  const changes: { ref: CellRef; value: Cell }[] = [];
  const refused: RefusedText[] = [];
  const ignored: { ref: CellRef; text: string }[] = [];
  const leftOver: string[] = [];
  const onComputed: { ref: CellRef; printed: number }[] = [];

  splitPastedBlock(text).forEach((pasted, i) => {
    const figures = rows[top + i]?.slice(left) ?? [];
    const texts = left === 0 && figures.length > 0 ? withoutLabels(pasted, figures.length) : pasted;
    texts.forEach((cellText, j) => {
      const ref = figures[j]?.ref;
      if (ref === undefined) {
        if (cellText.trim() !== '') leftOver.push(cellText.trim());
        return;
      }
      const parsed = parseCell(cellText, cellKind(ref));
      if (isComputedCell(ref, options)) {
        if (!parsed.ok) ignored.push({ ref, text: parsed.text });
        else if (parsed.value !== null) onComputed.push({ ref, printed: parsed.value });
        return;
      }
      // A text that is no figure does not take away the one that stands there.
      changes.push({ ref, value: parsed.ok ? parsed.value : readCell(tables, ref) });
      if (!parsed.ok) refused.push({ ref, text: parsed.text, refusal: parsed.refusal });
    });
  });

  const edited = editCells(tables, changes, options);
  const pastedTotals = onComputed
    .map(({ ref, printed }) => ({ ref, printed, computed: readCell(edited.tables, ref) }))
    .filter(({ printed, computed }) => printed !== computed)
    .map((disagreement) => ({ origin: '粘贴' as const, disagreement }));
  return {
    tables: edited.tables,
    disagreements: [...edited.disagreements, ...pastedTotals],
    changes,
    filled: changes.length - refused.length,
    refused,
    ignored,
    leftOver,
  };
}

/** The cells a person fills in that are still blank. */
export function listBlankCells(tables: ReportTables, options: { makesRules: boolean }): CellRef[] {
  return listCells(tables).filter((ref) => !isComputedCell(ref, options) && readCell(tables, ref) === null);
}
