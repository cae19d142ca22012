import { cellName, violationSentence } from '@/lib/annual-report/messages';
import { cellId, formatCell, listCells, readCell } from '@/lib/annual-report/rules/cells';
import { checkReport } from '@/lib/annual-report/rules/check-report';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import { cellsOfViolation } from '@/lib/annual-report/rules/places';
import { severityOf } from '@/lib/annual-report/rules/severity';
import {
  type ReportContent,
  type ReportViolation,
  TEXT_SECTIONS,
  type TextViolation,
} from '@/lib/annual-report/types';
import type { FileText } from '@/lib/documents/types';
import { findingMessage } from '@/lib/proofreading/messages';
import { FINDING_RULES } from '@/lib/proofreading/rules/catalogue';
import { proofreadInSteps } from '@/lib/proofreading/rules/proofread';
import type { Dictionaries, Finding, ProofreadingInput, ProofText } from '@/lib/proofreading/types';
import type { ItemContent } from '../types';
import { bodyLines } from './body-lines';
import { mediaTypeOf } from './file-kinds';
import { fileFindings, fileTexts, isAboutOwnForm } from './file-texts';
import { isPictureInUse, shownPictures } from './listed-files';

/** What proofreading must know beside the content. */
export type ProofreadFacts = {
  /** Civil date of today, Asia/Shanghai. */
  readonly today: string;
  /** Names of 栏目 by id; an unknown id is left out. */
  readonly columnNames: ReadonlyMap<string, string>;
  /** Legal basis where personal data must be shown (TR-19), else null. */
  readonly personalDataExemption: { readonly basis: string } | null;
  /** What could be read of the attached files, by SHA-256; a file that is missing here has not been read. */
  readonly files?: ReadonlyMap<string, FileText>;
  /** Whether a 解读 is related to the item (PF-28); absent where that is not known. */
  readonly hasInterpretation?: boolean;
};

/**
 * Everything readers would get, as named texts: title, summary, fields, declarations, names of columns and files, the
 * body with its addresses, the sections and cells of an annual report, and what could be read of the files. A field of
 * the content that is missing here goes public unread (tested against the schema). Paths are those of `comparableContent`.
 */
export function proofreadingInput(content: ItemContent, facts: ProofreadFacts): ProofreadingInput {
  const text = (kind: ProofText['kind'], path: string, label: string, words: string): ProofText[] =>
    words === '' ? [] : [{ path, label, kind, lines: [{ text: words, kind: 'paragraph' }] }];
  const field = (path: string, label: string, words: string | null) =>
    text('metadata', path, label, words ?? '');
  const { report } = content;
  const shown = shownPictures(content);
  const texts = [
    ...text('title', 'title', '标题', content.title),
    ...text('prose', 'summary', '内容概述', content.summary),
    ...bodyText('body', '正文', content.body),
    ...(report
      ? TEXT_SECTIONS.flatMap((section) =>
          bodyText(`report.sections.${section}`, SECTION_TITLES[section], report.sections[section]),
        )
      : []),
    ...(report
      ? listCells(report.tables).flatMap((ref) =>
          field(cellId(ref), cellName(ref), formatCell(readCell(report.tables, ref))),
        )
      : []),
    ...field('doc_no', '文号', content.doc_no),
    ...field('formed_at', '成文日期', content.formed_at),
    ...field('effective_from', '施行日期', content.effective_from),
    ...field('expires_at', '有效期', content.expires_at),
    ...field('content_source', '来源', content.content_source),
    ...field('issuing_organ', '发布机构', content.issuing_organ),
    ...field('theme', '主题分类', content.theme),
    ...field('disclosure_reason', '不主动公开的理由', content.disclosure_reason),
    ...(content.reprint
      ? [
          ...field('reprint.source_name', '转载来源', content.reprint.source_name),
          ...field('reprint.source_url', '转载的网址', wordsOfAddress(content.reprint.source_url)),
          ...field('reprint.original_date', '原文日期', content.reprint.original_date),
          ...text('metadata', 'reprint.cuts', '转载的删节说明', content.reprint.cuts),
        ]
      : []),
    ...(content.correction ? text('metadata', 'correction.note', '更正说明', content.correction.note) : []),
    ...text('metadata', 'personal_data_basis', '公开个人信息的依据', content.personal_data_basis),
    ...content.touches_organs.flatMap((name, at) => field(`touches_organs.${at}`, '涉及的其他机关', name)),
    ...content.keywords.flatMap((word, at) => field(`keywords.${at}`, '关键词', word)),
    ...content.columns.flatMap((id, at) => field(`columns.${at}`, '栏目', facts.columnNames.get(id) ?? '')),
    ...content.attachments.flatMap(({ name }, at) =>
      text('file_name', `attachments.${at}.name`, '附件名称', name),
    ),
    ...fileTexts(content, facts.files),
  ];
  return {
    texts,
    facts: {
      today: facts.today,
      formedAt: content.formed_at,
      expiresAt: content.expires_at,
      // The years of a report are judged by its own rules (AR-C3).
      itemYear: report === null && content.formed_at ? Number(content.formed_at.slice(0, 4)) : null,
      docNo: content.doc_no,
      genre: content.genre,
      attachments: content.attachments.map((file, at) => ({
        path: `attachments.${at}.name`,
        name: file.name,
        mediaType: file.media_type,
        expectedMediaType: mediaTypeOf(file.name),
        isInline: isPictureInUse(file, shown),
      })),
      personalDataExemption:
        content.personal_data_basis.trim() === ''
          ? facts.personalDataExemption
          : { basis: content.personal_data_basis.trim() },
    },
  };
}

function bodyText(path: string, label: string, doc: ItemContent['body']): ProofText[] {
  const lines = bodyLines(doc);
  const links = [...new Set(lines.flatMap((line) => (line.links ?? []).map(({ href }) => href)))];
  return [
    ...(lines.length === 0 ? [] : [{ path, label, kind: 'prose' as const, lines }]),
    // Words can stand in an address too; one of Latin letters alone is no text.
    ...links.flatMap((href, at): ProofText[] => {
      const words = wordsOfAddress(href);
      if (!/[^\0-\x7f]/.test(words)) return [];
      const line = { text: words, kind: 'paragraph' as const };
      return [
        { path: `${path}.links.${at}`, label: `${label}里链接的网址`, kind: 'metadata', lines: [line] },
      ];
    }),
  ];
}

/**
 * The words of an address: its escapes written out, without what makes it one, since where it leads is judged where it
 * stands (the link itself, the allowed sources of a reprint). One that can't be read stays as it is.
 */
function wordsOfAddress(address: string): string {
  const words = address.replace(/^[a-z]+:\/\/(?:www\.)?/i, '');
  try {
    return decodeURI(words);
  } catch {
    return words;
  }
}

/**
 * All findings of an item's content: those of the rules of proofreading, and the checks of an annual report as findings
 * at its cells and sections.
 *
 * @rule TR-17 @rule TR-18 @rule REG-17-2
 */
export function proofreadContent(
  content: ItemContent,
  facts: ProofreadFacts,
  dictionaries: Dictionaries,
): Finding[] {
  const steps = proofreadContentInSteps(content, facts, dictionaries);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `proofreadContent` with pauses, so that a server can answer others meanwhile. */
export function* proofreadContentInSteps(
  content: ItemContent,
  facts: ProofreadFacts,
  dictionaries: Dictionaries,
): Generator<void, Finding[]> {
  const read = yield* proofreadInSteps(proofreadingInput(content, facts), dictionaries);
  const findings = [
    ...read.filter(isAboutOwnForm),
    ...fileFindings(content, facts.files),
    ...pairFindings(content, facts, dictionaries),
  ];
  return content.report ? [...findings, ...reportFindings(content.report)] : findings;
}

/** A document that says it needs a 解读 and has none beside it. @rule PF-28 */
function pairFindings(content: ItemContent, facts: ProofreadFacts, dictionaries: Dictionaries): Finding[] {
  if (!content.needs_interpretation || facts.hasInterpretation !== false) return [];
  const wished = dictionaries.settings.find((one) => one.rule === 'interpretation_missing');
  if (wished?.isOff) return [];
  const place = { path: 'title', line: 0, from: 0, to: 0, excerpt: '' };
  const { kind, severity } = FINDING_RULES.interpretation_missing;
  const message = findingMessage('interpretation_missing', {});
  return [{ rule: 'interpretation_missing', kind, severity: wished?.severity ?? severity, place, message }];
}

function reportFindings(report: ReportContent): Finding[] {
  return checkReport(report).map((violation): Finding => {
    const found = {
      rule: 'report_figure',
      kind: 'number',
      severity: severityOf(violation.rule),
      message: violationSentence(violation),
    } as const;
    if (isAboutText(violation)) {
      const path = `report.sections.${violation.where.section}`;
      return { ...found, place: { path, line: 0, from: 0, to: 0, excerpt: violation.excerpt ?? '' } };
    }
    const ref = cellsOfViolation(report.tables, violation)[0];
    const excerpt = ref ? formatCell(readCell(report.tables, ref)) : '';
    const path = ref ? cellId(ref) : 'report';
    return { ...found, place: { path, line: 0, from: 0, to: excerpt.length, excerpt } };
  });
}

function isAboutText(violation: ReportViolation): violation is TextViolation {
  return 'section' in violation.where;
}
