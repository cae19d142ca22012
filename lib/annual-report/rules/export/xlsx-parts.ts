import { xmlText } from './print-words';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell formats of the workbook, by their place in its styles. */
export const STYLE = { title: 1, caption: 2, head: 3, row: 4, figure: 5, sum: 6, text: 7 } as const;

export type SheetParts = {
  readonly name: string;
  /** Widths of the columns, in digits. */
  readonly widths: readonly number[];
  readonly rows: readonly string[];
  readonly merges: readonly string[];
  readonly isLandscape: boolean;
  /** Pages it is fitted to when printed, 0 for as many as it takes. */
  readonly pages: 0 | 1;
};

function styles(): string {
  const font = (size: number, name: string, isBold = false) =>
    `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`;
  const fonts = [font(11, '仿宋'), font(16, '黑体'), font(12, '黑体'), font(11, '仿宋', true)];
  const thin = ['left', 'right', 'top', 'bottom']
    .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
    .join('');
  const xf = (fontId: number, hasBorder: boolean, align: string, numFmtId = 49) =>
    `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="0" borderId="${hasBorder ? 1 : 0}" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1" applyNumberFormat="1"><alignment horizontal="${align}" vertical="center" wrapText="1"/></xf>`;
  const formats = [
    xf(0, false, 'left'),
    xf(1, false, 'center'),
    xf(2, false, 'left'),
    xf(0, true, 'center'),
    xf(0, true, 'left'),
    xf(0, true, 'center', 0),
    xf(3, true, 'center', 0),
    xf(0, false, 'left'),
  ];
  return (
    `<styleSheet xmlns="${MAIN}"><fonts count="${fonts.length}">${fonts.join('')}</fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  );
}

function sheetXml({ widths, rows, merges, isLandscape, pages }: SheetParts): string {
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return (
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews>` +
    `<cols>${columns}</cols><sheetData>${rows.join('')}</sheetData>${merged}<printOptions horizontalCentered="1"/>` +
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="${pages}"/></worksheet>`
  );
}

/** The parts of a workbook of these sheets. */
export function xlsxParts(sheets: readonly SheetParts[]): Record<string, string> {
  const each = <T>(make: (sheet: SheetParts, number: number) => T) =>
    sheets.map((sheet, i) => make(sheet, i + 1));
  const stylesId = sheets.length + 1;
  return {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${R}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${R}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${stylesId}" Type="${R}/styles" Target="styles.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${R}"><sheets>${each(({ name }, n) => `<sheet name="${xmlText(name)}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    'xl/styles.xml': styles(),
    ...Object.fromEntries(each((sheet, n) => [`xl/worksheets/sheet${n}.xml`, sheetXml(sheet)])),
  };
}
