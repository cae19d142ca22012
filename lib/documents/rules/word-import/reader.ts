import type { BodyMark } from '@/lib/disclosure/body/types';
import type { ImportedImage, Repair, RepairGroup, RepairKind } from '../../types';
import { REPAIR_KINDS } from '../../types';
import type { Relationships } from '../containers/open-package';
import type { XmlElement } from '../containers/read-xml';
import { cleanLine } from '../containers/text-collector';
import type { Numbering } from '../docx/numbering';
import type { WordStyles } from '../docx/styles';

/** A piece of a paragraph: text with its marks, a line break, a picture. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly BodyMark[] }
  | { readonly kind: 'break' }
  | { readonly kind: 'image'; readonly file: string; readonly alt: string };

/** Things of one kind that are told one by one; the rest is counted. */
const MOST_ITEMS = 50;
const EXCERPT = 80;

/** Gathers what is told about the import. */
export type Report = {
  add(kind: RepairKind, where: string, text: string): void;
  groups(): RepairGroup[];
};

/** Starts a report. */
export function createReport(): Report {
  const kinds = new Map<RepairKind, { count: number; items: Repair[] }>();
  return {
    add(kind, where, text) {
      const group = kinds.get(kind) ?? { count: 0, items: [] };
      kinds.set(kind, group);
      group.count += 1;
      if (group.items.length >= MOST_ITEMS) return;
      const words = cleanLine(text).trim();
      group.items.push({ where, text: words.length > EXCERPT ? `${words.slice(0, EXCERPT - 1)}…` : words });
    },
    groups: () =>
      REPAIR_KINDS.flatMap((kind) => {
        const group = kinds.get(kind);
        return group ? [{ kind, ...group }] : [];
      }),
  };
}

/** What every part of one reading of a document shares. */
export type Reader = {
  readonly styles: WordStyles;
  readonly numbering: Numbering;
  readonly relationships: Relationships;
  /** Picture of a relationship, or why it can't be taken. */
  image(id: string): ImportedImage | { readonly refused: string };
  readonly report: Report;
  /** Comments by id: author and words. */
  readonly comments: ReadonlyMap<string, string>;
  /** Words of foot- and endnotes by kind and id. */
  readonly notes: ReadonlyMap<string, XmlElement>;
  /** Notes in the order in which the text names them. */
  readonly namedNotes: string[];
  /** Paragraphs and tables met so far, for places in the report. */
  readonly met: { paragraphs: number; tables: number; table: string | null };
  /** Colour behind what is read now. */
  readonly behind: { color: string };
};

/** Where the reading is, as people count: 第3段, 第2张表. */
export function placeOf(reader: Reader): string {
  return reader.met.table ?? `第${reader.met.paragraphs}段`;
}

/** Reads something on a background of its own. */
export function onBackground<T>(reader: Reader, color: string, read: () => T): T {
  const around = reader.behind.color;
  reader.behind.color = color;
  const value = read();
  reader.behind.color = around;
  return value;
}
