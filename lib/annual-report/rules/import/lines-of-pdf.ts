import type { PdfPiece } from '@/lib/documents/types';
import type { SourceLine, SourcePiece } from './source';

/** Share of the height of a letter by which pieces of one line may lie higher or lower. */
const SAME_LINE = 0.4;
/** Share of the height of a letter that parts two pieces: less than a digit is wide. */
const APART = 0.25;

/**
 * The lines of a PDF in the order in which they are written in the file: programs for texts write a table cell by cell,
 * so that a label over three lines comes whole before its figures.
 */
export function linesAsWritten(pages: readonly (readonly PdfPiece[])[]): SourceLine[] {
  return pages.flatMap((pieces) => {
    const lines: PdfPiece[][] = [];
    for (const piece of pieces) {
      const line = lines.at(-1);
      const before = line?.at(-1);
      const goesOn =
        before !== undefined && isLevel(piece, before) && piece.left >= before.right - before.height * APART;
      if (goesOn) line?.push(piece);
      else lines.push([piece]);
    }
    return lines.map(toLine);
  });
}

/** The lines of a PDF as they lie on the page, from the top down, each from left to right. */
export function linesAsLaidOut(pages: readonly (readonly PdfPiece[])[]): SourceLine[] {
  return pages.flatMap((pieces) => {
    const lines: PdfPiece[][] = [];
    for (const piece of [...pieces].sort((a, b) => b.base - a.base)) {
      const line = lines.at(-1);
      const first = line?.[0];
      if (first !== undefined && isLevel(piece, first)) line?.push(piece);
      else lines.push([piece]);
    }
    return lines.map((line) => toLine(line.sort((a, b) => a.left - b.left)));
  });
}

function isLevel(a: PdfPiece, b: PdfPiece): boolean {
  return Math.abs(a.base - b.base) <= Math.max(1, SAME_LINE * Math.min(a.height, b.height));
}

/** Pieces that touch are one word or one figure, others are apart. */
function toLine(pieces: readonly PdfPiece[]): SourceLine {
  const words: { text: string; left: number; right: number; height: number }[] = [];
  for (const piece of pieces) {
    const before = words.at(-1);
    if (before !== undefined && piece.left - before.right < APART * Math.min(before.height, piece.height)) {
      before.text += piece.text;
      before.right = piece.right;
    } else words.push({ text: piece.text, left: piece.left, right: piece.right, height: piece.height });
  }
  return {
    kind: 'text',
    pieces: words.map(
      ({ text, left, right }, i): SourcePiece => ({
        text: i === 0 ? text : ` ${text}`,
        x: (left + right) / 2,
      }),
    ),
  };
}
