import type { FileWarningCode } from '@/lib/documents/types';
import { releaseSentence } from '../messages';
import {
  PLACE_KIND_NAMES,
  PLACE_KINDS,
  type ReleaseFile,
  type ReleaseFinding,
  type ReleaseResult,
  type ReleaseRule,
  type ReleaseSeverity,
  type RemovalProof,
} from '../types';
import { findPersonalData } from './personal-findings';
import { findRemovedWords } from './removed-words';

/** Rules that keep a letter from being sealed; the others ask for a look. */
const BLOCKING: readonly ReleaseRule[] = [
  'classification',
  'removed_word',
  'id_card',
  'bank_card',
  'hidden_content',
  'comments',
  'tracked_changes',
  'embedded_file',
  'program',
  'picture_place',
  'trailing_data',
  'not_opened',
  'not_read_whole',
];

/** Warnings of reading a file, by what the gate calls them. */
const WARNING_RULES: Record<FileWarningCode, ReleaseRule> = {
  hidden_sheet: 'hidden_content',
  hidden_rows: 'hidden_content',
  hidden_columns: 'hidden_content',
  hidden_text: 'hidden_content',
  hidden_slide: 'hidden_content',
  hidden_cells: 'hidden_content',
  pivot_data: 'hidden_content',
  stray_parts: 'hidden_content',
  comments: 'comments',
  tracked_changes: 'tracked_changes',
  inserted_file: 'embedded_file',
  embedded_document: 'embedded_file',
  properties: 'properties',
  embedded_object: 'embedded_object',
  external_data: 'external_data',
  speaker_notes: 'speaker_notes',
  cut_short: 'not_read_whole',
};

/** Pages named in a sentence at most. */
const MOST_PAGES = 10;

type Raw = { rule: ReleaseRule; path: string; where: string; count: number; severity?: ReleaseSeverity };

/**
 * Everything that speaks against sending files to an applicant as they are: personal data, markings, what the recipient
 * would get without seeing it, and removed words that are still there. Findings come file by file, what blocks first; the
 * same bytes and words give the same keys.
 *
 * @param context `today` is a civil date
 * @returns the findings of each file by its hash, and of files with removed words the proof of the search
 * @rule REG-17-1 @rule REG-17-2 @rule REG-37-1
 */
export function checkRelease(files: readonly ReleaseFile[], context: { today: string }): ReleaseFinding[] {
  return files.flatMap((file) => checkReleaseFile(file, context));
}

/** `checkRelease` of one file. */
export function checkReleaseFile(file: ReleaseFile, context: { today: string }): ReleaseFinding[] {
  const raw: Raw[] = [
    ...findPersonalData(file.name, file.text, context.today).map(({ rule, path, label, count, line }) => ({
      rule,
      path,
      where: path === 'name' ? label : `${label}第${line + 1}行起`,
      count,
    })),
    ...ofRemovedWords(file),
    ...ofReading(file),
    ...ofPdf(file),
    ...ofPictures(file),
  ];
  const findings = new Map<string, ReleaseFinding>();
  for (const { rule, path, where, count, severity } of raw) {
    const key = path === '' ? rule : `${rule}@${path}`;
    const total = (findings.get(key)?.count ?? 0) + count;
    findings.set(key, {
      key,
      rule,
      severity: severity ?? (BLOCKING.includes(rule) ? 'blocking' : 'warning'),
      where,
      count: total,
      message: releaseSentence(rule, where, total),
    });
  }
  const rank = ({ severity }: ReleaseFinding) => (severity === 'blocking' ? 0 : 1);
  return [...findings.values()].sort((a, b) => rank(a) - rank(b));
}

/** What findings come to: nothing, something to look at, or something that blocks. */
export function releaseResult(findings: readonly ReleaseFinding[]): ReleaseResult {
  if (findings.some(({ severity }) => severity === 'blocking')) return 'blocked';
  return findings.length > 0 ? 'warnings' : 'clear';
}

function hitsOf(file: ReleaseFile) {
  return [
    ...findRemovedWords(file.removedWords, file.places),
    ...file.rawHits.map(({ word, label }) => ({ word, kind: 'not_referenced' as const, label })),
  ];
}

function ofRemovedWords(file: ReleaseFile): Raw[] {
  const found = new Map<string, Set<number>>();
  for (const { word, label } of hitsOf(file)) {
    found.set(label, (found.get(label) ?? new Set()).add(word));
  }
  return [...found].map(([label, words]) => ({
    rule: 'removed_word',
    path: label,
    where: label,
    count: words.size,
  }));
}

function ofReading({ text, mediaType, hasProgram, pdf }: ReleaseFile): Raw[] {
  const raw: Raw[] = text.warnings
    // Of a PDF the attachments are counted beside.
    .filter(({ code }) => !(code === 'embedded_object' && pdf !== null))
    .map(({ code }) => ({ rule: WARNING_RULES[code], path: '', where: '', count: 1 }));
  if (hasProgram) raw.push({ rule: 'program', path: '', where: '', count: 1 });
  const isPicture = mediaType.startsWith('image/');
  const isReadable = text.status === 'read' || isPicture || pdf !== null;
  if (!isReadable) raw.push({ rule: 'not_opened', path: '', where: '', count: 1 });
  else if (isPicture) raw.push({ rule: 'not_checkable', path: '', where: '图片', count: 1 });
  return raw;
}

function ofPdf({ pdf, removedWords, text }: ReleaseFile): Raw[] {
  if (pdf === null || text.status === 'encrypted') return [];
  const raw: Raw[] = [];
  const isRedacted = removedWords.length > 0;
  if (pdf.earlierVersions > 0) {
    // What was blacked out lies whole in the version before.
    const severity = isRedacted || pdf.hasUnsearched ? 'blocking' : 'warning';
    raw.push({ rule: 'earlier_version', path: '', where: '', count: pdf.earlierVersions, severity });
  }
  if (pdf.attachments > 0) {
    raw.push({ rule: 'embedded_file', path: '', where: '', count: pdf.attachments });
  }
  if (pdf.trailingBytes > 0) raw.push({ rule: 'trailing_data', path: '', where: '', count: 1 });
  if (pdf.notReadable.length > 0) {
    const shown = pdf.notReadable.slice(0, MOST_PAGES).join('、');
    const more = pdf.notReadable.length > MOST_PAGES ? `等${pdf.notReadable.length}页` : '页';
    raw.push({ rule: 'not_checkable', path: '', where: `第${shown}${more}`, count: pdf.notReadable.length });
  }
  return raw;
}

function ofPictures({ pictures }: ReleaseFile): Raw[] {
  const places = pictures.filter(({ hasPlace }) => hasPlace).length;
  const origins = pictures.filter(({ hasOrigin }) => hasOrigin).length;
  return [
    ...(places > 0 ? [{ rule: 'picture_place', path: '', where: '', count: places } as const] : []),
    ...(origins > 0 ? [{ rule: 'picture_origin', path: '', where: '', count: origins } as const] : []),
  ];
}

/** The proof of the search for removed words in a file; null where none were removed. */
export function removalProof(file: ReleaseFile): RemovalProof | null {
  if (file.removedWords.length === 0) return null;
  const found = new Set(hitsOf(file).map(({ word }) => word));
  const isUnread = file.pdf === null && file.text.status !== 'read';
  const kinds = new Set(file.places.map(({ kind }) => kind));
  if (file.pdf !== null) kinds.add('not_referenced');
  return {
    words: file.removedWords.length,
    found: found.size,
    searched: PLACE_KINDS.filter((kind) => kinds.has(kind)).map((kind) => PLACE_KIND_NAMES[kind]),
    pages: file.pdf?.pages ?? null,
    notReadable: file.pdf?.notReadable ?? (isUnread ? [0] : []),
    pictures: file.pdf?.pictures ?? file.pictures.length,
    earlierVersions: file.pdf?.earlierVersions ?? 0,
  };
}
