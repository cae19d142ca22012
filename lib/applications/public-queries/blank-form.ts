import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { withoutXmlForbidden } from '@/lib/platform/text';
import { BLANK_FORM, BLANK_NOTES, type BlankRow } from '../rules/intake/blank-form';

/** A4, in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1_000, bottom: 900, left: 1_200, right: 1_200 },
};
const FONT = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
const BOLD_FONT = { ...FONT, eastAsia: '黑体' };
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER };
/** Height of a line to write on, twentieths of a point. */
const LINE = 400;

/** Whose form it is: the addressee and where it goes. */
type FormOrgan = {
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
  readonly phone: string;
  readonly fax: string;
};

function run(text: string, isBold = false, halfPoints = 22): TextRun {
  return new TextRun({ text: withoutXmlForbidden(text), font: isBold ? BOLD_FONT : FONT, size: halfPoints });
}

function cell(text: string, options: { width: number; isBold?: boolean; span?: number }): TableCell {
  return new TableCell({
    columnSpan: options.span ?? 1,
    borders: BORDERS,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    width: { size: options.width, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ children: [run(text, options.isBold)] })],
  });
}

function rowOf({ label, choices = [], lines = 1 }: BlankRow): TableRow {
  return new TableRow({
    cantSplit: true,
    height: { value: LINE * lines, rule: HeightRule.ATLEAST },
    children: [cell(label, { width: 28 }), cell(choices.join('  '), { width: 72 })],
  });
}

/** The application form on paper as a Word file on one A4 page, addressed to the organ. @law 条例29-2 */
export async function writeBlankForm(organ: FormOrgan): Promise<Uint8Array<ArrayBuffer>> {
  const rows = BLANK_FORM.flatMap((part) => [
    new TableRow({ cantSplit: true, children: [cell(part.title, { width: 100, isBold: true, span: 2 })] }),
    ...part.rows.map(rowOf),
  ]);
  const fax = organ.fax === '' ? '' : `，传真：${organ.fax}`;
  const note = (text: string) => new Paragraph({ children: [run(text, false, 19)] });
  const document = new Document({
    title: '政府信息公开申请表',
    creator: organ.name,
    sections: [
      {
        properties: { page: PAGE },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 120 },
            children: [run('政府信息公开申请表', true, 34)],
          }),
          new Paragraph({ spacing: { after: 80 }, children: [run(`${organ.name}：`)] }),
          new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: { before: 200, after: 160 },
            children: [run('申请人（代理人）签名或者盖章：______________    ______年____月____日')],
          }),
          note('说明'),
          ...BLANK_NOTES.map((text, at) => note(`${at + 1}. ${text}`)),
          note(
            `${BLANK_NOTES.length + 1}. 当面提交或者邮寄：${organ.postcode} ${organ.address}，${organ.name}（信封上注明“政府信息公开申请”）。电话：${organ.phone}${fax}。`,
          ),
        ],
      },
    ],
  });
  return withoutHour(await Packer.toBuffer(document));
}

/** First day a zip file knows. */
const EPOCH = new Date('1980-01-01T00:00:00Z');

/** The same form gives the same bytes: without the hour at which it was written, so that two answers can be compared. */
function withoutHour(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  const core = parts['docProps/core.xml'];
  if (core !== undefined) {
    const timeless = strFromU8(core).replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '');
    parts['docProps/core.xml'] = strToU8(timeless);
  }
  return Uint8Array.from(zipSync(parts, { mtime: EPOCH }));
}
