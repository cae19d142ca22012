import { FILE_LIMITS, type FileLine } from '../../types';
import type { TextCollector } from '../containers/text-collector';
import { decodeText } from './decode-text';

/** Reads a text file, or the rows of a CSV file (cells are parted by commas or tabs). */
export function readPlainText(bytes: Uint8Array, isTable: boolean, into: TextCollector): void {
  const whole = decodeText(bytes);
  const text = whole.slice(0, FILE_LIMITS.characters);
  const lines: FileLine[] = isTable
    ? csvRows(text).map((cells) => ({
        text: cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t'),
        kind: 'row',
      }))
    : text.split(/\r\n|[\n\r\u2028\u2029\f]/).map((line) => ({ text: line, kind: 'paragraph' }));
  into.add('body', isTable ? '表格' : '正文', lines);
  if (whole.length > text.length)
    into.cutShort('文件的文字太多，后面的部分没有读，请人工校对，或拆成几个文件上传。');
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A cell in quotes, one without, or the mark that ends it.
  for (const match of text.matchAll(
    /"((?:[^"]|"")*)"?([,\t]|\r\n|\n|\r|$)|([^",\t\r\n][^,\t\r\n]*)?([,\t]|\r\n|\n|\r|$)/g,
  )) {
    const quoted = match[1];
    row.push(quoted === undefined ? (match[3] ?? '') : quoted.replace(/""/g, '"'));
    const mark = match[2] ?? match[4] ?? '';
    if (mark === ',' || mark === '\t') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
