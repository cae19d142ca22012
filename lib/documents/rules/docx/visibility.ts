import { childOf, valueAt, type XmlElement } from '../containers/read-xml';
import type { WordStyle, WordStyles } from './styles';

/** The colour behind what has these properties (底纹, 突出显示), RRGGBB or `auto`; undefined where they say nothing. */
export function fillOf(properties: XmlElement | undefined): string | undefined {
  const highlight = valueAt(properties, ['w:highlight'], 'w:val');
  if (highlight !== undefined && highlight !== 'none') return HIGHLIGHTS[highlight] ?? UNKNOWN;
  const shading = childOf(properties, 'w:shd');
  if (!shading) return undefined;
  const { 'w:val': pattern, 'w:fill': fill, 'w:color': color } = shading.attrs;
  if (pattern === 'solid') return color ?? 'auto';
  // Of a pattern of two colours nobody can say what is read on it.
  return pattern === undefined || pattern === 'clear' || pattern === 'nil' ? fill : UNKNOWN;
}

/** The background of a place where none is known: a shape, a table whose style may colour it. */
export const UNKNOWN = 'unknown';
const HIGHLIGHTS: Readonly<Record<string, string>> = {
  black: '000000',
  blue: '0000FF',
  cyan: '00FFFF',
  green: '00FF00',
  magenta: 'FF00FF',
  red: 'FF0000',
  yellow: 'FFFF00',
  white: 'FFFFFF',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  darkGray: '808080',
  lightGray: 'C0C0C0',
};
/** Characters of this size, in half points, and smaller are dots. */
const SMALLEST = 2;
/** Colours that differ by no more than this in each of red, green and blue look the same. */
const SAME_COLOR = 16;

function channels(color: string | undefined): number[] | null {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '');
  return match ? match.slice(1).map((part) => Number.parseInt(part, 16)) : null;
}

/** Whether a value is a colour, and not `auto` or nothing. */
export function isColor(value: string | undefined): boolean {
  return channels(value) !== null;
}

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
