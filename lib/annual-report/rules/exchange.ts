import type { ImportedReport } from '@/lib/annual-report/types';

/** A report in the exchange format of `report import|check|export`; `notes` is one text there. */
export type ExchangeReport = Omit<ImportedReport, 'notes'> & { readonly notes: string };

/** The report as it is printed and stored outside. */
export function toExchange(report: ImportedReport): ExchangeReport {
  const { organisation, year, title, published_at, format, sections } = report;
  const { table2, table3, table4, questions, notes } = report;
  return {
    organisation,
    year,
    title,
    published_at,
    format,
    sections,
    table2,
    table3,
    table4,
    questions,
    notes: notes.join('\n'),
  };
}
