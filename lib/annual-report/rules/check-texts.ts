import { severityOf } from '@/lib/annual-report/rules/severity';
import { TEXT_SECTIONS, type TextSection, type TextViolation } from '@/lib/annual-report/types';

/** 格式 一(一): 篇幅原则上不超过一千字. */
export const SECTION_ONE_CHARACTERS = 1000;

const EXCERPT_CHARACTERS = 12;

/** 第一 … 第六 sections must say something. @rule AR-C4 @law 条例50-1 */
export function checkSectionsWritten(texts: Record<TextSection, string>): TextViolation[] {
  return TEXT_SECTIONS.filter((section) => countCharacters(texts[section]) === 0).map((section) => ({
    rule: 'AR-C4',
    where: { section },
    found: 0,
    expected: 1,
  }));
}

/** Characters of a text without the white space, as 字数 is counted. */
export function countCharacters(text: string): number {
  return Array.from(text.replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')).length;
}

/** Section one is longer than the format wants; `limit` in characters. @rule AR-C5 */
export function checkSectionOneLength(text: string, limit = SECTION_ONE_CHARACTERS): TextViolation[] {
  const found = countCharacters(text);
  if (found <= limit) return [];
  return [{ rule: 'AR-C5', where: { section: 'section_1' }, found, expected: limit }];
}

const CHINESE_DIGITS = '〇一二三四五六七八九';

function yearOf(digits: string): number {
  const latin = Array.from(digits, (digit) => {
    const chinese = CHINESE_DIGITS.indexOf(digit === '零' || digit === '○' ? '〇' : digit);
    return chinese < 0 ? digit : String(chinese);
  });
  return Number(latin.join('').normalize('NFKC'));
}

/**
 * A year that is not the report's, once per year and section with the place of its first mention. Not
 * counted: years in titles (《…》) and, in section five, the year after, where next steps are announced.
 * @rule AR-C3
 */
export function checkYears(year: number, texts: Record<TextSection, string>): TextViolation[] {
  return TEXT_SECTIONS.flatMap((section) => {
    const text = texts[section].replace(/《[^》]*》/g, (title) => '\u0000'.repeat(title.length));
    const found = new Map<number, TextViolation>();
    for (const match of text.matchAll(/(?<![0-9０-９])([2２二][0-9０-９〇零○一二三四五六七八九]{3})\s*年/g)) {
      const mentioned = yearOf(match[1] ?? '');
      const isPlan = section === 'section_5' && mentioned === year + 1;
      if (mentioned === year || isPlan || found.has(mentioned)) continue;
      const from = Math.max(0, match.index - EXCERPT_CHARACTERS);
      const to = match.index + match[0].length + EXCERPT_CHARACTERS;
      const excerpt = texts[section].slice(from, to).replace(/\s+/g, ' ').trim();
      found.set(mentioned, { rule: 'AR-C3', where: { section }, found: mentioned, expected: year, excerpt });
    }
    return [...found.values()];
  });
}

/** Every rule about the text: what blocks first. `sectionOneCharacters` is a setting of the organ. */
export function checkTexts(
  year: number,
  texts: Record<TextSection, string>,
  options: { sectionOneCharacters?: number } = {},
): TextViolation[] {
  const all = [
    ...checkSectionsWritten(texts),
    ...checkSectionOneLength(texts.section_1, options.sectionOneCharacters),
    ...checkYears(year, texts),
  ];
  return all.sort(
    (a, b) => Number(severityOf(b.rule) === 'blocking') - Number(severityOf(a.rule) === 'blocking'),
  );
}
