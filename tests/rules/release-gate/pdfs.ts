import { type Bytes, pdf } from '../../support/documents';

/** PDFs with what people believe is gone still in them. */

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'latin1'));

/** A PDF from its objects; the first is the catalogue. */
export function pdfOf(objects: readonly string[], trailer = ''): Bytes {
  let text = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((body, at) => {
    places.push(text.length);
    text += `${at + 1} 0 obj${body}endobj\n`;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return bytesOf(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF`,
  );
}

export const stream = (content: string, more = '') =>
  `<<${more}/Length ${content.length}>>stream\n${content}\nendstream `;

/** A page whose content stream is given, with further objects behind it and more in catalogue or page. */
export function pageWith(
  content: string,
  {
    catalog = '',
    page = '',
    objects = [],
    trailer = '',
  }: Partial<Record<'catalog' | 'page' | 'trailer', string>> & {
    objects?: readonly string[];
  } = {},
): Bytes {
  return pdfOf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[4 0 R]/Count 1>>',
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>${page}>>`,
      stream(content),
      ...objects,
    ],
    trailer,
  );
}

/** A text string as UTF-16 in hexadecimal, as programs write Chinese into annotations and properties. */
export function hexText(text: string): string {
  const units = [...text].flatMap((one) =>
    Array.from({ length: one.length }, (_, at) => one.charCodeAt(at).toString(16).padStart(4, '0')),
  );
  return `<FEFF${units.join('')}>`;
}

/** A black rectangle over a word that is still drawn. */
export const covered = (word: string) =>
  pageWith(`BT /F1 12 Tf 50 700 Td (Name: ${word}) Tj ET 0 0 0 rg 40 690 300 30 re f`);

/** A word drawn piece by piece, as typesetters do. */
export const inPieces = (word: string) =>
  pageWith(`BT /F1 12 Tf 50 700 Td [${[...word].map((one) => `(${one})-20`).join('')}] TJ ET`);

/** A word drawn invisibly (text mode 3), as behind a scanned page. */
export const invisible = (word: string) => pageWith(`BT 3 Tr /F1 12 Tf 50 700 Td (${word}) Tj ET`);

/** A page that was changed by appending a new version behind the old one. */
export function changedByAppending(before: string, after: string): Bytes {
  const first = latin(pdf({ pages: [before] }));
  const body = `BT /F1 12 Tf 50 700 Td (${after}) Tj ET`;
  const at = first.length + 1;
  const object = `5 0 obj${stream(body)}endobj\n`;
  const table = at + object.length;
  const start = /startxref\n(\d+)/.exec(first)?.[1] ?? '0';
  return bytesOf(
    `${first}\n${object}xref\n5 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer<</Size 8/Root 1 0 R/Prev ${start}>>\nstartxref\n${table}\n%%EOF`,
  );
}

/** A page with a file attached. */
export const withAttachment = (name: string, content: string) =>
  pageWith('BT /F1 12 Tf 50 700 Td (page) Tj ET', {
    catalog: '/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>',
    objects: [
      `<</Type/Filespec/F(${name})/UF(${name})/EF<</F 7 0 R>>>>`,
      stream(content, '/Type/EmbeddedFile'),
    ],
  });

/** A page with an annotation of a kind. */
export const withAnnotation = (annotation: string) =>
  pageWith('BT /F1 12 Tf 50 700 Td (page) Tj ET', {
    page: '/Annots[6 0 R]',
    objects: [`<</Type/Annot/Rect[10 10 30 30]${annotation}>>`],
  });

/** A filled form field. */
export const withField = (value: string) =>
  pageWith('BT /F1 12 Tf 50 700 Td (page) Tj ET', {
    catalog: '/AcroForm<</Fields[6 0 R]>>',
    page: '/Annots[6 0 R]',
    objects: [`<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V${value}/Rect[10 10 90 30]>>`],
  });

/** A bookmark. */
export const withBookmark = (title: string) =>
  pageWith('BT /F1 12 Tf 50 700 Td (page) Tj ET', {
    catalog: '/Outlines 6 0 R',
    objects: ['<</First 7 0 R/Last 7 0 R/Count 1>>', `<</Title${title}/Parent 6 0 R/Dest[4 0 R/Fit]>>`],
  });

/** Data that nothing leads to. */
export const withLeftover = (object: string) =>
  pageWith('BT /F1 12 Tf 50 700 Td (page) Tj ET', { objects: [object] });
