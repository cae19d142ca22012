import { MalformedFile } from './faults';
import { relationshipsOf } from './open-package';
import { isCompound, openCompound } from './read-compound';
import { partKey, type Zip } from './read-zip';
import type { TextCollector } from './text-collector';

/** Parts that are read under their fixed names, whether or not anything leads to them, and what Office leaves behind. */
const NEEDS_NO_LINK = /^(?:\[content_types\]\.xml|docprops\/.*|\[trash\]\/.*|mimetype)$/;
const MOST_NAMED = 3;

/**
 * Warns of what a package holds beside its document: other files inside it (embedded documents, inserted files), and
 * parts that nothing leads to, which no program shows.
 *
 * @throws MalformedFile, TooLargeInside
 * @rule REG-17-2
 */
export async function addOddParts(zip: Zip, into: TextCollector): Promise<void> {
  const linked = new Set<string>();
  let chunks = 0;
  const open = [''];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const { type, target, isExternal } of (await relationshipsOf(zip, part)).values()) {
      if (type === 'aFChunk') chunks += 1;
      const key = partKey(target.replace(/#.*$/, ''));
      if (isExternal || linked.has(key)) continue;
      linked.add(key);
      open.push(key);
    }
  }
  const documents: string[] = [];
  const objects: string[] = [];
  const strays: string[] = [];
  for (const name of zip.names) {
    const kind = kindOf(zip, name);
    if (kind === 'document') documents.push(name);
    else if (kind === 'object') objects.push(name);
    else if (kind === 'part' && isStray(partKey(name), name, linked)) strays.push(name);
  }
  if (chunks > 0) {
    into.warn(
      'inserted_file',
      `文件里插入了${chunks}份别的文件（“插入—文件中的文字”留下的原件），系统不检查其中的内容。请在 Word 里打开，另存为新的 .docx 后重新上传。`,
    );
  }
  if (documents.length > 0) {
    into.warn(
      'embedded_document',
      `文件里嵌入了${documents.length}份别的文件（${named(documents)}），读者可以打开，系统不检查其中的内容。请把要公开的内容做成普通的文字、表格或图片（图表请“选择性粘贴—图片”），删除嵌入的对象后重新上传。`,
    );
  }
  if (objects.length > 0) {
    into.warn(
      'embedded_object',
      `文件里有${objects.length}个公式等对象（${named(objects)}），其中的内容系统不检查，请人工检查。`,
    );
  }
  if (strays.length > 0) {
    into.warn(
      'stray_parts',
      `文件里夹带了${strays.length}份打开时看不到的内容（${named(strays)}）。请用原程序打开、另存为新文件后重新上传。`,
    );
  }
}

function named(parts: readonly string[]): string {
  return `${parts.slice(0, MOST_NAMED).join('、')}${parts.length > MOST_NAMED ? '等' : ''}`;
}

/** Whether nothing leads to a part. The links of a part belong to it. */
function isStray(key: string, name: string, linked: ReadonlySet<string>): boolean {
  if (NEEDS_NO_LINK.test(key) || name.endsWith('/') || linked.has(key)) return false;
  const owner = /^(.*?)_rels\/([^/]*)\.rels$/.exec(key);
  if (owner === null) return true;
  const of = `${owner[1]}${owner[2]}`;
  return of !== '' && !linked.has(of) && !NEEDS_NO_LINK.test(of);
}

/** What the bytes of a part are, whatever its name says. */
function kindOf(zip: Zip, name: string): 'part' | 'document' | 'object' | 'empty' {
  const head = zip.peek(name);
  if (head === null || head.length === 0) return 'empty';
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 9) < 9) return 'document';
  if (new TextDecoder().decode(head.subarray(0, 5)) === '{\\rtf') return 'document';
  if (new TextDecoder().decode(head.subarray(0, 4)) === '%PDF') return 'document';
  if (!isCompound(head)) return 'part';
  // A formula of the old editor or of MathType holds no document.
  try {
    const bytes = zip.read(name);
    const { names } = openCompound(bytes ?? head);
    return names.includes('Equation Native') && !names.some((one) => DOCUMENT_STREAMS.test(one))
      ? 'object'
      : 'document';
  } catch (error) {
    if (!(error instanceof MalformedFile)) throw error;
    return 'document';
  }
}

/** Streams in which a compound file keeps a document, or (behind a control character) a file of any kind. */
const DOCUMENT_STREAMS =
  /^(?:WordDocument|Workbook|Book|PowerPoint Document|Package|CONTENTS|.?Ole10Native)$/i;
