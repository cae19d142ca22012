import type { BlockNode, BulletListNode, ListItemNode, OrderedListNode } from '@/lib/disclosure/body/types';
import { childOf, elementsOf, textOf, valueAt, type XmlElement } from '../containers/read-xml';
import type { ListLabel } from '../docx/numbering';
import type { WordStyle } from '../docx/styles';
import { cellBackground, paragraphBackground, tableBackground } from '../docx/visibility';
import { readPieces } from './inline-pieces';
import { blocksOf, lineBlock, withoutAlign } from './line-block';
import { readTable } from './read-table';
import { onBackground, type Piece, placeOf, type Reader } from './reader';

/** What a paragraph was in Word, beside the block it became. */
export type Line = {
  readonly block: BlockNode;
  /** Outline level from 0, of a heading by its style. */
  readonly outline: number | null;
  readonly isTitleStyle: boolean;
  readonly align: string;
  /** Type size, where the whole line has one. */
  readonly size: string | null;
};

type Open = { level: number; list: BulletListNode | OrderedListNode };

/** Reads the paragraphs and tables of a container, lists joined. Outside tables each line tells what it was. */
export function readBlocks(container: XmlElement, reader: Reader): Line[] {
  const lines: Line[] = [];
  /** Pieces of a paragraph whose end was deleted: they go on in the next. */
  let carried: Piece[] = [];
  let open: Open[] = [];

  function addPlain(block: BlockNode, more: Partial<Line> = {}): void {
    open = [];
    lines.push({ block, outline: null, isTitleStyle: false, align: '', size: null, ...more });
  }

  function addItem(
    label: Exclude<ListLabel, { kind: 'text' }>,
    level: number,
    blocks: ListItemNode['content'],
  ): void {
    open = open.filter((one) => one.level <= level);
    const type = label.kind === 'bullet' ? 'bulletList' : 'orderedList';
    if (open.at(-1)?.level === level && open.at(-1)?.list.type !== type) open.pop();
    const current = open.at(-1);
    const item: ListItemNode = { type: 'listItem', content: blocks };
    if (current?.level === level) {
      current.list.content.push(item);
      return;
    }
    const start = label.kind === 'number' && label.value !== 1 ? { attrs: { start: label.value } } : {};
    const list: BulletListNode | OrderedListNode =
      type === 'bulletList' ? { type, content: [item] } : { type, ...start, content: [item] };
    const parent = current?.list.content.at(-1);
    const before = open;
    if (parent) parent.content.push(list);
    else addPlain(list);
    open = [...(parent ? before : []), { level, list }];
  }

  function paragraph(element: XmlElement): void {
    const properties = childOf(element, 'w:pPr');
    const style =
      reader.styles.get(valueAt(properties, ['w:pStyle'], 'w:val')) ?? reader.styles.defaultParagraph;
    if (/^(?:toc|目录)\s*\d/i.test(style?.name ?? '')) {
      reader.report.add('not_taken_over', placeOf(reader), `目录：${textOf(element)}`);
      return;
    }
    if (textOf(element).trim() !== '' && reader.met.table === null) reader.met.paragraphs += 1;
    const { pieces, look } = onBackground(reader, paragraphBackground(properties, reader.behind.color), () =>
      readPieces(element, reader, style),
    );
    const own = [...carried, ...pieces];
    const mark = childOf(properties, 'w:rPr');
    if (childOf(mark, 'w:del') || childOf(mark, 'w:moveFrom')) {
      carried = own;
      return;
    }
    carried = [];
    const label = nextLabel(properties, style, reader);
    const outline = outlineOf(properties, style);
    const align = valueAt(properties, ['w:jc'], 'w:val') ?? style?.align ?? '';
    const facts = {
      outline,
      isTitleStyle: /^(?:title|标题|文章标题|公文标题|主标题|大标题)$/i.test(style?.name ?? ''),
      align,
      size: look.sizes.size === 1 ? ([...look.sizes][0] ?? '') : null,
    };
    const prefix =
      label?.kind === 'text' || (label?.kind === 'number' && outline !== null) ? labelText(label) : '';
    if (prefix !== '')
      reader.report.add('numbering', placeOf(reader), `自动编号“${prefix.trim()}”已写成文字`);
    const groups = blocksOf(withPrefix(own, prefix), (inline, isFirst): BlockNode | null =>
      lineBlock(inline, isFirst, { outline, align, look, properties, style, reader, isList: label !== null }),
    );
    if (label !== null && label.kind !== 'text' && outline === null && groups.length > 0) {
      const [first, ...rest] = groups;
      const head: BlockNode = first?.type === 'paragraph' ? withoutAlign(first) : { type: 'paragraph' };
      const level = levelOf(properties, style);
      addItem(label, level, [head, ...(first?.type === 'paragraph' ? rest : groups)]);
      return;
    }
    for (const block of groups) addPlain(block, facts);
  }

  function cell(element: XmlElement): BlockNode[] {
    return onBackground(reader, cellBackground(element, reader.behind.color), () =>
      readBlocks(element, reader).map((line) => line.block),
    );
  }

  function visit(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        paragraph(element);
        return;
      case 'w:tbl':
        for (const block of onBackground(
          reader,
          tableBackground(element, reader.styles, reader.behind.color),
          () => readTable(element, reader, cell),
        ))
          addPlain(block);
        return;
      case 'w:del':
      case 'w:moveFrom':
        return;
      case 'w:altChunk':
        reader.report.add('not_taken_over', placeOf(reader), '插入的另一份文件，请打开原文件复制');
        return;
      case 'mc:AlternateContent':
        visit(childOf(element, 'mc:Choice') ?? element);
        return;
      case 'w:sectPr':
      case 'w:tcPr':
        return;
      default:
        elementsOf(element).forEach(visit);
    }
  }

  elementsOf(container).forEach(visit);
  if (carried.length > 0) {
    for (const block of blocksOf(carried, (inline) => ({ type: 'paragraph', content: inline })))
      addPlain(block);
  }
  return lines;
}

/** Direct settings win over those of the style; level 9 and the number 0 mean none. */
function outlineOf(properties: XmlElement | undefined, style: WordStyle | null): number | null {
  const value = valueAt(properties, ['w:outlineLvl'], 'w:val');
  const outline = value === undefined ? style?.outline : Number(value);
  if (outline !== undefined) return outline < 9 ? outline : null;
  const named = /^(?:heading|标题)\s*([1-9])$/i.exec(style?.name ?? '')?.[1];
  return named === undefined ? null : Number(named) - 1;
}

function levelOf(properties: XmlElement | undefined, style: WordStyle | null): number {
  return Number(valueAt(properties, ['w:numPr', 'w:ilvl'], 'w:val') ?? style?.numLevel ?? 0);
}

function nextLabel(
  properties: XmlElement | undefined,
  style: WordStyle | null,
  reader: Reader,
): ListLabel | null {
  const numId = valueAt(properties, ['w:numPr', 'w:numId'], 'w:val') ?? style?.numId;
  return numId === undefined || numId === '0'
    ? null
    : reader.numbering.next(numId, levelOf(properties, style));
}

function labelText(label: ListLabel): string {
  if (label.kind === 'number') return `${label.value}.`;
  if (label.kind === 'bullet') return '';
  return /[、）)．.：:]$/.test(label.label) ? label.label : `${label.label}　`;
}

function withPrefix(pieces: Piece[], prefix: string): Piece[] {
  return prefix === '' ? pieces : [{ kind: 'text', text: prefix, marks: [] }, ...pieces];
}
