import type { ReportSections, TextSection } from '@/lib/annual-report/types';
import { isPageNumber, lineText, normalise, type SourceLine } from './source';

/** What a report says of itself outside its tables. */
export type About = {
  readonly title: string | null;
  readonly organisation: string | null;
  readonly year: number | null;
  readonly publishedAt: string | null;
};

const TITLE = /(?:政府信息公开|政务公开)(?:工作)?(?:年度报告|年报)|政府信息公开年度(?:工作)?报告/;
const YEAR = /(20\d{2})\s*年/;
/** Lines above the first section in which a title is looked for. */
const TITLE_LINES = 60;
const TITLE_LENGTH = 80;

/** The words of a line without the marks of a heading (`#`), a label in front (标题:), blanks around. */
function plain(line: SourceLine): string {
  return lineText(line)
    .replace(/^[\s#>*]+/, '')
    .replace(/^标题\s*[:：]\s*/, '')
    .replace(/[\s*]+$/, '');
}

/** Title, organ, year and day of publication, as far as the file tells. */
export function readAbout(lines: readonly SourceLine[]): About {
  const title = findTitle(lines);
  const compact = title === null ? '' : normalise(title).replace(/\s/g, '');
  const year = YEAR.exec(compact)?.[1] ?? statisticsYear(lines);
  return {
    title,
    organisation: organisationOf(compact),
    year: year === null ? null : Number(year),
    publishedAt: publishedAt(lines),
  };
}

function findTitle(lines: readonly SourceLine[]): string | null {
  const body = lines.findIndex((line) => /^\s*#*\s*一\s*、/.test(lineText(line)));
  const head = lines.slice(0, body < 0 ? TITLE_LINES : Math.min(body, TITLE_LINES));
  const texts = head.map(plain);
  for (const [i, text] of texts.entries()) {
    if (isTitle(text)) return withLineAbove(texts, i, text);
    // A title over two or three lines: one line names the organ, the other the year.
    for (const rest of [1, 2]) {
      const joined = texts
        .slice(i, i + rest + 1)
        .join('')
        .replace(/\s+/g, '');
      if (text !== '' && texts[i + rest] !== '' && isTitle(joined) && YEAR.test(joined)) return joined;
    }
  }
  return null;
}

function isTitle(text: string): boolean {
  const compact = text.replace(/\s/g, '');
  return compact.length <= TITLE_LENGTH && TITLE.test(compact) && !/[。；;>]|^一、|[:：]/.test(compact);
}

/** The line above may hold the name of the organ. */
function withLineAbove(texts: readonly string[], at: number, title: string): string {
  const above = texts.slice(Math.max(0, at - 2), at).findLast((text) => text !== '') ?? '';
  const startsWithYear =
    /^\s*20\d{2}\s*年/.test(normalise(title)) && organisationOf(normalise(title).replace(/\s/g, '')) === null;
  const isOrgan =
    /^[\u4e00-\u9fff（）()\s]{3,40}$/.test(above) &&
    /(?:局|委|办|厅|部|政府|处|会|院|中心|街道|镇|乡|区|市|县|队)$/.test(above.trim());
  return startsWithYear && isOrgan ? `${above}${title}`.replace(/\s+/g, '') : title;
}

/** The organ a title names: what stands before or behind the year. */
function organisationOf(title: string): string | null {
  const before = /^(.{2,40}?)(?:关于)?20\d{2}年/.exec(title)?.[1];
  const behind = /^20\d{2}年(?:度)?(.{2,40}?)(?:政府信息公开|政务公开)/.exec(title)?.[1];
  const name = before ?? behind ?? /^(.{2,40}?)(?:政府信息公开|政务公开)/.exec(title)?.[1] ?? null;
  return name === null || /^(?:20\d{2}年?(?:度)?)$/.test(name) ? null : name;
}

/** The year of the statistics, as the opening paragraph states it. */
function statisticsYear(lines: readonly SourceLine[]): string | null {
  const text = normalise(lines.slice(0, TITLE_LINES).map(lineText).join('')).replace(/\s/g, '');
  return /(20\d{2})年1月1日(?:起)?(?:至|到|-|—)\s*(?:20\d{2}年)?12月31日/.exec(text)?.[1] ?? null;
}

function publishedAt(lines: readonly SourceLine[]): string | null {
  for (const line of lines.slice(0, TITLE_LINES)) {
    const match =
      /(?:发布|公布|发文|成文)(?:时间|日期)\s*[:：]\s*(20\d{2}-\d{2}-\d{2}(?:\s+\d{2}:\d{2}(?::\d{2})?)?)/.exec(
        lineText(line),
      );
    if (match) return match[1]?.replace(/\s+/, ' ') ?? null;
  }
  return null;
}

/** Years that the text of the report speaks of, other than in dates of laws and documents. */
export function statedPeriod(lines: readonly SourceLine[]): number | null {
  const year = statisticsYear(lines);
  return year === null ? null : Number(year);
}

const HEADINGS: Readonly<Record<TextSection, RegExp>> = {
  section_1: /(?:^|\s|[^\u4e00-\u9fff])[#\s]*(?:[一二三四五六]\s*、)?\s*总体情况/,
  section_5: /[#\s]*[一二三四五六]\s*、[^\n。，]{0,20}存在的?(?:主要)?问题[^\n。，[［]{0,8}?(?:情况|措施)/,
  section_6:
    /[#\s]*[一二三四五六]\s*、\s*(?:其[他它]需要(?:报告|说明)的?事项|需要(?:报告|说明)的?其[他它]事项)(?:与附表)?/,
};
const TABLE_TWO = /[#\s]*[一二三四五六]\s*、\s*(?:行政机关)?主动公开政府信息(?:的)?情况/;

/** The three sections of text; null where a report has none of that name. */
export function readSections(lines: readonly SourceLine[]): Record<TextSection, string | null> {
  const text = lines
    .filter((line) => !isPageNumber(line))
    .map(lineText)
    .join('\n');
  const place = (heading: RegExp, after = 0) => {
    const match = heading.exec(text.slice(after));
    return match === null ? null : { from: after + match.index, to: after + match.index + match[0].length };
  };
  const first = place(HEADINGS.section_1);
  const tableTwo = place(TABLE_TWO, first?.to ?? 0);
  const fifth = place(HEADINGS.section_5, tableTwo?.to ?? 0);
  const sixth = place(HEADINGS.section_6, fifth?.to ?? tableTwo?.to ?? 0);
  const section = (start: { to: number } | null, end: { from: number } | null) =>
    start === null ? null : tidy(text.slice(start.to, end?.from));
  return {
    section_1: section(tableTwo === null ? null : first, tableTwo),
    section_5: section(fifth, sixth),
    section_6: section(sixth, null),
  } satisfies Record<keyof ReportSections, string | null>;
}

/** A line shorter than this ended where its writer ended it. */
const WRAPPED_LENGTH = 25;

/** The lines of a section; those that the edge of the page broke are put together again. */
function tidy(text: string): string {
  const lines: string[] = [];
  let isOpen = false;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/[\s#]+$/, '').trim();
    if (line === '') continue;
    const beginsAnew = /^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.、．])/.test(
      line,
    );
    if (isOpen && !beginsAnew) lines.push(`${lines.pop() ?? ''}${line}`);
    else lines.push(line);
    isOpen = [...line].length >= WRAPPED_LENGTH && !/[。！？；：:”）)]$/.test(line);
  }
  return lines.join('\n');
}
