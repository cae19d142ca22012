import { type Pause, walkXml } from '../containers/read-xml';
import { dateText, type Workbook } from './workbook';

export type SheetRow = { readonly number: number; readonly text: string; readonly isHidden: boolean };

export type SheetReading = {
  readonly rows: SheetRow[];
  /** Runs of hidden columns that hold something, as letters: `C` or `C至E`. */
  readonly hiddenColumns: string[];
  /** Places of cells whose format does not show what they hold. */
  readonly hiddenCells: string[];
  cells: number;
  isCut: boolean;
};

type Span = { readonly from: number; readonly to: number };

/** A place `BC12` as column and row from 1; null for nonsense. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!match) return null;
  const column = [...(match[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { column, row: Number(match[2]) };
}

/** Letters of a column from 1. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/** Numbers as runs: `3`, `5至9`. */
export function runsOf(numbers: readonly number[], name: (value: number) => string): string[] {
  const runs: [number, number][] = [];
  for (const value of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && value <= last[1] + 1) last[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([from, to]) => (from === to ? name(from) : `${name(from)}至${name(to)}`));
}

/** Rows lower than this, in points, and columns narrower than this, in digits, show nothing that can be read. */
const LOWEST_ROW = 3;
const NARROWEST_COLUMN = 0.5;

/** A row or column is not shown when it says so, or when it is too small to show anything. */
function isHidden(
  attrs: Readonly<Record<string, string>>,
  size: string | undefined,
  smallest: number,
): boolean {
  return isOn(attrs.hidden) || (size !== undefined && Number(size) < smallest);
}

function isOn(value: string | undefined): boolean {
  return /^(?:1|true)$/.test(value ?? '');
}

/** Whether the format of a cell does not show its value; a hidden zero hides nothing. */
function isUnseen({ type, style, text }: { type: string; style: number; text: string }, workbook: Workbook) {
  const hides = workbook.hides[style];
  if (!hides) return false;
  if (type !== 'n') return type === 'b' ? hides.positive && hides.text : hides.text;
  const value = Number(text);
  return value > 0 ? hides.positive : value < 0 ? hides.negative : false;
}

/**
 * Reads the cells of a sheet: shown values of formulas as they were computed last, dates as civil dates.
 *
 * @param mostCells cells with content read at most
 * @throws MalformedFile, TooLargeInside
 */
export async function readSheet(
  bytes: Uint8Array,
  workbook: Workbook,
  mostCells: number,
  pause?: Pause,
): Promise<SheetReading> {
  const reading: SheetReading = { rows: [], hiddenColumns: [], hiddenCells: [], cells: 0, isCut: false };
  const hidden: Span[] = [];
  /** Columns whose width is said. */
  const sized: Span[] = [];
  const inHidden = new Set<number>();
  let row = { number: 0, isHidden: false, cells: [] as string[] };
  let cell = { column: 0, type: '', style: 0, text: '', formula: '' };
  let reads: 'value' | 'formula' | null = null;
  let areRowsHidden = false;
  let areColumnsHidden = false;

  function endCell() {
    const words = shown(cell, workbook).replace(/[\t\r\n]+/g, ' ');
    if (words.trim() === '') return;
    reading.cells += 1;
    if (reading.cells > mostCells) {
      reading.isCut = true;
      return;
    }
    // Tabs keep the columns apart, but a far column does not need a thousand of them.
    while (row.cells.length < Math.min(cell.column, 256) - 1) row.cells.push('');
    row.cells.push(words);
    const isIn = (span: Span) => cell.column >= span.from && cell.column <= span.to;
    if (hidden.some(isIn) || (areColumnsHidden && !sized.some(isIn))) inHidden.add(cell.column);
    if (isUnseen(cell, workbook)) reading.hiddenCells.push(`${columnName(cell.column)}${row.number}`);
  }

  await walkXml(
    bytes,
    {
      open(name, attrs) {
        if (name === 's:col') sized.push({ from: Number(attrs.min), to: Number(attrs.max) });
        if (name === 's:col' && isHidden(attrs, attrs.width, NARROWEST_COLUMN)) {
          hidden.push({ from: Number(attrs.min), to: Number(attrs.max) });
        } else if (name === 's:sheetFormatPr') {
          areRowsHidden =
            isOn(attrs.zeroHeight) ||
            (isOn(attrs.customHeight) && Number(attrs.defaultRowHeight ?? LOWEST_ROW) < LOWEST_ROW);
          areColumnsHidden = Number(attrs.defaultColWidth ?? NARROWEST_COLUMN) < NARROWEST_COLUMN;
        } else if (name === 's:row') {
          const number = Number(attrs.r ?? row.number + 1);
          row = {
            number,
            isHidden: isHidden(attrs, attrs.ht, LOWEST_ROW) || (areRowsHidden && attrs.ht === undefined),
            cells: [],
          };
          cell = { ...cell, column: 0 };
        } else if (name === 's:c') {
          const column = placeOf(attrs.r ?? '')?.column ?? cell.column + 1;
          cell = { column, type: attrs.t ?? 'n', style: Number(attrs.s ?? 0), text: '', formula: '' };
        } else if (name === 's:v' || name === 's:t') reads = 'value';
        else if (name === 's:f') reads = 'formula';
        else if (name === 's:rPh') reads = null;
      },
      close(name) {
        if (name === 's:v' || name === 's:t' || name === 's:f') reads = null;
        else if (name === 's:c') endCell();
        else if (name === 's:row' && row.cells.length > 0) {
          reading.rows.push({ number: row.number, text: row.cells.join('\t'), isHidden: row.isHidden });
        }
      },
      text(words) {
        if (reads === 'value') cell.text += words;
        else if (reads === 'formula') cell.formula += words;
      },
      isDone: () => reading.isCut,
    },
    pause,
  );
  reading.hiddenColumns.push(...runsOf([...inHidden], columnName));
  return reading;
}

function shown(
  cell: { type: string; style: number; text: string; formula: string },
  workbook: Workbook,
): string {
  if (cell.text === '') return cell.formula === '' ? '' : `=${cell.formula}`;
  switch (cell.type) {
    case 's':
      return workbook.strings[Number(cell.text)] ?? '';
    case 'b':
      return cell.text === '1' ? 'TRUE' : 'FALSE';
    case 'n': {
      const value = Number(cell.text);
      if (!Number.isFinite(value)) return cell.text;
      // Binary fractions are stored with 17 digits (0.30000000000000004); Excel shows 15.
      return workbook.isDate[cell.style]
        ? dateText(value, workbook.isFrom1904)
        : /^-?\d+$/.test(cell.text)
          ? cell.text
          : String(Number(value.toPrecision(15)));
    }
    default:
      return cell.text;
  }
}
