import { strToU8, zipSync } from 'fflate';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ImportedReport } from '@/lib/annual-report/types';
import { withoutXmlForbidden } from '@/lib/platform/text';
import { docxParts } from './docx-parts';
import { type TableLook, tableXml } from './docx-table';
import { type PrintTable, printTables } from './print-tables';
import { paragraphsOf, reportTitle, type Words, XML_HEAD, xmlText } from './print-words';

/** Characters of a title on one line. */
const TITLE_LINE = 20;
/** Same bytes for the same report: zip entries bear the first day they can. */
const EPOCH = new Date(1980, 0, 1);

const NARROW = 590;
/** Together the columns are as wide as the text, 156 mm; letters are 小四 in table two, 五号 in the others. */
const LOOKS = {
  table2: { widths: [2211, 2211, 2211, 2212], size: 24, rowHeight: 400 },
  table2Of2019: { widths: [1150, 1150, 1091, 1091, 1091, 1091, 1090, 1091], size: 24, rowHeight: 400 },
  table3: { widths: [560, 1100, 2885, 620, 600, 600, 640, 640, 600, 600], size: 20, rowHeight: 350 },
  table4: { widths: [...Array.from({ length: 14 }, () => NARROW), 585], size: 20, rowHeight: 400 },
} as const satisfies Record<string, TableLook>;

function text(words: string): string {
  return `<w:t xml:space="preserve">${xmlText(withoutXmlForbidden(words))}</w:t>`;
}

function paragraph(style: string, runs: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;
}

function heading(words: string, style = 'SectionHeading'): string {
  return paragraph(style, `<w:r>${text(words)}</w:r>`);
}

/** A long title breaks where its sense does: the organ above, the year and the rest below. */
function titleLines(title: string): string {
  const at = title.search(/20\d{2}\s*年/);
  const lines = [...title].length <= TITLE_LINE || at <= 0 ? [title] : [title.slice(0, at), title.slice(at)];
  return lines
    .map((line, i) =>
      paragraph(i < lines.length - 1 ? 'TitleAbove' : 'ReportTitle', `<w:r>${text(line.trim())}</w:r>`),
    )
    .join('');
}

/** The heading of a paragraph stands in 楷体 in front of its words, or on a line by itself. */
function words({ lead, rest }: Words): string {
  const run = (part: string, style = '') =>
    part === ''
      ? ''
      : `<w:r>${style === '' ? '' : `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}${text(part)}</w:r>`;
  return paragraph('Body', `${run(lead, 'Lead')}${run(rest)}`);
}

function section(title: string, section: string | null): string {
  return [heading(title), ...paragraphsOf(section).map(words)].join('');
}

/** Table three begins a page: with its 25 rows it fills one. */
function table(name: 'table2' | 'table3' | 'table4', printed: PrintTable): string {
  const isOld = name === 'table2' && printed.columnCount !== LOOKS.table2.widths.length;
  const title = heading(printed.caption, name === 'table3' ? 'PageHeading' : undefined);
  return `${title}${tableXml(printed, LOOKS[isOld ? 'table2Of2019' : name])}${paragraph('AfterTable', '')}`;
}

/**
 * A report as a Word file in the layout of the national format: A4, title in 小标宋, headings in 黑体, text in 仿宋, tables
 * two, three and four with their merged cells and three-line heads, which are repeated on a new page. Each font names
 * those that stand in for it. The same report gives the same bytes.
 *
 * @rule FR-3 @rule AR-T7
 */
export function reportDocx(report: ImportedReport): Uint8Array {
  const title = reportTitle(report);
  const tables = printTables(report);
  const body = [
    titleLines(title),
    section(SECTION_TITLES.section_1, report.sections.section_1),
    table('table2', tables.table2),
    table('table3', tables.table3),
    table('table4', tables.table4),
    section(SECTION_TITLES.section_5, report.sections.section_5),
    section(SECTION_TITLES.section_6, report.sections.section_6),
  ].join('');
  const parts = docxParts(body, { title, author: report.organisation ?? '' });
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(`${XML_HEAD}${xml}`)] as const);
  return zipSync(Object.fromEntries(files), { mtime: EPOCH, level: 6 });
}
