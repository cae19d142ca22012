import { z } from 'zod';
import { isAdmissibleFigure, MAX_FIGURE } from '@/lib/annual-report/rules/check-tables';
import {
  LEGACY_OTHER_ROW,
  type PublishedReport,
  type ReportContent,
  type ReportTables,
  TABLE3_OTHER_ROWS,
  TABLE3_ROWS,
} from '@/lib/annual-report/types';
import { bodySchema } from '@/lib/disclosure/body/schema';

const count = z
  .number()
  .refine((value) => isAdmissibleFigure(value, 'count'), `应为 0 到 ${MAX_FIGURE} 的整数`)
  .nullable();

const amount = z
  .number()
  .refine((value) => isAdmissibleFigure(value, 'amount'), `应为 0 到 ${MAX_FIGURE}、最多 6 位小数的数`)
  .nullable();

const documents = z.strictObject({ made: count, repealed: count, in_force: count });

const table2 = z.strictObject({
  'art20_1.rules': documents,
  'art20_1.normative_docs': documents,
  'art20_5.licensing.decisions': count,
  'art20_6.penalty.decisions': count,
  'art20_6.coercion.decisions': count,
  'art20_8.admin_fee.amount_wan': amount,
});

const row = z.strictObject({
  natural_person: count,
  'legal.business': count,
  'legal.research': count,
  'legal.public_welfare': count,
  'legal.legal_service': count,
  'legal.other': count,
  total: count,
});

const table3 = z
  .strictObject({
    received_new: row,
    carried_in: row,
    'results.public': row,
    'results.partial': row,
    'results.not_public.state_secret': row,
    'results.not_public.law_forbidden': row,
    'results.not_public.three_security_one_stability': row,
    'results.not_public.third_party_rights': row,
    'results.not_public.internal_affairs': row,
    'results.not_public.process_info': row,
    'results.not_public.enforcement_file': row,
    'results.not_public.admin_query': row,
    'results.unavailable.not_held': row,
    'results.unavailable.needs_creation': row,
    'results.unavailable.unclear_after_supplement': row,
    'results.not_processed.petition_complaint': row,
    'results.not_processed.duplicate': row,
    'results.not_processed.publication': row,
    'results.not_processed.excessive_repeated': row,
    'results.not_processed.confirm_or_reissue': row,
    'results.other.supplement_overdue': row.optional(),
    'results.other.fee_unpaid': row.optional(),
    'results.other.misc': row.optional(),
    [LEGACY_OTHER_ROW]: row.optional(),
    'results.total': row,
    carried_out: row,
  })
  .refine((table) => {
    const isMerged = table[LEGACY_OTHER_ROW] !== undefined;
    return TABLE3_OTHER_ROWS.every((key) => (table[key] === undefined) === isMerged);
  }, '（六）其他处理应是三行，或合并的一行');

const block = z.strictObject({ upheld: count, corrected: count, other: count, pending: count, total: count });

const table4 = z.strictObject({ review: block, litigation_direct: block, litigation_after_review: block });

/**
 * Tables two to four from outside (a form, a file). Strict: an unknown or missing key refuses the whole.
 * A figure is null or a number from 0 to 999999999, whole except the amount in 万元.
 *
 * @rule A3-4 @rule W2-2
 */
export const reportTablesSchema: z.ZodType<ReportTables, unknown> = z.strictObject({
  table2,
  table3,
  table4,
});

/** A whole report from outside; `year` is the year reported on, 2019 the first with these sections. */
export const reportContentSchema: z.ZodType<ReportContent, unknown> = z.strictObject({
  year: z.number().int().min(2019).max(2100),
  tables: reportTablesSchema,
  sections: z.strictObject({ section_1: bodySchema, section_5: bodySchema, section_6: bodySchema }),
});

// A published report is taken as it is: figures of any kind, blanks, missing rows. Only what is no figure is refused.
const printed = z.number().nullable().default(null);
const printedDocuments = z
  .object({ made: printed, repealed: printed, in_force: printed })
  .nullish()
  .transform((value) => value ?? { made: null, repealed: null, in_force: null });
const printedRow = z.strictObject({
  natural_person: printed,
  'legal.business': printed,
  'legal.research': printed,
  'legal.public_welfare': printed,
  'legal.legal_service': printed,
  'legal.other': printed,
  total: printed,
});
const printedBlock = z
  .strictObject({ upheld: printed, corrected: printed, other: printed, pending: printed, total: printed })
  .prefault({});

/** A report as published, in the exchange format of `gongkai report check`; keys beside the tables are not looked at. */
export const publishedReportSchema: z.ZodType<PublishedReport, unknown> = z
  .object({
    table2: z
      .object({ 'art20_1.rules': printedDocuments, 'art20_1.normative_docs': printedDocuments })
      .nullable()
      .default(null),
    table3: z
      .partialRecord(z.enum([...TABLE3_ROWS, LEGACY_OTHER_ROW]), printedRow)
      .nullable()
      .default(null),
    table4: z
      .strictObject({
        review: printedBlock,
        litigation_direct: printedBlock,
        litigation_after_review: printedBlock,
      })
      .nullable()
      .default(null),
  })
  .refine((report) => report.table3 !== null || report.table4 !== null, 'table3 和 table4 都没有');
