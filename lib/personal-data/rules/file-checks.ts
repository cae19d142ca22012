import { endingOf, FILE_KINDS } from '@/lib/disclosure/rules/file-kinds';
import { fileNameSchema } from '@/lib/disclosure/schema';
import { classifiedSentence, findMarking } from '@/lib/documents/rules/check-file-text';
import { openZip, type Zip } from '@/lib/documents/rules/containers/read-zip';
import { plainNames, readRawPdf } from '@/lib/documents/rules/pdf/raw-streams';
import type { FileText } from '@/lib/documents/types';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { APPLICANT_FILE_LIMITS, type FileLimits, type FileSource, STAFF_FILE_LIMITS } from '../types';

/** What an applicant may bring: what a scanner, a phone or Word gives. */
export const APPLICANT_ENDINGS = ['pdf', 'jpg', 'jpeg', 'png', 'docx'] as const;
/** What the office may put into a case, to be handed out or kept as proof. */
export const STAFF_ENDINGS = [...APPLICANT_ENDINGS, 'xlsx', 'pptx', 'ofd', 'txt', 'csv'] as const;

const ENDINGS: Record<FileSource, readonly string[]> = { applicant: APPLICANT_ENDINGS, staff: STAFF_ENDINGS };
const LIMITS: Record<FileSource, FileLimits> = { applicant: APPLICANT_FILE_LIMITS, staff: STAFF_FILE_LIMITS };

/** What to do about kinds of files that people bring and that are not taken. */
const ADVICE: Readonly<Record<string, string>> = {
  doc: '这是旧版 Word 文件，系统检查不了里面的内容。请用 Word 或 WPS 打开，另存为 .docx 或 PDF 后再上传。',
  wps: '这是 WPS 文字文件。请用 WPS 打开，另存为 .docx 或 PDF 后再上传。',
  xls: '这是旧版表格文件。请另存为 PDF 后再上传。',
  docm: '这种文件里有宏程序，系统不接收。请另存为 .docx 或 PDF 后再上传。',
  xlsm: '这种文件里有宏程序，系统不接收。请另存为 PDF 后再上传。',
  heic: '这是苹果手机的照片格式。请在手机“设置—相机—格式”里选“兼容性最佳”重新拍，或者截图后上传。',
  zip: '请解开压缩包，把里面的文件逐个上传。',
  rar: '请解开压缩包，把里面的文件逐个上传。',
  '7z': '请解开压缩包，把里面的文件逐个上传。',
};

/** The test string of virus scanners (EICAR); in pieces, so that this source is not taken for it. */
const EICAR = ['EICAR-STANDARD-', 'ANTIVIRUS-', 'TEST-FILE'].join('');
const MEBIBYTE = 1024 * 1024;

/** `10MB`, or with one decimal where it is not whole. */
function inMegabytes(bytes: number): string {
  const size = bytes / MEBIBYTE;
  return `${Number.isInteger(size) ? size : Math.ceil(size * 10) / 10}MB`;
}

function fileRefusal(code: string, message: string, law?: string): Refusal {
  return { code, message, field: 'files', ...(law === undefined ? {} : { law }) };
}

/**
 * What can be said of a file by name, size and first bytes.
 *
 * Refusals, each with a sentence that names the file: `file_name`, `file_empty`, `file_too_large`, `file_kind`,
 * `file_differs`.
 *
 * @param detected what the first bytes show (media type), null where they show nothing
 * @returns the clean name and the media type to serve it with
 */
export function checkCaseFile(
  source: FileSource,
  name: string,
  size: number,
  detected: string | null,
): Result<{ name: string; mediaType: string }> {
  const shown = shownName(name);
  const parsed = fileNameSchema.safeParse(name);
  if (!parsed.success) {
    return refuse(
      fileRefusal(
        'file_name',
        `不能上传“${shown}”：${parsed.error.issues[0]?.message ?? ''}请改名后再上传。`,
      ),
    );
  }
  if (size === 0) return refuse(fileRefusal('file_empty', `“${shown}”是空文件，请检查后重新选择。`));
  const { eachBytes } = LIMITS[source];
  if (size > eachBytes) {
    const sentence = `“${shown}”有${inMegabytes(size)}，超过每个文件${inMegabytes(eachBytes)}的上限，请压缩或者拆成几个文件后再上传。填写的内容都还在。`;
    return refuse(fileRefusal('file_too_large', sentence));
  }
  const ending = endingOf(parsed.data);
  const kind = ENDINGS[source].includes(ending) ? FILE_KINDS[ending] : undefined;
  if (kind === undefined) {
    const advice = ADVICE[ending] ?? `只接受 ${ENDINGS[source].join('、')} 文件。`;
    return refuse(fileRefusal('file_kind', `不能上传“${shown}”：${advice}`));
  }
  // An Office file behind a password lies in an old container; reading it says so in better words.
  const isLocked = detected === 'application/x-cfb' && ['docx', 'xlsx', 'pptx'].includes(ending);
  if (!kind.detected.includes(detected) && !isLocked) {
    const sentence = `“${shown}”的内容与扩展名“.${ending}”不符，请用原来的程序打开、另存后再上传。`;
    return refuse(fileRefusal('file_differs', sentence));
  }
  return ok({ name: parsed.data, mediaType: kind.mediaType });
}

/** A name for a sentence: nothing unseen, not too long. */
function shownName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  return [...plain].length > 60 ? `${[...plain].slice(0, 57).join('')}…` : plain;
}

/** Whether the files of one submission are too large together; `file_together`. */
export function checkFilesTogether(source: FileSource, sizes: readonly number[]): Result<null> {
  const { togetherBytes } = LIMITS[source];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= togetherBytes) return ok(null);
  const sentence = `几个文件合计${inMegabytes(total)}，超过${inMegabytes(togetherBytes)}的上限，请减少或者压缩后再上传。填写的内容都还在。`;
  return refuse(fileRefusal('file_together', sentence));
}

/**
 * What must not be in a file of a case, whoever brings it: the test string of virus scanners, macros and scripts, a
 * password, a classification marking; and a file that can't be opened though its kind can.
 *
 * Refusals: `file_virus`, `file_macro`, `file_encrypted`, `file_classified` (the sentence repeats neither the marking nor
 * its words), `file_unreadable`.
 *
 * @rule REG-17-2
 */
export function checkCaseFileContent(name: string, bytes: Uint8Array, text: FileText): Result<null> {
  const shown = shownName(name);
  const found = findDangers(name, bytes);
  if (found.hasVirusString) {
    return refuse(
      fileRefusal(
        'file_virus',
        `“${shown}”里有病毒测试字符串，系统不接收，也没有留存。请用杀毒软件检查您的电脑。`,
      ),
    );
  }
  if (text.status === 'encrypted') {
    return refuse(
      fileRefusal(
        'file_encrypted',
        `不能上传“${shown}”：文件设有密码，工作人员打不开。请取消密码后重新上传。`,
      ),
    );
  }
  if (found.hasMacros) {
    const advice = /\.pdf$/i.test(name) ? '请用“打印—另存为 PDF”重新生成' : '请另存为 .docx 或 PDF';
    return refuse(
      fileRefusal(
        'file_macro',
        `不能上传“${shown}”：文件里有会自动运行的程序（宏、脚本）。${advice}后再上传。`,
      ),
    );
  }
  const marking = findMarking(name, text);
  if (marking !== null)
    return refuse(fileRefusal('file_classified', classifiedSentence(shown, marking), 'REG-17-2'));
  if (/\.(?:docx|xlsx|pptx|pdf)$/i.test(name) && text.status === 'unreadable') {
    return refuse(
      fileRefusal('file_unreadable', `不能上传“${shown}”：${text.note}请用原来的程序打开、另存后再上传。`),
    );
  }
  return ok(null);
}

/** What runs by itself when a file is opened, and the test string of virus scanners, also inside of containers. */
export function findDangers(
  name: string,
  bytes: Uint8Array,
): { readonly hasVirusString: boolean; readonly hasMacros: boolean } {
  if (holds(bytes, EICAR)) return { hasVirusString: true, hasMacros: false };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return dangersOfZip(bytes);
  if (/\.pdf$/i.test(name) || holds(bytes.subarray(0, 1024), '%PDF')) {
    const { skeleton, streams } = readRawPdf(bytes);
    const runs = (text: string) => /\/(?:JavaScript|Launch)(?![A-Za-z])/.test(plainNames(text));
    return {
      hasVirusString: streams.some((stream) => holds(stream, EICAR)),
      hasMacros: runs(skeleton) || streams.some((stream) => runs(new TextDecoder('latin1').decode(stream))),
    };
  }
  return { hasVirusString: false, hasMacros: false };
}

function dangersOfZip(bytes: Uint8Array): { hasVirusString: boolean; hasMacros: boolean } {
  let zip: Zip;
  try {
    zip = openZip(bytes);
  } catch {
    // Reading its text says what is wrong with it.
    return { hasVirusString: false, hasMacros: false };
  }
  let hasVirusString = false;
  let hasMacros = zip.names.some((name) => /(?:^|[\\/])vba(?:project|data)[^\\/]*$/i.test(name));
  for (const name of zip.names) {
    try {
      const part = zip.read(name);
      if (part === null) continue;
      hasVirusString ||= holds(part, EICAR);
      if (/content_types\].xml$/i.test(name)) {
        hasMacros ||= /macroEnabled|vbaProject/i.test(new TextDecoder().decode(part));
      }
    } catch {
      // Too large inside, or locked: said by the reader of its text.
      break;
    }
  }
  return { hasVirusString, hasMacros };
}

function holds(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(word);
}
