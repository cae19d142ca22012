import { childOf, elementsOf, findAll, switchOf, valueAt, type XmlElement } from '../containers/read-xml';
import { fillOf, isColor } from './colors';

/** What a style of Word gives its paragraphs and characters; undefined where it says nothing. */
export type WordStyle = {
  readonly id: string;
  readonly name: string;
  /** Outline level from 0, as Word counts; 9 is body text. */
  readonly outline?: number | undefined;
  readonly align?: string | undefined;
  readonly numId?: string | undefined;
  readonly numLevel?: number | undefined;
  readonly isHidden?: boolean | undefined;
  readonly isBold?: boolean | undefined;
  readonly isItalic?: boolean | undefined;
  readonly isUnderlined?: boolean | undefined;
  readonly isStruck?: boolean | undefined;
  /** Font of Chinese characters. */
  readonly font?: string | undefined;
  readonly hasIndent?: boolean | undefined;
  /** Colour of the characters and behind them, RRGGBB; size in half points. */
  readonly color?: string | undefined;
  readonly fill?: string | undefined;
  readonly size?: number | undefined;
};

export type WordStyles = {
  /** The style with all it inherits; null for an unknown id. */
  get(id: string | undefined): WordStyle | null;
  readonly defaultParagraph: WordStyle | null;
  /** What every text has that nothing else gives a look (`w:docDefaults`). */
  readonly defaults: WordStyle;
  /** Whether a style of tables, or one it is based on, colours cells. */
  isColored(id: string): boolean;
};

/** Longest line of ancestors followed. */
const MOST_ANCESTORS = 20;

/** Whether a paragraph's properties set its first line in; undefined where they say nothing. */
export function hasIndent(properties: XmlElement | undefined): boolean | undefined {
  const indent = childOf(properties, 'w:ind');
  const value = indent?.attrs['w:firstLineChars'] ?? indent?.attrs['w:firstLine'];
  return value === undefined ? undefined : Number(value) > 0;
}

function ownStyle(element: XmlElement): WordStyle {
  const paragraph = childOf(element, 'w:pPr');
  const run = childOf(element, 'w:rPr');
  const number = (value: string | undefined) =>
    value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
  return {
    id: element.attrs['w:styleId'] ?? '',
    name: valueAt(element, ['w:name'], 'w:val') ?? '',
    outline: number(valueAt(paragraph, ['w:outlineLvl'], 'w:val')),
    align: valueAt(paragraph, ['w:jc'], 'w:val'),
    numId: valueAt(paragraph, ['w:numPr', 'w:numId'], 'w:val'),
    numLevel: number(valueAt(paragraph, ['w:numPr', 'w:ilvl'], 'w:val')),
    isHidden: switchOf(run, 'w:vanish'),
    isBold: switchOf(run, 'w:b'),
    isItalic: switchOf(run, 'w:i'),
    isUnderlined: switchOf(run, 'w:u'),
    isStruck: switchOf(run, 'w:strike') ?? switchOf(run, 'w:dstrike'),
    font: valueAt(run, ['w:rFonts'], 'w:eastAsia'),
    hasIndent: hasIndent(paragraph),
    color: valueAt(run, ['w:color'], 'w:val'),
    fill: fillOf(run) ?? fillOf(paragraph),
    size: number(valueAt(run, ['w:sz'], 'w:val')),
  };
}

/** Reads styles.xml; `root` is null where the document has none. */
export function readStyles(root: XmlElement | null): WordStyles {
  const elements = new Map(
    (root ? elementsOf(root) : [])
      .filter((element) => element.name === 'w:style')
      .map((element) => [element.attrs['w:styleId'] ?? '', element]),
  );
  const known = new Map<string, WordStyle>();
  const get = (id: string | undefined): WordStyle | null => {
    if (id === undefined) return null;
    const kept = known.get(id);
    if (kept) return kept;
    let style: WordStyle | null = null;
    let next: string | undefined = id;
    for (let count = 0; next !== undefined && count < MOST_ANCESTORS; count += 1) {
      const element: XmlElement | undefined = elements.get(next);
      if (!element) break;
      const own = ownStyle(element);
      style = style === null ? own : { ...own, ...withoutUndefined(style) };
      next = valueAt(element, ['w:basedOn'], 'w:val');
    }
    if (style) known.set(id, style);
    return style;
  };
  const defaultElement = [...elements.values()].find(
    (element) =>
      element.attrs['w:type'] === 'paragraph' && /^(?:1|true|on)$/.test(element.attrs['w:default'] ?? ''),
  );
  const isColored = (id: string): boolean => {
    let next: string | undefined = id;
    for (let count = 0; next !== undefined && count < MOST_ANCESTORS; count += 1) {
      const element: XmlElement | undefined = elements.get(next);
      if (!element) return false;
      if (findAll(element, 'w:shd').some((shading) => isColor(shading.attrs['w:fill']))) return true;
      next = valueAt(element, ['w:basedOn'], 'w:val');
    }
    return false;
  };
  const defaults = childOf(childOf(root ?? undefined, 'w:docDefaults'), 'w:rPrDefault');
  return {
    get,
    defaultParagraph: get(defaultElement?.attrs['w:styleId']),
    defaults: ownStyle(defaults ?? { name: '', attrs: {}, children: [] }),
    isColored,
  };
}

function withoutUndefined(style: WordStyle): WordStyle {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined)) as WordStyle;
}
