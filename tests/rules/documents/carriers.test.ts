import { describe, expect, test } from 'vitest';
import { bodyText } from '@/lib/disclosure/body/rules';
import { FILE_NOTES } from '@/lib/documents/messages';
import { checkFileText } from '@/lib/documents/rules/check-file-text';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import { importWord } from '@/lib/documents/rules/word-import/import-word';
import { type Bytes, compound, docx, para, pptx, run, xlsx, zipOf } from '../../support/documents';

/** What the file would carry out: a marking, and the number of a person. */
const SECRET = '绝密★启用前 身份证11010519491231002X';

const read = (name: string, bytes: Bytes, mediaType = 'application/octet-stream') =>
  readFileText(name, mediaType, bytes);
const refused = async (name: string, bytes: Bytes) => checkFileText(name, await read(name, bytes));

/** Gives an entry the name of another, of the same length, in the directory, and where asked in its header too. */
function renamed(bytes: Bytes, from: string, to: string, places: 'both' | 'directory' = 'both'): Bytes {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const old = new TextEncoder().encode(from);
  for (let at = 0; at + 46 < copy.length; at += 1) {
    const mark = view.getUint32(at, true);
    const start = mark === 0x02014b50 ? at + 46 : mark === 0x04034b50 && places === 'both' ? at + 30 : null;
    if (start !== null && old.every((byte, index) => copy[start + index] === byte))
      copy.set(new TextEncoder().encode(to), start);
  }
  return copy;
}

describe('一个名字的两份内容', () => {
  const stray = (name: string) => docx(para('正文'), { parts: { [name]: `<a>${SECRET}</a>` } });

  test.each([
    ['同名', renamed(stray('word/documenx.xml'), 'word/documenx.xml', 'word/document.xml')],
    ['只差大小写', stray('word/DOCUMENT.xml')],
    ['多一道斜线', stray('word//document.xml')],
    ['用转义写的', stray('word/document%2Exml')],
    [
      '目录里和内容前的名字不同',
      renamed(docx(para('正文')), 'word/document.xml', 'word/documenx.xml', 'directory'),
    ],
  ])('%s：不打开，也不接收', async (_, bytes) => {
    expect(await read('甲.docx', bytes)).toMatchObject({ status: 'unreadable', note: FILE_NOTES.forged });
    expect(await refused('甲.docx', bytes)).toMatchObject({ reason: 'unreadable' });
  });

  test('目录少数了一份：不打开', async () => {
    const bytes = docx(para('正文'));
    const view = new DataView(bytes.buffer);
    view.setUint16(bytes.length - 22 + 10, view.getUint16(bytes.length - 22 + 10, true) - 1, true);
    expect(await read('甲.docx', bytes)).toMatchObject({ status: 'unreadable', note: FILE_NOTES.forged });
  });
});

describe('Word 文件里读者看不到的文字也查密级标志和个人信息', () => {
  const link = (id: string, type: string, target: string) => ({ id, type, target });
  const xml = (root: string, inner: string) =>
    `<w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${inner}</w:${root}>`;
  const branches = (choice: string, fallback: string) =>
    para(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>${choice}</w:t></mc:Choice><mc:Fallback><w:t>${fallback}</w:t></mc:Fallback></mc:AlternateContent></w:r>`,
    );

  test.each<[string, Bytes]>([
    ['兼容的第二份', docx(branches('甲', SECRET))],
    [
      '域代码',
      docx(
        para(
          `<w:r><w:instrText> QUOTE "绝密</w:instrText></w:r><w:r><w:instrText>★ 11010519491231002X" </w:instrText></w:r>`,
        ),
      ),
    ],
    ['简单域', docx(para(`<w:fldSimple w:instr="AUTHOR ${SECRET}">${run('甲')}</w:fldSimple>`))],
    [
      '内容控件的名称',
      docx(
        `<w:sdt><w:sdtPr><w:alias w:val="${SECRET}"/></w:sdtPr><w:sdtContent>${para('甲')}</w:sdtContent></w:sdt>`,
      ),
    ],
    ['书签', docx(`${para('甲')}<w:bookmarkStart w:id="1" w:name="${SECRET}"/>`)],
    ['链接的提示', docx(para(`<w:hyperlink w:tooltip="${SECRET}">${run('甲')}</w:hyperlink>`))],
    [
      '链接的地址',
      docx(para('甲'), {
        links: [{ ...link('l', 'hyperlink', `https://a.cn/?${SECRET}`), external: true }],
      }),
    ],
    [
      '替代文字',
      docx(para(`<w:r><w:drawing><wp:inline><wp:docPr descr="${SECRET}"/></wp:inline></w:drawing></w:r>`)),
    ],
    [
      '构建基块',
      docx(para('甲'), {
        links: [link('g', 'glossaryDocument', 'glossary/document.xml')],
        parts: {
          'word/glossary/document.xml': xml(
            'glossaryDocument',
            para(run('绝密') + run('★ 11010519491231002X')),
          ),
        },
      }),
    ],
    [
      '文档变量',
      docx(para('甲'), {
        links: [link('s', 'settings', 'settings.xml')],
        parts: {
          'word/settings.xml': xml(
            'settings',
            `<w:docVars><w:docVar w:name="a" w:val="${SECRET}"/></w:docVars>`,
          ),
        },
      }),
    ],
    [
      '自定义数据',
      docx(para('甲'), {
        links: [link('c', 'customXml', '../customXml/item1.xml')],
        parts: { 'customXml/item1.xml': `<a>${SECRET}</a>` },
      }),
    ],
    ['不是 XML 的部分', docx(para('甲'), { parts: { 'word/a.html': `<html><br>${SECRET}</html>` } })],
    [
      '内部文件的名称',
      docx(para('甲'), {
        links: [link('i', 'image', `media/${SECRET}.png`)],
        parts: { [`word/media/${SECRET}.png`]: 'x' },
      }),
    ],
    ['字体名', docx(para(run('甲', `<w:rFonts w:eastAsia="${SECRET}"/>`)))],
  ])('%s', async (_, bytes) => {
    const text = await read('甲.docx', bytes);
    expect(text.status).toBe('read');
    const other = text.texts.filter((part) => part.path.startsWith('other:'));
    expect(other.flatMap((part) => part.lines.map((line) => line.text)).join('|')).toContain(
      '11010519491231002X',
    );
    expect(checkFileText('甲.docx', text)).toMatchObject({ reason: 'classified' });
  });

  test('内部文件名里的话不再说出来，也不成为位置', async () => {
    const bytes = docx(para('甲'), { parts: { [`word/${SECRET}.xml`]: `<a>${SECRET}</a>` } });
    const text = await read('甲.docx', bytes);
    for (const part of text.texts) expect(`${part.path}${part.label}`).not.toMatch(/密|1101/);
    const refusal = checkFileText('甲.docx', text);
    expect(`${refusal?.where}${refusal?.message}`).not.toMatch(/绝密|1101/);
  });

  test('读过的不再读一遍；字体、编号、坐标不算文字', async () => {
    const text = await read(
      '甲.docx',
      docx(
        `${para(run('甲乙', '<w:rFonts w:eastAsia="仿宋_GB2312"/>') + run('丙\u200b丁'))}<w:tbl><w:tr><w:tc>${para('一')}${para('二')}</w:tc><w:tc>${para('三')}</w:tc></w:tr></w:tbl>${branches('同', '同')}`,
        { core: { 'dc:creator': '张三' }, header: para('页眉') },
      ),
    );
    expect(text.texts.map((part) => part.path)).toEqual(['body', 'header.1', 'properties']);
  });
});

describe('Excel、幻灯片里读者看不到的文字也查', () => {
  const NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const plain = { name: '名单', rows: [['姓名'], [3]] } as const;
  const linked = (type: string, part: string, inner: string) =>
    xlsx([plain], {
      links: [{ id: 'r9', type, target: part }],
      parts: { [`xl/${part}`]: inner },
    });

  test.each<[string, Bytes]>([
    ['页眉', xlsx([{ ...plain, after: `<headerFooter><oddHeader>${SECRET}</oddHeader></headerFooter>` }])],
    [
      '数据有效性的提示',
      xlsx([{ ...plain, after: `<dataValidations><dataValidation prompt="${SECRET}"/></dataValidations>` }]),
    ],
    [
      '定义的名称',
      xlsx([plain], {
        workbook: `<definedNames><definedName name="a">"${SECRET}"</definedName></definedNames>`,
      }),
    ],
    [
      '公式里的文字',
      xlsx([
        {
          ...plain,
          cells: `<row r="9"><c r="A9"><f>IF(1,1,"绝密"&amp;"★ 11010519491231002X")</f><v>1</v></c></row>`,
        },
      ]),
    ],
    [
      '没有用到的字符串',
      linked(
        'sharedStrings',
        'sharedStrings.xml',
        `<sst ${NAMES}><si><t>绝密</t></si><si><r><t>绝密</t></r><r><t>★ 11010519491231002X</t></r></si></sst>`,
      ),
    ],
    [
      '图形',
      linked(
        'drawing',
        'drawings/d.xml',
        `<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>绝密</a:t></a:r><a:r><a:t>★ 11010519491231002X</a:t></a:r></a:p></xdr:wsDr>`,
      ),
    ],
    [
      '图表存的数据',
      linked('chart', 'charts/c.xml', `<c:chartSpace xmlns:c="urn:c"><c:v>${SECRET}</c:v></c:chartSpace>`),
    ],
    [
      '透视表的记录',
      linked(
        'x',
        'pivotCache/r.xml',
        `<pivotCacheRecords ${NAMES}><r><s v="${SECRET}"/></r></pivotCacheRecords>`,
      ),
    ],
    [
      '没有列出的工作表',
      linked(
        'x',
        'worksheets/sheet7.xml',
        `<worksheet ${NAMES}><sheetData><row><c t="str"><v>${SECRET}</v></c></row></sheetData></worksheet>`,
      ),
    ],
    ['工作表的名称', xlsx([{ ...plain, name: SECRET }])],
  ])('Excel：%s', async (_, bytes) => {
    const text = await read('甲.xlsx', bytes);
    expect(text.status).toBe('read');
    const lines = text.texts.flatMap((part) => part.lines.map((line) => line.text));
    expect(lines.join('|')).toContain('11010519491231002X');
    expect(checkFileText('甲.xlsx', text)).toMatchObject({ reason: 'classified' });
  });

  test('单元格和公式里没有别的文字时，没有其他部分', async () => {
    const text = await read(
      '甲.xlsx',
      xlsx([{ ...plain, cells: '<row r="9"><c r="A9"><f>SUM(名单!A1:A2)</f><v>12345678901</v></c></row>' }], {
        isShared: true,
      }),
    );
    expect(text.texts.map((part) => part.path)).toEqual(['sheet.1', 'other:xl/workbook.xml']);
  });

  test('幻灯片的替代文字', async () => {
    const text = await read('甲.pptx', pptx([{ lines: ['题目'], alt: SECRET }]));
    expect(checkFileText('甲.pptx', text)).toMatchObject({ reason: 'classified' });
  });

  test('OFD 的模板页', async () => {
    const bytes = zipOf({
      'OFD.xml': '<OFD/>',
      'Doc_0/Tpls/Tpl_0/Content.xml': `<Page><TextObject><TextCode>${SECRET}</TextCode></TextObject></Page>`,
    });
    expect(await refused('甲.ofd', bytes)).toMatchObject({ reason: 'classified' });
  });
});

describe('文本文件的编码', () => {
  const wide = (text: string, isBig: boolean): Bytes => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !isBig);
    return bytes;
  };

  test.each([
    ['低位在前', false],
    ['高位在前', true],
  ])('没有标记的 UTF-16（%s）也读得出', async (_, isBig) => {
    // The bytes of the last one are valid UTF-8 too.
    for (const words of [SECRET, '本局内部资料，机密★，不得外传。', '2026年 a字'])
      expect(await read('甲.txt', wide(words, isBig), 'text/plain')).toMatchObject({
        texts: [{ lines: [{ text: words }] }],
      });
  });

  test('GB 18030 的文字照旧', async () => {
    // 机密★十年 in GB 18030.
    const bytes = Uint8Array.from([0xbb, 0xfa, 0xc3, 0xdc, 0xa1, 0xef, 0xca, 0xae, 0xc4, 0xea]);
    expect(await read('甲.txt', bytes, 'text/plain')).toMatchObject({
      texts: [{ lines: [{ text: '机密★十年' }] }],
    });
  });
});

describe('夹在文件里的别的文件', () => {
  const inner = docx(para(SECRET));
  const link = (type: string, target: string) => ({ id: 'r9', type, target });
  const embedded = (bytes: Uint8Array, part = 'embeddings/oleObject1.bin') =>
    docx(para('正文'), { links: [link('oleObject', part)], parts: { [`word/${part}`]: bytes } });

  test('插入的文件（altChunk）：不接收，说明怎么办', async () => {
    const bytes = docx(`${para('正文')}<w:altChunk r:id="r9"/>`, {
      links: [link('aFChunk', 'a.html')],
      parts: { 'word/a.html': '<html>文字</html>' },
    });
    const refusal = await refused('甲.docx', bytes);
    expect(refusal).toMatchObject({ reason: 'hidden_content', where: 'inserted_file' });
    expect(refusal?.message).toContain('另存为新的 .docx');
  });

  test.each<[string, Bytes]>([
    ['嵌入的 Word', embedded(inner, 'embeddings/x.docx')],
    ['改了扩展名的 Word', embedded(inner, 'media/image1.png')],
    ['旧版 Word', embedded(compound({ WordDocument: new Uint8Array(12) }))],
    ['用“包”装的文件', embedded(compound({ '\u0001Ole10Native': new Uint8Array(12) }))],
    ['RTF', embedded(new TextEncoder().encode('{\\rtf1 x}'))],
    [
      '冒充公式的 Word',
      embedded(compound({ 'Equation Native': new Uint8Array(1), WordDocument: new Uint8Array(1) })),
    ],
    [
      'Excel 里的',
      xlsx([{ name: '表', rows: [['甲']] }], {
        links: [link('package', 'embeddings/x.docx')],
        parts: { 'xl/embeddings/x.docx': inner },
      }),
    ],
  ])('%s：不接收', async (_, bytes) => {
    expect(await refused('甲.docx', bytes)).toMatchObject({
      reason: 'hidden_content',
      where: 'embedded_document',
    });
  });

  test('公式编辑器的公式只提醒', async () => {
    const bytes = embedded(compound({ 'Equation Native': new Uint8Array(12) }));
    const text = await read('甲.docx', bytes);
    expect(text.warnings.map((warning) => warning.code)).toEqual(['embedded_object']);
    expect(checkFileText('甲.docx', text)).toBeNull();
  });

  test.each(['secret.txt', 'word/stray.xml', 'word/document2.xml', 'word/_rels/stray.xml.rels', 'a.png'])(
    '没有用到的部分 %s：不接收',
    async (name) => {
      const refusal = await refused('甲.docx', docx(para('正文'), { parts: { [name]: '<a>x</a>' } }));
      expect(refusal).toMatchObject({ reason: 'hidden_content', where: 'stray_parts' });
      expect(refusal?.message).toContain(name);
    },
  );

  test('用到的部分、空文件夹不算', async () => {
    const bytes = docx(para('正文'), {
      styles: '<w:style/>',
      links: [link('image', '/word/media/a%20b.png')],
      parts: { 'word/media/a b.png': 'x', 'word/': '', 'docProps/thumbnail.jpeg': 'x' },
    });
    expect(await refused('甲.docx', bytes)).toBeNull();
  });
});

describe('Word 里看不见的文字：与底色同色、小得看不见的', () => {
  const white = '<w:color w:val="FFFFFF"/>';
  const shade = (fill: string) => `<w:shd w:val="clear" w:fill="${fill}"/>`;
  const style = (type: string, id: string, inner: string) =>
    `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${inner}</w:style>`;
  const table = (inner: string, properties = '', cellProperties = '') =>
    `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tr><w:tc><w:tcPr>${cellProperties}</w:tcPr>${inner}</w:tc></w:tr></w:tbl>`;
  const STYLES = [
    style('character', 'White', `<w:rPr>${white}</w:rPr>`),
    style('paragraph', 'Tiny', '<w:rPr><w:sz w:val="2"/></w:rPr>'),
    style(
      'table',
      'Dark',
      `<w:tblStylePr w:type="firstRow"><w:tcPr>${shade('1F3864')}</w:tcPr></w:tblStylePr>`,
    ),
    style('table', 'Child', '<w:basedOn w:val="Dark"/>'),
  ].join('');
  const shown = (body: string) => docx(`${para('正文')}${body}`, { styles: STYLES });

  const UNSEEN: [string, string][] = [
    ['白字', para(run('藏着', white))],
    ['近于白的字', para(run('藏着', '<w:color w:val="FAFAFA"/>'))],
    ['字符样式里的白字', para(run('藏着', '<w:rStyle w:val="White"/>'))],
    ['黑底黑字', para(run('藏着', `<w:color w:val="000000"/>${shade('000000')}`))],
    ['突出显示成同色', para(run('藏着', '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'))],
    ['段落底纹同色', para(run('藏着', '<w:color w:val="1F3864"/>'), shade('1F3864'))],
    ['单元格底纹同色', table(para(run('藏着', '<w:color w:val="1F3864"/>')), '', shade('1F3864'))],
    ['表格里的白字', table(para(run('藏着', white)))],
    ['一号以下的字', para(run('藏着', '<w:sz w:val="1"/>'))],
    ['段落样式里的小字', para(run('藏着'), '<w:pStyle w:val="Tiny"/>')],
  ];

  test.each(UNSEEN)('%s：不接收；导入时去掉，写进报告', async (_, body) => {
    const text = await read('甲.docx', shown(body));
    expect(text.texts.find((part) => part.path === 'body.hidden')?.lines).toEqual([
      { text: '藏着', kind: 'paragraph' },
    ]);
    expect(checkFileText('甲.docx', text)).toMatchObject({ reason: 'hidden_content', where: 'hidden_text' });
    const imported = await importWord(shown(body), '2026-03-02');
    if (!imported.ok) throw new Error(imported.message);
    expect(bodyText(imported.value.body)).not.toContain('藏着');
    expect(imported.value.report.find((group) => group.kind === 'hidden_text')?.items).toMatchObject([
      { text: '藏着' },
    ]);
  });

  test.each<[string, string]>([
    ['深色底纹上的白字', para(run('看得见', `${white}${shade('1F3864')}`))],
    ['深色段落里的白字', para(run('看得见', white), shade('C00000'))],
    ['深色单元格里的白字', table(para(run('看得见', white)), '', shade('1F3864'))],
    ['套用深色表头样式的白字', table(para(run('看得见', white)), '<w:tblStyle w:val="Child"/>')],
    ['自动颜色', para(run('看得见', '<w:color w:val="auto"/>'))],
    ['灰字', para(run('看得见', '<w:color w:val="BFBFBF"/><w:sz w:val="12"/>'))],
  ])('%s不算隐藏', async (_, body) => {
    expect(await refused('甲.docx', shown(body))).toBeNull();
    const imported = await importWord(shown(body), '2026-03-02');
    expect(imported.ok && bodyText(imported.value.body)).toContain('看得见');
  });

  test('深色图形里的白字不算隐藏；深色页面上的白字也不算', async () => {
    const box = `<w:r><w:pict><v:textbox><w:txbxContent>${para(run('看得见', white))}</w:txbxContent></v:textbox></w:pict></w:r>`;
    expect(await refused('甲.docx', shown(para(box)))).toBeNull();
    const page = docx(para(run('看得见', white)), { background: '000000' });
    expect(await refused('甲.docx', page)).toBeNull();
    expect(await importWord(page, '2026-03-02')).toMatchObject({
      value: { report: [{ kind: 'formatting' }] },
    });
  });
});

describe('Excel 里看不见的单元格', () => {
  const NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const plain = { name: '名单', rows: [['姓名']] } as const;
  /** A workbook with one cell more, of a format of its own. */
  const formatted = (code: string, cell: string, look: { font?: string; fill?: string } = {}) =>
    xlsx([{ ...plain, cells: `<row r="2">${cell}</row>` }], {
      links: [{ id: 'r9', type: 'styles', target: 'styles.xml' }],
      parts: {
        'xl/styles.xml': `<styleSheet ${NAMES}><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><fonts><font/><font><color rgb="${look.font ?? 'FF000000'}"/></font></fonts><fills><fill/><fill><patternFill patternType="${look.fill ?? 'none'}"/></fill></fills><cellXfs><xf numFmtId="0"/><xf numFmtId="164" fontId="1" fillId="1"/></cellXfs></styleSheet>`,
      },
    });
  const words = '<c r="A2" s="1" t="inlineStr"><is><t>张三</t></is></c>';
  const number = (value: number) => `<c r="A2" s="1"><v>${value}</v></c>`;

  test.each<[string, Bytes, string]>([
    [';;; 的文字', formatted(';;;', words), 'hidden_cells'],
    ['只有空格和颜色的格式', formatted('[Red]&quot; &quot;;_x;* ;&quot;&quot;', words), 'hidden_cells'],
    [';;; 的数', formatted(';;;', number(3)), 'hidden_cells'],
    ['不显示的负数', formatted('0;;0', number(-3)), 'hidden_cells'],
    ['白底白字', formatted('0', words, { font: 'FFFFFFFF' }), 'hidden_cells'],
    [
      '很矮的行',
      xlsx([{ ...plain, cells: `<row r="2" ht="0.1" customHeight="1">${words}</row>` }]),
      'hidden_rows',
    ],
    ['很窄的列', xlsx([{ ...plain, columns: '<col min="1" max="1" width="0.1"/>' }]), 'hidden_columns'],
    ['默认很矮的行', xlsx([{ ...plain, format: 'defaultRowHeight="0.1" customHeight="1"' }]), 'hidden_rows'],
    ['默认很窄的列', xlsx([{ ...plain, format: 'defaultColWidth="0.1"' }]), 'hidden_columns'],
  ])('%s：不接收', async (_, bytes, where) => {
    expect(await refused('甲.xlsx', bytes)).toMatchObject({ reason: 'hidden_content', where });
  });

  test.each<[string, Bytes]>([
    ['不显示零', formatted('0;-0;;@', number(0))],
    ['数不显示、文字照常', formatted(';;', words)],
    ['只有一段的格式', formatted('0.00', number(3))],
    ['深色底上的白字', formatted('0', words, { font: 'FFFFFFFF', fill: 'solid' })],
    [
      '默认很窄，但另定了宽度',
      xlsx([{ ...plain, format: 'defaultColWidth="0.1"', columns: '<col min="1" max="1" width="9"/>' }]),
    ],
  ])('%s不算', async (_, bytes) => {
    expect(await refused('甲.xlsx', bytes)).toBeNull();
  });

  test('说出是哪几个单元格', async () => {
    expect((await refused('甲.xlsx', formatted(';;;', words)))?.message).toContain(
      '第1张工作表“名单”的A2单元格',
    );
  });
});
