import { findClassification } from '@/lib/proofreading/rules/people/find-classification';
import type { ProofText } from '@/lib/proofreading/types';
import { REFUSED_WARNINGS } from '../messages';
import type { FileText } from '../types';

/** Why a file is not taken. `where` is a place inside the file, never its words. */
export type FileRefusal = {
  readonly reason: 'encrypted' | 'unreadable' | 'classified' | 'hidden_content';
  readonly where: string;
  readonly message: string;
};

/** Endings of files that are read in full: one that can't be opened is not what it says. */
const READABLE = /\.(?:docx|xlsx|pptx|pdf)$/i;

/** Places named in one refusal at most. */
const MOST_NAMED = 5;

/**
 * The place of the first classification marking (密级标志) in the name or the text of a file, or null.
 *
 * @rule REG-17-2
 */
export function findMarking(
  name: string,
  text: FileText,
): { path: string; label: string; line: number } | null {
  const fileName: ProofText = {
    path: 'name',
    label: '文件名',
    kind: 'file_name',
    lines: [{ text: name.replace(/\.[a-z0-9]+$/i, ''), kind: 'paragraph' }],
  };
  const parts = text.texts.map(
    ({ path, label, lines }): ProofText => ({ path, label, kind: 'prose', lines }),
  );
  for (const part of [fileName, ...parts]) {
    const [hit] = findClassification(part);
    if (hit) return { path: part.path, label: part.label, line: hit.line };
  }
  return null;
}

/** The sentence to a person who brought a file with a marking; it repeats neither the marking nor its words. */
export function classifiedSentence(name: string, place: { label: string; line: number }): string {
  const where = place.label === '文件名' ? '文件名' : `${place.label}第${place.line + 1}行`;
  return `“${name}”的${where}有密级标志，系统不接收，也没有留存。涉密文件不得进入本系统：请立即停止传输，并向本单位保密工作机构报告。`;
}

/**
 * Whether a file may be taken, by what is in it: no password, no classification marking, nothing that its readers would
 * get without seeing it (hidden sheets, rows, columns and text, comments, tracked changes).
 *
 * @returns the refusal with a sentence that names the file and the place, or null
 * @rule REG-17-2
 */
export function checkFileText(name: string, text: FileText): FileRefusal | null {
  if (text.status === 'encrypted') {
    return {
      reason: 'encrypted',
      where: '',
      message: `不能上传“${name}”：文件设有密码，读者打不开，系统也不能检查。请取消密码后重新上传。`,
    };
  }
  const marking = findMarking(name, text);
  if (marking !== null) {
    return {
      reason: 'classified',
      where: `${marking.path}:${marking.line + 1}`,
      message: classifiedSentence(name, marking),
    };
  }
  if (READABLE.test(name) && text.status === 'unreadable') {
    return {
      reason: 'unreadable',
      where: '',
      message: `不能上传“${name}”：${text.note}请用原程序打开、另存后重新上传。`,
    };
  }
  const hidden = text.warnings.filter((warning) => REFUSED_WARNINGS.includes(warning.code));
  if (hidden.length === 0) return null;
  const more = hidden.length > MOST_NAMED ? `此外还有${hidden.length - MOST_NAMED}处。` : '';
  return {
    reason: 'hidden_content',
    where: [...new Set(hidden.map((warning) => warning.code))].join(' '),
    message: `不能上传“${name}”：${hidden
      .slice(0, MOST_NAMED)
      .map((warning) => warning.message)
      .join('')}${more}`,
  };
}

/** What to tell a person whose file was taken: what could not be checked, and names that stand in its properties. */
export function fileNotes(text: FileText): string[] {
  const isWorthSaying = text.status !== 'read' || text.texts.length === 0;
  return [
    ...(isWorthSaying && text.note !== '' ? [text.note] : []),
    ...text.warnings
      .filter((warning) => !REFUSED_WARNINGS.includes(warning.code))
      .map((warning) => warning.message),
  ];
}
