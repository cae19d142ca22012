/**
 * What every kind of file is turned into before a report is read from it: lines of text, and rows of tables where the
 * file says what its cells are.
 */

/** A stretch of a line; `x` is the middle of it on the page, where the file tells. */
export type SourcePiece = { readonly text: string; readonly x?: number };

/** A cell of a row. `column` counts the columns of the table from 0, where the file tells. */
export type SourceCell = { readonly text: string; readonly column?: number; readonly span?: number };

export type SourceLine =
  | { readonly kind: 'text'; readonly pieces: readonly SourcePiece[] }
  /** `table` is the same for all rows of one table. */
  | { readonly kind: 'row'; readonly cells: readonly SourceCell[]; readonly table: number };

/** Line ends and page ends of every system. */
const LINE_END = /\r\n|[\n\r\u2028\u2029\f\v]/;

/** Numbers of pages: “- 3 -”, “第 3 页”, “第 3 页 共 5 页”. */
const PAGE_NUMBER =
  /^\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:[,，/\s]*共\s*\d{1,4}\s*页)?)\s*$/;

/**
 * Characters as they are compared: half width, one kind of dash for minus, none that cannot be seen. Quotes and long
 * dashes stay.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2212\u2010-\u2013]/g, '-');
}

/** The words of a line, cells divided by blanks. */
export function lineText(line: SourceLine): string {
  const parts = line.kind === 'text' ? line.pieces : line.cells;
  return parts.map(({ text }) => text).join(line.kind === 'text' ? '' : ' ');
}

/** Whether a line is nothing but the number of a page. */
export function isPageNumber(line: SourceLine): boolean {
  return line.kind === 'text' && PAGE_NUMBER.test(lineText(line));
}

/**
 * Lines of a plain text: cells divided by tabs or strokes are rows of a table, all else is text.
 */
export function linesOfText(text: string): SourceLine[] {
  let table = 0;
  let wasRow = false;
  const lines: SourceLine[] = [];
  for (const line of text.split(LINE_END)) {
    const cells = cellsOf(line);
    if (cells === null) lines.push({ kind: 'text', pieces: [{ text: line }] });
    else {
      if (!wasRow) table += 1;
      if (cells.length > 0) lines.push({ kind: 'row', cells, table });
    }
    // A blank line between two rows does not end the table.
    wasRow = cells !== null || (wasRow && line.trim() === '');
  }
  return lines;
}

/** The cells of a line, none for the rule under a heading (`|---|---|`), null for a line of text. */
function cellsOf(line: string): SourceCell[] | null {
  const strokes = line.replace(/[｜│┃]/g, '|');
  if (/^[\s|+:=_-]*\|[\s|+:=_-]*$/.test(strokes) && /-/.test(strokes)) return [];
  if (strokes.includes('|')) {
    // Strokes around a row are its edge; behind a row that has none in front, the last one may divide off a blank.
    const inner = strokes.trim().replace(/^\|(.*?)\|?$/, '$1');
    return inner.split('|').map((text) => ({ text: text.trim() }));
  }
  // Tabs in front of a line are an indent of text as often as empty cells; the cells decide.
  return line.trim().includes('\t') || /^\t.*\S/.test(line)
    ? line.split('\t').map((text) => ({ text: text.trim() }))
    : null;
}
