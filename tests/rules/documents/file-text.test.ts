import { describe, expect, test, vi } from 'vitest';
import { FILE_NOTES } from '@/lib/documents/messages';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import type { FileText } from '@/lib/documents/types';
import {
  type Bytes,
  cell,
  compound,
  docx,
  lockedPdf,
  para,
  pdf,
  pptx,
  run,
  wordTable,
  xlsx,
  zipOf,
} from '../../support/documents';

// The largest tables and a bomb take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const read = (name: string, bytes: Bytes, mediaType = 'application/octet-stream') =>
  readFileText(name, mediaType, bytes);
const linesOf = (text: FileText, path: string) =>
  text.texts.find((part) => part.path === path)?.lines.map((line) => line.text);
const codesOf = (text: FileText) => text.warnings.map((warning) => warning.code);
const said = (text: FileText) => text.warnings.map((warning) => warning.message).join('\n');

describe('读 Word 文件', () => {
  test('正文、标题、列表、表格各成一行；页眉页脚脚注另列；没有别的就没有提示', async () => {
    const text = await read(
      '甲.docx',
      docx(
        [
          para('一、总体情况', '<w:pStyle w:val="H1"/>'),
          para('正文一段。'),
          para('第一项', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
          wordTable(cell('单位') + cell('数量'), cell('甲局') + cell('3')),
        ].join(''),
        {
          styles:
            '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
          header: para('页眉的字'),
          footnotes: `<w:footnote w:id="1">${para('脚注的字')}</w:footnote>`,
        },
      ),
    );
    expect(text.status).toBe('read');
    expect(text.note).toBe('');
    expect(text.texts.find((part) => part.path === 'body')?.lines).toEqual([
      { text: '一、总体情况', kind: 'heading' },
      { text: '正文一段。', kind: 'paragraph' },
      { text: '第一项', kind: 'list_item' },
      { text: '单位\t数量', kind: 'row' },
      { text: '甲局\t3', kind: 'row' },
    ]);
    expect(linesOf(text, 'header.1')).toEqual(['页眉的字']);
    expect(linesOf(text, 'footnotes')).toEqual(['脚注的字']);
    expect(text.warnings).toEqual([]);
  });

  test('修订痕迹：插入的算正文，删去的另列，都要处理后再传', async () => {
    const text = await read(
      '甲.docx',
      docx(
        para(
          `${run('共有')}<w:ins w:author="张三">${run('十')}</w:ins><w:del w:author="张三"><w:r><w:delText>九</w:delText></w:r></w:del>${run('项')}`,
        ),
      ),
    );
    expect(linesOf(text, 'body')).toEqual(['共有十项']);
    expect(linesOf(text, 'body.deleted')).toEqual(['九']);
    expect(codesOf(text)).toEqual(['tracked_changes']);
    expect(said(text)).toContain('2处（“十”、“九”）');
  });

  test('批注连同批注人读出；直接设的、样式里的隐藏文字都读出', async () => {
    const text = await read(
      '甲.docx',
      docx(
        para(
          `${run('看得见')}${run('直接隐藏', '<w:vanish/>')}${run('样式隐藏', '<w:rStyle w:val="Secret"/>')}`,
        ) + para(`${run('又显示', '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')}`),
        {
          styles:
            '<w:style w:type="character" w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>',
          comments: `<w:comment w:id="0" w:author="李四">${para('这个数不对')}</w:comment>`,
        },
      ),
    );
    expect(linesOf(text, 'body')).toEqual(['看得见', '又显示']);
    expect(linesOf(text, 'body.hidden')).toEqual(['直接隐藏样式隐藏']);
    expect(linesOf(text, 'comments')).toEqual(['李四：这个数不对']);
    expect(codesOf(text)).toEqual(['hidden_text', 'comments']);
  });

  test('文本框、艺术字水印里的字也读；兼容的第二份不重复读', async () => {
    const box = (inner: string) => `<w:txbxContent>${para(inner)}</w:txbxContent>`;
    const text = await read(
      '甲.docx',
      docx(
        para(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('框里的字')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框里的字')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
        { header: para('<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>') },
      ),
    );
    expect(linesOf(text, 'body')).toEqual(['框里的字']);
    expect(linesOf(text, 'header.1')?.join()).toContain('内部资料');
  });

  test('属性里的人名和单位只提醒；嵌入的对象说明没有检查', async () => {
    const text = await read(
      '甲.docx',
      docx(para('<w:r><w:object><o:OLEObject/></w:object></w:r>'), {
        core: { 'dc:creator': '张三', 'cp:lastModifiedBy': '李四', 'dc:title': '旧题目' },
        app: { Company: '某某局' },
      }),
    );
    expect(linesOf(text, 'properties')).toEqual([
      '作者：张三',
      '最后保存者：李四',
      '标题：旧题目',
      '单位：某某局',
    ]);
    expect(codesOf(text).sort()).toEqual(['embedded_object', 'properties']);
    expect(said(text)).toContain('作者“张三”');
    expect(text.note).toBe(FILE_NOTES.no_text);
  });

  test('不可见的字符不能把词隔开', async () => {
    const text = await read('甲.docx', docx(para('机\u200b密\u202e件')));
    expect(linesOf(text, 'body')).toEqual(['机密件']);
  });
});

describe('读 Excel 文件', () => {
  const plain = {
    name: '名单',
    rows: [
      ['姓名', '数'],
      ['甲', 3],
    ],
  } as const;

  test.each([true, false])('共享字符串 %s：每行一行，单元格用制表符分开', async (isShared) => {
    const text = await read('甲.xlsx', xlsx([plain], { isShared }));
    expect(text.status).toBe('read');
    expect(text.texts[0]).toEqual({
      path: 'sheet.1',
      label: '第1张工作表“名单”',
      lines: [
        { text: '姓名\t数', kind: 'row' },
        { text: '甲\t3', kind: 'row' },
      ],
    });
    expect(text.warnings).toEqual([]);
  });

  test('公式读最后算出的值，日期读成日期，空着的列不错位', async () => {
    const sheet =
      '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="C1" s="1"><v>46083</v></c><c r="D1" s="2"><v>1</v></c><c r="E1"><v>0.30000000000000004</v></c></row>';
    const dated = await read(
      '甲.xlsx',
      zipOf({
        '[Content_Types].xml':
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        '_rels/.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml':
          '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/worksheet" Target="/xl/worksheets/s.xml"/><Relationship Id="r2" Type="http://x/styles" Target="styles.xml"/></Relationships>',
        'xl/styles.xml':
          '<styleSheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>',
        'xl/worksheets/s.xml': `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData>${sheet}</sheetData></worksheet>`,
      }),
    );
    expect(linesOf(dated, 'sheet.1')).toEqual(['3\t\t2026-03-02\t1900-01-01\t0.3']);
  });

  test('隐藏、深度隐藏的工作表照读，说出是哪一张；空的隐藏表不算', async () => {
    const text = await read(
      '甲.xlsx',
      xlsx([
        plain,
        { ...plain, name: '底稿', state: 'hidden' },
        { ...plain, name: '参数', state: 'veryHidden' },
        { name: '空表', state: 'hidden', rows: [] },
      ]),
    );
    expect(linesOf(text, 'sheet.2')).toEqual(['姓名\t数', '甲\t3']);
    expect(codesOf(text)).toEqual(['hidden_sheet', 'hidden_sheet']);
    expect(text.warnings[0]?.message).toBe('第2张工作表“底稿”是隐藏的，请取消隐藏或删除后重新上传。');
    expect(text.warnings[1]?.message).toContain('第3张工作表“参数”是深度隐藏的');
  });

  test('隐藏的行和列说出行号列号；没有内容的不算；批注说出单元格', async () => {
    const rows = [
      ['姓名', '证号', '电话', ''],
      ['甲', '1', '2', ''],
      ['乙', '3', '4', ''],
      ['丙', '5', '6', ''],
    ];
    const text = await read(
      '甲.xlsx',
      xlsx([
        {
          name: '名单',
          rows,
          hiddenRows: [2, 3, 9],
          columns: '<col min="2" max="3" hidden="1" width="9"/><col min="4" max="4" hidden="1" width="9"/>',
          comments: { B3: '待核' },
        },
      ]),
    );
    expect(text.warnings).toEqual([
      {
        code: 'hidden_rows',
        message:
          '第1张工作表“名单”的第2至3行是隐藏的（或被筛选掉、矮得看不见的），请取消隐藏或删除后重新上传。',
      },
      {
        code: 'hidden_columns',
        message: '第1张工作表“名单”的B至C列是隐藏的（或窄得看不见），请取消隐藏或删除后重新上传。',
      },
      {
        code: 'comments',
        message: '第1张工作表“名单”的B3单元格有批注，请删除全部批注（“审阅—删除批注”）后重新上传。',
      },
    ]);
    expect(linesOf(text, 'sheet.1.comments')).toEqual(['B3：待核']);
    expect(linesOf(text, 'sheet.1')).toContain('甲\t1\t2');
  });

  test('宽度为零的列、高度为零的行也是隐藏', async () => {
    const text = await read('甲.xlsx', xlsx([{ ...plain, columns: '<col min="2" max="2" width="0"/>' }]));
    expect(codesOf(text)).toEqual(['hidden_columns']);
  });

  test('数据透视表存着源数据', async () => {
    const text = await read(
      '甲.xlsx',
      xlsx([plain], {
        links: [{ id: 'rIdP', type: 'pivotCacheDefinition', target: 'pivotCache/p1.xml' }],
        parts: {
          'xl/pivotCache/p1.xml':
            '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheFields><cacheField><sharedItems><s v="没显示的人"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
        },
      }),
    );
    expect(codesOf(text)).toEqual(['pivot_data']);
    expect(linesOf(text, 'pivot_data')).toEqual(['没显示的人']);
  });

  test('一万个单元格全部读出；二十万个以后的说明没有读', async () => {
    const tall = (rows: number) =>
      Array.from({ length: rows }, (_, at) => Array.from({ length: 100 }, (_, column) => at * 100 + column));
    const whole = await read('甲.xlsx', xlsx([{ name: '大表', rows: tall(100) }]));
    expect(linesOf(whole, 'sheet.1')).toHaveLength(100);
    expect(linesOf(whole, 'sheet.1')?.at(-1)?.split('\t').at(-1)).toBe('9999');
    expect(whole.warnings).toEqual([]);
    const cut = await read('甲.xlsx', xlsx([{ name: '大表', rows: tall(2001) }]));
    expect(codesOf(cut)).toEqual(['cut_short']);
    expect(said(cut)).toContain('只读了前200,000个');
  });
});

describe('读别的文件', () => {
  test('幻灯片：每张一份，备注提醒，隐藏的要处理', async () => {
    const text = await read(
      '甲.pptx',
      pptx([{ lines: ['题目', '要点'] }, { lines: ['藏的'], isHidden: true, notes: '别说出去' }]),
    );
    expect(linesOf(text, 'slide.1')).toEqual(['题目', '要点']);
    expect(linesOf(text, 'slide.2.notes')).toEqual(['别说出去']);
    expect(codesOf(text)).toEqual(['hidden_slide', 'speaker_notes']);
  });

  test('PDF：每页一份；作者提醒，批注要删', async () => {
    const text = await read('甲.pdf', pdf({ pages: ['Hello', 'World'], author: 'Zhang', remark: 'wrong' }));
    expect(text.status).toBe('read');
    expect(linesOf(text, 'page.1')).toEqual(['Hello']);
    expect(linesOf(text, 'page.2')).toEqual(['World']);
    expect(linesOf(text, 'page.1.comments')).toEqual(['wrong']);
    expect(codesOf(text).sort()).toEqual(['comments', 'properties']);
  });

  test('没有文字的 PDF 说明可能是扫描件', async () => {
    expect(await read('甲.pdf', pdf({ pages: ['', ''] }))).toMatchObject({
      status: 'none',
      note: FILE_NOTES.scanned_pdf,
    });
  });

  test('文本：UTF-8、GB 18030、带标记的 UTF-16 都读得对；CSV 按行和单元格', async () => {
    const gbk = Uint8Array.from([0xd6, 0xd0, 0xce, 0xc4]);
    const wide = Uint8Array.from([0xff, 0xfe, 0x2d, 0x4e, 0x87, 0x65]);
    for (const bytes of [Uint8Array.from(new TextEncoder().encode('中文')), gbk, wide]) {
      expect(linesOf(await read('甲.txt', bytes, 'text/plain'), 'body')).toEqual(['中文']);
    }
    const csv = Uint8Array.from(new TextEncoder().encode('甲,"乙,""丙"""\r\n1,\n,"两\n行"'));
    expect(linesOf(await read('甲.csv', csv, 'text/csv'), 'body')).toEqual(['甲\t乙,"丙"', '1', '\t两 行']);
  });

  test('OFD 版式文件读出每页的文字', async () => {
    const page =
      '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer><ofd:TextObject><ofd:TextCode>一行</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>';
    const text = await read('甲.ofd', zipOf({ 'OFD.xml': '<OFD/>', 'Doc_0/Pages/Page_0/Content.xml': page }));
    expect(text).toMatchObject({ status: 'read', texts: [{ path: 'page.1', lines: [{ text: '一行' }] }] });
  });

  test.each([
    ['压缩包', '甲.zip', 'application/zip', zipOf({ 'a.txt': 'x' }), FILE_NOTES.archive],
    ['图片', '甲.png', 'image/png', Uint8Array.from([0x89, 0x50]), FILE_NOTES.image],
    [
      '旧版文档',
      '甲.doc',
      'application/msword',
      compound({ WordDocument: new Uint8Array(12) }),
      FILE_NOTES.old_office,
    ],
    ['别的', '甲.bin', 'application/octet-stream', Uint8Array.from([1, 2]), FILE_NOTES.other],
  ] as const)('%s：说明没有检查', async (_, name, type, bytes, note) => {
    expect(await readFileText(name, type, bytes)).toEqual({ status: 'none', note, texts: [], warnings: [] });
  });
});

describe('设了密码的文件认得出', () => {
  const flagged = new Uint8Array(12);
  flagged[11] = 1;
  const encryptedZip = zipOf({ 'a.txt': 'x' });
  // The flag of the central directory, and that of the entry.
  encryptedZip[6] = 1;
  new DataView(encryptedZip.buffer).setUint16(encryptedZip.length - 22 - 51 + 8, 1, true);

  test.each([
    [
      '新版 Office（加密后是复合文件）',
      '甲.docx',
      compound({ EncryptionInfo: new Uint8Array(8), EncryptedPackage: new Uint8Array(8) }),
    ],
    ['旧版 Word', '甲.doc', compound({ WordDocument: flagged })],
    ['旧版 Excel', '甲.xls', compound({ Workbook: Uint8Array.from([9, 8, 2, 0, 0, 6, 0x2f, 0, 0, 0]) })],
    ['PDF', '甲.pdf', lockedPdf()],
    ['压缩包', '甲.zip', encryptedZip],
  ] as const)('%s', async (_, name, bytes) => {
    expect(await read(name, bytes)).toEqual({
      status: 'encrypted',
      note: FILE_NOTES.encrypted,
      texts: [],
      warnings: [],
    });
  });
});

describe('坏文件只得到一句话', () => {
  const good = docx(para('正文'));
  const broken = (document: string) =>
    zipOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': document,
    });

  test.each([
    ['截断的', good.slice(0, good.length - 40)],
    ['没有主文档的', zipOf({ '[Content_Types].xml': '<Types/>', 'word/x.xml': '<a/>' })],
    [
      'XML 不完整的',
      broken('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'),
    ],
    ['声明实体的', broken('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['空的', broken('')],
    ['假的 PDF', Uint8Array.from(new TextEncoder().encode('%PDF-1.4 这不是 PDF'))],
    [
      '复合文件的链是环',
      (() => {
        const ring = compound({ WordDocument: new Uint8Array(12) });
        // Both the table of sectors and the directory lead to themselves.
        new DataView(ring.buffer).setUint32(512 + 4, 1, true);
        new DataView(ring.buffer).setUint32(68, 0, true);
        return ring;
      })(),
    ],
  ] as const)('%s', async (_, bytes) => {
    const text = await read('甲.docx', bytes);
    expect(['unreadable', 'none']).toContain(text.status);
    expect(text.texts).toEqual([]);
  });

  test('压缩炸弹不打开：一份解开过大，或者总数过多', async () => {
    const zeros = new Uint8Array(40 * 1024 * 1024);
    const bomb = zipOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': zeros,
      'word/document.xml': '<a/>',
    });
    expect(await read('甲.docx', bomb)).toMatchObject({
      status: 'unreadable',
      note: FILE_NOTES.too_large_inside,
    });
    const lying = Uint8Array.from(bomb);
    // The directory says the part is small; the bytes say otherwise.
    const view = new DataView(lying.buffer);
    for (let at = 0; at + 46 < lying.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    expect(await read('甲.docx', lying)).toMatchObject({
      status: 'unreadable',
      note: FILE_NOTES.too_large_inside,
    });
    const many = zipOf(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`f${at}`, ''])));
    expect(await read('甲.zip', many)).toMatchObject({
      status: 'unreadable',
      note: FILE_NOTES.too_large_inside,
    });
  });

  test('套得太深的 XML 不打开', async () => {
    const deep = broken(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`);
    expect(await read('甲.docx', deep)).toMatchObject({
      status: 'unreadable',
      note: FILE_NOTES.too_large_inside,
    });
  });

  test('随便改坏一个字节，读得出或读不出，但总有回答', async () => {
    for (let at = 0; at < good.length; at += 7) {
      const bad = Uint8Array.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0xff;
      expect(typeof (await read('甲.docx', bad)).status).toBe('string');
    }
  });
});
