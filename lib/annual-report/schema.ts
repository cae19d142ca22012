import { z } from 'zod';
import { isAdmissibleFigure, MAX_FIGURE } from '@/lib/annual-report/rules/check-tables';
import {
  LEGACY_OTHER_ROW,
  type PublishedReport,
  REPORT_FORMATS,
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

const importedDocuments = z
  .object({ made: printed, repealed: printed, in_force: printed, raw: z.string().max(2_000).optional() })
  .nullable();
const legacyRow = z.record(
  z.string().max(40),
  z.union([z.number().nullable(), z.string().max(200)], '应为数字、文字或 null'),
);
const importedTable2 = z
  .object({
    layout: z.literal('2019').optional(),
    raw: z.string().max(50_000).optional(),
    'art20_1.rules': importedDocuments.optional(),
    'art20_1.normative_docs': importedDocuments.optional(),
    'art20_5.licensing.decisions': z.number().nullable().optional(),
    'art20_6.penalty.decisions': z.number().nullable().optional(),
    'art20_6.coercion.decisions': z.number().nullable().optional(),
    'art20_8.admin_fee.amount_wan': z.number().nullable().optional(),
  })
  .catchall(legacyRow);

const words = z.string().max(2_000).nullable().default(null);
const sectionText = z.string().max(500_000).nullable().default(null);

/**
 * A report in the exchange format, with all its keys: what `report import` prints and reads, and `report export` takes.
 * Keys of bookkeeping beside them are not looked at.
 */
export const exchangeReportSchema = z.object({
  organisation: words,
  year: z.number().int().min(2019, '应为 2019 以后的年份').max(2100).nullable().default(null),
  title: words,
  published_at: words,
  format: z.enum(REPORT_FORMATS).optional(),
  sections: z
    .object({ section_1: sectionText, section_5: sectionText, section_6: sectionText })
    .default({ section_1: null, section_5: null, section_6: null }),
  table2: importedTable2.nullable().default(null),
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
  questions: z
    .array(
      z.object({
        row: z.string().max(80),
        readings: z.array(z.array(z.number().nullable()).max(15)).max(1_000),
      }),
    )
    .max(100)
    .default([]),
  notes: z.union([z.string().max(50_000), z.array(z.string().max(2_000)).max(500)]).default([]),
});
