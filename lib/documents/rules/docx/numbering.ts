import { childOf, elementsOf, valueAt, type XmlElement } from '../containers/read-xml';

type Level = {
  readonly format: string;
  /** E.g. `%1.` or `第%1条`. */
  readonly text: string;
  readonly start: number;
};

/** How a numbered paragraph begins: a bullet, a number a list can print again, or words that must become text. */
export type ListLabel =
  | { readonly kind: 'bullet' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly label: string };

export type Numbering = {
  /** Counts on and gives the label of the next paragraph of a list; null where it has none. */
  next(numId: string, level: number): ListLabel | null;
};

const DEEPEST = 9;

const DIGITS = '〇一二三四五六七八九';

/** A number below ten thousand in Chinese: 10 = 十, 110 = 一百一十. */
function chinese(value: number): string {
  if (value <= 0 || value >= 10_000) return String(value);
  let words = '';
  let isGap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) isGap = words !== '';
    else {
      words += (isGap ? '〇' : '') + DIGITS[digit] + name;
      isGap = false;
    }
  }
  return words.startsWith('一十') ? words.slice(1) : words;
}

function roman(value: number): string {
  const parts = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const;
  let left = Math.min(value, 3999);
  let words = '';
  for (const [amount, letters] of parts) {
    while (left >= amount) {
      words += letters;
      left -= amount;
    }
  }
  return words;
}

function letter(value: number): string {
  return value < 1 ? '' : String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function counted(value: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'ideographDigital':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chinese(value);
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[value - 1] ?? String(value);
    case 'upperLetter':
      return letter(value);
    case 'lowerLetter':
      return letter(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(value);
  }
}

/** Reads numbering.xml; `root` is null where the document has none. The result counts, so it serves one reading. */
export function readNumbering(root: XmlElement | null): Numbering {
  const elements = root ? elementsOf(root) : [];
  const abstracts = new Map(
    elements
      .filter((element) => element.name === 'w:abstractNum')
      .map((element) => [element.attrs['w:abstractNumId'] ?? '', levelsOf(element)]),
  );
  const lists = new Map(
    elements
      .filter((element) => element.name === 'w:num')
      .map((element) => {
        const abstract = valueAt(element, ['w:abstractNumId'], 'w:val') ?? '';
        const levels = new Map(abstracts.get(abstract));
        let isOwn = false;
        for (const override of elementsOf(element).filter((child) => child.name === 'w:lvlOverride')) {
          const at = Number(override.attrs['w:ilvl'] ?? 0);
          const start = valueAt(override, ['w:startOverride'], 'w:val');
          const known = levels.get(at);
          const own = childOf(override, 'w:lvl');
          if (own) levels.set(at, levelOf(own));
          else if (known && start !== undefined) levels.set(at, { ...known, start: Number(start) });
          isOwn ||= start !== undefined;
        }
        const id = element.attrs['w:numId'] ?? '';
        // Lists of one pattern count on together, unless one says that it starts anew.
        return [id, { levels, counter: isOwn ? `own ${id}` : abstract }] as const;
      }),
  );
  const counters = new Map<string, number[]>();
  return {
    next(numId, level) {
      const list = lists.get(numId);
      const pattern = list?.levels.get(level);
      if (!list || !pattern || level >= DEEPEST) return null;
      if (pattern.format === 'bullet') return { kind: 'bullet' };
      const counter = counters.get(list.counter) ?? [];
      counters.set(list.counter, counter);
      const value = counter[level] === undefined ? pattern.start : counter[level] + 1;
      counter.length = level + 1;
      counter[level] = value;
      if (pattern.format === 'decimal' && /^%\d[.．]$/.test(pattern.text)) return { kind: 'number', value };
      const label = pattern.text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const of = list.levels.get(at);
        return counted(counter[at] ?? of?.start ?? 1, of?.format ?? 'decimal');
      });
      return label.trim() === '' ? null : { kind: 'text', label };
    },
  };
}

function levelsOf(abstract: XmlElement): Map<number, Level> {
  return new Map(
    elementsOf(abstract)
      .filter((element) => element.name === 'w:lvl')
      .map((element) => [Number(element.attrs['w:ilvl'] ?? 0), levelOf(element)]),
  );
}

function levelOf(element: XmlElement): Level {
  return {
    format: valueAt(element, ['w:numFmt'], 'w:val') ?? 'decimal',
    text: valueAt(element, ['w:lvlText'], 'w:val') ?? '',
    start: Number(valueAt(element, ['w:start'], 'w:val') ?? 1),
  };
}
