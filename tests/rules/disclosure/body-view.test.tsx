import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BodyView } from '@/components/disclosure/body-view';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { bodyOf, FILE_A, FILE_B, h, list, p, storedBody, table } from '../../support/bodies';

const fileHref = (sha256: string) => (sha256 === FILE_A ? '/items/1/files/a.png' : null);
const html = (doc: BodyDoc) => renderToStaticMarkup(<BodyView doc={doc} fileHref={fileHref} />);
const inside = (doc: BodyDoc) => html(doc).replace(/^<div class="[^"]*">|<\/div>$/g, '');

/** Every tag of the markup with its attributes, read independently of how it was written. */
function tags(markup: string): { name: string; attrs: string[][] }[] {
  return [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)].map((match) => ({
    name: match[1] ?? '',
    attrs: [...(match[2] ?? '').matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map((attr) => [
      (attr[1] ?? '').toLowerCase(),
      attr[2] ?? '',
    ]),
  }));
}

const ALLOWED: Record<string, string[]> = {
  div: ['class'],
  p: ['data-align'],
  h2: [],
  h3: [],
  h4: [],
  ul: [],
  ol: ['start'],
  li: [],
  blockquote: [],
  hr: [],
  br: [],
  img: ['src', 'alt', 'loading', 'decoding'],
  section: ['aria-label', 'tabindex'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  td: ['colspan', 'rowspan', 'data-align'],
  th: ['colspan', 'rowspan', 'data-align', 'scope'],
  a: ['href', 'rel'],
  strong: [],
  em: [],
  u: [],
  s: [],
};

describe('正文的页面', () => {
  it('任何正文都只写出名单里的元素和属性，没有脚本、样式和事件', () => {
    fc.assert(
      fc.property(storedBody, (doc) => {
        const markup = html(doc);
        const found = tags(markup);
        // Every `<` in the markup belongs to a tag that was recognised, so none hides from this test.
        expect(markup.replace(/<\/[a-z0-9]+>/g, '').split('<').length - 1).toBe(found.length);
        for (const { name, attrs } of found) {
          expect(Object.keys(ALLOWED)).toContain(name);
          for (const [attr = '', value = ''] of attrs) {
            expect(ALLOWED[name]).toContain(attr);
            if (attr === 'href' || attr === 'src')
              expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/);
          }
        }
        const withoutValues = markup.replace(/"[^"]*"/g, '""');
        expect(withoutValues).not.toMatch(/<[^>]*\s(?:on[a-z]+|style)\s*=/i);
        expect(markup).not.toMatch(/<script/i);
      }),
      { numRuns: 300 },
    );
  });

  it('没有经过检查的坏链接也不会写出来，文字还在', () => {
    const doc = {
      type: 'doc',
      content: [
        p('文字', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]),
        { type: 'script', content: [] },
      ],
    } as unknown as BodyDoc;
    expect(inside(doc)).toBe('<p>文字</p>');
  });

  it('标题二到四级，段落按对齐方式', () => {
    const doc = bodyOf(
      h(2, '一'),
      h(3, '二'),
      h(4, '三'),
      { ...p('落款'), attrs: { align: 'right' } },
      p('文'),
    );
    expect(inside(doc)).toBe('<h2>一</h2><h3>二</h3><h4>三</h4><p data-align="right">落款</p><p>文</p>');
  });

  it('文字格式由外到内：链接、加粗、斜体、下划线、删除线', () => {
    const marks = ['strike', 'underline', 'italic', 'bold'].map((type) => ({ type }));
    const doc = bodyOf(p('字', [...marks, { type: 'link', attrs: { href: '/a' } }]));
    expect(inside(doc)).toBe('<p><a href="/a"><strong><em><u><s>字</s></u></em></strong></a></p>');
  });

  it('站外链接不带来路，不开新窗口；站内链接加上部署前缀', () => {
    const doc = bodyOf(
      p('外', [{ type: 'link', attrs: { href: 'https://a.cn/' } }]),
      p('内', [{ type: 'link', attrs: { href: '/b' } }]),
    );
    const markup = renderToStaticMarkup(<BodyView doc={doc} fileHref={fileHref} basePath="/gxj" />);
    expect(markup).toContain('<a href="https://a.cn/" rel="external noopener noreferrer">外</a>');
    expect(markup).toContain('<a href="/gxj/b">内</a>');
    expect(markup).not.toContain('target');
  });

  it('附件链接指向文件；文件不能给看时只留文字', () => {
    const to = (file: string) => bodyOf(p('附件', [{ type: 'link', attrs: { href: `attachment:${file}` } }]));
    expect(inside(to(FILE_A))).toBe('<p><a href="/items/1/files/a.png">附件</a></p>');
    expect(inside(to(FILE_B))).toBe('<p>附件</p>');
  });

  it('图片有替代文字、延迟加载；文件不能给看时写出说明', () => {
    const of = (file: string) => bodyOf({ type: 'image', attrs: { file, alt: '流程图' } });
    expect(inside(of(FILE_A))).toBe(
      '<img src="/items/1/files/a.png" alt="流程图" loading="lazy" decoding="async"/>',
    );
    expect(inside(of(FILE_B))).toBe('<p data-align="center">（图片：流程图）</p>');
  });

  it('表格放在可用键盘滚动的区域里，表头有范围，数字靠右', () => {
    const doc = bodyOf(table(['项目', '数量'], ['制发', '1,024'], ['比例', '12.5%']), table(['甲'], ['乙']));
    const markup = inside(doc);
    expect(markup).toContain('<section aria-label="表格 1，可左右滚动" tabindex="0"><table><thead>');
    expect(markup).toContain('aria-label="表格 2，可左右滚动"');
    expect(markup).toContain('<thead><tr><th scope="col">项目</th><th scope="col">数量</th></tr></thead>');
    expect(markup).toContain('<td data-align="right">1,024</td>');
    expect(markup).toContain('<td data-align="right">12.5%</td>');
    expect(markup).toContain('<td>制发</td>');
  });

  it('表头跨到正文行时不分表头组，跨行跨列照写', () => {
    const cell = (type: string, text: string, attrs?: object) => ({
      type,
      content: [p(text)],
      ...(attrs ? { attrs } : {}),
    });
    const doc = bodyOf({
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [cell('tableHeader', '甲', { rowspan: 2 }), cell('tableHeader', '乙', { colspan: 2 })],
        },
        { type: 'tableRow', content: [cell('tableCell', '丙'), cell('tableCell', '丁')] },
      ],
    });
    expect(inside(doc)).not.toContain('thead');
    expect(inside(doc)).toContain('<th rowSpan="2" scope="row">甲</th><th colSpan="2" scope="row">乙</th>');
  });

  it('列表从几号开始照写，空段保留一行的高度', () => {
    const doc = bodyOf({ ...list('orderedList', '甲'), attrs: { start: 3 } }, p(''), p('完'));
    expect(inside(doc)).toBe('<ol start="3"><li><p>甲</p></li></ol><p><br/></p><p>完</p>');
  });
});
