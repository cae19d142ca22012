import { cellName } from '@/lib/annual-report/messages';
import { cellId, formatCell, listCells, readCell } from '@/lib/annual-report/rules/cells';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import {
  ART_ITEM_NAMES,
  CORRECTION_KIND_NAMES,
  type ContentAttachment,
  DISCLOSURE_ATTR_NAMES,
  type ItemContent,
  KIND_NAMES,
  type Reprint,
} from '../types';
import type { ComparableContent, NamedValue } from '../what-changed/types';
import { isPictureInUse, shownPictures } from './listed-files';

/**
 * Everything inside the hash as a reviewer compares it: named fields, attachments, cells of the report's tables, and
 * the texts. A field that is in the hash and not here would let a change pass unseen (tested).
 *
 * @param columnNames name of each 栏目 by id; an unknown id is shown as itself
 * @rule TR-2
 */
export function comparableContent(
  content: ItemContent,
  columnNames: ReadonlyMap<string, string>,
): ComparableContent {
  const field = (path: string, label: string, value: string | null): NamedValue => ({
    path,
    label,
    value: value === '' ? null : value,
  });
  const { report } = content;
  const shown = shownPictures(content);
  return {
    fields: [
      field('title', '标题', content.title),
      field('kind', '信息类别', KIND_NAMES[content.kind]),
      field('columns', '栏目', content.columns.map((id) => columnNames.get(id) ?? id).join('、')),
      field('issuing_organ', '发布机构', content.issuing_organ),
      field('content_source', '来源', content.content_source),
      field('doc_no', '文号', content.doc_no),
      field('formed_at', '成文日期', content.formed_at),
      field('effective_from', '施行日期', content.effective_from),
      field('expires_at', '有效期', content.expires_at),
      field('genre', '体裁', content.genre),
      field('theme', '主题分类', content.theme),
      field(
        'art_item',
        '第二十条项目',
        content.art_item && (ART_ITEM_NAMES[content.art_item] ?? content.art_item),
      ),
      field('is_normative', '行政规范性文件', content.is_normative ? '是' : '否'),
      field('needs_interpretation', '需解读', content.needs_interpretation ? '是' : '否'),
      field('reprint', '转载', content.reprint && reprintWords(content.reprint)),
      field(
        'correction',
        '更正',
        content.correction && `${CORRECTION_KIND_NAMES[content.correction.kind]}：${content.correction.note}`,
      ),
      field('personal_data_basis', '公开个人信息的依据', content.personal_data_basis),
      field('touches_organs', '涉及的其他机关', content.touches_organs.join('、')),
      field('disclosure_attr', '公开属性', DISCLOSURE_ATTR_NAMES[content.disclosure_attr]),
      field('disclosure_reason', '不主动公开的理由', content.disclosure_reason),
      field('summary', '内容概述', content.summary),
      field('keywords', '关键词', content.keywords.join('、')),
      ...(report ? [field('report.year', '报告年度', String(report.year))] : []),
    ],
    attachments: content.attachments.map((file) => ({
      name: `${file.name}${pictureWords(file, shown)}`,
      // Type and size belong to the hash too; they only ever change together with the bytes.
      sha256: `${file.sha256} ${file.media_type} ${file.size}`,
    })),
    cells: report
      ? listCells(report.tables).map((ref) => ({
          path: cellId(ref),
          label: cellName(ref),
          value: formatCell(readCell(report.tables, ref)) || null,
        }))
      : [],
    bodies: [
      { path: 'body', label: '正文', doc: content.body },
      ...(report
        ? (['section_1', 'section_5', 'section_6'] as const).map((section) => ({
            path: `report.sections.${section}`,
            label: SECTION_TITLES[section],
            doc: report.sections[section],
          }))
        : []),
    ],
  };
}

/** What is said of an attachment marked as a picture of the text. */
function pictureWords(file: ContentAttachment, shown: ReadonlySet<string>): string {
  if (!file.inline) return '';
  return isPictureInUse(file, shown) ? '（正文图片）' : '（标为正文图片，正文没有用到）';
}

function reprintWords({ source_name, source_url, original_date, cuts }: Reprint): string {
  return `${source_name}，${source_url}，原文日期 ${original_date ?? '未填'}，${cuts === '' ? '没有删节' : `删节：${cuts}`}`;
}
