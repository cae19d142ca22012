import canonicalize from 'canonicalize';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ReportContent, ReportTables, TextSection } from '@/lib/annual-report/types';
import { shownPictures } from '@/lib/disclosure/rules/listed-files';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';

/** A part of a content that can be taken from one side of a conflict or from the other. */
export type ContentPart = {
  readonly key: string;
  readonly label: string;
  readonly read: (content: ItemContent) => unknown;
  /** `into` with this part of `from`. */
  readonly copy: (into: ItemContent, from: ItemContent) => ItemContent;
};

function field<Key extends keyof ItemContent>(key: Key, label: string): ContentPart {
  return {
    key,
    label,
    read: (content) => content[key],
    copy: (into, from) => ({ ...into, [key]: from[key] }),
  };
}

function reportPart(
  key: string,
  label: string,
  read: (report: ReportContent) => unknown,
  copy: (into: ReportContent, from: ReportContent) => ReportContent,
): ContentPart {
  return {
    key,
    label,
    read: ({ report }) => (report === null ? null : read(report)),
    copy: (into, from) =>
      into.report === null || from.report === null
        ? { ...into, report: from.report ?? into.report }
        : { ...into, report: copy(into.report, from.report) },
  };
}

function table(name: keyof ReportTables): ContentPart {
  return reportPart(
    `report.tables.${name}`,
    SECTION_TITLES[name],
    (report) => report.tables[name],
    (into, from) => ({ ...into, tables: { ...into.tables, [name]: from.tables[name] } }),
  );
}

function section(name: TextSection): ContentPart {
  return reportPart(
    `report.sections.${name}`,
    SECTION_TITLES[name],
    (report) => report.sections[name],
    (into, from) => ({ ...into, sections: { ...into.sections, [name]: from.sections[name] } }),
  );
}

/**
 * Every part of a content but `_format` and `kind`, which never differ between two drafts of one item. Pictures of the
 * text come with the texts that show them (`withInlineFiles`), so `attachments` is about listed files only.
 */
export const CONTENT_PARTS: readonly ContentPart[] = [
  field('title', '标题'),
  field('body', '正文'),
  section('section_1'),
  table('table2'),
  table('table3'),
  table('table4'),
  section('section_5'),
  section('section_6'),
  reportPart(
    'report.year',
    '报告年度',
    (report) => report.year,
    (into, from) => ({ ...into, year: from.year }),
  ),
  {
    key: 'attachments',
    label: '附件',
    read: ({ attachments }) => attachments.filter((file) => !file.inline),
    copy: (into, from) => ({
      ...into,
      attachments: [
        ...from.attachments.filter((file) => !file.inline),
        ...into.attachments.filter((file) => file.inline),
      ],
    }),
  },
  field('columns', '栏目'),
  field('issuing_organ', '发布机构'),
  field('content_source', '来源'),
  field('formed_at', '成文日期'),
  field('doc_no', '文号'),
  field('genre', '体裁'),
  field('theme', '主题分类'),
  field('art_item', '第二十条项目'),
  field('effective_from', '施行日期'),
  field('expires_at', '有效期'),
  field('is_normative', '行政规范性文件'),
  field('needs_interpretation', '需解读'),
  field('reprint', '转载'),
  field('correction', '更正'),
  field('personal_data_basis', '公开个人信息的依据'),
  field('touches_organs', '涉及的其他机关'),
  field('keywords', '关键词'),
  field('summary', '内容概述'),
  field('disclosure_attr', '公开属性'),
  field('disclosure_reason', '不主动公开的理由'),
];

/** Whether two values are the same once written canonically, as the content hash sees them. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return canonicalize(a)?.normalize('NFC') === canonicalize(b)?.normalize('NFC');
}

/** Whether two contents are one and the same to readers. */
export function isSameContent(a: ItemContent, b: ItemContent): boolean {
  return isSameValue(a, b);
}

export type Side = 'mine' | 'theirs';

/** A part that differs, and who changed it since the text both began from. */
export type PartChange = { readonly part: ContentPart; readonly changedBy: Side | 'both' };

/** The parts in which two texts differ; `base` is the text both began from. */
export function differingParts(base: ItemContent, mine: ItemContent, theirs: ItemContent): PartChange[] {
  return CONTENT_PARTS.filter((part) => !isSameValue(part.read(mine), part.read(theirs))).map((part) => {
    const isMine = !isSameValue(part.read(mine), part.read(base));
    const isTheirs = !isSameValue(part.read(theirs), part.read(base));
    return { part, changedBy: isMine && isTheirs ? 'both' : isTheirs ? 'theirs' : 'mine' };
  });
}

/** What is chosen before anybody chooses: each side's own changes; where both changed a part, nothing. */
export function suggestedChoice(changes: readonly PartChange[]): Record<string, Side | null> {
  return Object.fromEntries(
    changes.map(({ part, changedBy }) => [part.key, changedBy === 'both' ? null : changedBy]),
  );
}

/** My text with the parts for which theirs was chosen, and with the pictures both texts may show. */
export function mergeContents(
  mine: ItemContent,
  theirs: ItemContent,
  choice: Readonly<Record<string, Side | null>>,
): ItemContent {
  const merged = CONTENT_PARTS.filter((part) => choice[part.key] === 'theirs').reduce(
    (content, part) => part.copy(content, theirs),
    mine,
  );
  return withInlineFiles(merged, [...mine.attachments, ...theirs.attachments]);
}

/**
 * The content with exactly those pictures that its texts show: a picture taken out of the text is no part of what is
 * decided on, one put back by “撤销” is again. `known` are all files this form has met.
 */
export function withInlineFiles(content: ItemContent, known: readonly ContentAttachment[]): ItemContent {
  const listed = content.attachments.filter((file) => !file.inline);
  const taken = new Set(listed.map((file) => file.sha256));
  const shown = [...shownPictures(content)].filter((sha256) => !taken.has(sha256));
  const names = new Set(listed.map((file) => file.name));
  const inline = shown.flatMap((sha256) => {
    const file = known.find((one) => one.sha256 === sha256 && one.media_type.startsWith('image/'));
    if (file === undefined) return [];
    const name = uniqueName(file.name, names);
    names.add(name);
    return [{ ...file, name, inline: true }];
  });
  return { ...content, attachments: [...listed, ...inline] };
}

/** Takes files out of a text that are marked as its pictures and are none, so that saving it leaves them out. */
export function leaveOutUnused(saver: {
  getSnapshot(): { readonly content: ItemContent };
  change(content: ItemContent): void;
}): void {
  const { content } = saver.getSnapshot();
  const clean = withInlineFiles(content, content.attachments);
  if (clean.attachments.length < content.attachments.length) saver.change(clean);
}

/** The name itself, or with a number before its ending where it is taken: `通知 (2).pdf`. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number += 1) {
    const candidate = `${stem} (${number})${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
