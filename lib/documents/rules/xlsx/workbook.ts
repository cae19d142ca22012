import {
  findMainPart,
  type Relationships,
  readPart,
  relationshipsOf,
  targetsOf,
} from '../containers/open-package';
import { childOf, elementsOf, walkXml, type XmlElement } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';

export type SheetEntry = {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  readonly part: string | null;
};

export type Workbook = {
  readonly main: string;
  readonly relationships: Relationships;
  readonly sheets: readonly SheetEntry[];
  readonly strings: readonly string[];
  /** Whether days count from 1904, as on old Macs. */
  readonly isFrom1904: boolean;
  /** For each cell format: whether its numbers are dates. */
  readonly isDate: readonly boolean[];
  /** For each cell format: what the format keeps from being seen. */
  readonly hides: readonly Hides[];
};

/** Kinds of values that a cell format does not show (`;;;`, 白字). */
export type Hides = {
  readonly positive: boolean;
  readonly negative: boolean;
  readonly text: boolean;
};

/** Number formats that are dates without saying so in a code. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/**
 * Reads what all sheets of a workbook share.
 *
 * @throws MalformedFile, TooLargeInside
 */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = await findMainPart(zip);
  const relationships = await relationshipsOf(zip, main);
  const root = await readPart(zip, main);
  const list = childOf(root, 's:sheets');
  const sheets = (list ? elementsOf(list) : []).map((sheet): SheetEntry => {
    const { state } = sheet.attrs;
    const target = relationships.get(sheet.attrs['r:id'] ?? '');
    return {
      name: sheet.attrs.name ?? '',
      state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
      part: target && !target.isExternal && target.type === 'worksheet' ? target.target : null,
    };
  });
  const [strings] = targetsOf(relationships, 'sharedStrings');
  const [styles] = targetsOf(relationships, 'styles');
  return {
    main,
    relationships,
    sheets,
    strings: strings === undefined ? [] : await readStrings(zip, strings),
    isFrom1904: /^(?:1|true)$/.test(childOf(root, 's:workbookPr')?.attrs.date1904 ?? ''),
    ...(styles === undefined ? { isDate: [], hides: [] } : await readFormats(zip, styles)),
  };
}

/** Shared strings, without the phonetic guides of East Asian text. */
async function readStrings(zip: Zip, part: string): Promise<string[]> {
  const bytes = zip.read(part);
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  if (bytes) {
    await walkXml(
      bytes,
      {
        open(name) {
          if (name === 's:si') text = '';
          else if (name === 's:rPh') phonetic += 1;
          else if (name === 's:t') isText = phonetic === 0;
        },
        close(name) {
          if (name === 's:si') strings.push(text);
          else if (name === 's:rPh') phonetic -= 1;
          else if (name === 's:t') isText = false;
        },
        text(words) {
          if (isText) text += words;
        },
      },
      zip.pause,
    );
  }
  return strings;
}

async function readFormats(zip: Zip, part: string): Promise<Pick<Workbook, 'isDate' | 'hides'>> {
  const root = await readPart(zip, part);
  const codes = new Map(
    elementsOf(childOf(root, 's:numFmts') ?? root).map((format) => [
      Number(format.attrs.numFmtId),
      format.attrs.formatCode ?? '',
    ]),
  );
  const listOf = (name: string) => elementsOf(childOf(root, name) ?? EMPTY);
  const isWhite = listOf('s:fonts').map((font) => {
    const color = childOf(font, 's:color')?.attrs;
    return /^(?:FF|00)?FFFFFF$/i.test(color?.rgb ?? '');
  });
  const isFilled = listOf('s:fills').map((fill) => {
    const pattern = childOf(fill, 's:patternFill')?.attrs.patternType;
    return childOf(fill, 's:gradientFill') !== undefined || (pattern !== undefined && pattern !== 'none');
  });
  const formats = listOf('s:cellXfs').map(({ attrs }) => {
    const id = Number(attrs.numFmtId ?? 0);
    const code = codes.get(id);
    const isUnseen =
      (isWhite[Number(attrs.fontId ?? -1)] ?? false) && !(isFilled[Number(attrs.fillId ?? -1)] ?? false);
    return {
      isDate: code === undefined ? DATE_FORMATS.has(id) : isDateCode(code),
      hides: isUnseen ? ALL : code === undefined ? NONE : hiddenBy(code),
    };
  });
  return { isDate: formats.map((one) => one.isDate), hides: formats.map((one) => one.hides) };
}

const EMPTY: XmlElement = { name: '', attrs: {}, children: [] };
const ALL: Hides = { positive: true, negative: true, text: true };
const NONE: Hides = { positive: false, negative: false, text: false };

/** What a format code with empty sections does not show: of `;;;` everything, of `0;;0` negative numbers. */
function hiddenBy(code: string): Hides {
  // Texts of spaces, colours and fillers show nothing either; words in quotes stand for the value and are seen.
  const bare = code.replace(/"([^"]*)"/g, (_, words: string) => (words.trim() === '' ? '' : 'x'));
  const sections = bare
    .replace(/\[[^\]]*\]|[_*].|\\ /g, '')
    .split(';')
    .map((section) => section.trim() === '');
  if (sections.length < 2) return NONE;
  const [positive = false, negative = false, , text = false] = sections;
  return { positive, negative, text };
}

/** Whether a format code shows a date: a year or day outside quotes and brackets. */
function isDateCode(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

/**
 * A serial number of a day as a civil date `YYYY-MM-DD`; the number itself as text where it is none. Excel believes
 * that 1900 was a leap year.
 */
export function dateText(serial: number, isFrom1904: boolean): string {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return String(serial);
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
  return date.toISOString().slice(0, 10);
}
