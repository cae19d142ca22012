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
  | { kind: 'replaced'; name: string; before: string; after: string }
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
