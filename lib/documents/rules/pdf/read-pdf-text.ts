import { getDocumentProxy } from 'unpdf';
import { FILE_LIMITS, type FileLine } from '../../types';
import { MalformedFile } from '../containers/faults';
import type { TextCollector } from '../containers/text-collector';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** The file needs a password to be opened. */
export class PasswordNeeded extends Error {}

/** Kinds of annotation that are remarks of a reader; others (links, stamps, form fields) belong to the page. */
const REMARKS = ['Text', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Caret', 'Popup'];

/** Share of its height by which a piece of text may lie lower and still stand in the same line. */
const SAME_LINE = 0.4;

/**
 * Reads the text of a PDF page by page, with remarks, form fields, properties and names of files inside.
 *
 * @throws PasswordNeeded; MalformedFile for what no reader opens
 */
export async function readPdfText(bytes: Uint8Array, into: TextCollector): Promise<void> {
  const pdf = await openPdf(bytes);
  try {
    for (let number = 1; number <= pdf.numPages && !into.isFull(); number += 1) {
      if (number > FILE_LIMITS.pages) {
        into.cutShort(`PDF 页数太多，第${number}页以后没有读，请人工校对，或拆成几个文件上传。`);
        break;
      }
      const page = await pdf.getPage(number);
      await addPage(page, number, into);
      page.cleanup();
    }
    await addSurroundings(pdf, into);
  } catch (error) {
    throw error instanceof PasswordNeeded ? error : new MalformedFile(String(error));
  } finally {
    await pdf.destroy();
  }
}

/**
 * Opens a PDF for reading; the caller destroys it.
 *
 * @throws PasswordNeeded; MalformedFile
 */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The reader takes its bytes away for good: it gets a copy.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new PasswordNeeded();
    throw new MalformedFile(String(error));
  }
}

async function addPage(page: Page, number: number, into: TextCollector): Promise<void> {
  const label = `第${number}页`;
  const { items } = await page.getTextContent();
  const lines: string[] = [];
  let line = '';
  let height: number | null = null;
  for (const item of items) {
    if (!('str' in item)) continue;
    const at = Number(item.transform[5]);
    if (height !== null && item.str !== '' && Math.abs(at - height) > Math.max(2, item.height * SAME_LINE)) {
      lines.push(line);
      line = '';
    }
    if (item.str !== '') height = at;
    line += item.str;
    if (item.hasEOL) {
      lines.push(line);
      line = '';
      height = null;
    }
  }
  lines.push(line);
  const remarks: string[] = [];
  for (const annotation of await page.getAnnotations()) {
    const words = wordsOf(annotation);
    if (words === '') continue;
    if (REMARKS.includes(annotation.subtype)) remarks.push(words);
    else if (!lines.some((known) => known.includes(words))) lines.push(words);
  }
  const paragraphs = (words: readonly string[]): FileLine[] =>
    words.map((text) => ({ text, kind: 'paragraph' }));
  into.add(`page.${number}`, label, paragraphs(lines));
  into.add(`page.${number}.comments`, `${label}的批注`, paragraphs(remarks));
  if (remarks.length > 0) into.warn('comments', `${label}有批注，请删除全部批注后重新导出 PDF 上传。`);
}

/** Words of an annotation that a reader can see: its remark, or what is filled into a form field. */
function wordsOf(annotation: {
  subtype?: string;
  contentsObj?: { str?: string };
  fieldValue?: unknown;
}): string {
  if (typeof annotation.fieldValue === 'string') return annotation.fieldValue.trim();
  return annotation.subtype === 'Link' ? '' : (annotation.contentsObj?.str ?? '').trim();
}

const PROPERTIES = [
  ['Title', '标题'],
  ['Subject', '主题'],
  ['Author', '作者'],
  ['Keywords', '关键词'],
] as const;

async function addSurroundings(pdf: Pdf, into: TextCollector): Promise<void> {
  const info = (await pdf.getMetadata()).info as Record<string, unknown>;
  const properties = PROPERTIES.flatMap(([name, label]) => {
    const value = info[name];
    return typeof value === 'string' && value.trim() !== '' ? [{ name, label, value: value.trim() }] : [];
  });
  into.add(
    'properties',
    '文件属性',
    properties.map(({ label, value }) => ({ text: `${label}：${value}`, kind: 'paragraph' })),
  );
  const author = properties.find((property) => property.name === 'Author');
  if (author) {
    into.warn(
      'properties',
      `文件属性里有作者“${author.value.slice(0, 40)}”，公开后读者看得到。不想公开的，请在生成 PDF 前删除。`,
    );
  }
  const inside: unknown = await pdf.getAttachments();
  const names = inside instanceof Map ? [...inside.keys()] : Object.keys(inside ?? {});
  if (names.length > 0) {
    into.warn('embedded_object', `PDF 里还附有${names.length}个文件，其中的内容系统不检查，请人工检查。`);
  }
}
