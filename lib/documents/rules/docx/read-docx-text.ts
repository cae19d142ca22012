import type { FileLine } from '../../types';
import { addProperties } from '../containers/add-properties';
import {
  findMainPart,
  type Relationships,
  readPart,
  relationshipsOf,
  targetsOf,
} from '../containers/open-package';
import {
  childOf,
  elementsOf,
  findAll,
  switchOf,
  textOf,
  valueAt,
  type XmlElement,
} from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import type { TextCollector } from '../containers/text-collector';
import { readStyles, type WordStyles } from './styles';

/** Lines of one part, and what stands in it unseen. */
type Reading = {
  readonly lines: FileLine[];
  /** Paragraphs of cells: a row has them together. */
  readonly inCells: string[];
  readonly inserted: string[];
  readonly deleted: string[];
  readonly hidden: string[];
  objects: number;
};

/** Names a handful of passages: 第一处……、第二处……; `count` of how many there are. */
function passages(words: readonly string[]): string {
  const shown = words.slice(0, 3).map((word) => `“${word.slice(0, 20)}${word.length > 20 ? '…' : ''}”`);
  return `${words.length}处${shown.length > 0 ? `（${shown.join('、')}${words.length > 3 ? '等' : ''}）` : ''}`;
}

/** Parts beside the body that hold text, by the type of their relationship. */
const SIDE_PARTS = [
  ['header', '页眉'],
  ['footer', '页脚'],
  ['footnotes', '脚注'],
  ['endnotes', '尾注'],
] as const;

/**
 * Reads the text of a Word document: body, headers and footers, notes, comments, tracked changes, hidden text,
 * properties.
 *
 * @throws MalformedFile, TooLargeInside
 */
export async function readDocxText(zip: Zip, into: TextCollector): Promise<void> {
  const main = await findMainPart(zip);
  const relationships = await relationshipsOf(zip, main);
  const [stylesPart] = targetsOf(relationships, 'styles');
  const styles = readStyles(stylesPart === undefined ? null : await readPart(zip, stylesPart));
  const document = await readPart(zip, main);
  add(into, 'body', '正文', readLines(childOf(document, 'w:body') ?? document, styles), true);
  for (const [type, label] of SIDE_PARTS) {
    const targets = targetsOf(relationships, type);
    for (const [at, target] of targets.entries()) {
      const path = targets.length > 1 || type === 'header' || type === 'footer' ? `${type}.${at + 1}` : type;
      add(into, path, label, readLines(await readPart(zip, target), styles), false);
    }
  }
  await addComments(zip, relationships, styles, into);
  await addProperties(zip, into);
}

function add(into: TextCollector, path: string, label: string, reading: Reading, isBody: boolean): void {
  const lines = (words: readonly string[]): FileLine[] => words.map((text) => ({ text, kind: 'paragraph' }));
  into.add(path, label, reading.lines);
  for (const words of reading.inCells) into.note(words);
  into.add(`${path}.deleted`, `${label}里修订删去的文字`, lines(reading.deleted));
  into.add(`${path}.hidden`, `${label}里隐藏的文字`, lines(reading.hidden));
  const changes = [...reading.inserted, ...reading.deleted];
  if (changes.length > 0) {
    into.warn(
      'tracked_changes',
      `${label}有修订痕迹${passages(changes)}，请在“审阅”里全部接受或拒绝，关闭修订后重新上传。`,
    );
  }
  if (reading.hidden.length > 0) {
    into.warn('hidden_text', `${label}有隐藏的文字${passages(reading.hidden)}，请取消隐藏或删除后重新上传。`);
  }
  if (reading.objects > 0 && isBody) {
    into.warn(
      'embedded_object',
      `${label}嵌入了${reading.objects}个对象（如 Excel 表格、公式），其中的内容系统不检查，请人工检查。`,
    );
  }
}

async function addComments(zip: Zip, relationships: Relationships, styles: WordStyles, into: TextCollector) {
  for (const target of targetsOf(relationships, 'comments')) {
    const root = await readPart(zip, target);
    const comments = elementsOf(root).filter((element) => element.name === 'w:comment');
    const lines = comments.flatMap((comment) => {
      const { lines: own } = readLines(comment, styles);
      const author = comment.attrs['w:author'] ?? '';
      return own.map((line) => ({ ...line, text: author === '' ? line.text : `${author}：${line.text}` }));
    });
    into.add('comments', '批注', lines);
    if (comments.length > 0) {
      into.warn(
        'comments',
        `文件里有批注${passages(lines.map((line) => line.text))}，请在“审阅”里删除全部批注后重新上传。`,
      );
    }
  }
}

function readLines(root: XmlElement, styles: WordStyles): Reading {
  const reading: Reading = { lines: [], inCells: [], inserted: [], deleted: [], hidden: [], objects: 0 };
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
        for (const row of findAll(element, 'w:tr')) tableRow(row, styles, reading, change);
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
    blocks(cell, styles, inner, own);
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
  runs(element, change, styles, style?.isHidden ?? false, state, reading);
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
  for (const box of state.boxes) blocks(box, styles, reading, change);
}

type RunState = { shown: string; inserted: string; deleted: string; hidden: string; boxes: XmlElement[] };

function runs(
  element: XmlElement,
  change: Change,
  styles: WordStyles,
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
        const own = switchOf(properties, 'w:vanish') ?? style?.isHidden ?? isHidden;
        runs(child, change, styles, own, state, reading);
        break;
      }
      case 'w:ins':
      case 'w:moveTo':
        runs(child, change === 'deleted' ? change : 'inserted', styles, isHidden, state, reading);
        break;
      case 'w:del':
      case 'w:moveFrom':
        runs(child, 'deleted', styles, isHidden, state, reading);
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
        runs(child, change, styles, isHidden, state, reading);
        break;
      default:
        runs(child, change, styles, isHidden, state, reading);
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
