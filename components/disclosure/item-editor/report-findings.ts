import { violationSentence } from '@/lib/annual-report/messages';
import { checkReport } from '@/lib/annual-report/rules/check-report';
import { isComputedCell } from '@/lib/annual-report/rules/compute-totals';
import { cellsOfViolation } from '@/lib/annual-report/rules/places';
import { severityOf } from '@/lib/annual-report/rules/severity';
import type {
  CellRef,
  ReportContent,
  ReportTables,
  ReportViolation,
  Severity,
  TableViolation,
  TextSection,
} from '@/lib/annual-report/types';

/** One thing to mend in a report and where it is: a cell, or a section of text. */
export type ReportFinding = {
  readonly key: string;
  readonly severity: Severity;
  readonly text: string;
  readonly place: { readonly cell: CellRef } | { readonly section: TextSection };
};

const TABLE_NAMES: Record<keyof ReportTables, string> = { table2: '表二', table3: '表三', table4: '表四' };

function isText(
  violation: ReportViolation,
): violation is Extract<ReportViolation, { where: { section: TextSection } }> {
  return 'section' in violation.where;
}

function isBlank(violation: TableViolation): boolean {
  return (violation.rule === 'A3-4' || violation.rule === 'W2-2') && violation.found === null;
}

/** A district bureau makes no 规章; the grid of this editor is set up alike. */
const OPTIONS = { makesRules: false };

/** What to say of the blank cells of one table: those a person fills, as the bar of the grid counts them. */
function blankSentence(table: keyof ReportTables, typed: number, computed: number): string {
  return typed > 0
    ? `${TABLE_NAMES[table]}还有 ${typed} 格没有填，没有的请填 0。`
    : `${TABLE_NAMES[table]}有 ${computed} 格自动计算的数还没有算出，在表中改动任意一格就会补上。`;
}

/**
 * Everything `checkReport` says, in the order in which one would mend it: what blocks first. Cells that are still
 * blank are one line per table, since an empty report has two hundred of them; a total that waits for them is not
 * counted.
 */
export function reportFindings(report: ReportContent, lastYear: ReportContent | null): ReportFinding[] {
  const violations = checkReport(report, {
    carriedOutLastYear: lastYear?.tables.table3.carried_out,
    table2LastYear: lastYear?.tables.table2,
  });
  const blanks: Record<keyof ReportTables, CellRef[]> = { table2: [], table3: [], table4: [] };
  const findings = violations.flatMap((violation, at): ReportFinding[] => {
    const severity = severityOf(violation.rule);
    const text = violationSentence(violation);
    const key = `${at}-${violation.rule}`;
    if (isText(violation)) return [{ key, severity, text, place: { section: violation.where.section } }];
    const [cell] = cellsOfViolation(report.tables, violation);
    if (cell === undefined) return [];
    if (isBlank(violation)) {
      blanks[cell.table].push(cell);
      return [];
    }
    return [{ key, severity, text, place: { cell } }];
  });
  const blank = (['table2', 'table3', 'table4'] as const).flatMap((table): ReportFinding[] => {
    const typed = blanks[table].filter((cell) => !isComputedCell(cell, OPTIONS));
    const first = typed[0] ?? blanks[table][0];
    if (first === undefined) return [];
    const text = blankSentence(table, typed.length, blanks[table].length);
    return [{ key: `blank-${table}`, severity: 'blocking', text, place: { cell: first } }];
  });
  const all = [...findings, ...blank];
  return [
    ...all.filter((one) => one.severity === 'blocking'),
    ...all.filter((one) => one.severity === 'warning'),
  ];
}
