import { importFaultSentence, importRefusalSentence } from '@/lib/annual-report/messages';
import { exchangeReportSchema } from '@/lib/annual-report/schema';
import type {
  ImportedReport,
  ImportedTable2,
  ReportFormat,
  Table3AnyRow,
  Table3AsPublished,
} from '@/lib/annual-report/types';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { isMergedTable, rowName, rowOrder } from './faults';
import type { ReadReport } from './import-report';
import { toTableFour } from './table-four';

/**
 * Reads a report in the exchange format.
 *
 * @returns the report and what it lacks; refusals `bad_json`, `other_kind`
 */
export function readExchangeJson(text: string): Result<ReadReport> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad('不是完整的 JSON');
  }
  const parsed = exchangeReportSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return bad(`${issue?.path.join('.') || '（整体）'}：${issue?.message ?? ''}`);
  }
  const { format, notes, table2, table3, table4, ...rest } = parsed.data;
  if (table2 === null && table3 === null && table4 === null) {
    return refuse({ code: 'other_kind', message: importFaultSentence({ code: 'other_kind' }) });
  }
  const isMerged = isMergedTable(table3 ?? {});
  const report: ImportedReport = {
    ...rest,
    format: format ?? formatOf(table2?.layout, isMerged),
    table2: (table2 ?? {}) as ImportedTable2,
    table3: table3 ?? {},
    table4: table4 ?? toTableFour([]),
    notes: typeof notes === 'string' ? notes.split('\n').filter((line) => line !== '') : notes,
  };
  const missing = [
    ...(table2 === null ? ['表二'] : []),
    ...(table3 === null ? ['表三'] : missingRows(table3)),
    ...(table4 === null ? ['表四'] : []),
  ];
  return ok({ report, missing });
}

function bad(what: string): Result<ReadReport> {
  return refuse({ code: 'bad_json', message: importRefusalSentence.badJson(what) });
}

function formatOf(layout: '2019' | undefined, isMerged: boolean): ReportFormat {
  if (layout === '2019') return '2019';
  return isMerged ? 'mixed' : '2021';
}

function missingRows(table3: Table3AsPublished): string[] {
  const absent: Table3AnyRow[] = rowOrder(isMergedTable(table3)).filter((row) => table3[row] === undefined);
  const [first] = absent;
  if (first === undefined) return [];
  return [`表三的“${rowName(first)}”${absent.length > 1 ? `等${absent.length}行` : ''}`];
}
