import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { toExchange } from '@/lib/annual-report/rules/exchange';
import {
  acceptReading,
  MAX_REPORT_BYTES,
  readReportFile,
} from '@/lib/annual-report/rules/import/read-report-file';
import { loadFixture, loadFixtureText } from '../../support/annual-report-fixtures';
import { html, spaced } from '../../support/annual-report-texts';
import { compareReading } from '../../support/compare-reading';

const bytes = (text: string) => new TextEncoder().encode(text);
const ask = async (file: Uint8Array) => {
  const read = await readReportFile(file);
  return read.ok ? acceptReading(read.value, 2023, 2026) : read;
};
const refusal = async (file: Uint8Array) => {
  const read = await ask(file);
  return read.ok
    ? null
    : { code: read.refusals[0]?.code, message: read.refusals.map(({ message }) => message).join() };
};

/** A page whose first row of table three holds these texts. */
function withRow(texts: readonly string[]): string {
  let at = 0;
  const page = html(zeroTables());
  const begin = page.indexOf('一、本年新收政府信息公开申请数量');
  return (
    page.slice(0, begin) +
    page.slice(begin).replace(/<td><p>0<\/p>/g, (cell) => (at < 7 ? `<td><p>${texts[at++]}</p>` : cell))
  );
}

async function firstRow(texts: readonly string[]) {
  const read = await readReportFile(bytes(withRow(texts)));
  if (!read.ok) throw new Error(read.refusals[0]?.message);
  const { table3, questions, notes } = read.value.report;
  return { cells: Object.values(table3.received_new ?? {}), questions, notes: notes.join() };
}

/** A PDF of one page; without words it has no text layer. */
function pdf(content: string): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  return bytes(`%PDF-1.4\n${body}trailer<</Root 1 0 R/Size 6>>\n%%EOF`);
}

const TYPES = (main: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;

describe('各种文件', () => {
  it('[AR-T7] 种类看内容不看名字：文本里是网页就按网页读，空格是空白', async () => {
    const read = await readReportFile(bytes(loadFixtureText('046')));
    expect(read.ok && read.value.report.table3['results.public']).toMatchObject({
      natural_person: 258,
      'legal.research': null,
      total: null,
    });
  });

  it('[AR-T7] 交换格式的 JSON 读进来、写出去是同一份', async () => {
    const read = await readReportFile(bytes(loadFixtureText('022')));
    if (!read.ok) throw new Error();
    const text = JSON.stringify(toExchange(read.value.report));
    const again = await readReportFile(bytes(text));
    expect(again.ok && JSON.stringify(toExchange(again.value.report))).toBe(text);
  });

  it('[AR-T7] 夹具的 JSON 可以直接读入', async () => {
    const read = await readReportFile(
      readFileSync(path.resolve(import.meta.dirname, '../../fixtures/annual-reports/005.json')),
    );
    expect(read.ok && compareReading(loadFixture('005'), read.value.report).wrong).toEqual([]);
  });

  it('[AR-T7] GB 18030 和 UTF-16 的文本也读得出', async () => {
    const text = loadFixtureText('021');
    const wide = new Uint8Array(2 + text.length * 2);
    wide.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i += 1) {
      wide.set([text.charCodeAt(i) & 0xff, text.charCodeAt(i) >> 8], 2 + 2 * i);
    }
    const read = await readReportFile(wide);
    expect(read.ok && compareReading(loadFixture('021'), read.value.report)).toMatchObject({
      wrong: [],
      asked: [],
    });
  });
});

describe('格里写的数', () => {
  it.each([
    [['/', '—', '-', '－', '无', '0', '0'], [0, 0, 0, 0, 0, 0, 0], /“\/”读作 0/],
    [['１２', '+2', '1,234', '0', '0', '0', '1248'], [12, 2, 1234, 0, 0, 0, 1248], /“1,234”读作 1234/],
    [['-3', '1.5', '0', '0', '0', '0', '3'], [-3, 1.5, 0, 0, 0, 0, 3], /^$/],
    [['3件', '', '&nbsp;', '　', '0', '0', '3'], [3, null, null, null, 0, 0, 3], /“3件”读作 3/],
  ])('[A3-4] %j 读作 %j', async (texts, cells, note) => {
    const row = await firstRow(texts);
    expect(row.cells).toEqual(cells);
    expect(row.notes).toMatch(note);
    expect(row.questions).toEqual([]);
  });

  it.each([
    [['123456789012', '0', '0', '0', '0', '0', '0'], '123456789012'],
    [['0000000', '', '', '', '', '', '1'], '0000000'],
    [['0', '0', '约3', '0', '0', '0', '3'], '约3'],
    [['1 4', '0', '0', '0', '0', '0', '14'], '1 4'],
  ])('[A3-4] %j 不猜：这一行为空，列出来问', async (texts, raw) => {
    const row = await firstRow(texts);
    expect(row.cells).toEqual([null, null, null, null, null, null, null]);
    expect(row.questions.map((question) => question.row)).toEqual(['received_new']);
    expect(row.notes).toContain(raw);
  });

  it('[A3-3] 合计不符的数照原样读进来', async () => {
    expect((await firstRow(['3', '0', '0', '0', '0', '0', '9'])).cells).toEqual([3, 0, 0, 0, 0, 0, 9]);
  });
});

describe('不收的文件，一句话说明', () => {
  const report = spaced(zeroTables());

  it.each<[string, Uint8Array, string, string]>([
    ['空文件', new Uint8Array(), 'empty', '文件是空的'],
    ['只有空白', bytes(' \n　\t\n'), 'empty', '文件是空的'],
    [
      '别的文章',
      bytes('关于开展安全生产检查的通知\n各有关单位：请于3月1日前报送。'),
      'other_kind',
      '不像政府信息公开',
    ],
    ['表格是图片的', bytes(report.slice(0, report.indexOf('第二十条'))), 'no_table_three', '没有找到表三'],
    ['没有表四', bytes(report.slice(0, report.indexOf('四、政府信息公开'))), 'incomplete', '缺少：表四'],
    ['表四断了', bytes(report.slice(0, report.indexOf('五、存在') - 8)), 'incomplete', '缺少：表四'],
    ['没有表二', bytes(report.replace(/二、主动公开[\s\S]*?(?=三、收到)/, '')), 'incomplete', '缺少：表二'],
    [
      '中间掉了一页',
      bytes(report.replace(/2\.其他法律[\s\S]*?(?=2\.没有现成信息)/, '')),
      'incomplete',
      '表三的8行（“2.其他法律行政法规禁止公开”',
    ],
    ['两份在一起', bytes(report + report), 'two_reports', '不止一份'],
    ['不是要的年度', bytes(report.replaceAll('2023', '2022')), 'wrong_year', '这是2022年度的报告'],
    ['还没到的年度', bytes(report.replaceAll('2023', '2035')), 'wrong_year', '这是2035年度'],
    ['2018 年的', bytes(report.replaceAll('2023', '2018')), 'before_2019', '作为附件保存'],
    ['文字太多的', bytes('通知。\n'.repeat(250_000)), 'too_long', '超过60万字'],
    ['太大的', new Uint8Array(MAX_REPORT_BYTES + 1), 'too_large', '超过20MB'],
    ['扫描的 PDF', pdf('0 0 m 10 10 l S'), 'scanned_pdf', '没有文字层'],
    ['别的 PDF', pdf('BT /F 12 Tf 50 700 Td (Hello) Tj ET'), 'other_kind', '不像'],
    ['图片', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'image', '这是图片'],
    ['旧版格式', bytes('{\\rtf1 x}'), 'old_office', '旧版格式'],
    ['压缩包', zipSync({ 'a.txt': strToU8(report) }), 'archive', '压缩包'],
    [
      '带宏的 Word',
      zipSync({
        '[Content_Types].xml': strToU8(TYPES('application/xml')),
        'word/document.xml': strToU8('<a/>'),
        'word/vbaProject.bin': strToU8('x'),
      }),
      'macros',
      '有宏',
    ],
    [
      '自称带宏的',
      zipSync({
        '[Content_Types].xml': strToU8(TYPES('application/vnd.ms-word.document.macroEnabled.main+xml')),
        'word/document.xml': strToU8('<a/>'),
      }),
      'macros',
      '有宏',
    ],
    [
      '坏的 Word',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/a.xml': strToU8('<') }),
      'unreadable',
      '已损坏',
    ],
    ['二进制', Uint8Array.from([1, 2, 3, 0, 5, 6, 7, 8]), 'other', '读不了'],
    ['断了的 JSON', bytes('{"table3": {'), 'bad_json', '不是完整的 JSON'],
    [
      '数字写成文字的 JSON',
      bytes('{"table3": {"received_new": {"total": "3"}}}'),
      'bad_json',
      'received_new.total',
    ],
    ['别的 JSON', bytes('[1, 2]'), 'bad_json', '交换格式'],
    ['没有表的 JSON', bytes('{"title": "x"}'), 'other_kind', '不像'],
  ])('[AR-T7] %s', async (_, file, code, words) => {
    const refused = await refusal(file);
    expect(refused).toMatchObject({ code });
    expect(refused?.message).toContain(words);
    expect(refused?.message).not.toContain('\n');
  });

  it('[AR-T7] 同一份报告，年度对的收下', async () => {
    expect(await refusal(bytes(report))).toBeNull();
  });

  it('[AR-T7] 长串数字、深层嵌套不拖垮读取', async () => {
    const digits = report.replace(
      '一、本年新收政府信息公开申请数量 0',
      `一、本年新收政府信息公开申请数量 ${'1'.repeat(100_000)}`,
    );
    const read = await readReportFile(bytes(digits));
    expect(read.ok && read.value.report.questions.map(({ row }) => row)).toEqual(['received_new']);
    const nested = await readReportFile(bytes(`${'<div>'.repeat(50_000)}${html(zeroTables())}`));
    expect(nested.ok && nested.value.report.questions).toEqual([]);
  });

  it('[AR-T7] 标题和统计期限的年份不同，收下并说明', async () => {
    const odd = report.replace(
      '2023年，共收到',
      '报告中所列数据统计期限自2022年1月1日起至2022年12月31日止。共收到',
    );
    const read = await readReportFile(bytes(odd));
    expect(read.ok && read.value.report.notes.join()).toContain('标题写的是2023年，统计期限写的是2022年');
  });

  it('[AR-T7] 缺了规章一行，其余照读', async () => {
    const tables = writeCell(zeroTables(), { table: 'table2', row: 'art20_6.penalty.decisions' }, 8);
    const read = await readReportFile(bytes(spaced(tables).replace('规章 0 0 0 ', '')));
    expect(read.ok && read.value.report.table2).toMatchObject({
      'art20_1.rules': null,
      'art20_6.penalty.decisions': 8,
    });
    expect(read.ok && read.value.report.notes).toEqual(['表二没有找到“规章”一行。']);
  });
});
