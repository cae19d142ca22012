import type { BodyBlock, BodyDoc } from '../body/types';

/** A run of text inside a changed line: kept, added or removed. */
export type TextPart = { kind: 'same' | 'added' | 'removed'; text: string };

/** What changed about a line beside its words: nothing of this may pass unseen, because all of it is in the hash. */
export type FormChange =
  | { what: 'kind'; before: string; after: string }
  | { what: 'align'; before: string; after: string }
  | { what: 'link'; before: string | null; after: string | null }
  | { what: 'image_file' }
  | { what: 'other_form' };

/** One changed cell of a table row; `column` counts cells from 1. */
export type RowCellChange = { column: number; parts: TextPart[] };

export type BodyChange =
  | { kind: 'same'; block: BodyBlock }
  | { kind: 'added'; block: BodyBlock }
  | { kind: 'removed'; block: BodyBlock }
  | {
      kind: 'changed';
      before: BodyBlock;
      after: BodyBlock;
      parts: TextPart[];
      /** For rows with the same number of cells: the cells that differ. Otherwise null, and `parts` tells. */
      cells: RowCellChange[] | null;
      form: FormChange[];
    };

/** One named value: a field of the metadata, a cell of a statistical table. Null: not filled in. */
export type NamedValue = { path: string; label: string; value: string | null };
export type ValueChange = { path: string; label: string; before: string | null; after: string | null };

export type AttachmentName = { name: string; sha256: string };
export type AttachmentChange =
  | { kind: 'added'; name: string }
  | { kind: 'removed'; name: string }
  | { kind: 'renamed'; before: string; after: string }
  | {
      kind: 'replaced';
      name: string;
      before: string;
      after: string;
      /** How the texts inside the two files compare, where that was looked at; `unread`: one of them can't be read. */
      text?: 'same' | 'changed' | 'unread';
    }
  | { kind: 'reordered'; before: string[]; after: string[] };

export type NamedBody = { path: string; label: string; doc: BodyDoc };

/** Everything of a version that a reviewer judges, in the order in which it is shown. */
export type ComparableContent = {
  fields: readonly NamedValue[];
  attachments: readonly AttachmentName[];
  cells: readonly NamedValue[];
  bodies: readonly NamedBody[];
};

export type ContentDiff = {
  fields: ValueChange[];
  attachments: AttachmentChange[];
  cells: ValueChange[];
  bodies: Array<{ path: string; label: string; changes: BodyChange[] }>;
};

/** Two cells of a row that stand across from each other; null: that side has no such cell. */
export type CellPair = { before: string | null; after: string | null; parts: TextPart[] };

/** A line of a text with, for rows of tables, its cells aligned. */
export type LineRow = {
  what: 'line';
  change: BodyChange;
  /** Of a changed row of a table only. */
  cells: CellPair[] | null;
};

/** One row of a comparison: what stood there, and across from it what stands there now. */
export type ComparedRow =
  | { what: 'value'; label: string; before: string | null; after: string | null; parts: TextPart[] }
  | { what: 'attachment'; change: AttachmentChange }
  | { what: 'kept_attachment'; name: string }
  | LineRow
  /** Unchanged lines that are folded away. */
  | { what: 'folded'; blocks: readonly BodyBlock[] };

/** A row with its place: `number` counts the changes of the whole comparison from 1; null where nothing changed. */
export type NumberedRow = { row: ComparedRow; number: number | null };

/** A titled part of a comparison: the metadata, the attachments, the cells of the report, or one text. */
export type ComparedSection = { key: string; title: string; rows: NumberedRow[] };

/** As much of a comparison as one page carries. `part` counts from 1. */
export type ComparisonPart = {
  sections: ComparedSection[];
  part: number;
  parts: number;
  /** Number of the first and last change on this page; both 0 where it has none. */
  firstChange: number;
  lastChange: number;
  /** The nearest pages before and after this one that hold a change; null where none does. */
  previousChangePart: number | null;
  nextChangePart: number | null;
};

/** What became of a version (各稿的去向). */
export type VersionFate =
  | 'public_now'
  | 'once_public'
  | 'returned'
  | 'edited'
  | 'cancelled'
  | 'in_review'
  | 'approved';
