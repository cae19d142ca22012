import type { ReportRule, ReportViolation, Severity } from '@/lib/annual-report/types';

/**
 * What a breach means for submitting the report. Sums and figures block (annual-report §4.1, §5). A3-5
 * warns: where last year's published number differs from the records, the published one may stand with an
 * explanation. W2-1, AR-C3 and AR-C5 ask for a look.
 */
const SEVERITIES: Record<ReportRule, Severity> = {
  'A3-1': 'blocking',
  'A3-2': 'blocking',
  'A3-3': 'blocking',
  'A3-4': 'blocking',
  'A3-5': 'warning',
  'A4-1': 'blocking',
  'W2-1': 'warning',
  'W2-2': 'blocking',
  'AR-C3': 'warning',
  'AR-C4': 'blocking',
  'AR-C5': 'warning',
};

/** Whether a breach of this rule stops the report. */
export function severityOf(rule: ReportRule): Severity {
  return SEVERITIES[rule];
}

/** The violations that stop the report from being submitted. */
export function blockingOf<T extends ReportViolation>(violations: readonly T[]): T[] {
  return violations.filter((violation) => severityOf(violation.rule) === 'blocking');
}
