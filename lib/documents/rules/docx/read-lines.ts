import type { FileLine } from '../../types';
import {
  childOf,
  elementsOf,
  findAll,
  switchOf,
  textOf,
  valueAt,
  type XmlElement,
} from '../containers/read-xml';
import { UNKNOWN } from './colors';
import type { WordStyle, WordStyles } from './styles';
import { cellBackground, isUnseen, paragraphBackground, tableBackground } from './visibility';

/** Lines of one part, and what stands in it unseen. */
export type Reading = {
  readonly lines: FileLine[];
  /** Paragraphs of cells: a row has them together. */
  readonly inCells: string[];
  readonly inserted: string[];
  readonly deleted: string[];
  readonly hidden: string[];
  /** Colour behind what is read now. */
  background: string;
  objects: number;
};

/**
 * Reads the lines of a part of a Word document.
 *
 * @param background colour behind it, or `auto`
 */
export function readLines(root: XmlElement, styles: WordStyles, background: string): Reading {
  const reading: Reading = {
    lines: [],
    inCells: [],
    inserted: [],
    deleted: [],
    hidden: [],
    background,
    objects: 0,
  };
  blocks(root, styles, reading, 'shown');
  return reading;
}

type Change = 'shown' | 'inserted' | 'deleted';

function blocks(container: XmlElement, styles: WordStyles, reading: Reading, change: Change): void {
  for (const element of elementsOf(container)) {
    switch (element.name) {
      case 'w:p':
        paragraph(element, styles, reading, change);
        break;
      case 'w:tbl':
        behind(reading, tableBackground(element, styles, reading.background), () => {
          for (const row of findAll(element, 'w:tr')) tableRow(row, styles, reading, change);
        });
        break;
      case 'mc:AlternateContent':
        blocks(childOf(element, 'mc:Choice') ?? element, styles, reading, change);
        break;
      case 'w:ins':
      case 'w:moveTo':
        blocks(element, styles, reading, change === 'deleted' ? change : 'inserted');
        break;
      case 'w:del':
      case 'w:moveFrom':
        blocks(element, styles, reading, 'deleted');
        break;
      default:
        blocks(element, styles, reading, change);
    }
  }
}

/** Reads something on a background of its own. */
function behind(reading: Reading, background: string, read: () => void): void {
  const around = reading.background;
  reading.background = background;
  read();
  reading.background = around;
}

function tableRow(row: XmlElement, styles: WordStyles, reading: Reading, change: Change): void {
  const properties = childOf(row, 'w:trPr');
  const own: Change = childOf(properties, 'w:del')
    ? 'deleted'
    : childOf(properties, 'w:ins')
      ? 'inserted'
      : change;
  const inner: Reading = { ...reading, lines: [], objects: 0 };
  const cells = findAll(row, 'w:tc').map((cell) => {
    const from = inner.lines.length;
    behind(inner, cellBackground(cell, inner.background), () => blocks(cell, styles, inner, own));
    return inner.lines
      .slice(from)
      .map((line) => line.text.replace(/\t/g, ' '))
      .join(' ');
  });
  reading.objects += inner.objects;
  for (const line of inner.lines) reading.inCells.push(line.text);
  reading.lines.push({ text: cells.join('\t'), kind: 'row' });
}

function paragraph(element: XmlElement, styles: WordStyles, reading: Reading, change: Change): void {
  const properties = childOf(element, 'w:pPr');
  const style = styles.get(valueAt(properties, ['w:pStyle'], 'w:val')) ?? styles.defaultParagraph;
  const outline = valueAt(properties, ['w:outlineLvl'], 'w:val') ?? style?.outline;
  const isHeading = outline !== undefined && Number(outline) < 9;
  const isListItem = childOf(properties, 'w:numPr') !== undefined || style?.numId !== undefined;
  const state = { shown: '', inserted: '', deleted: '', hidden: '', boxes: [] as XmlElement[] };
  behind(reading, paragraphBackground(properties, reading.background), () =>
    runs(element, change, styles, style, style?.isHidden ?? false, state, reading),
  );
  const kind = isHeading ? 'heading' : isListItem ? 'list_item' : 'paragraph';
  reading.lines.push({ text: state.shown, kind });
  for (const [words, list] of [
    [state.inserted, reading.inserted],
    [state.deleted, reading.deleted],
    [state.hidden, reading.hidden],
  ] as const) {
    if (words.trim() !== '') list.push(words.trim());
  }
  // The mark of a paragraph can be a change by itself: two paragraphs joined or parted.
  const mark = childOf(properties, 'w:rPr');
  if (childOf(mark, 'w:ins') && state.inserted === '') reading.inserted.push('段落标记');
  if (childOf(mark, 'w:del') && state.deleted === '') reading.deleted.push('段落标记');
  // Shapes have colours of their own.
  for (const box of state.boxes) behind(reading, UNKNOWN, () => blocks(box, styles, reading, change));
}

type RunState = { shown: string; inserted: string; deleted: string; hidden: string; boxes: XmlElement[] };

function runs(
  element: XmlElement,
  change: Change,
  styles: WordStyles,
  paragraphStyle: WordStyle | null,
  isHidden: boolean,
  state: RunState,
  reading: Reading,
): void {
  for (const child of elementsOf(element)) {
    switch (child.name) {
      case 'w:pPr':
      case 'w:rPr':
      case 'mc:Fallback':
      case 'w:instrText':
        break;
      case 'w:r': {
        const properties = childOf(child, 'w:rPr');
        const style = styles.get(valueAt(properties, ['w:rStyle'], 'w:val'));
        const own =
          (switchOf(properties, 'w:vanish') ?? style?.isHidden ?? isHidden) ||
          isUnseen(properties, [style, paragraphStyle, styles.defaults], reading.background);
        runs(child, change, styles, paragraphStyle, own, state, reading);
        break;
      }
      case 'w:ins':
      case 'w:moveTo':
        runs(
          child,
          change === 'deleted' ? change : 'inserted',
          styles,
          paragraphStyle,
          isHidden,
          state,
          reading,
        );
        break;
      case 'w:del':
      case 'w:moveFrom':
        runs(child, 'deleted', styles, paragraphStyle, isHidden, state, reading);
        break;
      case 'w:t':
      case 'w:delText':
      case 'm:t':
        say(textOf(child), child.name === 'w:delText' ? 'deleted' : change, isHidden, state);
        break;
      case 'w:tab':
      case 'w:br':
      case 'w:cr':
        say(' ', change, isHidden, state);
        break;
      case 'w:noBreakHyphen':
        say('-', change, isHidden, state);
        break;
      case 'w:txbxContent':
        state.boxes.push(child);
        break;
      case 'v:textpath':
        // 水印 and WordArt: the words stand in an attribute.
        say(` ${child.attrs.string ?? ''} `, change, isHidden, state);
        break;
      case 'wp:docPr':
        break;
      case 'w:object':
      case 'o:OLEObject':
        reading.objects += child.name === 'w:object' ? 1 : 0;
        runs(child, change, styles, paragraphStyle, isHidden, state, reading);
        break;
      default:
        runs(child, change, styles, paragraphStyle, isHidden, state, reading);
    }
  }
}

function say(words: string, change: Change, isHidden: boolean, state: RunState): void {
  if (isHidden) {
    state.hidden += words;
    return;
  }
  if (change === 'deleted') state.deleted += words;
  else {
    state.shown += words;
    if (change === 'inserted') state.inserted += words;
  }
}
