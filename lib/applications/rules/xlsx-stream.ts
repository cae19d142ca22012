import { strToU8, Zip, ZipDeflate } from 'fflate';
import { withoutXmlForbidden } from '@/lib/platform/text';

/**
 * A workbook of one sheet, written row by row, so that a register of a hundred thousand cases needs no memory of its
 * size. Every cell is a text and never a formula: one that a program could take for a formula when it is edited carries
 * the mark of quoted text besides (ECMA-376, quotePrefix).
 */
export type SheetColumn = { readonly title: string; readonly width: number };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Cell formats: 0 plain, 1 heading, 2 quoted text. */
const HEADING = 1;
const QUOTED = 2;
/** The longest text a cell holds. */
const CELL_LENGTH = 32_767;

const FIXED_PARTS: readonly (readonly [path: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`,
  ],
];

/** What needs no care in XML: nearly every cell, so that a register of many cases is written fast. */
const PLAIN = /^[ !#-%'-;=?-~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*$/;

function escaped(text: string): string {
  if (text.length <= CELL_LENGTH && PLAIN.test(text)) return text;
  return withoutXmlForbidden(text)
    .slice(0, CELL_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Whether a program for tables may take a text for a formula, in half and full width. */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text);
}

/** `A` … `Z`, `AA` …: the name of a column counted from 0. */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

function cellXml(text: string, place: string, isHeading: boolean): string {
  if (text === '') return '';
  const style = isHeading ? HEADING : looksLikeFormula(text) ? QUOTED : 0;
  const space = /^\s|\s$|\s{2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${place}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t${space}>${escaped(text)}</t></is></c>`;
}

/** A row counted from 1. Not every program finds the place of a cell that does not name it. */
function rowXml(cells: readonly string[], row: number, isHeading = false): string {
  const inside = cells.map((cell, at) => cellXml(cell, `${columnName(at)}${row}`, isHeading)).join('');
  return `<row r="${row}">${inside}</row>`;
}

/**
 * Begins a workbook. `take` gets its bytes as they come; `rows` adds rows, `end` finishes it. The heading stays in sight
 * when the sheet is scrolled.
 */
export function xlsxStream(
  sheet: string,
  columns: readonly SheetColumn[],
  take: (bytes: Uint8Array<ArrayBufferLike>) => void,
): { readonly rows: (rows: readonly (readonly string[])[]) => void; readonly end: () => void } {
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    take(bytes);
  });
  const part = (path: string) => {
    const file = new ZipDeflate(path, { level: 1 });
    zip.add(file);
    return file;
  };
  for (const [path, xml] of FIXED_PARTS) part(path).push(strToU8(XML + xml), true);
  part('xl/workbook.xml').push(
    strToU8(
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    true,
  );
  const body = part('xl/worksheets/sheet1.xml');
  const widths = columns
    .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  body.push(
    strToU8(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${rowXml(
        columns.map(({ title }) => title),
        1,
        true,
      )}`,
    ),
  );
  let written = 1;
  return {
    rows: (rows) => {
      body.push(strToU8(rows.map((row, at) => rowXml(row, written + at + 1)).join('')));
      written += rows.length;
    },
    end: () => {
      body.push(strToU8('</sheetData></worksheet>'), true);
      zip.end();
    },
  };
}
