import { checkCarriedIn, checkDocumentsInForce, checkTables } from '@/lib/annual-report/rules/check-tables';
import { checkTexts } from '@/lib/annual-report/rules/check-texts';
import type {
  Cell,
  ReportContent,
  ReportSections,
  ReportViolation,
  Table2,
  Table3Column,
  TextSection,
} from '@/lib/annual-report/types';
import { bodyText } from '@/lib/disclosure/body/rules';

/** The three text sections as plain text. */
export function sectionTexts(sections: ReportSections): Record<TextSection, string> {
  return {
    section_1: bodyText(sections.section_1),
    section_5: bodyText(sections.section_5),
    section_6: bodyText(sections.section_6),
  };
}

/**
 * Everything that can be said about a report of our own before it is submitted: every cell filled, sums,
 * last year's figures where known, and the text. `blockingOf` picks what stops it.
 *
 * @rule FR-1 @rule AR-C4
 */
export function checkReport(
  content: ReportContent,
  options: {
    carriedOutLastYear?: Record<Table3Column, Cell>;
    table2LastYear?: Table2;
    sectionOneCharacters?: number;
  } = {},
): ReportViolation[] {
  const { carriedOutLastYear, table2LastYear, sectionOneCharacters } = options;
  return [
    ...checkTables(content.tables, { requireFilled: true }),
    ...(carriedOutLastYear ? checkCarriedIn(content.tables, carriedOutLastYear) : []),
    ...(table2LastYear ? checkDocumentsInForce(content.tables.table2, table2LastYear) : []),
    ...checkTexts(content.year, sectionTexts(content.sections), { sectionOneCharacters }),
  ];
}
