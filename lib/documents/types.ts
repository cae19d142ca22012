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
export const EXTRACTOR_VERSION = 1;

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
