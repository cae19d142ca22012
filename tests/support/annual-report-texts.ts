import fc from 'fast-check';
import { readCell, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { computeTotals, resultRows } from '@/lib/annual-report/rules/compute-totals';
import type { LabelCell, LayoutRow, TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import { table3LayoutOf } from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import {
  type Cell,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE3_APPLICANT_COLUMNS,
  TABLE3_OTHER_ROWS,
  type Table3AnyRow,
} from '@/lib/annual-report/types';

/** Mostly nothing, sometimes a few, seldom many, as reports are. */
const figure = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 13, max: 20_000 }) },
);

/** Tables in which every sum holds; with （六）其他处理 as one row where `isMerged`. */
export function balancedTables(): fc.Arbitrary<ReportTables> {
  return fc
    .record({ isMerged: fc.boolean(), figures: fc.array(figure, { minLength: 220, maxLength: 220 }) })
    .map(({ isMerged, figures }) => balanced(isMerged ? mergedTables() : zeroTables(), figures));
}

/** Empty tables of the form in which 其他处理 is one row. */
export function mergedTables(): ReportTables {
  const tables = zeroTables();
  const table3 = Object.fromEntries(
    Object.entries(tables.table3).filter(([row]) => !(TABLE3_OTHER_ROWS as readonly string[]).includes(row)),
  );
  return {
    ...tables,
    table3: { ...table3, [LEGACY_OTHER_ROW]: { ...tables.table3.received_new } } as ReportTables['table3'],
  };
}

function balanced(tables: ReportTables, figures: readonly number[]): ReportTables {
  let next = 0;
  const take = () => figures[next++ % figures.length] ?? 0;
  const filled = structuredClone(tables);
  for (const row of ['art20_1.rules', 'art20_1.normative_docs'] as const) {
    filled.table2[row] = { made: take(), repealed: take(), in_force: take() };
  }
  filled.table2['art20_5.licensing.decisions'] = take();
  filled.table2['art20_6.penalty.decisions'] = take();
  filled.table2['art20_6.coercion.decisions'] = take();
  filled.table2['art20_8.admin_fee.amount_wan'] = Math.round(take() * 100 + (take() % 100)) / 100;
  const set = (row: Table3AnyRow, column: (typeof TABLE3_APPLICANT_COLUMNS)[number], value: number) => {
    const cells = filled.table3[row];
    if (cells) cells[column] = value;
  };
  for (const column of TABLE3_APPLICANT_COLUMNS) {
    let sum = 0;
    for (const row of resultRows(filled.table3)) {
      const value = take();
      sum += value;
      set(row, column, value);
    }
    const carriedOut = take();
    const carriedIn = Math.min(take(), sum + carriedOut);
    set('carried_out', column, carriedOut);
    set('carried_in', column, carriedIn);
    set('received_new', column, sum + carriedOut - carriedIn);
  }
  for (const block of Object.values(filled.table4)) {
    for (const cell of ['upheld', 'corrected', 'other', 'pending'] as const) block[cell] = take() % 30;
  }
  return computeTotals(filled);
}

const LAYOUTS = (tables: ReportTables) => [TABLE2_LAYOUT, table3LayoutOf(tables), TABLE4_LAYOUT];

/** A row as it is printed: labels that begin in it, then its figures. */
type PrintedRow = { labels: LabelCell[]; figures: { text: string; at: number; colSpan: number }[] };

function printed(row: LayoutRow, tables: ReportTables, blanks: (cell: Cell, i: number) => Cell): PrintedRow {
  const labels = row.cells.filter((cell) => cell.kind === 'label');
  const figures = row.cells.flatMap((cell, i) => {
    if (cell.kind !== 'figure') return [];
    const value = blanks(readCell(tables, cell.ref), i);
    return [{ text: value === null ? '' : String(value), at: cell.at, colSpan: cell.colSpan }];
  });
  return { labels, figures };
}

function rowsOf(layout: TableLayout): LayoutRow[] {
  return [...layout.header, ...layout.bodies.flat()];
}

const HEAD = '某区某局2023年政府信息公开工作年度报告\n一、总体情况\n2023年，共收到申请若干件，均按期答复。\n';
const FOOT = '五、存在的主要问题及改进情况\n有待提高。\n六、其他需要报告的事项\n本年度未收取信息处理费。\n';
const keep = (cell: Cell) => cell;
type Blanks = (cell: Cell, i: number) => Cell;

function render(
  tables: ReportTables,
  row: (printed: PrintedRow) => string,
  between = '',
  blanks: Blanks = keep,
): string {
  const parts = LAYOUTS(tables).map((layout) =>
    [layout.caption, ...rowsOf(layout).map((one) => row(printed(one, tables, blanks)))].join(between),
  );
  return `${HEAD}${between}${parts.join(between)}${between}${FOOT}`;
}

/** Cells without anything between them, as when a page is copied without its table. */
export function glued(tables: ReportTables): string {
  return render(tables, ({ labels, figures }) => [...labels, ...figures].map(({ text }) => text).join(''));
}

/** Cells divided by blanks, on one line. */
export function spaced(tables: ReportTables, blanks: Blanks = keep): string {
  return render(
    tables,
    ({ labels, figures }) => [...labels, ...figures].map(({ text }) => text).join(' '),
    ' ',
    blanks,
  );
}

/** Some cells divided and some not, by turns of `gaps`. */
export function partlySpaced(tables: ReportTables, gaps: readonly boolean[]): string {
  let at = 0;
  const gap = () => (gaps[at++ % gaps.length] ? ' ' : '');
  return render(tables, ({ labels, figures }) =>
    [...labels, ...figures].map(({ text }) => `${gap()}${text}`).join(''),
  );
}

/** One cell on each line. */
export function onePerLine(tables: ReportTables, blanks: Blanks = keep): string {
  return render(
    tables,
    ({ labels, figures }) => [...labels, ...figures].map(({ text }) => text).join('\n'),
    '\n',
    blanks,
  );
}

/** Cells divided by tabs or strokes, rows by lines, as tables are pasted. */
export function divided(tables: ReportTables, mark: '\t' | ' | ', blanks: Blanks = keep): string {
  return render(
    tables,
    ({ labels, figures }) => [...labels, ...figures].map(({ text }) => text).join(mark),
    '\n',
    blanks,
  );
}

/** As the text of a PDF is laid out: long labels over several lines, figures beside one of them, numbers of pages. */
export function laidOut(tables: ReportTables, width: number, beside: number, blanks: Blanks = keep): string {
  let count = 0;
  return render(
    tables,
    ({ labels, figures }) => {
      count += 1;
      const page = count % 17 === 0 ? `\n\n            -${Math.floor(count / 17)}-\n` : '';
      const columns = figures.map(({ text }) => text.padStart(8)).join('');
      const leaf = labels.at(-1)?.text ?? '';
      const groups = labels
        .slice(0, -1)
        .map(({ text }) => text)
        .join('  ');
      const lines = leaf.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
      const row = lines
        .map(
          (line, i) =>
            `      ${line.padEnd(width)}${i === Math.min(beside, lines.length - 1) ? columns : ''}`,
        )
        .join('\n');
      return `${page}${groups === '' ? '' : `   ${groups}\n`}${row}`;
    },
    '\n',
    blanks,
  );
}

/** A page with real tables, merged cells and all; `blanks` empties cells. */
export function html(tables: ReportTables, blanks: (cell: Cell, i: number) => Cell = keep): string {
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : '');
  const table = (layout: TableLayout) =>
    rowsOf(layout)
      .map((one) => {
        const { labels, figures } = printed(one, tables, blanks);
        const heads = labels.map(
          ({ text, colSpan, rowSpan }) =>
            `<td${span('colspan', colSpan)}${span('rowspan', rowSpan)}><p>${text}</p></td>`,
        );
        const cells = figures.map(
          ({ text, colSpan }) =>
            `<td${span('colspan', colSpan)}><p>${text === '' ? '&nbsp;' : text}</p></td>`,
        );
        return `<tr>${heads.join('')}${cells.join('')}</tr>`;
      })
      .join('');
  const parts = LAYOUTS(tables).map(
    (layout) => `<p>${layout.caption}</p><table><tbody>${table(layout)}</tbody></table>`,
  );
  const paragraphs = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('');
  return `<html><body>${paragraphs(HEAD)}${parts.join('')}${paragraphs(FOOT)}</body></html>`;
}

/** The same tables with cells emptied as `html` does. */
export function withBlanks(tables: ReportTables, blanks: (cell: Cell, i: number) => Cell): ReportTables {
  let result = tables;
  for (const { cells } of LAYOUTS(tables).flatMap(rowsOf)) {
    for (const [i, cell] of cells.entries()) {
      if (cell.kind === 'figure') result = writeCell(result, cell.ref, blanks(readCell(tables, cell.ref), i));
    }
  }
  return result;
}
