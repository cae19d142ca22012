import { AMOUNT_ROW, type Cell, type ImportedTable2, type ImportQuestion } from '@/lib/annual-report/types';
import {
  type FigureKind,
  isRunTogether,
  type RowFigures,
  readCellText,
  readTokens,
  rowTokens,
} from './figures';
import { byColumn, byOrder, figureColumns } from './rows';
import { lineText, normalise, type SourceCell, type SourceLine } from './source';
import { figureGroups, GLUED, type Stream, textOf, wordsOf } from './stream';

type TableTwoRow = {
  readonly key: string;
  readonly label: RegExp;
  /** The cell a table calls the row by. */
  readonly cell: RegExp;
  readonly columns: readonly { readonly key: string; readonly kind: FigureKind | 'text' }[];
};

const count = (key: string) => ({ key, kind: 'count' as const });
const NORMATIVE = { label: /(?:行政)?规范性文件/g, cell: /^(?:行政)?规范性文件$/ };
const RULES = { label: /(?<!行政)规章/g, cell: /^(?:行政)?规章$/ };
const same = (label: string) => ({ label: new RegExp(label, 'g'), cell: new RegExp(`^${label}$`) });

const ROWS_2021: readonly TableTwoRow[] = [
  { key: 'art20_1.rules', ...RULES, columns: ['made', 'repealed', 'in_force'].map(count) },
  { key: 'art20_1.normative_docs', ...NORMATIVE, columns: ['made', 'repealed', 'in_force'].map(count) },
  { key: 'art20_5.licensing.decisions', ...same('行政许可'), columns: [count('')] },
  { key: 'art20_6.penalty.decisions', ...same('行政处罚'), columns: [count('')] },
  { key: 'art20_6.coercion.decisions', ...same('行政强制'), columns: [count('')] },
  { key: AMOUNT_ROW, ...same('行政事业性收费'), columns: [{ key: '', kind: 'amount' }] },
];

const MADE = ['newly_made', 'newly_published', 'total_published'].map(count);
const ITEMS = [count('prev_items'), { key: 'delta', kind: 'delta' as const }];
const DECISIONS = [...ITEMS, count('decisions')];

const ROWS_2019: readonly TableTwoRow[] = [
  { key: 'legacy.art20_1.rules', ...RULES, columns: MADE },
  { key: 'legacy.art20_1.normative_docs', ...NORMATIVE, columns: MADE },
  { key: 'legacy.art20_5.licensing', ...same('行政许可'), columns: DECISIONS },
  { key: 'legacy.art20_5.other_services', ...same('其他对外管理服务事项'), columns: DECISIONS },
  { key: 'legacy.art20_6.penalty', ...same('行政处罚'), columns: DECISIONS },
  { key: 'legacy.art20_6.coercion', ...same('行政强制'), columns: DECISIONS },
  { key: 'legacy.art20_8.admin_fee', ...same('行政事业性收费'), columns: ITEMS },
  {
    key: 'legacy.art20_9.procurement',
    ...same('政府集中采购'),
    columns: [count('projects'), { key: 'amount', kind: 'text' }],
  },
];

export type TableTwoReading = {
  readonly table: ImportedTable2;
  readonly layout: '2021' | '2019' | null;
  /** Rows of which nothing was found. */
  readonly missing: readonly string[];
  readonly questions: readonly ImportQuestion[];
  readonly notes: readonly string[];
};

/** The columns say which form it is; both may lose a letter. */
function layoutOf(text: string): '2021' | '2019' | null {
  if (/本年制发件数|本年废止件数|现行有效件数/.test(text)) return '2021';
  if (/本年新?(?:制作|公开)数量|对外公开总数量|上一年项目数量/.test(text)) return '2019';
  return /本年处理决定数量/.test(text) ? '2021' : null;
}

/** Reads table two from a stretch of the file. */
export function readTableTwo(
  lines: readonly SourceLine[],
  stream: Stream,
  from: number,
  to: number,
): TableTwoReading {
  const layout = layoutOf(
    wordsOf(stream, from, to)
      .map(({ ch }) => ch)
      .join(''),
  );
  const rows = layout === '2019' ? ROWS_2019 : ROWS_2021;
  const found = new Map(
    rows.map((row) => [row.key, layout === null ? null : findRow(row, rows, lines, stream, from, to)]),
  );
  const table: Record<string, unknown> = layout === '2019' ? { layout } : {};
  const questions: ImportQuestion[] = [];
  const notes: string[] = [];
  for (const row of rows) {
    const figures = found.get(row.key) ?? null;
    if (figures?.kind === 'known') {
      table[row.key] = rowValue(row, figures.cells);
      notes.push(...figures.remarks.map((remark) => `表二${nameOf(row)}：${remark}`));
      continue;
    }
    const isDocuments = row.columns.length === 3 && layout !== '2019';
    const raw = figures === null ? {} : { raw: figures.raw };
    if (isDocuments) table[row.key] = figures === null ? null : { ...rowOf(row, []), ...raw };
    else if (layout !== '2019') table[row.key] = null;
    if (figures !== null) questions.push({ row: row.key, readings: figures.readings });
  }
  // Of the older form the words are kept: what can't be told apart now may be by a person.
  if (layout === '2019' && !isTable(lines, stream, from, to)) table.raw = rawText(lines, stream, from, to);
  return {
    table: table as ImportedTable2,
    layout,
    missing: rows.filter((row) => found.get(row.key) === null).map(nameOf),
    questions,
    notes,
  };
}

function nameOf(row: TableTwoRow): string {
  return `“${row.label.source.replace(/\(\?[^)]*\)\??/g, '')}”`;
}

function rowValue(
  row: TableTwoRow,
  cells: readonly (Cell | string)[],
): Cell | string | Record<string, Cell | string> {
  const [only] = row.columns;
  return row.columns.length === 1 && only?.key === '' ? (cells[0] ?? null) : rowOf(row, cells);
}

function rowOf(row: TableTwoRow, cells: readonly (Cell | string)[]): Record<string, Cell | string> {
  return Object.fromEntries(row.columns.map(({ key }, i) => [key, cells[i] ?? null]));
}

type Found =
  | Exclude<RowFigures, { kind: 'known' }>
  | { kind: 'known'; cells: readonly (Cell | string)[]; remarks: readonly string[] };

function findRow(
  row: TableTwoRow,
  rows: readonly TableTwoRow[],
  lines: readonly SourceLine[],
  stream: Stream,
  from: number,
  to: number,
): Found | null {
  const first = stream[from]?.line ?? 0;
  const last = stream[to - 1]?.line ?? 0;
  const results: Found[] = [];
  for (const line of lines.slice(first, last + 1)) {
    if (line.kind !== 'row') continue;
    const at = line.cells.findIndex(({ text }) => row.cell.test(normalise(text).replace(/\s/g, '')));
    const read = at < 0 ? null : readCells(row, line.cells.slice(at + 1), lines, line.table);
    if (read) results.push(read);
  }
  if (results.length === 0) results.push(...readText(row, rows, lines, stream, from, to));
  const [one] = results;
  if (one === undefined) return null;
  // Named twice with different figures: neither is certain.
  const isAgreed = results.every((other) => JSON.stringify(other) === JSON.stringify(one));
  return isAgreed ? one : { kind: 'readings', readings: [], raw: '' };
}

function readCells(
  row: TableTwoRow,
  cells: readonly SourceCell[],
  lines: readonly SourceLine[],
  table: number,
): Found | null {
  const kinds = row.columns.map(({ kind }) => kind);
  const filled = cells.filter(({ text }) => text.trim() !== '');
  if (kinds.includes('text')) return readWithText(filled.map(({ text }) => text.trim()));
  const figures = kinds.filter((kind) => kind !== 'text');
  if (filled.length === 0) return known(kinds.map(() => null));
  const whole = filled.map(({ text }, i) => readCellText(text, figures[i] ?? 'count'));
  if (filled.length === kinds.length && whole.every((cell) => cell.ok)) {
    return known(
      whole.map((cell) => (cell.ok ? cell.value : null)),
      whole.flatMap((cell) => (cell.ok && cell.remark ? [cell.remark] : [])),
    );
  }
  const labelAt = (all: readonly SourceCell[]) =>
    all.findIndex(({ text }) => /^(?:行政)?(?:规章|规范性文件)$/.test(normalise(text).replace(/\s/g, '')));
  const columns = figureColumns(lines, kinds.length, labelAt).get(table) ?? null;
  return byColumn(cells, columns, figures) ?? byOrder(cells, figures);
}

function known(cells: readonly (Cell | string)[], remarks: readonly string[] = []): Found {
  return { kind: 'known', cells, remarks };
}

/** 采购项目数量, 采购总金额: the amount stays as it was written. */
function readWithText(texts: readonly string[]): Found {
  const [projects = '', amount = ''] = texts;
  const read = readCellText(projects, 'count');
  if (texts.length === 2 && read.ok && read.value !== null) return known([read.value, amount]);
  return texts.length === 0 ? known([null, null]) : { kind: 'readings', readings: [], raw: texts.join(' ') };
}

function readText(
  row: TableTwoRow,
  rows: readonly TableTwoRow[],
  lines: readonly SourceLine[],
  stream: Stream,
  from: number,
  to: number,
): Found[] {
  const words = wordsOf(stream, from, to).filter(({ at }) => lines[stream[at]?.line ?? 0]?.kind === 'text');
  const text = words.map(({ ch }) => ch).join('');
  const starts = rows.flatMap(({ label }) =>
    [...text.matchAll(label)].map(({ index }) => words[index]?.at ?? to),
  );
  const found: Found[] = [];
  for (const match of text.matchAll(row.label)) {
    const begin = (words[match.index + match[0].length - 1]?.at ?? to) + 1;
    const end = Math.min(to, ...starts.filter((start) => start >= begin), ...headings(stream, begin, to));
    if (row.columns.some(({ kind }) => kind === 'text')) found.push(...readAmountText(stream, begin, end));
    else found.push(...readFigures(row, stream, begin, end));
  }
  return found;
}

/** Where the next block (第二十条第…) or the next section begins. */
function headings(stream: Stream, from: number, to: number): number[] {
  const text = textOf(stream, from, to);
  return [...text.matchAll(/第二十条第|信息内容|[一二三四五六]、/g)].map(({ index }) => from + index);
}

function readFigures(row: TableTwoRow, stream: Stream, from: number, to: number): Found[] {
  const [group] = figureGroups(stream, from, to);
  const kinds = row.columns.flatMap(({ kind }) => (kind === 'text' ? [] : [kind]));
  // Words between the label and the figures: a sentence that happens to name the row.
  if (group === undefined || !/^[\d+/\\—―-]/.test(stream[from]?.ch ?? '')) return [];
  const tokens = rowTokens(group.tokens, kinds.length).map(({ text }) => text);
  if (group.isTouched) return [{ kind: 'readings', readings: [], raw: tokens.join(' ') }];
  // Where the first digit touches the label, the cells of this table have lost what divided them.
  const isGlued = stream[from]?.gap === GLUED || tokens.some(isRunTogether);
  return [readTokens(tokens, kinds, { isGlued, fits: null })];
}

function readAmountText(stream: Stream, from: number, to: number): Found[] {
  const texts: string[] = [];
  for (let at = from; at < to; at += 1) {
    const char = stream[at];
    if (!char) continue;
    if (char.gap === 0 && texts.length > 0 && at > from) texts[texts.length - 1] += char.ch;
    else texts.push(char.ch);
  }
  return texts.length === 0 || !/^\d/.test(texts[0] ?? '') ? [] : [readWithText(texts)];
}

function isTable(lines: readonly SourceLine[], stream: Stream, from: number, to: number): boolean {
  const first = stream[from]?.line ?? 0;
  const last = stream[to - 1]?.line ?? 0;
  return lines.slice(first, last + 1).some(({ kind }) => kind === 'row');
}

function rawText(lines: readonly SourceLine[], stream: Stream, from: number, to: number): string {
  const first = stream[from]?.line ?? 0;
  const last = stream[to - 1]?.line ?? 0;
  const text = lines
    .slice(first, last + 1)
    .map(lineText)
    .join('\n');
  const start = text.search(/第二十条第/);
  const end = text.search(/[一二三四五六]、收到和处理/);
  return text
    .slice(Math.max(start, 0), end < 0 ? undefined : end)
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
