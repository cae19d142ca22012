import { FILE_LIMITS, type FileLayout, type LayoutFault, type LayoutLine } from '../types';
import { TooLargeInside } from './containers/faults';
import { findCompoundPassword, isCompound } from './containers/read-compound';
import type { Pause } from './containers/read-xml';
import { openZip, type Zip } from './containers/read-zip';
import { createCollector } from './containers/text-collector';
import { readDocxGrid } from './docx/read-docx-grid';
import { readPdfPieces } from './pdf/read-pdf-pieces';
import { PasswordNeeded } from './pdf/read-pdf-text';
import { decodeText } from './plain/decode-text';
import { readXlsxText } from './xlsx/read-xlsx-text';

export type LayoutReading =
  | { readonly ok: true; readonly layout: FileLayout }
  | { readonly ok: false; readonly fault: LayoutFault };

/** Parts of a package that hold programs. */
const PROGRAMS = /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/|activex\/)/i;
/** First bytes of pictures. */
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'MM\0*'];

/**
 * Reads a file by its layout: lines and tables of Word and Excel, pieces of a PDF with their places, anything else as
 * text. What the file is, its bytes say. Never throws for a bad file.
 *
 * @param mostBytes size beyond which a file is not opened
 */
export async function readLayout(
  bytes: Uint8Array,
  mostBytes: number,
  pause?: Pause,
): Promise<LayoutReading> {
  if (bytes.length === 0) return { ok: false, fault: 'empty' };
  if (bytes.length > mostBytes) return { ok: false, fault: 'too_large' };
  try {
    return await read(bytes, pause);
  } catch (error) {
    if (error instanceof PasswordNeeded) return { ok: false, fault: 'encrypted' };
    return { ok: false, fault: error instanceof TooLargeInside ? 'too_large' : 'unreadable' };
  }
}

async function read(bytes: Uint8Array, pause: Pause | undefined): Promise<LayoutReading> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
  if (isCompound(bytes)) {
    return { ok: false, fault: findCompoundPassword(bytes) === 'encrypted' ? 'encrypted' : 'old_office' };
  }
  if (head.startsWith('PK')) return readPackage(openZip(bytes, pause));
  // Some programs write a few bytes before the mark.
  if (head.includes('%PDF-')) {
    const pages = await readPdfPieces(bytes, pause);
    const isEmpty = pages.every((pieces) => pieces.length === 0);
    return isEmpty ? { ok: false, fault: 'scanned_pdf' } : { ok: true, layout: { kind: 'pages', pages } };
  }
  if (PICTURES.some((mark) => head.startsWith(mark))) return { ok: false, fault: 'image' };
  if (head.startsWith('{\\rtf')) return { ok: false, fault: 'old_office' };
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  if (text.length > FILE_LIMITS.characters) return { ok: false, fault: 'too_large' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell a text from other bytes
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 100_000))) return { ok: false, fault: 'other' };
  if (text.trim() === '') return { ok: false, fault: 'empty' };
  return { ok: true, layout: { kind: 'plain', text } };
}

async function readPackage(zip: Zip): Promise<LayoutReading> {
  if (zip.hasEncrypted) return { ok: false, fault: 'encrypted' };
  const has = (start: string) => zip.names.some((entry) => entry.toLowerCase().startsWith(start));
  if (!has('[content_types].xml')) return { ok: false, fault: 'archive' };
  if (zip.names.some((name) => PROGRAMS.test(name)) || isMacroEnabled(zip)) {
    return { ok: false, fault: 'macros' };
  }
  const lines = has('word/') ? await readDocxGrid(zip) : has('xl/') ? await sheetLines(zip) : null;
  if (lines === null) return { ok: false, fault: 'other' };
  const isEmpty = lines.every((line) =>
    line.kind === 'text' ? line.text.trim() === '' : line.cells.every(({ text }) => text.trim() === ''),
  );
  return isEmpty ? { ok: false, fault: 'empty' } : { ok: true, layout: { kind: 'lines', lines } };
}

/** Whether the package says of itself that it may hold programs, under whatever name. */
function isMacroEnabled(zip: Zip): boolean {
  const types = zip.read('[Content_Types].xml');
  return types !== null && /macroEnabled|vbaProject/i.test(new TextDecoder().decode(types));
}

/** Rows of the sheets; a row is as long as the longest of its sheet, so that blanks at its end count. */
async function sheetLines(zip: Zip): Promise<LayoutLine[]> {
  const into = createCollector();
  await readXlsxText(zip, into);
  const sheets = into.texts.filter(({ path }) => /^sheet\.\d+$/.test(path));
  return sheets.flatMap(({ lines }, table) => {
    const rows = lines.map(({ text }) => text.split('\t'));
    const width = Math.max(...rows.map((row) => row.length), 0);
    return rows.map(
      (row): LayoutLine => ({
        kind: 'row',
        table,
        cells: Array.from({ length: width }, (_, column) => ({ text: row[column] ?? '', column, span: 1 })),
      }),
    );
  });
}
