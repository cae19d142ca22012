import type { BlockNode, HeadingLevel, InlineNode, ParagraphAlign } from '@/lib/disclosure/body/types';
import type { XmlElement } from '../containers/read-xml';
import { hasIndent, type WordStyle } from '../docx/styles';
import type { Look } from './inline-pieces';
import { type Piece, placeOf, type Reader } from './reader';

/** Longest line that is taken for a heading without a style; longer ones begin with a number.【约定】 */
const HEADING_CHARACTERS = 50;
/** Fonts of headings in official documents (GB/T 9704): 黑体 for 一、, 楷体 for （一）. */
const HEADING_FONT = /黑体|楷体|SimHei|KaiTi|STHeiti|STKaiti/i;
const LEADING_INDENT = /^[\s\u3000\u00a0]+/;

/** Parts a paragraph at its pictures, which are blocks of their own. */
export function blocksOf(
  pieces: readonly Piece[],
  make: (inline: InlineNode[], isFirst: boolean) => BlockNode | null,
): BlockNode[] {
  const blocks: BlockNode[] = [];
  let inline: InlineNode[] = [];
  let isFirst = true;
  const flush = () => {
    const kept = trimmed(inline);
    inline = [];
    if (kept.length === 0) return;
    const block = make(kept, isFirst);
    isFirst = false;
    if (block) blocks.push(block);
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      const marks = piece.marks.length > 0 ? { marks: [...piece.marks] } : {};
      inline.push({ type: 'text', ...marks, text: piece.text });
    } else if (piece.kind === 'break') inline.push({ type: 'hardBreak' });
    else {
      flush();
      blocks.push({ type: 'image', attrs: { file: piece.file, alt: piece.alt } });
    }
  }
  flush();
  return blocks;
}

/** Without the spaces that stand for an indent, and without breaks and spaces at the ends. */
function trimmed(inline: readonly InlineNode[]): InlineNode[] {
  const nodes = [...inline];
  for (let first = nodes[0]; first; first = nodes[0]) {
    if (first.type === 'text') {
      const text = first.text.replace(LEADING_INDENT, '');
      if (text !== '') {
        nodes[0] = { ...first, text };
        break;
      }
    }
    nodes.shift();
  }
  for (let last = nodes.at(-1); last; last = nodes.at(-1)) {
    if (last.type === 'text') {
      const text = last.text.trimEnd();
      if (text !== '') {
        nodes[nodes.length - 1] = { ...last, text };
        break;
      }
    }
    nodes.pop();
  }
  return nodes;
}

type LineFacts = {
  readonly outline: number | null;
  readonly align: string;
  readonly look: Look;
  readonly properties: XmlElement | undefined;
  readonly style: WordStyle | null;
  readonly reader: Reader;
  readonly isList: boolean;
};

/** The heading or paragraph that a line becomes. */
export function lineBlock(inline: InlineNode[], isFirst: boolean, facts: LineFacts): BlockNode {
  const text = inline.map((node) => (node.type === 'text' ? node.text : '')).join('');
  if (facts.outline !== null && isFirst) {
    return {
      type: 'heading',
      attrs: { level: clampLevel(facts.outline + 2) },
      content: headingInline(inline),
    };
  }
  const found =
    isFirst && facts.reader.met.table === null && !facts.isList ? headingByLook(text, facts.look) : null;
  if (found !== null) {
    facts.reader.report.add('headings_found', placeOf(facts.reader), text);
    return { type: 'heading', attrs: { level: found }, content: headingInline(inline) };
  }
  const align = alignOf(text, facts);
  return { type: 'paragraph', ...(align ? { attrs: { align } } : {}), content: inline };
}

/** The level as the body knows it: 2 to 4. */
export function clampLevel(level: number): HeadingLevel {
  return level <= 2 ? 2 : level === 3 ? 3 : 4;
}

/** A heading is bold by itself, and in one line. */
function headingInline(inline: readonly InlineNode[]): InlineNode[] {
  return inline.map((node): InlineNode => {
    if (node.type === 'hardBreak') return { type: 'text', text: ' ' };
    const marks = node.marks?.filter((mark) => mark.type === 'link') ?? [];
    return marks.length > 0 ? { ...node, marks } : { type: 'text', text: node.text };
  });
}

/** A short line 一、… or （一）… in the type of headings, though its style says nothing. */
function headingByLook(text: string, look: Look): HeadingLevel | null {
  if ([...text].length > HEADING_CHARACTERS || /[。；;！!？?]/.test(text)) return null;
  const level = /^[一二三四五六七八九十百]+、/.test(text)
    ? 2
    : /^[（(][一二三四五六七八九十百]+[）)]/.test(text)
      ? 3
      : null;
  if (level === null || look.characters === 0) return null;
  const inFont = [...look.fonts].reduce(
    (sum, [font, count]) => sum + (HEADING_FONT.test(font) ? count : 0),
    0,
  );
  return look.bold >= look.characters || inFont >= look.characters * 0.8 ? level : null;
}

function alignOf(text: string, { align, properties, style, reader }: LineFacts): ParagraphAlign | null {
  if (align === 'center') return 'center';
  if (align === 'right' || align === 'end') return 'right';
  // 称谓: flush left, without the indent that the other paragraphs have.
  const isIndented = hasIndent(properties) ?? style?.hasIndent ?? false;
  const isSalutation =
    /[：:]$/.test(text) && [...text].length <= 60 && !isIndented && reader.met.paragraphs <= 8;
  return isSalutation && reader.met.table === null ? 'left' : null;
}

/** The words of a list item: its place is that of the list. */
export function withoutAlign(block: BlockNode): BlockNode {
  return block.type === 'paragraph' && block.content ? { type: 'paragraph', content: block.content } : block;
}
