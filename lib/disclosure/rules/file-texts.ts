import type { FileText, FileWarningCode } from '@/lib/documents/types';
import { type FindingRule, findingMessage } from '@/lib/proofreading/messages';
import { FINDING_RULES } from '@/lib/proofreading/rules/catalogue';
import type { Finding, FindingKind, ProofCell, ProofLine, ProofText } from '@/lib/proofreading/types';
import type { ItemContent } from '../types';
import { isPictureInUse, shownPictures } from './listed-files';

type Files = ReadonlyMap<string, FileText> | undefined;

/** Path of a text of a file: `attachments.0.text.2`. */
const FILE_TEXT_PATH = /^attachments\.\d+\.text\.\d+$/;

/**
 * The texts of the attached files under the paths `attachments.<n>.text.<i>`; sheets keep their cells. Pictures inside
 * the body hold none.
 */
export function fileTexts(content: ItemContent, files: Files): ProofText[] {
  return content.attachments.flatMap(({ name, sha256 }, at) =>
    (files?.get(sha256)?.texts ?? []).map(
      ({ label, lines }, part): ProofText => ({
        path: `attachments.${at}.text.${part}`,
        label: `附件“${name}”${label}`,
        kind: 'prose',
        lines: lines.map(lineOf),
      }),
    ),
  );
}

function lineOf({ text, kind }: FileText['texts'][number]['lines'][number]): ProofLine {
  return kind === 'row' ? { text, kind, table: 1, cells: cellsOf(text) } : { text, kind };
}

function cellsOf(row: string): ProofCell[] {
  let from = 0;
  return row.split('\t').map((words, column) => {
    const cell = { from, to: from + words.length, column, columnSpan: 1, rowSpan: 1 };
    from = cell.to + 1;
    return cell;
  });
}

/** Kinds that are about what a text says. Line ends, spaces and marks of a file are often those of its reading. */
const TOLD_OF_FILES: ReadonlySet<FindingKind> = new Set([
  'classification',
  'personal_data',
  'protected_name',
  'protected_term',
  'typo',
  'sensitive_term',
  'number',
  'date',
]);

/** Whether a finding is worth telling where it stands: of the text of a file only what it says, not its form. */
export function isAboutOwnForm({ kind, place }: Finding): boolean {
  return !FILE_TEXT_PATH.test(place.path) || TOLD_OF_FILES.has(kind);
}

/** What a file may hold without being refused: it is told, and somebody looks (three-reviews.md §7). */
const TOLERATED: ReadonlySet<FileWarningCode> = new Set([
  'properties',
  'embedded_object',
  'external_data',
  'speaker_notes',
  'cut_short',
]);

/**
 * What the files hold that their readers would not see (hidden rows, comments, tracked changes, properties with names),
 * and files whose text could not be read.
 *
 * @rule TR-17
 */
export function fileFindings(content: ItemContent, files: Files): Finding[] {
  const shown = shownPictures(content);
  return content.attachments.flatMap((attachment, at) => {
    const { name, sha256 } = attachment;
    const file = files?.get(sha256);
    if (file === undefined || isPictureInUse(attachment, shown)) return [];
    const tell = (rule: FindingRule, sentence: string): Finding => ({
      rule,
      ...FINDING_RULES[rule],
      place: { path: `attachments.${at}.name`, line: 0, from: 0, to: name.length, excerpt: shortName(name) },
      message: findingMessage(rule, { text: name, sentence }),
    });
    const isUnread = file.status === 'unreadable' || file.status === 'encrypted';
    return [
      ...(isUnread ? [tell('attachment_unread', file.note)] : []),
      ...file.warnings.map(({ code, message }) =>
        tell(TOLERATED.has(code) ? 'attachment_residue' : 'attachment_hidden', message),
      ),
    ];
  });
}

/** As long as any excerpt. */
function shortName(name: string): string {
  const characters = [...name];
  return characters.length <= 40 ? name : `${characters.slice(0, 39).join('')}…`;
}
