import { FILE_LIMITS, type PdfPiece } from '../../types';
import { MalformedFile, TooLargeInside } from '../containers/faults';
import type { Pause } from '../containers/read-xml';
import { openPdf, PasswordNeeded } from './read-pdf-text';

/**
 * The text of a PDF by pages, in the order in which it is written there, with places: what a reader of tables needs.
 * Blanks are left out, as the places tell them.
 *
 * @throws PasswordNeeded; MalformedFile for what no reader opens; TooLargeInside beyond the limits of reading
 */
export async function readPdfPieces(bytes: Uint8Array, pause?: Pause): Promise<PdfPiece[][]> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages > FILE_LIMITS.pages) throw new TooLargeInside();
    const pages: PdfPiece[][] = [];
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): PdfPiece[] => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const left = Number(item.transform[4]);
        const height = Math.abs(Number(item.transform[3])) || item.height;
        return [{ text: item.str, left, right: left + item.width, base: Number(item.transform[5]), height }];
      });
      length += pieces.reduce((sum, { text }) => sum + text.length, 0);
      if (length > FILE_LIMITS.characters) throw new TooLargeInside();
      pages.push(pieces);
      page.cleanup();
      await pause?.();
    }
    return pages;
  } catch (error) {
    if (error instanceof PasswordNeeded || error instanceof TooLargeInside) throw error;
    throw new MalformedFile(String(error));
  } finally {
    await pdf.destroy();
  }
}
