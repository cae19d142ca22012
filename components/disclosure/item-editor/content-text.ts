import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import { TEXT_SECTIONS } from '@/lib/annual-report/types';
import { bodyText } from '@/lib/disclosure/body/rules';
import type { ItemContent } from '@/lib/disclosure/types';

/** The words of a content as plain text, to copy them elsewhere: title, summary, body, sections of a report. */
export function contentText(content: ItemContent): string {
  const { report } = content;
  const sections = report
    ? TEXT_SECTIONS.map((section) => `${SECTION_TITLES[section]}\n${bodyText(report.sections[section])}`)
    : [];
  return [content.title, content.summary, bodyText(content.body), ...sections]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}
