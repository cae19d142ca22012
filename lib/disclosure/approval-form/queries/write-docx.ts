import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { withoutXmlForbidden } from '@/lib/platform/text';
import type { ApprovalForm } from '../types';

/** A4 with narrow margins, in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 850, bottom: 850, left: 1_000, right: 1_000 },
};
const FONT = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
const HEADING_FONT = { ...FONT, eastAsia: '黑体' };
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER };
/** Widths of the columns of a row of fields, in percent: twice label and value. */
const WIDTHS = [14, 36, 14, 36] as const;

function run(text: string, isHeading = false, halfPoints = 17): TextRun {
  return new TextRun({
    text: withoutXmlForbidden(text),
    font: isHeading ? HEADING_FONT : FONT,
    size: halfPoints,
  });
}

function cell(text: string, options: { span?: number; width?: number; isHeading?: boolean } = {}): TableCell {
  const { span = 1, width, isHeading = false } = options;
  return new TableCell({
    columnSpan: span,
    borders: BORDERS,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 10, bottom: 10, left: 70, right: 70 },
    ...(width ? { width: { size: width, type: WidthType.PERCENTAGE } } : {}),
    children: text.split('\n').map((line) => new Paragraph({ children: [run(line, isHeading)] })),
  });
}

/** Fields two to a row; a long one takes a row of its own. */
function fieldRows(rows: ApprovalForm['groups'][number]['rows']): TableRow[] {
  const out: TableRow[] = [];
  const left: { label: string; value: string }[] = [];
  const flush = () => {
    const [a, b] = left.splice(0);
    if (!a) return;
    const first = [cell(a.label, { width: WIDTHS[0], isHeading: true })];
    out.push(
      new TableRow({
        cantSplit: true,
        children: b
          ? [
              ...first,
              cell(a.value, { width: WIDTHS[1] }),
              cell(b.label, { width: WIDTHS[2], isHeading: true }),
              cell(b.value, { width: WIDTHS[3] }),
            ]
          : [...first, cell(a.value, { span: 3 })],
      }),
    );
  };
  for (const row of rows) {
    const isLong = row.value.length > 22;
    if (isLong) flush();
    left.push(row);
    if (isLong || left.length === 2) flush();
  }
  flush();
  return out;
}

/** The sheet as a Word file on one A4 page, with the words of the printed one. */
export function writeFormDocx(form: ApprovalForm): Promise<Buffer> {
  const heading = (text: string) => new TableRow({ children: [cell(text, { span: 4, isHeading: true })] });
  const reviews = [
    heading('审核、校对和签发'),
    ...form.reviews.map(
      (review) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(review.step, { isHeading: true, width: WIDTHS[0] }),
            cell(`${review.opinion}${review.proof ? `\n校对：${review.proof}` : ''}`, { span: 2 }),
            cell(`${review.signature}\n${review.at}`, { width: WIDTHS[3] }),
          ],
        }),
    ),
  ];
  const before = form.groups
    .slice(0, -1)
    .flatMap((group) => [heading(group.title), ...fieldRows(group.rows)]);
  const after = form.groups.slice(-1).flatMap((group) => [heading(group.title), ...fieldRows(group.rows)]);
  const document = new Document({
    creator: '公开',
    title: withoutXmlForbidden(form.title),
    sections: [
      {
        properties: { page: PAGE },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, children: [run(form.title, true, 30)] }),
          new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(`编号：${form.number}`)] }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [...before, ...reviews, ...after],
          }),
          ...form.footer.map((line) => new Paragraph({ children: [run(line, false, 14)] })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
