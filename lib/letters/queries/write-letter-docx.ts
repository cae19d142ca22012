import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  NoBreakHyphen,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { formatDate } from '@/lib/platform/dates';
import { withoutXmlForbidden } from '@/lib/platform/text';
import type { LetterDocument, LetterParagraph, Seal } from '../types/letters';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Twentieths of a point in a millimetre. */
const MM = 56.7;
/** GB/T 9704: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: {
    top: Math.round(37 * MM),
    bottom: Math.round(35 * MM),
    left: Math.round(28 * MM),
    right: Math.round(26 * MM),
    footer: Math.round(27 * MM),
  },
};
/** Width of the text in points. */
const TEXT_WIDTH = 156 * 2.835;
const RED = 'C00000';
/** 三号 in half points; its width is that of two characters of indent and of signature. */
const BODY = 32;
const CHARACTER = 320;
/** 22 lines on a page of 225 mm. */
const LINE = { line: 579, lineRule: LineRuleType.EXACT } as const;

const LATIN = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
const BODY_FONT = { ...LATIN, eastAsia: '仿宋_GB2312' };
const TITLE_FONT = { ...LATIN, eastAsia: '方正小标宋简体' };

/** What stands in where an office does not have the fonts of 公文. */
const INSTEAD: Readonly<Record<string, string>> = {
  仿宋_GB2312: '仿宋,FangSong,STFangsong,Noto Serif CJK SC',
  方正小标宋简体: '小标宋体,宋体,SimSun,STSong,Noto Serif CJK SC',
};

function run(
  text: string,
  changes: Partial<ConstructorParameters<typeof TextRun>[0] & object> = {},
): TextRun {
  // A telephone number is not broken at its hyphen.
  const parts = withoutXmlForbidden(text).split(/(?<=\d)-(?=\d)/);
  const children = parts.flatMap((part, at) => (at === 0 ? [part] : [new NoBreakHyphen(), part]));
  return new TextRun({ children, font: BODY_FONT, size: BODY, ...changes });
}

function line(
  children: ParagraphChild[],
  options: Partial<ConstructorParameters<typeof Paragraph>[0] & object> = {},
): Paragraph {
  return new Paragraph({ spacing: LINE, children, ...options });
}

/** 版头: name of the organ in red, number, red line. A long name gets smaller so that it stays on one line. */
function letterHead({ organName }: LetterDocument, number: string): Paragraph[] {
  const size = Math.min(34, Math.floor((TEXT_WIDTH * 0.96) / Math.max(1, [...organName].length)));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 200 },
      children: [run(organName, { font: TITLE_FONT, size: size * 2, color: RED, bold: true })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 8 } },
      children: [run(number)],
    }),
  ];
}

function title(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 120, after: 240, line: 660, lineRule: LineRuleType.AT_LEAST },
    children: [run(text, { font: TITLE_FONT, size: 44, bold: true })],
  });
}

/** `isLast`: what is signed stands on one page with the end of the text (GB/T 9704). */
function bodyParagraph({ text }: LetterParagraph, isLast: boolean): Paragraph {
  return line([run(text)], {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 2 * CHARACTER },
    widowControl: true,
    keepNext: isLast,
  });
}

/** Name and date at the right; room above for the seal, which is put over the name. */
function signature(organName: string, date: string): Paragraph[] {
  return [
    line([run(`${organName}（印章）`)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: CHARACTER },
      keepNext: true,
      keepLines: true,
      spacing: { ...LINE, before: 579 },
    }),
    line([run(date)], { alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER }, keepLines: true }),
  ];
}

/** 回执 on a sheet of its own. */
function slip(document: LetterDocument, number: string): Paragraph[] {
  if (document.slip.length === 0) return [];
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      spacing: { before: 240, after: 480 },
      children: [run('回　执', { font: TITLE_FONT, size: 44, bold: true })],
    }),
    line([run(`${document.organName}：`)]),
    line([run(`《${document.title}》（${number}）已收到。对是否公开的意见：`)], {
      indent: { firstLine: 2 * CHARACTER },
    }),
    ...document.slip.map((text) =>
      line([run(text)], { indent: { firstLine: 2 * CHARACTER }, spacing: { ...LINE, before: 300 } }),
    ),
  ];
}

function pageNumber(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            font: { ...LATIN, eastAsia: '宋体' },
            size: 28,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });
}

/**
 * A letter as a Word file in the layout of 公文 (GB/T 9704): organ, number and date are those of its seal; a letter that has
 * none yet says so in their place.
 *
 * @rule LT-1 @rule LT-3
 */
export async function writeLetterDocx(
  document: LetterDocument,
  seal: Seal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const number = seal?.number ?? '（文号在编号盖章时取得）';
  const date = seal === null ? '（日期在编号盖章时填写）' : formatDate(seal.date);
  const file = new Document({
    creator: document.organName,
    lastModifiedBy: document.organName,
    title: withoutXmlForbidden(document.title),
    description: '',
    styles: {
      default: { document: { run: { font: BODY_FONT, size: BODY, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: pageNumber() },
        children: [
          ...letterHead(document, number),
          title(document.title),
          line([run(`${document.addressee}：`, { font: BODY_FONT })]),
          ...document.paragraphs.map((one, at, all) => bodyParagraph(one, at >= all.length - 2)),
          ...signature(document.organName, date),
          ...slip(document, number),
        ],
      },
    ],
  });
  return withFontsInstead(await Packer.toBuffer(file));
}

/** Adds the fonts that stand in where those of 公文 are missing, so that every office sees the letter alike. */
function withFontsInstead(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  const table = [...Object.entries(INSTEAD), ['Times New Roman', ''] as const]
    .map(
      ([name, other]) => `<w:font w:name="${name}">${other ? `<w:altName w:val="${other}"/>` : ''}</w:font>`,
    )
    .join('');
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${table}</w:fonts>`;
  const name = 'word/fontTable.xml';
  if (parts[name] === undefined || !strFromU8(parts[name]).includes('fonts')) {
    throw new Error('the file has no table of fonts');
  }
  const zipped = zipSync({ ...parts, [name]: strToU8(xml) });
  return new Uint8Array(zipped);
}
