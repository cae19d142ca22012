import { FILE_LIMITS } from '../../types';
import { addProperties } from '../containers/add-properties';
import { readPart, relationshipsOf, targetsOf } from '../containers/open-package';
import { elementsOf, findAll, textOf } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import type { TextCollector } from '../containers/text-collector';
import { readSheet, runsOf } from './read-sheet';
import { readWorkbook, type SheetEntry, type Workbook } from './workbook';

/** Rows and cells named in one sentence at most. */
const MOST_NAMED = 5;

function named(places: readonly string[]): string {
  return `${places.slice(0, MOST_NAMED).join('、')}${places.length > MOST_NAMED ? '等' : ''}`;
}

/**
 * Reads the text of a workbook: every sheet, the hidden ones too, hidden rows and columns, comments, what pivot tables
 * and links keep of other data, properties.
 *
 * @returns the parts whose cells were read
 * @throws MalformedFile, TooLargeInside
 */
export async function readXlsxText(zip: Zip, into: TextCollector): Promise<string[]> {
  const workbook = await readWorkbook(zip);
  let left: number = FILE_LIMITS.cells;
  for (const [at, sheet] of workbook.sheets.entries()) {
    if (sheet.part === null) continue;
    left -= await addSheet(zip, workbook, sheet, at + 1, left, into);
  }
  await addKeptData(zip, workbook, into);
  await addProperties(zip, into);
  return workbook.sheets.flatMap((sheet) => sheet.part ?? []);
}

async function addSheet(
  zip: Zip,
  workbook: Workbook,
  sheet: SheetEntry,
  number: number,
  mostCells: number,
  into: TextCollector,
): Promise<number> {
  const bytes = sheet.part === null ? null : zip.read(sheet.part);
  if (bytes === null || sheet.part === null) return 0;
  const label = `第${number}张工作表“${sheet.name}”`;
  const reading = await readSheet(bytes, workbook, mostCells, zip.pause);
  into.add(
    `sheet.${number}`,
    label,
    reading.rows.map((row) => ({ text: row.text, kind: 'row' })),
  );
  if (reading.isCut) {
    into.cutShort(
      `表格太大，只读了前${FILE_LIMITS.cells.toLocaleString('en-US')}个有内容的单元格，${label}以后的部分请人工校对。`,
    );
  }
  if (sheet.state !== 'visible' && reading.cells > 0) {
    into.warn(
      'hidden_sheet',
      sheet.state === 'hidden'
        ? `${label}是隐藏的，请取消隐藏或删除后重新上传。`
        : `${label}是深度隐藏的（在“取消隐藏”里也看不到），请把要公开的工作表复制到新文件后重新上传。`,
    );
  }
  const rows = reading.rows.filter((row) => row.isHidden).map((row) => row.number);
  if (rows.length > 0) {
    into.warn(
      'hidden_rows',
      `${label}的第${named(runsOf(rows, String))}行是隐藏的（或被筛选掉、矮得看不见的），请取消隐藏或删除后重新上传。`,
    );
  }
  if (reading.hiddenColumns.length > 0) {
    into.warn(
      'hidden_columns',
      `${label}的${named(reading.hiddenColumns)}列是隐藏的（或窄得看不见），请取消隐藏或删除后重新上传。`,
    );
  }
  if (reading.hiddenCells.length > 0) {
    into.warn(
      'hidden_cells',
      `${label}的${named(reading.hiddenCells)}单元格里的内容不显示（数字格式“;;;”，或白底白字），请改成显示出来的格式或删除后重新上传。`,
    );
  }
  await addComments(zip, sheet.part, number, label, into);
  return reading.cells;
}

async function addComments(zip: Zip, part: string, number: number, label: string, into: TextCollector) {
  const relationships = await relationshipsOf(zip, part);
  const places: string[] = [];
  const lines: string[] = [];
  for (const target of targetsOf(relationships, 'comments')) {
    for (const comment of findAll(await readPart(zip, target), 's:comment')) {
      const place = comment.attrs.ref ?? '';
      const words = findAll(comment, 's:t').map(textOf).join('');
      places.push(place);
      lines.push(`${place}：${words}`);
    }
  }
  for (const target of targetsOf(relationships, 'threadedComment')) {
    for (const comment of elementsOf(await readPart(zip, target))) {
      const place = comment.attrs.ref ?? '';
      if (!places.includes(place)) places.push(place);
      lines.push(`${place}：${textOf(comment)}`);
    }
  }
  // Words in shapes and boxes that lie over the cells.
  const drawn: string[] = [];
  for (const target of targetsOf(relationships, 'drawing')) {
    for (const line of findAll(await readPart(zip, target), 'a:p')) drawn.push(textOf(line));
  }
  into.add(
    `sheet.${number}.drawing`,
    `${label}里图形中的文字`,
    drawn.map((text) => ({ text, kind: 'paragraph' })),
  );
  into.add(
    `sheet.${number}.comments`,
    `${label}的批注`,
    lines.map((text) => ({ text, kind: 'paragraph' })),
  );
  if (places.length > 0) {
    into.warn(
      'comments',
      `${label}的${named(places)}单元格有批注，请删除全部批注（“审阅—删除批注”）后重新上传。`,
    );
  }
}

/** Pivot tables keep a copy of their source, links a copy of the other workbook: both leave with the file. */
async function addKeptData(zip: Zip, workbook: Workbook, into: TextCollector): Promise<void> {
  const pivots = targetsOf(workbook.relationships, 'pivotCacheDefinition');
  const words: string[] = [];
  for (const pivot of pivots) {
    for (const element of findAll(await readPart(zip, pivot), 's:sharedItems')) {
      const items = elementsOf(element).map((item) => item.attrs.v ?? '');
      if (items.length > 0) words.push(items.join('\t'));
    }
  }
  into.add(
    'pivot_data',
    '数据透视表里存的源数据',
    words.map((text) => ({ text, kind: 'row' })),
  );
  if (pivots.length > 0) {
    into.warn(
      'pivot_data',
      '文件里有数据透视表，存着全部源数据（包括没有显示的）。请把结果“选择性粘贴—数值”到新文件后重新上传。',
    );
  }
  if (targetsOf(workbook.relationships, 'externalLink').length > 0) {
    into.warn(
      'external_data',
      '文件引用了别的工作簿，并存着引用来的数据。请在“数据—编辑链接”里断开链接，只留数值。',
    );
  }
}
