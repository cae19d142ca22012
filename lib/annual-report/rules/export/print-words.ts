import type { ImportedReport } from '@/lib/annual-report/types';

/** The title of a report; one that was not stated is made of organ and year. */
export function reportTitle({ title, organisation, year }: ImportedReport): string {
  if (title !== null) return title;
  return `${organisation ?? ''}${year === null ? '' : `${year}年`}政府信息公开工作年度报告`;
}

/** A paragraph of a section: its heading (“（一）主动公开情况。”) apart from the rest. */
export type Words = { readonly lead: string; readonly rest: string };

const LEAD = /^（[一二三四五六七八九十]{1,3}）[^。：:]{1,24}[。：:]?/;

/** The paragraphs of a section; none where it is not stated. */
export function paragraphsOf(section: string | null): Words[] {
  return (section ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const lead = LEAD.exec(line)?.[0] ?? '';
      // A sentence that only begins with a number in brackets has no heading.
      const isHeading = lead !== '' && (/[。：:]$/.test(lead) || lead.length === line.length);
      return isHeading ? { lead, rest: line.slice(lead.length).trim() } : { lead: '', rest: line };
    });
}

/** A text between tags or quotes of XML. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
