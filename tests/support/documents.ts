import { strToU8, zipSync } from 'fflate';

/** Writers of small Office files, as bytes. What a test does not name is as plain as the format allows. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const RELATIONSHIPS = `${OFFICE}/relationships`;
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD_NAMES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${RELATIONSHIPS}"`,
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');
const SHEET_NAMES = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONSHIPS}"`;

export type Bytes = Uint8Array<ArrayBuffer>;

/** A zip of texts and bytes. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Bytes {
  return Uint8Array.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  );
}

type Link = { id: string; type: string; target: string; external?: boolean };

function relationships(links: readonly Link[]): string {
  const rows = links.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`;
}

function packaged(
  main: string,
  parts: Record<string, string | Uint8Array>,
  properties: Properties = {},
): Bytes {
  const core = Object.entries(properties.core ?? {}).map(([name, value]) => `<${name}>${value}</${name}>`);
  const app = Object.entries(properties.app ?? {}).map(([name, value]) => `<${name}>${value}</${name}>`);
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/${main}" ContentType="${contentType(main)}"/></Types>`,
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: main }]),
    ...(core.length > 0
      ? {
          'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${core.join('')}</cp:coreProperties>`,
        }
      : {}),
    ...(app.length > 0
      ? {
          'docProps/app.xml': `${HEAD}<Properties xmlns="${OFFICE}/extended-properties">${app.join('')}</Properties>`,
        }
      : {}),
    ...parts,
  });
}

function contentType(main: string): string {
  const kind = main.startsWith('word/')
    ? 'wordprocessingml.document'
    : main.startsWith('xl/')
      ? 'spreadsheetml.sheet'
      : 'presentationml.presentation';
  return `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;
}

export type Properties = {
  /** Full names, e.g. `dc:creator`, `cp:lastModifiedBy`. */
  core?: Record<string, string>;
  /** E.g. `Company`. */
  app?: Record<string, string>;
};

/** A part of a Word document as the inside of its root element. */
export type Docx = Properties & {
  styles?: string;
  numbering?: string;
  header?: string;
  footnotes?: string;
  comments?: string;
  links?: readonly Link[];
  media?: Record<string, Uint8Array>;
  /** Colour of the page. */
  background?: string;
  /** More parts, by full name; linked or not. */
  parts?: Record<string, string | Uint8Array>;
};

/** A Word document; `body` is the inside of `w:body`. */
export function docx(body: string, more: Docx = {}): Bytes {
  const links: Link[] = [...(more.links ?? [])];
  const parts: Record<string, string | Uint8Array> = {};
  const side = (name: 'styles' | 'numbering' | 'header' | 'footnotes' | 'comments', root: string) => {
    const inner = more[name];
    if (inner === undefined) return;
    parts[`word/${name}.xml`] = `${HEAD}<w:${root} ${WORD_NAMES}>${inner}</w:${root}>`;
    links.push({ id: `rId_${name}`, type: name, target: `${name}.xml` });
  };
  side('styles', 'styles');
  side('numbering', 'numbering');
  side('header', 'hdr');
  side('footnotes', 'footnotes');
  side('comments', 'comments');
  for (const [name, bytes] of Object.entries(more.media ?? {})) parts[`word/media/${name}`] = bytes;
  return packaged(
    'word/document.xml',
    {
      'word/document.xml': `${HEAD}<w:document ${WORD_NAMES}>${more.background === undefined ? '' : `<w:background w:color="${more.background}"/>`}<w:body>${body}</w:body></w:document>`,
      'word/_rels/document.xml.rels': relationships(links),
      ...parts,
      ...more.parts,
    },
    more,
  );
}

/** A run: text with the inside of its properties. */
export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs, or of plain text; `properties` is the inside of `w:pPr`. */
export function para(inner: string, properties = ''): string {
  const runs = inner.startsWith('<') || inner === '' ? inner : run(inner);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A cell; `properties` is the inside of `w:tcPr`. */
export function cell(text: string, properties = ''): string {
  return `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${para(text)}</w:tc>`;
}

export function wordTable(...rows: string[]): string {
  return `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;
}

/** A picture of the text; `id` is that of its relationship. */
export function picture(id: string, alt: string): string {
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

export type Sheet = {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** Rows of cells; a number stays one. */
  rows: readonly (readonly (string | number)[])[];
  hiddenRows?: readonly number[];
  /** Inside of `cols`. */
  columns?: string;
  /** Text by place, e.g. `{ B3: '…' }`. */
  comments?: Record<string, string>;
  /** Attributes of `sheetFormatPr`. */
  format?: string;
  /** More rows as they are written, and what stands behind the rows. */
  cells?: string;
  after?: string;
};

export type Xlsx = Properties & {
  /** Whether texts go into the shared strings. */
  isShared?: boolean;
  /** More links of the workbook and the parts they lead to. */
  links?: readonly Link[];
  parts?: Record<string, string | Uint8Array>;
  /** What stands behind the sheets in the workbook. */
  workbook?: string;
};

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

/** A workbook. */
export function xlsx(sheets: readonly Sheet[], more: Xlsx = {}): Bytes {
  const strings: string[] = [];
  const parts: Record<string, string | Uint8Array> = { ...more.parts };
  const cellXml = (value: string | number, at: string): string => {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (!more.isShared) return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    strings.push(value);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  sheets.forEach((sheet, index) => {
    const rows = sheet.rows.map((row, at) => {
      const hidden = sheet.hiddenRows?.includes(at + 1) ? ' hidden="1"' : '';
      return `<row r="${at + 1}"${hidden}>${row.map((value, column) => cellXml(value, `${letters(column)}${at + 1}`)).join('')}</row>`;
    });
    const format = sheet.format === undefined ? '' : `<sheetFormatPr ${sheet.format}/>`;
    const columns = sheet.columns === undefined ? '' : `<cols>${sheet.columns}</cols>`;
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `${HEAD}<worksheet ${SHEET_NAMES}>${format}${columns}<sheetData>${rows.join('')}${sheet.cells ?? ''}</sheetData>${sheet.after ?? ''}</worksheet>`;
    if (sheet.comments) {
      const list = Object.entries(sheet.comments).map(
        ([place, text]) =>
          `<comment ref="${place}" authorId="0"><text><r><t>${text}</t></r></text></comment>`,
      );
      parts[`xl/comments${index + 1}.xml`] =
        `${HEAD}<comments ${SHEET_NAMES}><authors><author>张三</author></authors><commentList>${list.join('')}</commentList></comments>`;
      parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationships([
        { id: 'rId1', type: 'comments', target: `../comments${index + 1}.xml` },
      ]);
    }
  });
  const links: Link[] = [
    ...sheets.map((_, at) => ({
      id: `rId${at + 1}`,
      type: 'worksheet',
      target: `worksheets/sheet${at + 1}.xml`,
    })),
    ...(more.links ?? []),
  ];
  if (more.isShared) {
    parts['xl/sharedStrings.xml'] =
      `${HEAD}<sst ${SHEET_NAMES}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
    links.push({ id: 'rIdStrings', type: 'sharedStrings', target: 'sharedStrings.xml' });
  }
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  return packaged(
    'xl/workbook.xml',
    {
      'xl/workbook.xml': `${HEAD}<workbook ${SHEET_NAMES}><sheets>${list.join('')}</sheets>${more.workbook ?? ''}</workbook>`,
      'xl/_rels/workbook.xml.rels': relationships(links),
      ...parts,
    },
    more,
  );
}

export type Slide = {
  lines: readonly string[];
  isHidden?: boolean;
  notes?: string;
  /** Alternative text of the shape. */
  alt?: string;
};

/** A presentation. */
export function pptx(slides: readonly Slide[]): Bytes {
  const names =
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const shape = (lines: readonly string[], alt = '') =>
    `<p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="" descr="${alt}"/></p:nvSpPr><p:txBody>${lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp></p:spTree></p:cSld>`;
  const parts: Record<string, string> = {};
  slides.forEach((slide, at) => {
    parts[`ppt/slides/slide${at + 1}.xml`] =
      `${HEAD}<p:sld ${names}${slide.isHidden ? ' show="0"' : ''}>${shape(slide.lines, slide.alt)}</p:sld>`;
    if (slide.notes === undefined) return;
    parts[`ppt/notesSlides/notes${at + 1}.xml`] =
      `${HEAD}<p:notes ${names}>${shape([slide.notes, String(at + 1)])}</p:notes>`;
    parts[`ppt/slides/_rels/slide${at + 1}.xml.rels`] = relationships([
      { id: 'rId1', type: 'notesSlide', target: `../notesSlides/notes${at + 1}.xml` },
    ]);
  });
  return packaged('ppt/presentation.xml', {
    'ppt/presentation.xml': `${HEAD}<p:presentation ${names}><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      slides.map((_, at) => ({ id: `rId${at + 1}`, type: 'slide', target: `slides/slide${at + 1}.xml` })),
    ),
    ...parts,
  });
}

/** A compound file (OLE) with streams, as old Office files and encrypted new ones are. */
export function compound(streams: Readonly<Record<string, Uint8Array>>): Bytes {
  const SECTOR = 512;
  const END = 0xfffffffe;
  const names = Object.keys(streams);
  // Every stream is padded to 4096 bytes, so that none lies in small sectors.
  const bodies = names.map((name) => {
    const given = streams[name] ?? new Uint8Array();
    const body = new Uint8Array(Math.max(4096, Math.ceil(given.length / SECTOR) * SECTOR));
    body.set(given);
    return body;
  });
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const sectors = 1 + directorySectors + bodies.reduce((sum, body) => sum + body.length / SECTOR, 0);
  const bytes = new Uint8Array((sectors + 1) * SECTOR);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(24, 0x3e, true);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, 1, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, END, true);
  view.setUint32(68, END, true);
  for (let at = 0; at < 109; at += 1) view.setUint32(76 + at * 4, at === 0 ? 0 : 0xffffffff, true);
  const fat = (sector: number, next: number) => view.setUint32(SECTOR + sector * 4, next, true);
  for (let at = 0; at < SECTOR / 4; at += 1) fat(at, 0xffffffff);
  fat(0, 0xfffffffd);
  for (let at = 0; at < directorySectors; at += 1) fat(1 + at, at + 1 < directorySectors ? 2 + at : END);
  const entry = (at: number, name: string, kind: number, start: number, size: number) => {
    const from = 2 * SECTOR + at * 128;
    [...name].forEach((letter, index) => {
      view.setUint16(from + index * 2, letter.charCodeAt(0), true);
    });
    view.setUint16(from + 64, (name.length + 1) * 2, true);
    bytes[from + 66] = kind;
    view.setUint32(from + 116, start, true);
    view.setUint32(from + 120, size, true);
  };
  entry(0, 'Root Entry', 5, END, 0);
  let next = 1 + directorySectors;
  bodies.forEach((body, at) => {
    const count = body.length / SECTOR;
    entry(at + 1, names[at] ?? '', 2, next, body.length);
    for (let index = 0; index < count; index += 1)
      fat(next + index, index + 1 < count ? next + index + 1 : END);
    bytes.set(body, (next + 1) * SECTOR);
    next += count;
  });
  return bytes;
}

export type Pdf = { pages: readonly string[]; author?: string; remark?: string };

/** A PDF with a line of Latin text per page; an empty one stands for a scanned page. */
export function pdf({ pages, author, remark }: Pdf): Bytes {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  const remarkAt = 4 + pages.length * 2 + 1;
  for (const [at, text] of pages.entries()) {
    const annots = remark !== undefined && at === 0 ? `/Annots[${remarkAt} 0 R]` : '';
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + at * 2} 0 R/Resources<</Font<</F1 3 0 R>>>>${annots}>>`,
    );
    const stream = text === '' ? '' : `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
    add(`<</Length ${stream.length}>>stream\n${stream}\nendstream`);
  }
  add(`<<${author === undefined ? '' : `/Author(${author})`}>>`);
  add(`<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(${remark ?? ''})>>`);
  return finishPdf(objects, `/Info ${objects.length - 1} 0 R`);
}

function finishPdf(objects: readonly string[], trailer: string): Bytes {
  let text = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((body, at) => {
    places.push(text.length);
    text += `${at + 1} 0 obj${body}endobj\n`;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Uint8Array.from(
    new TextEncoder().encode(
      `${text}${table}trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF`,
    ),
  );
}

/** A PDF that asks for a password: its encryption dictionary names keys nobody has. */
export function lockedPdf(): Bytes {
  const key = 'ab'.repeat(32);
  return finishPdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[]/Count 0>>',
      `<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${key}>/U<${key}>>>`,
    ],
    '/Encrypt 3 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]',
  );
}
