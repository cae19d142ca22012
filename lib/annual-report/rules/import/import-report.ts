import { checkReconciliation } from '@/lib/annual-report/rules/check-tables';
import type {
  ImportedReport,
  ImportQuestion,
  ReportFormat,
  Table3AnyRow,
  Table3AsPublished,
} from '@/lib/annual-report/types';
import { readAbout, readSections, statedPeriod } from './about';
import { blankRow, chooseReadings, sortedReadings, toRow } from './choose';
import { type ImportFault, rowName } from './faults';
import type { RowFigures } from './figures';
import { findLabels } from './labels';
import { type PlacedRows, placeRows } from './place-rows';
import { readRows } from './rows';
import { isPageNumber, lineText, type SourceLine } from './source';
import { figureGroups, type Stream, streamOf, textOf, wordsOf } from './stream';
import { chooseTableFour, fitsBlockSums, readTableFour, toTableFour } from './table-four';
import { readTableTwo } from './table-two';

/** Characters of a file: many times the longest report, with the menus of its page. */
const MOST_CHARACTERS = 600_000;
/** Readings of one row that are listed. */
const MOST_LISTED = 500;
/** Rows between others that may be missing before the table counts as incomplete. */
const MOST_MISSING = 3;

export type ReadReport = {
  readonly report: ImportedReport;
  /** What a whole report has and this one lacks; empty for a whole one. */
  readonly missing: readonly string[];
};

/**
 * Reads a report from the lines of a file. Nothing is corrected: figures come in as published, and what cannot be read
 * for certain is null with a question.
 *
 * @returns the report with what it lacks, or why this is no report that can be read
 * @rule AR-T7
 */
export function importReport(source: readonly SourceLine[]): ReadReport | ImportFault {
  const lines = source.filter((line) => !isPageNumber(line));
  if (lines.reduce((sum, line) => sum + lineText(line).length, 0) > MOST_CHARACTERS)
    return { code: 'too_long' };
  const stream = streamOf(lines);
  if (stream.length === 0) return { code: 'empty' };
  const about = readAbout(lines);
  const starts = tableThreeStarts(stream);
  if (starts.length > 1) return { code: 'two_reports' };
  const [start] = starts;
  if (about.year !== null && about.year < 2019) return { code: 'before_2019', year: about.year };
  if (start === undefined) {
    const text = textOf(stream, 0, stream.length);
    return {
      code:
        /第二十条第/.test(text) || /政府信息公开工作年度报告/.test(text) ? 'no_table_three' : 'other_kind',
    };
  }
  const { end, isCut } = tableThreeEnd(stream, start);
  const placed = placeRows(readRows(lines, stream, start, end));
  const three = settle(placed);
  const fourEnd = sectionAfter(stream, end);
  const four = isCut ? null : readTableFour(lines, stream, end, fourEnd);
  const twoFrom = textOf(stream, 0, start).indexOf('第二十条第');
  const two = readTableTwo(lines, stream, Math.max(twoFrom, 0), twoFrom < 0 ? 0 : start);
  const questions: ImportQuestion[] = [...two.questions, ...three.questions];
  const chosenFour = chooseTableFour(four);
  if (four?.kind === 'readings' && chosenFour === null) {
    const readings = [
      ...four.readings.filter(fitsBlockSums),
      ...four.readings.filter((one) => !fitsBlockSums(one)),
    ];
    questions.push({ row: 'table4', readings: readings.slice(0, MOST_LISTED) });
  }
  const period = statedPeriod(lines);
  const notes = [
    ...two.notes,
    ...two.missing.map((name) => `表二没有找到${name}一行。`),
    ...three.notes,
    ...(four?.kind === 'known' ? four.remarks.map((remark) => `表四：${remark}。`) : []),
    ...(chosenFour === null ? [] : ['表四数字连写，按四项之和等于总计只有一种读法，已采用。']),
    ...(period !== null && about.year !== null && period !== about.year
      ? [`标题写的是${about.year}年，统计期限写的是${period}年，请核对。`]
      : []),
    ...(about.year === null ? ['没有找到报告的年份。'] : []),
  ];
  const report: ImportedReport = {
    organisation: about.organisation,
    year: about.year,
    title: about.title,
    published_at: about.publishedAt,
    format: formatOf(two.layout, placed),
    sections: readSections(source),
    table2: two.table,
    table3: three.table,
    table4: toTableFour(four?.kind === 'known' ? four.cells : (chosenFour ?? [])),
    questions,
    notes,
  };
  return {
    report,
    missing: whatIsMissing(placed, two.layout, four, { isCut, isAtEnd: fourEnd === stream.length }),
  };
}

function formatOf(layout: '2021' | '2019' | null, placed: PlacedRows): ReportFormat {
  if (layout === '2021') return placed.isMerged ? 'mixed' : '2021';
  if (layout === null) return 'other';
  return placed.isMerged || !placed.rows.has('results.other.misc') ? '2019' : 'other';
}

/** Where table three begins: its first label with figures behind it. Twice means two reports. */
function tableThreeStarts(stream: Stream): number[] {
  const labels = findLabels(wordsOf(stream, 0, stream.length)).filter(
    ({ key }) => key === 'received_new' || key === 'carried_in',
  );
  const named = (key: Table3AnyRow) =>
    labels.filter((label, i) => {
      if (label.key !== key) return false;
      const groups = figureGroups(
        stream,
        label.from,
        Math.min(label.to + 60, labels[i + 1]?.from ?? stream.length),
        label.chars,
      );
      return groups[0] !== undefined && !groups[0].isTouched;
    });
  const starts = named('received_new');
  if (starts.length > 0) return starts.map(({ from }) => from);
  // With blanks only, or a slip in its label, the first row is found by the second.
  const all = labels.filter(({ key }) => key === 'received_new');
  const first = all[0] ?? labels[0];
  return first === undefined ? [] : [first.from];
}

/** Where table four begins, or the text ends; `isCut`: nothing comes behind table three. */
function tableThreeEnd(stream: Stream, start: number): { end: number; isCut: boolean } {
  const rest = textOf(stream, start, stream.length);
  const last = rest.search(/结转下一?年度?继续办理/);
  const after = Math.max(last, 0);
  const heading = rest
    .slice(after)
    .search(/(?:[一二三四五六]、)?(?:因)?(?:政府信息公开(?:工作)?(?:被申请)?)?行政复议/);
  return heading < 0 ? { end: stream.length, isCut: true } : { end: start + after + heading, isCut: false };
}

/** Where the section behind table four begins. */
function sectionAfter(stream: Stream, from: number): number {
  const text = textOf(stream, from, stream.length);
  const found = /[四五六]、[^，。]{0,20}?(?:问题|其[他它]需要|需要(?:报告|说明))|存在的?主要问题/.exec(
    text.slice(4),
  );
  return found === null ? stream.length : from + 4 + found.index;
}

type SettledTable = { table: Table3AsPublished; questions: ImportQuestion[]; notes: string[] };

/** Chooses what the sums allow, and asks for the rest. */
function settle(placed: PlacedRows): SettledTable {
  const first = chooseReadings(placed.rows);
  const isProven = placed.byOrder.length === 0 || provesOrder(first.rows);
  const unsure = new Set<Table3AnyRow>(isProven ? [] : placed.byOrder);
  const table: Table3AsPublished = {};
  const questions: ImportQuestion[] = [];
  const notes: string[] = [];
  for (const key of placed.order) {
    const figures = placed.rows.get(key);
    if (figures === undefined) continue;
    const cells = unsure.has(key) ? undefined : first.rows.get(key);
    table[key] = cells === undefined ? blankRow() : toRow(cells);
    if (cells === undefined) questions.push(question(key, figures, notes));
    else if (figures?.kind === 'known') {
      notes.push(...figures.remarks.map((remark) => `表三“${rowName(key)}”：${remark}。`));
    }
  }
  const named = (keys: readonly Table3AnyRow[]) => keys.map((key) => `“${rowName(key)}”`).join('、');
  if (first.byRowSum.length > 0) {
    notes.push(`数字连写，按行的合计只有一种读法，已采用：${named(first.byRowSum)}。`);
  }
  if (first.byColumnSum.length > 0) {
    notes.push(`数字连写，按列的勾稽关系只有一种读法，已采用：${named(first.byColumnSum)}。`);
  }
  if (placed.byOrder.length > 0) {
    notes.push(
      isProven
        ? `文件里行名和数字分开了，按行的顺序对应，合计相符：${named(placed.byOrder)}。`
        : `文件里行名和数字分开了，按行的顺序对应后合计不符，请逐行确认：${named(placed.byOrder)}。`,
    );
  }
  if (placed.contradicted.length > 0) {
    notes.push(`同一行出现了两次，数字不同，请确认：${named(placed.contradicted)}。`);
  }
  return { table, questions, notes };
}

/** Rows put in place by order are believed only where every sum of the table holds. */
function provesOrder(rows: ReadonlyMap<Table3AnyRow, readonly (number | null)[]>): boolean {
  const table: Table3AsPublished = Object.fromEntries([...rows].map(([key, cells]) => [key, toRow(cells)]));
  return checkReconciliation({ table3: table, table4: null }).length === 0;
}

function question(key: Table3AnyRow, figures: RowFigures | null, notes: string[]): ImportQuestion {
  const name = `表三“${rowName(key)}”`;
  if (figures === null) {
    notes.push(`${name}没有找到数字，请照原文填写。`);
    return { row: key, readings: [] };
  }
  const readings = figures.kind === 'known' ? [figures.cells] : sortedReadings(figures.readings);
  const raw = figures.kind === 'readings' ? figures.raw.slice(0, 60) : '';
  if (readings.length === 0) notes.push(`${name}的“${raw}”分不成七格，请照原文填写。`);
  if (readings.length > MOST_LISTED) {
    notes.push(`${name}有${readings.length}种读法，只列出前${MOST_LISTED}种。`);
  }
  return { row: key, readings: readings.slice(0, MOST_LISTED) };
}

function whatIsMissing(
  placed: PlacedRows,
  layout: '2021' | '2019' | null,
  four: RowFigures | null,
  where: { isCut: boolean; isAtEnd: boolean },
): string[] {
  const missing: string[] = [];
  if (layout === null) missing.push('表二');
  const absent = placed.order.filter((key) => !placed.rows.has(key));
  const last = placed.order.findLastIndex((key) => (placed.rows.get(key) ?? null) !== null);
  const end = placed.order[last];
  if (last < placed.order.length - 1 && absent.includes('carried_out')) {
    missing.push(end === undefined ? '表三的各行' : `表三“${rowName(end)}”以后的行`);
  } else if (absent.length > MOST_MISSING) {
    missing.push(
      `表三的${absent.length}行（${absent
        .slice(0, 2)
        .map((key) => `“${rowName(key)}”`)
        .join('、')}等）`,
    );
  }
  const isShort = four?.kind === 'readings' && four.readings.length === 0 && where.isAtEnd;
  if (where.isCut || four === null || isShort) missing.push('表四');
  return missing;
}
