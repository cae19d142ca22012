import type { PrintCell, PrintTable } from './print-tables';
import { xmlText } from './print-words';

/** A cell as it is written: one that a merged cell reaches down into is there too, empty. */
type Slot = { readonly cell: PrintCell; readonly isContinued: boolean };

/** Widths of columns and least height of rows in twentieths of a point, size of letters in half points. */
export type TableLook = {
  readonly widths: readonly number[];
  readonly size: number;
  readonly rowHeight: number;
};

/** The cells of each row by the columns of the table, those reached from above included. */
function slotsOf({ rows }: PrintTable): Slot[][] {
  const reaching: { cell: PrintCell; rows: number }[] = [];
  return rows.map((row) => {
    const continued = reaching
      .filter((one) => one.rows > 0)
      .map((one): Slot => {
        one.rows -= 1;
        return { cell: one.cell, isContinued: true };
      });
    for (const cell of row) if (cell.rowSpan > 1) reaching.push({ cell, rows: cell.rowSpan - 1 });
    const own = row.map((cell): Slot => ({ cell, isContinued: false }));
    return [...continued, ...own].sort((a, b) => a.cell.at - b.cell.at);
  });
}

function cellXml({ cell, isContinued }: Slot, { widths, size }: TableLook, hasNext: boolean): string {
  const width = widths.slice(cell.at, cell.at + cell.colSpan).reduce((sum, one) => sum + one, 0);
  const properties = [
    `<w:tcW w:w="${width}" w:type="dxa"/>`,
    cell.colSpan > 1 ? `<w:gridSpan w:val="${cell.colSpan}"/>` : '',
    cell.rowSpan > 1 ? (isContinued ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>') : '',
    '<w:vAlign w:val="center"/>',
  ].join('');
  const style =
    cell.kind === 'figure'
      ? 'TableFigure'
      : cell.kind === 'row' && cell.rowSpan === 1
        ? 'TableRow'
        : 'TableHead';
  const isStrong = cell.isSum && cell.kind !== 'figure';
  const run =
    isContinued || cell.text === ''
      ? ''
      : `<w:r><w:rPr>${isStrong ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xmlText(cell.text)}</w:t></w:r>`;
  return `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="${style}"/>${hasNext ? '<w:keepNext/>' : ''}</w:pPr>${run}</w:p></w:tc>`;
}

/**
 * A table with its merged cells. It stays on one page where it fits on one; where not, no row breaks, and the head is
 * repeated.
 */
export function tableXml(table: PrintTable, look: TableLook): string {
  const { widths, rowHeight } = look;
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rows = slotsOf(table).map((slots, i) => {
    const head = i < table.headRows ? '<w:tblHeader/>' : '';
    const cells = slots.map((slot) => cellXml(slot, look, i < table.rows.length - 1)).join('');
    return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="${rowHeight}" w:hRule="atLeast"/>${head}<w:jc w:val="center"/></w:trPr>${cells}</w:tr>`;
  });
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="${total}" w:type="dxa"/><w:jc w:val="center"/>` +
    `<w:tblLayout w:type="fixed"/><w:tblCaption w:val="${xmlText(table.caption)}"/></w:tblPr>` +
    `<w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`
  );
}
