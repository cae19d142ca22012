import {
  importFaultSentence,
  importRefusalSentence,
  layoutFaultSentence,
} from '@/lib/annual-report/messages';
import type { ImportedReport } from '@/lib/annual-report/types';
import type { Pause } from '@/lib/documents/rules/containers/read-xml';
import { readLayout } from '@/lib/documents/rules/read-layout';
import type { FileLayout, LayoutLine } from '@/lib/documents/types';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { isFault } from './faults';
import { importReport, type ReadReport } from './import-report';
import { linesOfHtml } from './lines-of-html';
import { linesAsLaidOut, linesAsWritten } from './lines-of-pdf';
import { mergeReadings } from './merge-readings';
import { readExchangeJson } from './read-exchange-json';
import { linesOfText, type SourceLine } from './source';

/** Largest report that is read, bytes. */
export const MAX_REPORT_BYTES = 20 * 1024 * 1024;

/**
 * Reads a report from the bytes of a file: text, HTML, Word, Excel, PDF with a text layer, JSON. The kind is told by the
 * bytes. Nothing is corrected; what is not certain is null with a question.
 *
 * @returns the report and what it lacks, or one sentence why it can't be read (codes of LAYOUT_FAULTS, `too_long`, `two_reports`,
 *   `no_table_three`, `other_kind`, `before_2019`, `bad_json`)
 */
export async function readReportFile(bytes: Uint8Array, pause?: Pause): Promise<Result<ReadReport>> {
  const reading = await readLayout(bytes, MAX_REPORT_BYTES, pause);
  if (!reading.ok) return refuse({ code: reading.fault, message: layoutFaultSentence(reading.fault) });
  const { layout } = reading;
  if (layout.kind === 'plain' && /^\s*[{[]/.test(layout.text)) return readExchangeJson(layout.text);
  const [first, second] = sourcesOf(layout).map(importReport);
  if (first === undefined) return refuse({ code: 'empty', message: layoutFaultSentence('empty') });
  const read = second === undefined ? first : oneOf(first, second);
  if (isFault(read)) return refuse({ code: read.code, message: importFaultSentence(read) });
  return ok(read);
}

type Reading = ReturnType<typeof importReport>;

function oneOf(first: Reading, second: Reading): Reading {
  if (isFault(first)) return second;
  return isFault(second) ? first : mergeReadings(first, second);
}

/** Text a person pasted is read as a file of text is. */
function sourcesOf(layout: FileLayout): (readonly SourceLine[])[] {
  switch (layout.kind) {
    case 'lines':
      return [layout.lines.map(toSource)];
    case 'pages':
      return [linesAsWritten(layout.pages), linesAsLaidOut(layout.pages)];
    case 'plain':
      return [isHtml(layout.text) ? linesOfHtml(layout.text) : linesOfText(layout.text)];
  }
}

function isHtml(text: string): boolean {
  return /<table[\s>]/i.test(text) || (/^\s*<(?:!doctype|!--|[a-z])/i.test(text) && /<\/[a-z]/i.test(text));
}

function toSource(line: LayoutLine): SourceLine {
  return line.kind === 'text' ? { kind: 'text', pieces: [{ text: line.text }] } : line;
}

/**
 * Whether a reading can stand as the published report: whole, and of a year that is possible and wanted.
 *
 * @param wanted year the report must be of, null where any will do
 * @param thisYear year of today; a report of a later year is a slip
 * @returns the report; refusals `incomplete`, `wrong_year`, `future_year`
 */
export function acceptReading(
  { report, missing }: ReadReport,
  wanted: number | null,
  thisYear: number,
): Result<ImportedReport> {
  if (missing.length > 0) {
    return refuse({ code: 'incomplete', message: importRefusalSentence.incomplete(missing) });
  }
  const { year } = report;
  if (year !== null && wanted !== null && year !== wanted) {
    return refuse({ code: 'wrong_year', message: importRefusalSentence.wrongYear(year, wanted) });
  }
  if (year !== null && year > thisYear) {
    return refuse({ code: 'future_year', message: importRefusalSentence.futureYear(year) });
  }
  return ok(report);
}
