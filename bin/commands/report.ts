import { writeFile } from 'node:fs/promises';
import { violationSentence } from '@/lib/annual-report/messages';
import { checkPublishedReport } from '@/lib/annual-report/rules/check-published';
import { toExchange } from '@/lib/annual-report/rules/exchange';
import { reportDocx } from '@/lib/annual-report/rules/export/report-docx';
import { reportXlsx } from '@/lib/annual-report/rules/export/report-xlsx';
import {
  acceptReading,
  MAX_REPORT_BYTES,
  readReportFile,
} from '@/lib/annual-report/rules/import/read-report-file';
import { publishedReportSchema } from '@/lib/annual-report/schema';
import type { ImportedReport } from '@/lib/annual-report/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result } from '@/lib/platform/result';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, print, say } from './command';
import { readBytes, readJson } from './input';

const CHECK_OPTIONS = {
  json: { type: 'boolean' },
  previous: { type: 'string' },
  'blank-is-zero': { type: 'boolean' },
} as const;

const IMPORT_OPTIONS = {
  json: { type: 'boolean' },
  year: { type: 'string' },
  incomplete: { type: 'boolean' },
} as const;

const EXPORT_OPTIONS = {
  docx: { type: 'boolean' },
  xlsx: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `gongkai report check|import|export FILE`: needs no database. */
export async function reportCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'check':
      return check(rest);
    case 'import':
      return importFile(rest);
    case 'export':
      return exportFile(rest);
    default:
      throw new BadInput('report 有这些子命令：check、import、export；用 --help 查看用法。');
  }
}

async function check(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, CHECK_OPTIONS, ['FILE.json']);
  const report = await readJson(positionals[0] ?? '', publishedReportSchema);
  const previous =
    values.previous === undefined ? null : await readJson(values.previous, publishedReportSchema);
  const violations = checkPublishedReport(report, previous, {
    blankIsZero: values['blank-is-zero'] === true,
  });
  if (values.json) await print(JSON.stringify({ violations }));
  else if (violations.length === 0) await print('没有发现问题。');
  else for (const violation of violations) await print(`${violation.rule}　${violationSentence(violation)}`);
  return violations.length === 0 ? DONE : FINDINGS;
}

async function importFile(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, IMPORT_OPTIONS, ['FILE']);
  const file = positionals[0] ?? '';
  const wanted = values.year === undefined ? null : yearOf(values.year);
  const read = await readReportFile(await readBytes(file, MAX_REPORT_BYTES));
  const report = value(
    read.ok && values.incomplete ? ok(read.value.report) : read.ok ? accept(read.value, wanted) : read,
    file,
  );
  if (read.ok && values.incomplete && read.value.missing.length > 0) {
    say(`文件不完整，缺少：${read.value.missing.join('、')}；只给出读到的部分。`);
  }
  if (values.json) await print(JSON.stringify(toExchange(report)));
  else await print(summary(report));
  return DONE;
}

async function exportFile(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, EXPORT_OPTIONS, ['FILE.json', 'OUT']);
  const [file = '', out = ''] = positionals;
  const kinds = (['docx', 'xlsx', 'json'] as const).filter((kind) => values[kind]);
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined)
    throw new BadInput('请写明一种格式：--docx、--xlsx 或 --json。');
  const read = await readReportFile(await readBytes(file, MAX_REPORT_BYTES));
  const report = value(read.ok ? accept(read.value, null) : read, file);
  if (kind === 'json' && out === '-') await print(JSON.stringify(toExchange(report), null, 1));
  else await write(out, fileOf(report, kind));
  return DONE;
}

function fileOf(report: ImportedReport, kind: 'docx' | 'xlsx' | 'json'): Uint8Array | string {
  switch (kind) {
    case 'docx':
      return reportDocx(report);
    case 'xlsx':
      return reportXlsx(report);
    case 'json':
      return `${JSON.stringify(toExchange(report), null, 1)}\n`;
  }
}

async function write(file: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch {
    throw new BadInput(`写不了文件 ${file}，请检查文件夹和权限。`);
  }
  say(`已写入 ${file}。`);
}

function accept(read: Parameters<typeof acceptReading>[0], wanted: number | null): Result<ImportedReport> {
  return acceptReading(read, wanted, Number(civilDate(currentTime()).slice(0, 4)));
}

function value<T>(result: Result<T>, file: string): T {
  if (result.ok) return result.value;
  throw new BadInput(`文件 ${file}：${result.refusals.map(({ message }) => message).join('')}`);
}

function yearOf(text: string): number {
  if (!/^20\d{2}$/.test(text)) throw new BadInput(`选项 --year 应是四位年份，例如 2023，不是“${text}”。`);
  return Number(text);
}

function summary(report: ImportedReport): string {
  const { title, year, format, questions, notes } = report;
  const rows = Object.keys(report.table3).length;
  return [
    `${title ?? '（没有标题）'}，${year === null ? '年份不明' : `${year}年度`}，格式 ${format}，表三 ${rows} 行。`,
    ...questions.map(({ row, readings }) => `要确认：${row}，${readings.length} 种读法。`),
    ...notes,
    '用 --json 得到全部数字。',
  ].join('\n');
}
