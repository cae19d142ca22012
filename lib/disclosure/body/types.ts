/**
 * A body (正文) is Tiptap/ProseMirror JSON cut down to this whitelist. What is not named here does not exist: no raw
 * HTML, no style, class or event attribute, no foreign image address. Defaults (align none, spans of 1, a list that
 * starts at 1) are left out, so that one document has one form and one hash.
 */
export type BodyDoc = { type: 'doc'; content: BlockNode[] };

/** `left` is 顶格: flush left without the two-character indent, as the salutation 各有关单位： is set. */
export const PARAGRAPH_ALIGNS = ['left', 'center', 'right'] as const;
export type ParagraphAlign = (typeof PARAGRAPH_ALIGNS)[number];

/** Level 1 is the title of the page, which is not part of the body. */
export const HEADING_LEVELS = [2, 3, 4] as const;
export type HeadingLevel = (typeof HEADING_LEVELS)[number];

/** In the one order in which marks are stored. */
export const MARK_ORDER = ['link', 'bold', 'italic', 'underline', 'strike'] as const;

export type LinkMark = { type: 'link'; attrs: { href: string } };
export type PlainMark = { type: 'bold' | 'italic' | 'underline' | 'strike' };
export type BodyMark = LinkMark | PlainMark;

export type TextNode = { type: 'text'; marks?: BodyMark[]; text: string };
export type HardBreakNode = { type: 'hardBreak' };
export type InlineNode = TextNode | HardBreakNode;

export type ParagraphNode = { type: 'paragraph'; attrs?: { align: ParagraphAlign }; content?: InlineNode[] };
export type HeadingNode = { type: 'heading'; attrs: { level: HeadingLevel }; content?: InlineNode[] };
export type ListItemNode = { type: 'listItem'; content: BlockNode[] };
export type BulletListNode = { type: 'bulletList'; content: ListItemNode[] };
export type OrderedListNode = { type: 'orderedList'; attrs?: { start: number }; content: ListItemNode[] };
export type BlockquoteNode = { type: 'blockquote'; content: BlockNode[] };
export type HorizontalRuleNode = { type: 'horizontalRule' };
/** `file`: SHA-256 (hex) of an attachment of the same item; `alt`: what a reader who can't see it must know. */
export type ImageNode = { type: 'image'; attrs: { file: string; alt: string } };
export type TableCellNode = {
  type: 'tableCell' | 'tableHeader';
  attrs?: { colspan?: number; rowspan?: number };
  content: BlockNode[];
};
export type TableRowNode = { type: 'tableRow'; content?: TableCellNode[] };
export type TableNode = { type: 'table'; content: TableRowNode[] };

export type BlockNode =
  | ParagraphNode
  | HeadingNode
  | BulletListNode
  | OrderedListNode
  | BlockquoteNode
  | HorizontalRuleNode
  | ImageNode
  | TableNode;

export type BodyNode = BlockNode | ListItemNode | TableRowNode | TableCellNode | InlineNode;

/** Limits of one body. `textBytes` counts the UTF-8 bytes of all text, addresses and alternative texts together. */
export const BODY_LIMITS = {
  depth: 20,
  nodes: 50_000,
  textBytes: 1024 * 1024,
  tableCells: 10_000,
  hrefLength: 2_048,
  altLength: 500,
} as const;

export const BODY_REFUSAL_CODES = [
  'body_not_a_document',
  'body_too_deep',
  'body_too_many_nodes',
  'body_too_much_text',
  'body_table_too_large',
  'body_unknown_content',
  'body_unknown_attribute',
  'body_unsafe_link',
  'body_bad_image',
  'body_not_normalised',
] as const;
export type BodyRefusalCode = (typeof BODY_REFUSAL_CODES)[number];

/** `path` is the place inside the JSON (for the log), never shown to people. */
export type BodyRefusal = { code: BodyRefusalCode; field: 'body'; path: string };

export type ParsedBody = { ok: true; body: BodyDoc } | { ok: false; refusals: BodyRefusal[] };

/**
 * One line of the body as a reader meets it: a paragraph, a heading, an item, an image, a row of a table.
 * Two bodies are the same exactly when their blocks have the same `form` and `begins` in the same order.
 */
export type BodyBlock = {
  kind: 'paragraph' | 'heading' | 'listItem' | 'quote' | 'rule' | 'image' | 'row';
  text: string;
  /** The block itself (text, level, alignment, marks, addresses) and the kinds of lists, quotes, tables around it. */
  form: string;
  /** The same without the words. */
  shape: string;
  /** Which of the lists, quotes and tables around it begin with this block: `1` begins, `0` goes on. */
  begins: string;
  /** Heading level, for `heading` only. */
  level?: HeadingLevel;
  align?: ParagraphAlign;
  /** Targets of links, in order. */
  links: string[];
  /** Referenced image file, for `image` only. */
  file?: string;
  /** For `row`: which table (from 1), which row (from 1), and the text of each cell. */
  table?: number;
  row?: number;
  cells?: string[];
};
