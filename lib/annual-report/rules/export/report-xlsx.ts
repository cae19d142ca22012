import { strToU8, zipSync } from 'fflate';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ImportedReport } from '@/lib/annual-report/types';
import { withoutXmlForbidden } from '@/lib/platform/text';
import { type PrintCell, type PrintTable, printTables } from './print-tables';
import { paragraphsOf, reportTitle, XML_HEAD, xmlText } from './print-words';
import { type SheetParts, STYLE, xlsxParts } from './xlsx-parts';

/** Same bytes for the same report: zip entries bear the first day they can. */
const EPOCH = new Date(1980, 0, 1);
/** The longest text a cell holds. */
const CELL_LENGTH = 32_767;

/** A, B … Z, AA of a column counted from 0. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${columnName(Math.floor(column / 26) - 1)}${last}`;
}

function place(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

function textCell(at: string, text: string, style: number): string {
  if (text === '') return `<c r="${at}" s="${style}"/>`;
  const words = xmlText(
    withoutXmlForbidden(text)
      .slice(0, CELL_LENGTH)
      .replace(/[\ud800-\udbff]$/, ''),
  );
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
}

function styleOf(cell: PrintCell): number {
  if (cell.kind === 'figure') return cell.isSum ? STYLE.sum : STYLE.figure;
  return cell.kind === 'row' && cell.rowSpan === 1 ? STYLE.row : STYLE.head;
}

/** A figure is a number, so that it can be counted with; an amount with a unit stays a text. */
function cellXml(cell: PrintCell, at: string): string {
  const style = styleOf(cell);
  return cell.value === null
    ? textCell(at, cell.text, style)
    : `<c r="${at}" s="${style}"><v>${cell.value}</v></c>`;
}

const TITLE_ROWS = 2;
/** Height of a line, and the least of a row, in points. */
const LINE_HEIGHT = 15;
const LEAST_HEIGHT = 21;

/** Lines a text takes in a column of so many digits: a Chinese character is as wide as two. */
function linesOf(text: string, width: number): number {
  const length = [...text].reduce((sum, ch) => sum + (ch.charCodeAt(0) < 0x2000 ? 1 : 2.1), 0);
  return Math.max(1, Math.ceil(length / (width - 1)));
}

/** Programs do not fit rows to merged cells: the height is said. */
function heightOf(cells: readonly PrintCell[], widths: readonly number[]): number {
  const lines = cells.map(({ text, at, colSpan, rowSpan }) => {
    const width = widths.slice(at, at + colSpan).reduce((sum, one) => sum + one, 0);
    return linesOf(text, width) / rowSpan;
  });
  return Math.max(LEAST_HEIGHT, Math.ceil(Math.max(...lines)) * LINE_HEIGHT + 4);
}

function tableSheet(
  name: string,
  title: string,
  table: PrintTable,
  widths: readonly number[],
  isLandscape = false,
): SheetParts {
  const last = table.columnCount - 1;
  const merges = [1, 2].map((row) => `${place(0, row)}:${place(last, row)}`);
  const heads = [
    `<row r="1" ht="30" customHeight="1">${textCell('A1', title, STYLE.title)}</row>`,
    `<row r="2" ht="24" customHeight="1">${textCell('A2', table.caption, STYLE.caption)}</row>`,
  ];
  const rows = table.rows.map((cells, i) => {
    const number = TITLE_ROWS + i + 1;
    // Cells that are covered bear the border of the one that covers them.
    const xml = new Map<number, string>();
    for (let column = 0; column <= last; column += 1) {
      xml.set(column, `<c r="${place(column, number)}" s="${STYLE.head}"/>`);
    }
    for (const cell of cells) {
      xml.set(cell.at, cellXml(cell, place(cell.at, number)));
      if (cell.colSpan > 1 || cell.rowSpan > 1) {
        merges.push(
          `${place(cell.at, number)}:${place(cell.at + cell.colSpan - 1, number + cell.rowSpan - 1)}`,
        );
      }
    }
    return `<row r="${number}" ht="${heightOf(cells, widths)}" customHeight="1">${[...xml.values()].join('')}</row>`;
  });
  return { name, widths, rows: [...heads, ...rows], merges, isLandscape, pages: 1 };
}

/** Width of the sheet of texts, in digits: a page of A4. */
const TEXT_WIDTH = 76;

function textSheet(title: string, report: ImportedReport): SheetParts {
  const sections = (['section_1', 'section_5', 'section_6'] as const).flatMap((key) => [
    { text: SECTION_TITLES[key], style: STYLE.caption },
    ...paragraphsOf(report.sections[key]).map(({ lead, rest }) => ({
      text: `${lead}${rest}`,
      style: STYLE.text,
    })),
  ]);
  const lines = [{ text: title, style: STYLE.title }, ...sections];
  const rows = lines.map(({ text, style }, i) => {
    const height = Math.min(400, Math.max(LEAST_HEIGHT, linesOf(text, TEXT_WIDTH) * LINE_HEIGHT + 6));
    return `<row r="${i + 1}" ht="${height}" customHeight="1">${textCell(place(0, i + 1), text, style)}</row>`;
  });
  return { name: '正文', widths: [TEXT_WIDTH], rows, merges: [], isLandscape: false, pages: 0 };
}

/**
 * A report as an Excel workbook: a sheet for each of tables two, three and four in the layout of the national format, and
 * one for its text. Figures are numbers, blank cells are blank; nothing is a formula. The same report gives the same bytes.
 *
 * @rule FR-2 @rule FR-3 @rule AR-T7
 */
export function reportXlsx(report: ImportedReport): Uint8Array {
  const title = reportTitle(report);
  const { table2, table3, table4 } = printTables(report);
  const even = (table: PrintTable, total: number) =>
    Array.from({ length: table.columnCount }, () => Math.round(total / table.columnCount));
  const sheets = [
    tableSheet('表二', title, table2, even(table2, 88)),
    tableSheet('表三', title, table3, [6, 12, 36, ...Array.from({ length: 7 }, () => 8)]),
    tableSheet('表四', title, table4, even(table4, 135), true),
    textSheet(title, report),
  ];
  const files = Object.entries(xlsxParts(sheets)).map(
    ([name, xml]) => [name, strToU8(`${XML_HEAD}${xml}`)] as const,
  );
  return zipSync(Object.fromEntries(files), { mtime: EPOCH, level: 6 });
}
