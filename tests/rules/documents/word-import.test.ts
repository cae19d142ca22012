import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { PASTED_IMAGE_NOTE } from '@/lib/disclosure/body/messages';
import { bodyText } from '@/lib/disclosure/body/rules';
import { parseBody } from '@/lib/disclosure/body/schema';
import { adoptedBody } from '@/lib/documents/rules/word-import/adopted-body';
import { importWord } from '@/lib/documents/rules/word-import/import-word';
import type { RepairKind, WordImport } from '@/lib/documents/types';
import { cell, type Docx, docx, para, picture, run, wordTable } from '../../support/documents';

// The largest tables and a bomb take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const TODAY = '2026-03-02';
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

/** Imports and checks that the body is in its normal form. */
async function take(body: string, more: Docx = {}): Promise<WordImport> {
  const read = await importWord(docx(body, more), TODAY);
  if (!read.ok) throw new Error(read.message);
  expect(parseBody(read.value.body)).toMatchObject({ ok: true });
  return read.value;
}
const told = (imported: WordImport, kind: RepairKind) =>
  imported.report.find((group) => group.kind === kind)?.items.map(({ where, text }) => `${where} ${text}`) ??
  [];
const blocks = (imported: WordImport) => imported.body.content;
const text = (words: string, ...marks: string[]) => ({
  type: 'text',
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
  text: words,
});
const p = (words: string) => ({ type: 'paragraph', content: [text(words)] });
const heading = (level: number, words: string) => ({
  type: 'heading',
  attrs: { level },
  content: [text(words)],
});

const style = (id: string, name: string, inner: string, based?: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${based ? `<w:basedOn w:val="${based}"/>` : ''}${inner}</w:style>`;
const HEADINGS = [1, 2, 3, 4]
  .map((level) =>
    style(`H${level}`, `heading ${level}`, `<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr>`),
  )
  .join('');
const styled = (words: string, id: string) => para(words, `<w:pStyle w:val="${id}"/>`);
const level = (at: number, format: string, pattern: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
const NUMBERING = [
  `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '·')}${level(1, 'bullet', '-')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="3">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCounting', '（%2）')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="4">${level(0, 'chineseCounting', '第%1条')}</w:abstractNum>`,
  ...[1, 2, 3, 4].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`),
].join('');
const item = (words: string, list: number, at = 0) =>
  para(words, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

describe('段落、标题和文字', () => {
  test('样式和大纲级别说是标题的才是标题；最高的一级成为正文的第一级', async () => {
    const imported = await take(
      [
        styled('一、总体要求', 'H1'),
        styled('（一）目标', 'H2'),
        para('1.具体目标', '<w:outlineLvl w:val="2"/>'),
        styled('（1）细目', 'H4'),
        para('二、这样开头的普通段落不是标题'),
        styled('三、重点任务', 'Mine'),
      ].join(''),
      { styles: HEADINGS + style('Mine', '我的标题', '', 'H1') },
    );
    expect(blocks(imported)).toEqual([
      heading(2, '一、总体要求'),
      heading(3, '（一）目标'),
      heading(4, '1.具体目标'),
      heading(4, '（1）细目'),
      p('二、这样开头的普通段落不是标题'),
      heading(2, '三、重点任务'),
    ]);
    expect(told(imported, 'heading_order')).toEqual(['“（1）细目” 标题层次超过三级，按第3级导入']);
  });

  test('没有样式、但用黑体楷体或加粗写的 一、（一） 认作标题，报告里说明', async () => {
    const font = (name: string) => `<w:rFonts w:eastAsia="${name}"/>`;
    const imported = await take(
      [
        para(run('一、总体要求', font('黑体'))),
        para(run('（一）目标', font('楷体_GB2312'))),
        para(run('二、保障', '<w:b/>')),
        para(run('三、只是普通仿宋', font('仿宋_GB2312'))),
        para(run('四、虽是黑体，但写成了一句话。', font('黑体'))),
      ].join(''),
    );
    expect(blocks(imported).map((block) => block.type)).toEqual([
      'heading',
      'heading',
      'heading',
      'paragraph',
      'paragraph',
    ]);
    expect(told(imported, 'headings_found')).toHaveLength(3);
  });

  test('标题跳级的补正并说明', async () => {
    const imported = await take(
      [styled('一、甲', 'H1'), styled('1.乙', 'H3'), styled('二、丙', 'H1')].join(''),
      {
        styles: HEADINGS,
      },
    );
    expect(blocks(imported)).toEqual([heading(2, '一、甲'), heading(3, '1.乙'), heading(2, '二、丙')]);
    expect(told(imported, 'heading_order')).toEqual(['“1.乙” 原为第3级标题，前面没有上一级，已改为第2级']);
  });

  test('加粗、斜体、下划线、删除线保留；字符样式里的也算；缩进空格和空段落去掉', async () => {
    const imported = await take(
      para(
        `${run('　　甲')}${run('乙', '<w:b/>')}${run('丙', '<w:i/><w:u w:val="single"/>')}${run('丁', '<w:strike/>')}${run('戊', '<w:rStyle w:val="Strong"/>')}${run('己', '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')}`,
      ) + para(''),
      {
        styles:
          '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
      },
    );
    expect(blocks(imported)).toEqual([
      {
        type: 'paragraph',
        content: [
          text('甲'),
          text('乙', 'bold'),
          text('丙', 'italic', 'underline'),
          text('丁', 'strike'),
          text('戊', 'bold'),
          text('己'),
        ],
      },
    ]);
  });

  test('居中、居右保留；没有缩进的称谓顶格', async () => {
    const imported = await take(
      [
        para('各有关单位：'),
        para('正文写一段话。', '<w:ind w:firstLine="640"/>'),
        para('附件如下：', '<w:ind w:firstLineChars="200"/>'),
        para('某某局', '<w:jc w:val="right"/>'),
      ].join(''),
    );
    expect(blocks(imported).map((block) => (block.type === 'paragraph' ? block.attrs?.align : null))).toEqual(
      ['left', undefined, undefined, 'right'],
    );
  });

  test('上标下标的数字成为字符，别的说明；换行保留；符号字体换成通用符号', async () => {
    const imported = await take(
      para(
        `${run('面积3m')}${run('2', '<w:vertAlign w:val="superscript"/>')}${run('、CO')}${run('2', '<w:vertAlign w:val="subscript"/>')}${run('x', '<w:vertAlign w:val="superscript"/>')}<w:r><w:br/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>${run('同意')}`,
      ),
    );
    expect(bodyText(imported.body)).toBe('面积3m²、CO₂x\n☑同意');
    expect(told(imported, 'formatting')).toEqual(['第1段 上标“x”已变为普通文字']);
  });

  test('彩色和突出显示的文字逐处说明', async () => {
    const imported = await take(
      para(`${run('红字', '<w:color w:val="FF0000"/>')}${run('黑字', '<w:color w:val="000000"/>')}`),
    );
    expect(told(imported, 'formatting')).toEqual(['第1段 彩色或突出显示的文字“红字”']);
  });

  test('两种写法的链接都留下；不能用的地址只留文字并说明；域的代码不进正文', async () => {
    const imported = await take(
      para(`<w:hyperlink r:id="l1">${run('中国政府网')}</w:hyperlink>`) +
        para(`<w:hyperlink r:id="l2">${run('本地文件')}</w:hyperlink>`) +
        para(
          `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://www.gov.cn/a" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('网址')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run('之后')}`,
        ),
      {
        links: [
          { id: 'l1', type: 'hyperlink', target: 'https://www.gov.cn/', external: true },
          { id: 'l2', type: 'hyperlink', target: 'file:///C:/a.doc', external: true },
        ],
      },
    );
    const link = (href: string, words: string) => ({
      type: 'text',
      marks: [{ type: 'link', attrs: { href } }],
      text: words,
    });
    expect(blocks(imported)).toEqual([
      { type: 'paragraph', content: [link('https://www.gov.cn/', '中国政府网')] },
      p('本地文件'),
      { type: 'paragraph', content: [link('https://www.gov.cn/a', '网址'), text('之后')] },
    ]);
    expect(told(imported, 'links')).toEqual(['第2段 地址不能用作链接，只留文字：file:///C:/a.doc']);
  });
});

describe('编号和列表', () => {
  test('1. 和圆点成为列表，可以套；被正文打断后接着编号', async () => {
    const imported = await take(
      [item('甲', 1), item('乙', 1), item('乙一', 2, 1), para('插话'), item('丙', 1), item('点', 2)].join(''),
      { numbering: NUMBERING },
    );
    const listItem = (...content: object[]) => ({ type: 'listItem', content });
    expect(blocks(imported)).toEqual([
      {
        type: 'orderedList',
        content: [
          listItem(p('甲')),
          listItem(p('乙'), { type: 'bulletList', content: [listItem(p('乙一'))] }),
        ],
      },
      p('插话'),
      { type: 'orderedList', attrs: { start: 3 }, content: [listItem(p('丙'))] },
      { type: 'bulletList', content: [listItem(p('点'))] },
    ]);
  });

  test('一、（一）第一条 a) 这样的自动编号写成文字，并说明', async () => {
    const imported = await take(
      [
        para('总则', '<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
        item('目标', 3, 1),
        item('再来', 3, 1),
        para('分则', '<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
        item('重新数', 3, 1),
        ...Array.from({ length: 11 }, (_, at) => item(`条${at + 1}`, 4)),
        item('字母', 1, 1),
      ].join(''),
      { numbering: NUMBERING, styles: HEADINGS },
    );
    const lines = bodyText(imported.body).split('\n');
    expect(lines.slice(0, 5)).toEqual(['一、总则', '（一）目标', '（二）再来', '二、分则', '（一）重新数']);
    expect(lines.slice(5)).toEqual([
      ...['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'].map(
        (number, at) => `第${number}条　条${at + 1}`,
      ),
      'a)字母',
    ]);
    expect(told(imported, 'numbering')[0]).toBe('第1段 自动编号“一、”已写成文字');
  });
});

describe('表格', () => {
  const span = (count: number) => `<w:gridSpan w:val="${count}"/>`;
  const restart = '<w:vMerge w:val="restart"/>';
  const goesOn = '<w:vMerge/>';

  test('横向、纵向和两向都合并的单元格照样合并；标明的表头行成为表头', async () => {
    const imported = await take(
      `<w:tbl><w:tblGrid/><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('单位', restart)}${cell('数量', span(2))}</w:tr>` +
        `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('', goesOn)}${cell('上年')}${cell('本年')}</w:tr>` +
        `<w:tr>${cell('甲局', restart + span(2))}${cell('1')}</w:tr>` +
        `<w:tr>${cell('', goesOn + span(2))}${cell('2')}</w:tr></w:tbl>`,
    );
    const td = (words: string, attrs?: object, type = 'tableCell') => ({
      type,
      ...(attrs ? { attrs } : {}),
      content: [p(words)],
    });
    const th = (words: string, attrs?: object) => td(words, attrs, 'tableHeader');
    const row = (...content: object[]) => ({ type: 'tableRow', content });
    expect(blocks(imported)).toEqual([
      {
        type: 'table',
        content: [
          row(th('单位', { rowspan: 2 }), th('数量', { colspan: 2 })),
          row(th('上年'), th('本年')),
          row(td('甲局', { colspan: 2, rowspan: 2 }), td('1')),
          row(td('2')),
        ],
      },
    ]);
    expect(told(imported, 'tables')).toEqual([]);
  });

  test('整行加粗的首行认作表头；没有表头的说明', async () => {
    const bold = (words: string) => `<w:tc>${para(run(words, '<w:b/>'))}</w:tc>`;
    const imported = await take(
      wordTable(bold('甲') + bold('乙'), cell('1') + cell('2')) + wordTable(cell('丙'), cell('3')),
    );
    const types = blocks(imported).map((block) =>
      block.type === 'table' ? block.content[0]?.content?.map((one) => one.type) : null,
    );
    expect(types).toEqual([['tableHeader', 'tableHeader'], ['tableCell']]);
    expect(told(imported, 'tables')).toEqual(['第2张表 没有标明表头行；请采用后把光标放在首行，点“表头行”']);
  });

  test('单元格里的列表、多段、套着的表格都在；缩进的行补空格', async () => {
    const inner = `<w:tc>${para('先')}${item('点', 2)}${wordTable(cell('套'))}${para('')}</w:tc>`;
    const imported = await take(
      `<w:tbl><w:tr>${inner}${cell('右')}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('缩')}</w:tr></w:tbl>`,
      { numbering: NUMBERING },
    );
    const [table] = blocks(imported);
    const rows = table?.type === 'table' ? table.content : [];
    expect(rows[0]?.content?.[0]?.content.map((block) => block.type)).toEqual([
      'paragraph',
      'bulletList',
      'table',
    ]);
    expect(rows[1]?.content).toEqual([
      { type: 'tableCell', content: [{ type: 'paragraph' }] },
      { type: 'tableCell', content: [p('缩')] },
    ]);
  });

  test('一万个单元格装得下；再多的这张表不导入，说明改作附件，别的照常', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => cell('1').repeat(100));
    const fits = await take(wordTable(...rows(100)));
    expect(blocks(fits)[0]?.type).toBe('table');
    const large = await take(para('前文') + wordTable(...rows(101)));
    expect(blocks(large)).toEqual([p('前文'), p('［第1张表过大（10,100个单元格），没有导入］')]);
    expect(told(large, 'tables').join()).toContain('另存为 Excel 作为附件上传');
  });
});

describe('修复报告', () => {
  test('修订：插入的采用，删去的去掉，逐处列出；删去段落标记的两段接成一段', async () => {
    const imported = await take(
      para(
        `${run('共')}<w:ins w:author="甲">${run('十')}</w:ins><w:del w:author="甲"><w:r><w:delText>九</w:delText></w:r></w:del>${run('项')}`,
        '<w:rPr><w:del w:author="甲"/></w:rPr>',
      ) +
        para('，完。') +
        `<w:tbl><w:tr><w:trPr><w:del w:author="甲"/></w:trPr>${cell('去掉')}</w:tr><w:tr>${cell('留下')}</w:tr></w:tbl>`,
    );
    expect(bodyText(imported.body)).toBe('共十项，完。\n留下');
    expect(told(imported, 'tracked_changes')).toEqual([
      '第1段 插入的已采用：十',
      '第1段 删去的已去掉：九',
      '第1张表 删去的行已去掉',
    ]);
  });

  test('批注、隐藏文字、页眉、属性不进正文，都列出；只有页码的页脚不提', async () => {
    const imported = await take(
      para(
        `<w:commentRangeStart w:id="0"/>${run('正文')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run('密', '<w:vanish/>')}`,
      ),
      {
        comments: `<w:comment w:id="0" w:author="李四">${para('请核对')}</w:comment>`,
        header: para('内部传阅'),
        core: { 'dc:creator': '张三' },
      },
    );
    expect(bodyText(imported.body)).toBe('正文');
    expect(told(imported, 'comments')).toEqual(['第1段 李四：请核对']);
    expect(told(imported, 'hidden_text')).toEqual(['第1段 密']);
    expect(told(imported, 'header_footer')).toEqual(['页眉 内部传阅']);
    expect(told(imported, 'properties')).toEqual(['作者 张三']);
    const numbered = await take(para('正文'), { header: para('— PAGE 1 —') });
    expect(told(numbered, 'header_footer')).toEqual([]);
  });

  test('[TR-18] 正文里的身份证号等逐行列出，号码遮住', async () => {
    const imported = await take(para('名单') + para('张三，身份证号11010519491231002X，电话13812345678'));
    expect(told(imported, 'personal_data')).toEqual([
      '第2行 身份证号码 11*************02X',
      '第2行 手机号码 138****5678',
    ]);
  });

  test('文本框、公式、对象、图表、目录没有导入的，都说出位置；该有图的地方留下提示', async () => {
    const box = `<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:txbx><w:txbxContent>${para('框里')}</w:txbxContent></wps:txbx></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`;
    const chart =
      '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>';
    const imported = await take(
      [
        para('目录一……1', '<w:pStyle w:val="TOC1"/>'),
        para(run('见框') + box),
        para(`${run('式')}<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`),
        para('<w:r><w:object><o:OLEObject/></w:object></w:r>'),
        para(chart),
      ].join(''),
      { styles: style('TOC1', 'toc 1', '') },
    );
    expect(bodyText(imported.body).split('\n')).toEqual([
      '见框',
      `式${PASTED_IMAGE_NOTE}`,
      PASTED_IMAGE_NOTE,
      PASTED_IMAGE_NOTE,
    ]);
    expect(told(imported, 'not_taken_over').map((line) => line.replace(/^\S+ /, '').slice(0, 6))).toEqual([
      '目录：目录一',
      '文本框：框里',
      '公式：a+b',
      '嵌入的对象（',
      '图表或 Sm',
    ]);
  });

  test('脚注改为文中的注号，注文移到文末', async () => {
    const imported = await take(para(`${run('正文')}<w:r><w:footnoteReference w:id="2"/></w:r>`), {
      footnotes: `<w:footnote w:type="separator" w:id="0">${para('-')}</w:footnote><w:footnote w:id="2">${para('出处')}</w:footnote>`,
    });
    expect(blocks(imported)).toEqual([p('正文［注1］'), { type: 'horizontalRule' }, p('注1：出处')]);
    expect(told(imported, 'notes')).toHaveLength(1);
  });
});

describe('图片', () => {
  test('图片按出现的地方成为单独一块，说明文字照用；同一张只带一份', async () => {
    const imported = await take(
      para(`${run('前')}${picture('i1', '办事大厅')}${run('后')}`) + para(picture('i1', '办事大厅')),
      {
        links: [{ id: 'i1', type: 'image', target: 'media/a.png' }],
        media: { 'a.png': PNG },
      },
    );
    const [image] = imported.images;
    expect(imported.images).toHaveLength(1);
    expect(image).toMatchObject({ name: '图1.png', mediaType: 'image/png', bytes: PNG });
    const node = { type: 'image', attrs: { file: image?.sha256, alt: '办事大厅' } };
    expect(blocks(imported)).toEqual([p('前'), node, p('后'), node]);
    expect(told(imported, 'images')).toEqual([]);
  });

  test('软件自己写的说明不算说明；不能显示的格式、链接到外面的图留下提示', async () => {
    const imported = await take(
      para(picture('i1', '图片 1')) + para(picture('i2', '图')) + para(picture('i3', '图')),
      {
        links: [
          { id: 'i1', type: 'image', target: 'media/a.png' },
          { id: 'i2', type: 'image', target: 'media/b.emf' },
          { id: 'i3', type: 'image', target: 'http://x/a.png', external: true },
        ],
        media: { 'a.png': PNG, 'b.emf': Uint8Array.from([1, 0, 0, 0]) },
      },
    );
    expect(blocks(imported).slice(1)).toEqual([p(PASTED_IMAGE_NOTE), p(PASTED_IMAGE_NOTE)]);
    expect(told(imported, 'images').map((line) => line.replace(/^\S+ /, '').slice(0, 5))).toEqual([
      '图片没有说',
      '图片的格式',
      '图片在文件',
    ]);
  });
});

describe('标题和文号', () => {
  const centred = (words: string, size = '44') =>
    para(run(words, `<w:sz w:val="${size}"/>`), '<w:jc w:val="center"/>');

  test('居中的几行合成标题，红头和文号不算；采用时从正文拿走，不采用就留下', async () => {
    const imported = await take(
      [
        centred('北关区工业和信息化局文件', '72'),
        centred('北工信〔2026〕3号', '32'),
        centred('关于组织开展助企纾困'),
        centred('专项行动的通知'),
        centred('（2026年3月2日）', '32'),
        para('各有关单位：'),
      ].join(''),
    );
    expect(imported.title).toEqual({ text: '关于组织开展助企纾困专项行动的通知', blocks: [2, 3] });
    expect(imported.docNo).toEqual({ text: '北工信〔2026〕3号', blocks: [1] });
    expect(bodyText(adoptedBody(imported, { title: true, docNo: true }))).toBe(
      '北关区工业和信息化局文件\n（2026年3月2日）\n各有关单位：',
    );
    expect(adoptedBody(imported, { title: false, docNo: false })).toEqual(imported.body);
  });

  test('标题样式优先；没有居中也没有标题样式的，不猜', async () => {
    const imported = await take(centred('一行居中的话') + styled('真正的标题', 'T') + para('正文。'), {
      styles: style('T', 'Title', ''),
    });
    expect(imported.title?.text).toBe('真正的标题');
    expect(await take(para('正文。'))).toMatchObject({ title: null, docNo: null });
  });
});

test('正文放不下的，说一句话，不报错', async () => {
  const read = await importWord(
    docx(Array.from({ length: 400 }, () => para('字'.repeat(1_000))).join('')),
    TODAY,
  );
  expect(read).toEqual({ ok: false, message: expect.stringContaining('超过 1 MB') });
});

test('别的软件写出的一份真实公文：标题、文号、标题层次、合并的表头、图片、注文都对', async () => {
  const file = path.join(import.meta.dirname, '../../fixtures/word/manufacturing-plan.docx');
  const read = await importWord(new Uint8Array(fs.readFileSync(file)), TODAY);
  if (!read.ok) throw new Error(read.message);
  const imported = read.value;
  expect(imported.title?.text).toBe('开封市人民政府关于印发开封市推动制造业高质量发展实施方案的通知');
  expect(imported.docNo?.text).toBe('汴政〔2020〕29号');
  const body = adoptedBody(imported, { title: true, docNo: true });
  const headings = body.content.flatMap((block) =>
    block.type === 'heading' ? [[block.attrs.level, bodyText({ type: 'doc', content: [block] })]] : [],
  );
  expect(headings).toEqual([
    [2, '一、总体要求'],
    [2, '二、主要指标'],
  ]);
  const table = body.content.find((block) => block.type === 'table');
  expect(table?.content.map((row) => row.content?.map((one) => [one.type, one.attrs ?? null]))).toEqual([
    [
      ['tableHeader', { rowspan: 2 }],
      ['tableHeader', { colspan: 2 }],
    ],
    [
      ['tableHeader', null],
      ['tableHeader', null],
    ],
    ...[1, 2].map(() => [1, 2, 3].map(() => ['tableCell', null])),
  ]);
  expect(imported.images).toHaveLength(1);
  expect(imported.report.map((group) => `${group.kind} ${group.count}`)).toEqual([
    'personal_data 1',
    'tracked_changes 2',
    'comments 1',
    'hidden_text 1',
    'headings_found 1',
    'notes 1',
    'header_footer 1',
    'properties 2',
  ]);
});
