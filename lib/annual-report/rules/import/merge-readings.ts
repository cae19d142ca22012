import {
  type Cell,
  type ImportedReport,
  type ImportQuestion,
  TABLE3_COLUMNS,
  type Table3AnyRow,
  type Table4,
} from '@/lib/annual-report/types';
import { blankRow } from './choose';
import { rowName } from './faults';
import type { ReadReport } from './import-report';
import { toTableFour } from './table-four';

/**
 * Two readings of one file, taken in different ways, as one: what only one of them could read is taken from it, and
 * where both are certain and differ nothing is, and both are asked.
 */
export function mergeReadings(first: ReadReport, second: ReadReport): ReadReport {
  const one = first.report;
  const other = second.report;
  // Of another form, or with less of the tables, the second says nothing about the first.
  if (one.format !== other.format || second.missing.length > first.missing.length) return first;
  if (first.missing.length > second.missing.length) return second;
  const questions = new Map(one.questions.map((question) => [question.row, question]));
  const notes = [...one.notes];
  const differ = (row: string, name: string, readings: readonly (readonly Cell[])[]) => {
    questions.set(row, { row, readings });
    notes.push(`${name}：按书写的顺序和按版面位置读出的数字不同，请确认。`);
  };
  const table3 = { ...one.table3 };
  for (const key of Object.keys({ ...one.table3, ...other.table3 }) as Table3AnyRow[]) {
    const [mine, theirs] = [certain(one, key), certain(other, key)];
    if (mine === null && theirs !== null) {
      table3[key] = other.table3[key];
      questions.delete(key);
    } else if (mine !== null && theirs !== null && String(mine) !== String(theirs)) {
      table3[key] = blankRow();
      differ(key, `表三“${rowName(key)}”`, [mine, theirs]);
    }
  }
  let { table4 } = one;
  const [mine, theirs] = [certainFour(one), certainFour(other)];
  if (mine === null && theirs !== null) {
    table4 = other.table4;
    questions.delete('table4');
  } else if (mine !== null && theirs !== null && String(mine) !== String(theirs)) {
    table4 = toTableFour([]);
    differ('table4', '表四', [mine, theirs]);
  }
  const table2: Record<string, unknown> = { ...one.table2 };
  for (const key of Object.keys({ ...one.table2, ...other.table2 })) {
    if (key === 'raw' || key === 'layout') continue;
    const [own, their] = [rowValue(one, key), rowValue(other, key)];
    if (own === null && their !== null) {
      table2[key] = their;
      questions.delete(key);
    } else if (own !== null && their !== null && JSON.stringify(own) !== JSON.stringify(their)) {
      table2[key] = null;
      differ(key, `表二“${key}”`, []);
    }
  }
  const report: ImportedReport = {
    ...one,
    table2: table2 as ImportedReport['table2'],
    table3,
    table4,
    questions: [...questions.values()] satisfies ImportQuestion[],
    notes,
  };
  return { report, missing: first.missing };
}

function isAsked(report: ImportedReport, row: string): boolean {
  return report.questions.some((question) => question.row === row);
}

function certain(report: ImportedReport, key: Table3AnyRow): Cell[] | null {
  const row = report.table3[key];
  return row === undefined || isAsked(report, key) ? null : TABLE3_COLUMNS.map((column) => row[column]);
}

function certainFour(report: ImportedReport): Cell[] | null {
  const cells = Object.values(report.table4 satisfies Table4).flatMap((block) => Object.values(block));
  return isAsked(report, 'table4') || cells.every((cell) => cell === null) ? null : cells;
}

function rowValue(report: ImportedReport, key: string): unknown {
  return isAsked(report, key) ? null : ((report.table2 as Record<string, unknown>)[key] ?? null);
}
