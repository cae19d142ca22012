import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reportTablesSchema } from '@/lib/annual-report/schema';
import type { ReportContent } from '@/lib/annual-report/types';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { type NewUser, newUserSchema, type OrganFile, organFileSchema } from '@/lib/organs/schema';

const folder = path.join(import.meta.dirname, 'data');

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** Organs of the demo, those above others first. */
export const ORGANS = ['district-office', 'industry-bureau', 'example-bureau'] as const;
export type OrganKey = (typeof ORGANS)[number];

/** An organ in the form `gongkai organ add` reads. */
export function organFile(key: OrganKey): OrganFile {
  return organFileSchema.parse(JSON.parse(read(`organs/${key}.json`)));
}

/** The people of the demo, each with the key of the organ. */
export function people(): { organ: OrganKey; user: NewUser }[] {
  const rows = JSON.parse(read('people.json')) as ({ organ: OrganKey } & NewUser)[];
  return rows.map(({ organ, ...user }) => ({ organ, user: newUserSchema.parse(user) }));
}

/** A text of the demo: one line a paragraph. Empty strings mean: ours, or not known. */
export type DemoText = {
  readonly title: string;
  readonly source?: string;
  readonly issuing_organ?: string;
  readonly doc_no: string;
  readonly formed_at: string;
  readonly effective_from?: string;
  readonly expires_at?: string;
  readonly genre?: string;
  readonly art?: string;
  readonly text: readonly string[];
};

/** Texts by key: `texts.json` are invented, `articles.json` are real pages of other organs, shortened and cleaned. */
export function texts(): Map<string, DemoText> {
  const own = JSON.parse(read('texts.json')) as Record<string, DemoText>;
  const articles = JSON.parse(read('articles.json')) as Record<string, DemoText>;
  return new Map([
    ...Object.entries(own),
    ...Object.entries(articles).map(([key, text]) => [own[key] ? `${key}_article` : key, text] as const),
  ]);
}

/** What stands between a heading that begins with `start` and the next heading of the published text. */
function sectionText(lines: readonly string[], start: string): string {
  const isHeading = (line: string) => /^#+ /.test(line);
  const from = lines.findIndex((line) => isHeading(line) && line.replace(/^#+ /, '').startsWith(start));
  if (from < 0) throw new Error(`the report has no section ${start}`);
  const length = lines.slice(from + 1).findIndex(isHeading);
  return lines.slice(from + 1, length < 0 ? undefined : from + 1 + length).join('\n');
}

/** The bureau's real report for 2023: its own text and its three tables. */
export function report2023(): { title: string; report: ReportContent } {
  const { year, title, table2, table3, table4 } = JSON.parse(read('report-2023.json'));
  const lines = read('report-2023.txt').split('\n');
  return {
    title,
    report: {
      year,
      tables: reportTablesSchema.parse({ table2, table3, table4 }),
      sections: {
        section_1: bodyFromText(sectionText(lines, '一、')),
        section_5: bodyFromText(sectionText(lines, '五、')),
        section_6: bodyFromText(sectionText(lines, '六、')),
      },
    },
  };
}
