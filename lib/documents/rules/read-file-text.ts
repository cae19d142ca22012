import { FILE_NOTES, type FileNote } from '../messages';
import type { FileText } from '../types';
import { ForgedFile, MalformedFile, TooLargeInside } from './containers/faults';
import { addOddParts } from './containers/odd-parts';
import { addOtherText } from './containers/other-text';
import { findCompoundPassword, isCompound } from './containers/read-compound';
import type { Pause } from './containers/read-xml';
import { openZip, partKey, type Zip } from './containers/read-zip';
import { createCollector, type TextCollector } from './containers/text-collector';
import { readDocxText } from './docx/read-docx-text';
import { readOfdText } from './ofd/read-ofd-text';
import { PasswordNeeded, readPdfText } from './pdf/read-pdf-text';
import { readPlainText } from './plain/read-plain-text';
import { readPptxText } from './pptx/read-pptx-text';
import { readXlsxText } from './xlsx/read-xlsx-text';

function without(status: FileText['status'], note: FileNote): FileText {
  return { status, note: FILE_NOTES[note], texts: [], warnings: [] };
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return [...mark].every((character, at) => bytes[at] === character.charCodeAt(0));
}

/**
 * Reads the text of a file: what its readers see, and what it holds beside that. What the file is, its bytes say; the
 * name decides only between kinds that look alike. Never throws for a bad file.
 *
 * @param name name of the file, for its ending
 * @param mediaType media type under which it is served
 * @param pause lets other work have its turn during a large file
 * @rule REG-17-2
 */
export async function readFileText(
  name: string,
  mediaType: string,
  bytes: Uint8Array,
  pause?: Pause,
): Promise<FileText> {
  const into = createCollector();
  try {
    const unread = await read(name, mediaType, bytes, into, pause);
    if (unread !== null) return { ...unread, texts: into.texts, warnings: into.warnings };
  } catch (error) {
    if (error instanceof PasswordNeeded) return without('encrypted', 'encrypted');
    if (error instanceof TooLargeInside) return without('unreadable', 'too_large_inside');
    if (error instanceof ForgedFile) return without('unreadable', 'forged');
    // A library that stumbles over a broken file throws what it likes.
    return without('unreadable', 'unreadable');
  }
  const isEmpty = into.texts.every((text) => text.path === 'properties' || text.path.startsWith('other:'));
  return {
    status: 'read',
    note: isEmpty ? FILE_NOTES.no_text : '',
    texts: into.texts,
    warnings: into.warnings,
  };
}

/** Reads into the collector; gives what to say instead where there is nothing to read. */
async function read(
  name: string,
  mediaType: string,
  bytes: Uint8Array,
  into: TextCollector,
  pause: Pause | undefined,
): Promise<FileText | null> {
  if (isCompound(bytes)) {
    return findCompoundPassword(bytes) === 'encrypted'
      ? without('encrypted', 'encrypted')
      : without('none', 'old_office');
  }
  if (startsWith(bytes, 'PK')) return readZipped(openZip(bytes, pause), into);
  if (startsWith(bytes, '%PDF') || mediaType === 'application/pdf') {
    await readPdfText(bytes, into);
    const hasPages = into.texts.some((text) => text.path.startsWith('page.'));
    return hasPages ? null : without('none', 'scanned_pdf');
  }
  if (mediaType.startsWith('text/')) {
    readPlainText(bytes, mediaType === 'text/csv' || /\.csv$/i.test(name), into);
    return null;
  }
  return mediaType.startsWith('image/') ? without('none', 'image') : without('none', 'other');
}

async function readZipped(zip: Zip, into: TextCollector): Promise<FileText | null> {
  if (zip.hasEncrypted) return without('encrypted', 'encrypted');
  const has = (start: string) => zip.names.some((entry) => entry.toLowerCase().startsWith(start));
  if (!has('[content_types].xml')) {
    if (!has('ofd.xml')) return without('none', 'archive');
    await readOfdText(zip, into);
    await addOtherText(zip, into, () => false);
    return null;
  }
  let sheets: readonly string[] = [];
  if (has('word/')) await readDocxText(zip, into);
  else if (has('xl/')) sheets = await readXlsxText(zip, into);
  else if (has('ppt/')) await readPptxText(zip, into);
  else throw new MalformedFile('unknown package');
  await addOddParts(zip, into);
  const read = new Set(sheets.map(partKey));
  await addOtherText(zip, into, (part) => read.has(partKey(part)));
  return null;
}
