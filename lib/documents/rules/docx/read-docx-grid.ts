import type { LayoutCell, LayoutLine } from '../../types';
import { findMainPart, readPart, relationshipsOf, targetsOf } from '../containers/open-package';
import { childOf, elementsOf, findAll, valueAt, type XmlElement } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import { readLines } from './read-lines';
import { readStyles, type WordStyles } from './styles';

/** A span larger than any table has. */
const MOST_SPAN = 200;

/**
 * The body of a Word document as lines and rows of tables, merged cells in their columns. What tracked changes deleted and
 * what is hidden is left out.
 *
 * @throws MalformedFile, TooLargeInside
 */
export async function readDocxGrid(zip: Zip): Promise<LayoutLine[]> {
  const main = await findMainPart(zip);
  const relationships = await relationshipsOf(zip, main);
  const [stylesPart] = targetsOf(relationships, 'styles');
  const styles = readStyles(stylesPart === undefined ? null : await readPart(zip, stylesPart));
  const document = await readPart(zip, main);
  const lines: LayoutLine[] = [];
  let tables = 0;
  function blocks(container: XmlElement): void {
    for (const element of elementsOf(container)) {
      switch (element.name) {
        case 'w:p':
          for (const { text } of textLines([element], styles)) lines.push({ kind: 'text', text });
          break;
        case 'w:tbl':
          table(element);
          break;
        case 'mc:AlternateContent':
          blocks(childOf(element, 'mc:Choice') ?? element);
          break;
        case 'w:del':
        case 'w:moveFrom':
          break;
        default:
          blocks(element);
      }
    }
  }
  function table(element: XmlElement): void {
    const rows = rowsOf(element);
    // A table with tables inside lays out a page.
    if (rows.some((row) => findAll(row, 'w:tbl').length > 0)) {
      for (const row of rows) for (const cell of cellsOf(row)) blocks(cell);
      return;
    }
    tables += 1;
    for (const row of rows) {
      if (childOf(childOf(row, 'w:trPr'), 'w:del') === undefined) {
        lines.push({ kind: 'row', cells: readRow(row, styles), table: tables });
      }
    }
  }
  blocks(childOf(document, 'w:body') ?? document);
  return lines;
}

function textLines(elements: XmlElement[], styles: WordStyles): readonly { text: string }[] {
  return readLines({ name: '', attrs: {}, children: elements }, styles, 'auto').lines;
}

/** Rows of a table, through the wrappers that Word puts around them. */
function rowsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((child) => (child.name === 'w:tr' ? [child] : rowsOf(child)));
}

function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((child) => (child.name === 'w:tc' ? [child] : cellsOf(child)));
}

function count(value: string | undefined, least: number): number {
  const number = Number(value ?? least);
  return Number.isInteger(number) && number >= least ? Math.min(number, MOST_SPAN) : least;
}

function readRow(row: XmlElement, styles: WordStyles): LayoutCell[] {
  const cells: LayoutCell[] = [];
  let column = count(valueAt(row, ['w:trPr', 'w:gridBefore'], 'w:val'), 0);
  for (const cell of cellsOf(row)) {
    const properties = childOf(cell, 'w:tcPr');
    const span = count(valueAt(properties, ['w:gridSpan'], 'w:val'), 1);
    const merge = childOf(properties, 'w:vMerge');
    // A cell that goes on from above shows nothing of its own.
    const isShown = merge === undefined || merge.attrs['w:val'] === 'restart';
    if (isShown) {
      const text = textLines(elementsOf(cell), styles)
        .map((line) => line.text)
        .join(' ');
      cells.push({ text: text.replace(/\s+/g, ' ').trim(), column, span });
    }
    column += span;
  }
  return cells;
}
