import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASTED_IMAGE_NOTE } from '@/lib/disclosure/body/messages';
import { cleanPastedHtml } from '@/lib/disclosure/body/paste/rules/clean-pasted-html';
import { FILE_A } from '../../support/bodies';

const fromWord = (
  body: string,
) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/x/filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:宋体;} p.MsoNormal {margin:0cm; mso-pagination:none;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;
/** Cleaned, without the line ends between blocks. */
const clean = (html: string) => cleanPastedHtml(html).replace(/\s*\n\s*/g, '');

describe('从 Word 粘贴', () => {
  it('只留文字和结构：样式、类名、o:p、条件注释、文档头都去掉', () => {
    const html = fromWord(`
<h1 style='text-align:center'><span style='font-family:黑体;mso-hansi-font-family:Calibri'>一、总体要求<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=EN-US style='font-size:16.0pt'>2026</span><span
style='font-size:16.0pt;font-family:仿宋_GB2312'>年<b style='mso-bidi-font-weight:normal'>重点工作</b>如下<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal align=right style='text-align:right'><span>北关区工信局</span></p>`);
    expect(clean(html)).toBe(
      '<h2>一、总体要求</h2><p>2026年<b>重点工作</b>如下</p><p data-align="right">北关区工信局</p>',
    );
  });

  it('源码里汉字之间的换行不是空格，西文之间的是', () => {
    expect(cleanPastedHtml('<p>申报\r\n截止 Word\n2026</p>')).toBe('<p>申报截止 Word\n2026</p>');
  });

  it('行首用空格做的缩进去掉', () => {
    expect(clean('<p>　　为做好工作</p><p>&nbsp;&nbsp;&nbsp;&nbsp;<b>　特此</b>通知</p>')).toBe(
      '<p>为做好工作</p><p><b>　特此</b>通知</p>',
    );
  });

  const fake = (level: number, marker: string, text: string) =>
    `<p class=MsoListParagraph style='margin-left:${level * 18}pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings;mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><span>${text}</span></p>\n`;

  it('Word 的假列表变成真列表，分级嵌套', () => {
    expect(
      clean(fromWord(fake(1, '·', '甲') + fake(2, 'o', '甲一') + fake(2, 'o', '甲二') + fake(1, '·', '乙'))),
    ).toBe('<ul><li><p>甲</p><ul><li><p>甲一</p></li><li><p>甲二</p></li></ul></li><li><p>乙</p></li></ul>');
  });

  it('编号列表从第几项开始就是第几项；中间插了段落，列表断开', () => {
    const html = `${fake(1, '1.', '甲')}${fake(1, '2.', '乙')}<p class=MsoNormal>插一段</p>${fake(1, '3.', '丙')}`;
    expect(clean(html)).toBe(
      '<ol><li><p>甲</p></li><li><p>乙</p></li></ol><p>插一段</p><ol start="3"><li><p>丙</p></li></ol>',
    );
  });

  it.each(['一、', '（一）', '第一条', '(1)', '①', 'a)', '1、'])(
    '编号“%s”列表打不出来，作为文字保留',
    (marker) => {
      expect(clean(fake(1, marker, '总则')).replace(/&nbsp;|\s/g, '')).toBe(`<p>${marker}总则</p>`);
    },
  );

  it('表格保留跨行跨列，单元格的对齐落到段落上', () => {
    const html =
      fromWord(`<table class=MsoTableGrid border=1 style='border-collapse:collapse'><colgroup><col width=64></colgroup>
<tr style='mso-yfti-irow:0'><td width=100 colspan=2 valign=top style='width:75pt'><p class=MsoNormal>项目<o:p></o:p></p></td><td rowspan="3" align=center>合计</td></tr>
<tr><td><p class=MsoNormal align=right>3</p></td><td align=right><p>4</p></td></tr></table>`);
    expect(clean(html)).toBe(
      '<table><tr><td colspan="2"><p>项目</p></td><td rowspan="3"><p data-align="center">合计</p></td></tr><tr><td><p data-align="right">3</p></td><td><p data-align="right">4</p></td></tr></table>',
    );
  });

  it('图片换成一句看得见的提示，包括 Word 的 VML 图片', () => {
    const vml = `<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/x.png"/></v:shape><![endif]--><![if !vml]><img width=10 src="file:///C:/x/image001.png" v:shapes="a"><![endif]></p>`;
    expect(clean(vml)).toBe(`<p>${PASTED_IMAGE_NOTE}</p>`);
    expect(clean('<p>见图<img src="https://example.cn/a.png" onerror="x"></p>')).toBe(
      `<p>见图${PASTED_IMAGE_NOTE}</p>`,
    );
    expect(clean('<img src="data:image/png;base64,AAAA">')).toBe(PASTED_IMAGE_NOTE);
  });

  it('最高一级标题变成二级，其余依次', () => {
    expect(clean('<h1>甲</h1><h2>乙</h2><h3>丙</h3><h4>丁</h4>')).toBe(
      '<h2>甲</h2><h3>乙</h3><h4>丙</h4><h4>丁</h4>',
    );
    expect(clean('<h3>甲</h3><h4>乙</h4>')).toBe('<h2>甲</h2><h3>乙</h3>');
  });

  it('Word 不显示的内容不粘贴', () => {
    expect(clean("<p>看得见<span style='mso-hide:all;display:none'>看不见</span></p>")).toBe('<p>看得见</p>');
  });
});

describe('从 WPS 和网页粘贴', () => {
  it('用样式表示的加粗、斜体、下划线、删除线变成格式', () => {
    expect(
      clean(
        '<p><span style="mso-spacerun:\'yes\';font-weight:bold;font-size:16pt">重点</span><span style="font-style:italic;text-decoration:underline">线</span><span style="text-decoration:line-through">删</span></p>',
      ),
    ).toBe('<p><b>重点</b><i><u>线</u></i><s>删</s></p>');
    expect(clean('<b style="font-weight:normal"><p>整篇</p></b>')).toBe('<p>整篇</p>');
  });

  it('font、center 和不认识的标签去掉，文字留下', () => {
    expect(
      clean(
        '<center><font color="red" face="宋体">红</font><custom-tag onclick="x">字</custom-tag></center>',
      ),
    ).toBe('<div>红字</div>');
  });

  it('安全的链接留下，不安全的只留文字', () => {
    expect(clean('<a href="https://a.cn/?x=1&amp;y=2" target="_blank" onclick="x">甲</a>')).toBe(
      '<a href="https://a.cn/?x=1&amp;y=2">甲</a>',
    );
    for (const href of [
      'javascript:alert(1)',
      'JAVA&#x0A;SCRIPT:x',
      '&#106;avascript:x',
      'data:text/html,x',
      'file:///c:/a',
      '//evil.cn',
    ]) {
      expect(clean(`<a href="${href}">乙</a>`)).toBe('乙');
    }
  });

  it('脚本、样式、矢量图、框架连同内容去掉', () => {
    expect(
      clean(
        '<p>前</p><script>alert("<p>")</script><style>p{}</style><svg><script>x</script><text>图</text></svg><iframe src=x>框</iframe><object><p>件</p></object><p>后</p>',
      ),
    ).toBe('<p>前</p><p>后</p>');
  });

  it('编辑器自己的复制保留图片、顶格和切口', () => {
    expect(
      clean(
        `<p data-pm-slice="1 1 []" data-align="left">各单位：</p><img data-file="${FILE_A}" alt="图&quot;一">`,
      ),
    ).toBe(
      `<p data-pm-slice="1 1 []" data-align="left">各单位：</p><img data-file="${FILE_A}" alt="图&quot;一">`,
    );
    expect(clean('<p data-pm-slice="x" data-file="y">字</p><img data-file="../a">')).toBe(
      `<p>字</p>${PASTED_IMAGE_NOTE}`,
    );
  });

  it('编辑器自己的复制不改标题级别、空行和空格', () => {
    const own = '<h3 data-pm-slice="1 1 []">二级</h3><p></p><p>　缩进</p>';
    expect(clean(own)).toBe(own);
    expect(clean(own.replace(' data-pm-slice="1 1 []"', ''))).toBe('<h2>二级</h2><p>缩进</p>');
  });
});

describe('残缺的 HTML', () => {
  it('没有结束的标签照浏览器的规矩收尾', () => {
    expect(clean('<ul><li>甲<li>乙</ul><p>丙<p>丁')).toBe(
      '<ul><li>甲</li><li>乙</li></ul><p>丙</p><p>丁</p>',
    );
    expect(clean('<table><tr><td>1<td>2<tr><td>3</table>')).toBe(
      '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>',
    );
    expect(clean('<p>1 < 2 且 3 > 2</p>')).toBe('<p>1 &lt; 2 且 3 &gt; 2</p>');
  });

  it('任何输入都不出错，写出的只有名单里的标签和属性', () => {
    const pieces = fc.constantFrom(
      '<p',
      ' onclick="x"',
      " style='a:b'",
      '>',
      '</p>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<![if !vml]>',
      '"',
      "'",
      '=',
      '<svg/onload=x>',
      '<img src=x onerror=y>',
      '<a href="javascript:x">',
      '</a>',
      '<td colspan="9999">',
      '<table>',
      '<b>',
      '&lt;script&gt;',
      '文字',
      '<',
      '/>',
      '<o:p>',
      '\n',
      `<img data-file="${FILE_A}" alt="a&quot; onerror=&quot;b">`,
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>',
    );
    const tag =
      /<\/?(?:p|h[2-4]|ul|ol|li|blockquote|tbody|thead|tfoot|table|tr|td|th|div|b|i|u|s|a|br|hr|img)(?: (?:data-align="(?:left|center|right)"|data-pm-slice="[^"<>]*"|data-file="[0-9a-f]{64}"|alt="[^"<>]*"|href="[^"<>]*"|(?:start|colspan|rowspan)="\d+"))*>/g;
    const input = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(input, (html) => {
        expect(cleanPastedHtml(html).replace(tag, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('再清理一次不再改变', () => {
    const once = cleanPastedHtml(
      fromWord(
        '<h1>甲</h1><p class=x>　乙 &amp; 丙</p><table><tr><td colspan=2 align=right>1</td></tr></table>',
      ),
    );
    expect(cleanPastedHtml(once)).toBe(once);
  });

  it('套得极深的标签不会耗尽调用栈', () => {
    expect(cleanPastedHtml(`${'<div><span>'.repeat(100_000)}字`)).toContain('字');
  });
});
