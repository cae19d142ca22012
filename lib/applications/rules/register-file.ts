import { formatMinute } from '@/lib/platform/dates';
import { outcomeName } from '../messages/knowledge';
import { CASE_STATE_NAMES } from '../transitions';
import { APPLICANT_TYPE_NAMES, CASE_KIND_NAMES, INTAKE_CHANNEL_NAMES } from '../types/case';
import type { LedgerRow } from '../types/ledger';
import { looksLikeFormula, type SheetColumn, xlsxStream } from './xlsx-stream';

/** Formats of the register (登记台账). */
export const REGISTER_FORMATS = ['xlsx', 'csv'] as const;
export type RegisterFormat = (typeof REGISTER_FORMATS)[number];

/** The columns of the register. Identity numbers, addresses and telephones are none of them. */
export const REGISTER_COLUMNS: readonly SheetColumn[] = [
  { title: '申请编号', width: 14 },
  { title: '提交编号', width: 14 },
  { title: '类别', width: 18 },
  { title: '提交渠道', width: 14 },
  { title: '申请人类型', width: 18 },
  { title: '申请人', width: 24 },
  { title: '申请内容', width: 60 },
  { title: '提交时间', width: 18 },
  { title: '收到日期', width: 12 },
  { title: '承办人', width: 12 },
  { title: '状态', width: 16 },
  { title: '答复期限', width: 12 },
  { title: '暂定', width: 8 },
  { title: '处理结果', width: 30 },
  { title: '答复日期', width: 12 },
  { title: '逾期天数', width: 10 },
];

/** A row of the register as texts, in the order of the columns; a restricted case shows number, state and due date. */
export function registerCells(row: LedgerRow): string[] {
  const { body } = row;
  const state = (CASE_STATE_NAMES as Readonly<Record<string, string>>)[row.state] ?? row.state;
  const dates = [row.replyDue ?? '', row.provisional ? '是' : ''];
  if (body === null) {
    const hidden = ['', '', '', '限制查看', '', '', '', ''];
    return [row.applicationNo ?? '', row.submissionNo, ...hidden, state, ...dates, '', '', ''];
  }
  return [
    row.applicationNo ?? '',
    row.submissionNo,
    CASE_KIND_NAMES[body.kind],
    INTAKE_CHANNEL_NAMES[body.channel],
    APPLICANT_TYPE_NAMES[body.applicantType],
    body.applicantName,
    body.request,
    formatMinute(body.submittedAt),
    body.receiptDate ?? '',
    body.handlerName ?? '',
    state,
    ...dates,
    body.outcome === null ? '' : outcomeName(body.outcome),
    body.repliedOn ?? '',
    row.overdueDays > 0 ? String(row.overdueDays) : '',
  ];
}

/** A cell of a CSV file; what a program could take for a formula gets an apostrophe in front. */
function csvCell(text: string): string {
  const safe = looksLikeFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of a CSV file. */
function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** What takes the rows of a register one batch after the other and gives its bytes to `take` as they come. */
export type RegisterWriter = {
  readonly rows: (rows: readonly LedgerRow[]) => void;
  readonly end: () => void;
};

/** Begins the register as a file; a CSV carries the mark that tells spreadsheets it is UTF-8. */
export function registerWriter(format: RegisterFormat, take: (bytes: Uint8Array) => void): RegisterWriter {
  if (format === 'xlsx') {
    const sheet = xlsxStream('依申请公开登记台账', REGISTER_COLUMNS, take);
    return { rows: (rows) => sheet.rows(rows.map(registerCells)), end: sheet.end };
  }
  const say = (rows: readonly (readonly string[])[], mark = '') =>
    take(new TextEncoder().encode(mark + csvLines(rows)));
  say([REGISTER_COLUMNS.map(({ title }) => title)], '\uFEFF');
  return { rows: (rows) => say(rows.map(registerCells)), end: () => {} };
}
