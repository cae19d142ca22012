import { bodyMessage } from '@/lib/disclosure/body/messages';
import { bodyBlocks } from '@/lib/disclosure/body/rules';
import { readBody } from '@/lib/disclosure/body/schema';
import type { BlockNode } from '@/lib/disclosure/body/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { findBankCards } from '@/lib/proofreading/rules/people/find-bank-cards';
import { findContactData } from '@/lib/proofreading/rules/people/find-contact-data';
import { findIdentityCards } from '@/lib/proofreading/rules/people/find-identity-cards';
import type { ImportedImage, WordImport } from '../../types';
import { MalformedFile } from '../containers/faults';
import {
  findMainPart,
  readPart,
  readProperties,
  relationshipsOf,
  targetsOf,
} from '../containers/open-package';
import { childOf, elementsOf, type Pause, textOf, valueAt, type XmlElement } from '../containers/read-xml';
import { openZip, type Zip } from '../containers/read-zip';
import { readNumbering } from '../docx/numbering';
import { readStyles } from '../docx/styles';
import { findDocNo, findTitle } from './find-fields';
import { clampLevel } from './line-block';
import { type Line, readBlocks } from './read-blocks';
import { createReport, type Reader, type Report } from './reader';

/** Kinds of pictures that the body can show, by their first bytes. */
const PICTURES = [
  { mediaType: 'image/png', ending: 'png', mark: '89504e47' },
  { mediaType: 'image/jpeg', ending: 'jpg', mark: 'ffd8ff' },
  { mediaType: 'image/gif', ending: 'gif', mark: '47494638' },
] as const;

export type WordReading =
  | { readonly ok: true; readonly value: WordImport }
  | { readonly ok: false; readonly message: string };

/**
 * Turns a Word document into a body of this system, with a report of all that was changed, dropped or not taken over.
 * Insertions of tracked changes are taken, deletions not; comments and hidden text go; each is told with its place.
 *
 * @param today civil date, Asia/Shanghai: no birthday in an identity number is later
 * @returns the import, or a sentence where the text is more than a body holds
 * @throws MalformedFile, TooLargeInside for what is no document of Word
 */
export async function importWord(bytes: Uint8Array, today: string, pause?: Pause): Promise<WordReading> {
  const zip = openZip(bytes, pause);
  const main = await findMainPart(zip);
  const root = await readPart(zip, main);
  const text = childOf(root, 'w:body');
  if (root.name !== 'w:document' || text === undefined) throw new MalformedFile('no document');
  const report = createReport();
  const images = new Map<string, ImportedImage>();
  const reader = await openReader(zip, main, report, images);
  reader.behind.color = valueAt(root, ['w:background'], 'w:color') ?? 'auto';
  const lines = [...readBlocks(text, reader), ...noteLines(reader)];
  const title = findTitle(lines);
  const docNo = findDocNo(lines);
  const blocks = withOrderedHeadings(
    lines,
    new Set([...(title?.blocks ?? []), ...(docNo?.blocks ?? [])]),
    report,
  );
  const read = readBody({ type: 'doc', content: blocks });
  if (!read.ok) {
    return {
      ok: false,
      message: `${read.refusals.map(bodyMessage).join('')}也可以把这份 Word 文件作为附件上传。`,
    };
  }
  const { body } = read;
  tellPersonalData(bodyBlocks(body), today, report);
  await tellSurroundings(zip, reader, report);
  return {
    ok: true,
    value: { body, title, docNo, images: [...images.values()], report: report.groups() },
  };
}

async function openReader(
  zip: Zip,
  main: string,
  report: Report,
  images: Map<string, ImportedImage>,
): Promise<Reader> {
  const relationships = await relationshipsOf(zip, main);
  const optional = async (type: string): Promise<XmlElement | null> => {
    const [target] = targetsOf(relationships, type);
    return target === undefined ? null : readPart(zip, target);
  };
  const comments = elementsOf((await optional('comments')) ?? EMPTY).map((comment): [string, string] => {
    const author = comment.attrs['w:author'] ?? '';
    const words = elementsOf(comment).map(textOf).join(' ').trim();
    return [comment.attrs['w:id'] ?? '', author === '' ? words : `${author}：${words}`];
  });
  const notes = new Map<string, XmlElement>();
  for (const kind of ['footnote', 'endnote'] as const) {
    for (const note of elementsOf((await optional(`${kind}s`)) ?? EMPTY)) {
      // Separators are kept as notes of their own types.
      if (note.attrs['w:type'] === undefined) notes.set(`${kind} ${note.attrs['w:id'] ?? ''}`, note);
    }
  }
  return {
    styles: readStyles(await optional('styles')),
    numbering: readNumbering(await optional('numbering')),
    relationships,
    report,
    comments: new Map(comments),
    notes,
    namedNotes: [],
    met: { paragraphs: 0, tables: 0, table: null },
    behind: { color: 'auto' },
    image(id) {
      const target = relationships.get(id);
      if (!target || target.isExternal) return { refused: '图片在文件外面（链接的图片），没有导入' };
      const data = zip.read(target.target);
      const picture = data && pictureOf(data);
      if (!data || !picture)
        return {
          refused: `图片的格式（${target.target.split('.').at(-1)}）网页不能显示，请另存为 PNG 后用“图片”按钮上传`,
        };
      const sha256 = sha256Hex(data);
      const known = images.get(sha256);
      if (known) return known;
      const image = {
        sha256,
        name: `图${images.size + 1}.${picture.ending}`,
        mediaType: picture.mediaType,
        bytes: data,
      };
      images.set(sha256, image);
      return image;
    },
  };
}

const EMPTY: XmlElement = { name: '', attrs: {}, children: [] };

function pictureOf(bytes: Uint8Array) {
  const head = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return PICTURES.find((picture) => head.startsWith(picture.mark)) ?? null;
}

/** The words of foot- and endnotes, behind a line at the end of the text. */
function noteLines(reader: Reader): Line[] {
  if (reader.namedNotes.length === 0) return [];
  const plain = (block: BlockNode): Line => ({
    block,
    outline: null,
    isTitleStyle: false,
    align: '',
    size: null,
  });
  // Notes that are named inside notes are read too: the list grows while it is walked.
  const lines: Line[] = [plain({ type: 'horizontalRule' })];
  for (let at = 0; at < reader.namedNotes.length; at += 1) {
    const note = reader.notes.get(reader.namedNotes[at] ?? '');
    const blocks = note ? readBlocks(note, reader).map((line) => line.block) : [];
    const [first, ...rest] = blocks;
    const label = { type: 'text' as const, text: `注${at + 1}：` };
    if (first?.type === 'paragraph')
      lines.push(
        plain({ type: 'paragraph', content: [label, ...(first.content ?? [])] }),
        ...rest.map(plain),
      );
    else lines.push(plain({ type: 'paragraph', content: [label] }), ...blocks.map(plain));
  }
  return lines;
}

/**
 * Brings headings into order: the topmost becomes level 2, and none stands more than one level below the one before it.
 */
function withOrderedHeadings(
  lines: readonly Line[],
  taken: ReadonlySet<number>,
  report: Report,
): BlockNode[] {
  const outlines = lines.flatMap((line, at) =>
    line.outline === null || taken.has(at) ? [] : [line.outline],
  );
  const topmost = Math.min(...outlines, 9);
  let before = 1;
  return lines.map(({ block, outline }, at) => {
    if (block.type !== 'heading') return block;
    if (taken.has(at)) return { ...block, attrs: { level: 2 } };
    const wanted = outline === null ? block.attrs.level : clampLevel(outline - topmost + 2);
    const level = clampLevel(Math.min(wanted, before + 1));
    const words = block.content?.map((node) => (node.type === 'text' ? node.text : '')).join('') ?? '';
    if (level !== wanted) {
      report.add(
        'heading_order',
        `“${words}”`,
        `原为第${wanted - 1}级标题，前面没有上一级，已改为第${level - 1}级`,
      );
    } else if (outline !== null && outline - topmost + 2 > 4)
      report.add('heading_order', `“${words}”`, '标题层次超过三级，按第3级导入');
    before = level;
    return { ...block, attrs: { level } };
  });
}

const PERSONAL = {
  id_card: '身份证号码',
  id_card_unsure: '可能是身份证号码',
  id_card_old: '旧身份证号码',
  bank_card: '银行卡号',
  bank_card_unsure: '可能是银行卡号',
  mobile_number: '手机号码',
  email_address: '个人邮箱',
  home_address: '住址',
  birth_date: '出生日期',
  passport_number: '证件号码',
} as const;

/** @rule TR-18 */
function tellPersonalData(blocks: readonly { text: string }[], today: string, report: Report): void {
  for (const [at, { text }] of blocks.entries()) {
    for (const hit of [...findIdentityCards(text, today), ...findBankCards(text), ...findContactData(text)]) {
      const label = Object.entries(PERSONAL).find(([rule]) => rule === hit.rule)?.[1];
      if (label === undefined) continue;
      // Masked: a report is read by others than the author.
      const shown = hit.suggestion ?? `${text.slice(hit.from, hit.to).slice(0, 3)}…`;
      report.add('personal_data', `第${at + 1}行`, `${label} ${shown}`);
    }
  }
}

async function tellSurroundings(zip: Zip, reader: Reader, report: Report): Promise<void> {
  for (const [type, label] of [
    ['header', '页眉'],
    ['footer', '页脚'],
  ] as const) {
    for (const target of targetsOf(reader.relationships, type)) {
      const words = textOf(await readPart(zip, target))
        .replace(/\s+/g, ' ')
        .trim();
      // Page numbers are fields: PAGE, digits, dashes.
      if (words.replace(/PAGE|NUMPAGES|MERGEFORMAT|[\s\d\\*—–\-第页共/]/gi, '') !== '')
        report.add('header_footer', label, words);
    }
  }
  for (const { label, value } of await readProperties(zip)) report.add('properties', label, value);
}
