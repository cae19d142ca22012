import { childOf, valueAt, type XmlElement } from '../containers/read-xml';

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
/** Red, green and blue of a colour; null for `auto` and what is none. */
export function channels(color: string | undefined): number[] | null {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '');
  return match ? match.slice(1).map((part) => Number.parseInt(part, 16)) : null;
}

/** Whether a value is a colour, and not `auto` or nothing. */
export function isColor(value: string | undefined): boolean {
  return channels(value) !== null;
}
