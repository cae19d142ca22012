import { formatMinute } from '@/lib/platform/dates';
import { actName } from './act-names';
import { readEntry } from './audit-entry';

/** Formats in which found rows are handed out. */
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  '行号',
  '时间（北京时间）',
  '时间（UTC）',
  '人员',
  '人员编号',
  '操作',
  '操作代码',
  '对象类型',
  '对象编号',
  '来源地址',
  '详情',
  '校验值',
  '前一行校验值',
] as const;

/**
 * A cell of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe in front, in half and full
 * width: names and titles are typed by people, and a log must be safe to open.
 */
export function csvCell(text: string): string {
  const isFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The first line of an export: for spreadsheets with the mark that says UTF-8; lines of JSON have none. */
export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? `\uFEFF${COLUMNS.map(csvCell).join(',')}\r\n` : '';
}

/**
 * One row of an export. A line of JSON holds the entry as the text that was hashed, so that anybody can check the hash
 * with `sha256` alone.
 */
export function exportRow(
  format: ExportFormat,
  row: { readonly chain: string; readonly seq: number; readonly entry: string; readonly hash: string },
): string {
  if (format === 'jsonl') {
    const { chain, seq, hash, entry } = row;
    return `${JSON.stringify({ chain, seq, hash, entry })}\n`;
  }
  const entry = readEntry(row);
  const cells = [
    String(entry.seq),
    entry.at === '' ? '' : formatMinute(new Date(entry.at)),
    entry.at,
    entry.personName,
    entry.personId ?? '',
    actName(entry.action),
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.clientAddress ?? '',
    entry.detail === null ? '' : JSON.stringify(entry.detail),
    entry.hash,
    entry.previous ?? '',
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
}
