import type { FileLine } from '../../types';
import { addProperties } from '../containers/add-properties';
import {
  findMainPart,
  type Relationships,
  readPart,
  relationshipsOf,
  targetsOf,
} from '../containers/open-package';
import { childOf, elementsOf, valueAt } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import type { TextCollector } from '../containers/text-collector';
import { type Reading, readLines } from './read-lines';
import { readStyles, type WordStyles } from './styles';

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
  const paper = valueAt(document, ['w:background'], 'w:color') ?? 'auto';
  add(into, 'body', '正文', readLines(childOf(document, 'w:body') ?? document, styles, paper), true);
  for (const [type, label] of SIDE_PARTS) {
    const targets = targetsOf(relationships, type);
    for (const [at, target] of targets.entries()) {
      const path = targets.length > 1 || type === 'header' || type === 'footer' ? `${type}.${at + 1}` : type;
      add(into, path, label, readLines(await readPart(zip, target), styles, paper), false);
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
    into.warn(
      'hidden_text',
      `${label}有隐藏的文字，或者颜色与底色相同、小得看不见的文字${passages(reading.hidden)}，请显示出来或删除后重新上传。`,
    );
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
      const { lines: own } = readLines(comment, styles, 'auto');
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
