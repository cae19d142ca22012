import type { BodyDoc } from '@/lib/disclosure/body/types';

/** How far the text of a file could be read. `none`: a kind of file this system reads no text from. */
export const FILE_TEXT_STATES = ['read', 'unreadable', 'encrypted', 'none'] as const;
export type FileTextState = (typeof FILE_TEXT_STATES)[number];

export const FILE_LINE_KINDS = ['paragraph', 'heading', 'list_item', 'row'] as const;
/** One line as a reader meets it; the cells of a `row` are parted by tabs. */
export type FileLine = { readonly text: string; readonly kind: (typeof FILE_LINE_KINDS)[number] };

/** One part of a file that holds text: its body, a sheet, a page, its comments. */
export type FileTextPart = {
  /** Place inside the file: `body`, `header.1`, `footnotes`, `comments`, `sheet.2`, `page.3`, `properties`. */
  readonly path: string;
  /** What people call it, e.g. 第2张工作表“名单”. */
  readonly label: string;
  readonly lines: readonly FileLine[];
};

/**
 * What a file holds beside what its readers see. All but `properties`, `embedded_object`, `external_data`,
 * `speaker_notes` and `cut_short` are reasons to refuse it (three-reviews.md §7).
 */
export const FILE_WARNING_CODES = [
  'hidden_sheet',
  'hidden_rows',
  'hidden_columns',
  'hidden_text',
  'hidden_slide',
  'comments',
  'tracked_changes',
  'pivot_data',
  'hidden_cells',
  'inserted_file',
  'embedded_document',
  'stray_parts',
  'properties',
  'embedded_object',
  'external_data',
  'speaker_notes',
  'cut_short',
] as const;
export type FileWarningCode = (typeof FILE_WARNING_CODES)[number];
/** `message` says where, and what to do about it. */
export type FileWarning = { readonly code: FileWarningCode; readonly message: string };

/** What could be read of a file. */
export type FileText = {
  readonly status: FileTextState;
  /** One sentence about the reading as a whole; empty where all was read. */
  readonly note: string;
  readonly texts: readonly FileTextPart[];
  readonly warnings: readonly FileWarning[];
};

/** Grows whenever the same bytes would be read differently: stored texts of older versions are read anew. */
export const EXTRACTOR_VERSION = 2;

/**
 * Limits of reading one file. What is beyond them is left out, and the text says so (`cut_short`); a container beyond
 * its limits is not opened at all.
 */
export const FILE_LIMITS = {
  /** Entries of a zip. */
  entries: 5_000,
  /** Inflated bytes of one part, and of all parts read. */
  partBytes: 64 * 1024 * 1024,
  totalBytes: 160 * 1024 * 1024,
  /** Elements of one XML part kept at a time, and their depth. */
  elements: 1_500_000,
  depth: 200,
  /** Cells with content, over all sheets. */
  cells: 200_000,
  pages: 2_000,
  slides: 1_000,
  lines: 200_000,
  /** UTF-16 units of all text of one file. */
  characters: 4_000_000,
  lineCharacters: 100_000,
} as const;

/** What a Word document loses or has changed on its way into the body (导入修复报告), in the order it is told. */
export const REPAIR_KINDS = [
  'personal_data',
  'tracked_changes',
  'comments',
  'hidden_text',
  'not_taken_over',
  'heading_order',
  'headings_found',
  'numbering',
  'tables',
  'images',
  'links',
  'notes',
  'header_footer',
  'properties',
  'formatting',
] as const;
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** One thing of its kind: where in the document, and what it was; personal numbers are masked. */
export type Repair = { readonly where: string; readonly text: string };
export type RepairGroup = {
  readonly kind: RepairKind;
  readonly count: number;
  /** The first ones. */
  readonly items: readonly Repair[];
};

/** A picture of the document, to be uploaded when the text is taken over. */
export type ImportedImage = {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** A line of the body that says the same as a field of the item: the blocks it stands in. */
export type FieldLine = { readonly text: string; readonly blocks: readonly number[] };

/** A Word document as a body, and what became of the rest. */
export type WordImport = {
  /** The whole text, title and 文号 included, in its normal form. */
  readonly body: BodyDoc;
  readonly title: FieldLine | null;
  readonly docNo: FieldLine | null;
  readonly images: readonly ImportedImage[];
  readonly report: readonly RepairGroup[];
};

/** Largest Word document that is imported, bytes. */
export const MAX_WORD_BYTES = 20 * 1024 * 1024;

/** A cell of a table: the column it begins in, counted from 0, and how many it covers. */
export type LayoutCell = { readonly text: string; readonly column: number; readonly span: number };

/** A line of a document, or a row of a table; `table` is the same for all rows of one. */
export type LayoutLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'row'; readonly cells: readonly LayoutCell[]; readonly table: number };

/** A stretch of text at its place on a page of a PDF, in points from the lower left corner. */
export type PdfPiece = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the line it stands on. */
  readonly base: number;
  readonly height: number;
};

/** A file as far as its layout tells what its tables are. The kind is told by the bytes, not by the name. */
export type FileLayout =
  | { readonly kind: 'lines'; readonly lines: readonly LayoutLine[] }
  | { readonly kind: 'pages'; readonly pages: readonly (readonly PdfPiece[])[] }
  | { readonly kind: 'plain'; readonly text: string };

/** Why the layout of a file can't be read. */
export const LAYOUT_FAULTS = [
  'empty',
  'too_large',
  'macros',
  'encrypted',
  'old_office',
  'archive',
  'scanned_pdf',
  'image',
  'unreadable',
  'other',
] as const;
export type LayoutFault = (typeof LAYOUT_FAULTS)[number];
