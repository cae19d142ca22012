import { childOf, valueAt, type XmlElement } from '../containers/read-xml';
import { channels, fillOf, UNKNOWN } from './colors';
import type { WordStyle, WordStyles } from './styles';

/** Characters of this size, in half points, and smaller are dots. */
const SMALLEST = 2;
/** Colours that differ by no more than this in each of red, green and blue look the same. */
const SAME_COLOR = 16;

/**
 * Whether the characters of a run can't be seen, though it is not marked as hidden: of the colour of their background,
 * or too small to be more than dots.
 *
 * @param styles that give the run what it does not say itself, the nearest first
 * @param background colour behind the paragraph, `auto` for paper, or `UNKNOWN`
 */
export function isUnseen(
  properties: XmlElement | undefined,
  styles: readonly (WordStyle | null)[],
  background: string,
): boolean {
  const first = <T>(read: (style: WordStyle) => T | undefined): T | undefined =>
    styles.flatMap((style) => (style ? (read(style) ?? []) : []))[0] as T | undefined;
  const size = valueAt(properties, ['w:sz'], 'w:val') ?? first((style) => style.size);
  if (size !== undefined && Number(size) <= SMALLEST) return true;
  const color = channels(valueAt(properties, ['w:color'], 'w:val') ?? first((style) => style.color));
  if (color === null) return false;
  const own = fillOf(properties) ?? first((style) => style.fill);
  const behind = own === undefined || own === 'auto' ? background : own;
  if (behind === UNKNOWN) return false;
  const paper = channels(behind === 'auto' ? 'FFFFFF' : behind);
  return paper?.every((value, at) => Math.abs(value - (color[at] ?? 0)) <= SAME_COLOR) ?? false;
}

/**
 * The colour behind what stands in a table: unknown where its style colours cells, for that depends on their place.
 *
 * @param around colour behind the table
 */
export function tableBackground(table: XmlElement, styles: WordStyles, around: string): string {
  const properties = childOf(table, 'w:tblPr');
  const id = valueAt(properties, ['w:tblStyle'], 'w:val');
  if (id !== undefined && styles.isColored(id)) return UNKNOWN;
  return fillOf(properties) ?? around;
}

/** The colour behind what stands in a cell. */
export function cellBackground(cell: XmlElement, around: string): string {
  const own = fillOf(childOf(cell, 'w:tcPr'));
  return own === undefined || own === 'auto' ? around : own;
}

/** The colour behind a paragraph. */
export function paragraphBackground(properties: XmlElement | undefined, around: string): string {
  const own = fillOf(properties);
  return own === undefined || own === 'auto' ? around : own;
}
